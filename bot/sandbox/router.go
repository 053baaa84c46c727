package sandbox

import "summitbot/bot/sandbox/paths"

// route is one operation of the API.
type route struct {
	open   bool // needs no Authorization
	exempt bool // an interaction endpoint: not counted in the global limit
	handle func(*call) (reply, error)
}

// reply is what a route answers; a nil body is sent as none.
type reply struct {
	status int
	body   any
}

func ok(body any) (reply, error)      { return reply{200, body}, nil }
func created(body any) (reply, error) { return reply{201, body}, nil }
func nothing() (reply, error)         { return reply{204, nil}, nil }

// routeTable lists all operations. All handlers run with s.mu held.
func (s *Sandbox) routeTable() paths.Table[map[string]route] {
	var t paths.Table[map[string]route]
	t.Add("/gateway", map[string]route{"GET": {open: true, handle: s.getGateway}})
	t.Add("/gateway/bot", map[string]route{"GET": {handle: s.getGatewayBot}})
	t.Add("/users/@me", map[string]route{"GET": {handle: s.getMe}})
	t.Add("/users/{user}", map[string]route{"GET": {handle: s.getUser}})
	t.Add("/users/@me/channels", map[string]route{"POST": {handle: s.createDM}})
	t.Add("/users/@me/guilds", map[string]route{"GET": {handle: s.getMyGuilds}})
	t.Add("/oauth2/applications/@me", map[string]route{"GET": {handle: s.getApplication}})
	t.Add("/applications/@me", map[string]route{"GET": {handle: s.getApplication}})
	t.Add("/guilds/{guild}", map[string]route{"GET": {handle: s.getGuild}})
	t.Add("/guilds/{guild}/channels", map[string]route{"GET": {handle: s.getGuildChannels}})
	t.Add("/guilds/{guild}/roles", map[string]route{"GET": {handle: s.getGuildRoles}})
	t.Add("/guilds/{guild}/members/{user}", map[string]route{"GET": {handle: s.getMember}})
	s.commandRoutes(&t, "/applications/{app}/commands")
	s.commandRoutes(&t, "/applications/{app}/guilds/{guild}/commands")
	t.Add("/channels/{channel}", map[string]route{"GET": {handle: s.getChannel}})
	t.Add("/channels/{channel}/typing", map[string]route{"POST": {handle: s.startTyping}})
	t.Add("/channels/{channel}/messages", map[string]route{
		"GET": {handle: s.getMessages}, "POST": {handle: s.createMessage},
	})
	t.Add("/channels/{channel}/messages/{message}", map[string]route{
		"GET": {handle: s.getMessage}, "PATCH": {handle: s.editMessage}, "DELETE": {handle: s.deleteMessage},
	})
	t.Add("/channels/{channel}/messages/{message}/reactions/{emoji}", map[string]route{"GET": {handle: s.getReactions}})
	t.Add("/channels/{channel}/messages/{message}/reactions/{emoji}/@me", map[string]route{
		"PUT": {handle: s.createReaction}, "DELETE": {handle: s.deleteReaction},
	})
	t.Add("/channels/{channel}/messages/{message}/threads", map[string]route{"POST": {handle: s.startThread}})
	t.Add("/interactions/{interaction}/{token}/callback", map[string]route{
		"POST": {open: true, exempt: true, handle: s.callback},
	})
	t.Add("/webhooks/{app}/{token}", map[string]route{
		"POST": {open: true, exempt: true, handle: s.createFollowup},
	})
	t.Add("/webhooks/{app}/{token}/messages/{message}", map[string]route{
		"GET":    {open: true, exempt: true, handle: s.getFollowup},
		"PATCH":  {open: true, exempt: true, handle: s.editFollowup},
		"DELETE": {open: true, exempt: true, handle: s.deleteFollowup},
	})
	return t
}

func (s *Sandbox) commandRoutes(t *paths.Table[map[string]route], path string) {
	t.Add(path, map[string]route{
		"GET":  {handle: s.listCommands},
		"POST": {handle: s.createCommand},
		"PUT":  {handle: s.overwriteCommands},
	})
	t.Add(path+"/{command}", map[string]route{
		"GET":    {handle: s.getCommand},
		"PATCH":  {handle: s.editCommand},
		"DELETE": {handle: s.deleteCommand},
	})
}
