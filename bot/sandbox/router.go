package sandbox

import "strings"

// pathTable finds the template which fits a path. Literal segments win over
// parameters. The zero value is empty; it must not change while it is read.
type pathTable[T any] struct {
	rows []pathRow[T]
}

type pathRow[T any] struct {
	template string
	segments []string
	value    T
}

func (t *pathTable[T]) add(template string, value T) {
	t.rows = append(t.rows, pathRow[T]{template, strings.Split(template, "/"), value})
}

// match returns nil where no template fits. The variables are named as in the
// template, without braces.
func (t *pathTable[T]) match(path string) (row *pathRow[T], vars map[string]string) {
	segments := strings.Split(path, "/")
	best := -1
	for i := range t.rows {
		found, literals, ok := t.rows[i].fit(segments)
		if ok && literals > best {
			row, vars, best = &t.rows[i], found, literals
		}
	}
	return row, vars
}

func (r *pathRow[T]) fit(segments []string) (vars map[string]string, literals int, ok bool) {
	if len(segments) != len(r.segments) {
		return nil, 0, false
	}
	vars = map[string]string{}
	for i, want := range r.segments {
		switch {
		case want == segments[i]:
			literals++
		case strings.HasPrefix(want, "{") && segments[i] != "":
			vars[strings.Trim(want, "{}")] = segments[i]
		default:
			return nil, 0, false
		}
	}
	return vars, literals, true
}

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
func (s *Sandbox) routeTable() pathTable[map[string]route] {
	var t pathTable[map[string]route]
	t.add("/gateway", map[string]route{"GET": {open: true, handle: s.getGateway}})
	t.add("/gateway/bot", map[string]route{"GET": {handle: s.getGatewayBot}})
	t.add("/users/@me", map[string]route{"GET": {handle: s.getMe}})
	t.add("/users/{user}", map[string]route{"GET": {handle: s.getUser}})
	t.add("/users/@me/channels", map[string]route{"POST": {handle: s.createDM}})
	t.add("/users/@me/guilds", map[string]route{"GET": {handle: s.getMyGuilds}})
	t.add("/oauth2/applications/@me", map[string]route{"GET": {handle: s.getApplication}})
	t.add("/applications/@me", map[string]route{"GET": {handle: s.getApplication}})
	t.add("/guilds/{guild}", map[string]route{"GET": {handle: s.getGuild}})
	t.add("/guilds/{guild}/channels", map[string]route{"GET": {handle: s.getGuildChannels}})
	t.add("/guilds/{guild}/roles", map[string]route{"GET": {handle: s.getGuildRoles}})
	t.add("/guilds/{guild}/members/{user}", map[string]route{"GET": {handle: s.getMember}})
	s.commandRoutes(&t, "/applications/{app}/commands")
	s.commandRoutes(&t, "/applications/{app}/guilds/{guild}/commands")
	t.add("/channels/{channel}", map[string]route{"GET": {handle: s.getChannel}})
	t.add("/channels/{channel}/typing", map[string]route{"POST": {handle: s.startTyping}})
	t.add("/channels/{channel}/messages", map[string]route{
		"GET": {handle: s.getMessages}, "POST": {handle: s.createMessage},
	})
	t.add("/channels/{channel}/messages/{message}", map[string]route{
		"GET": {handle: s.getMessage}, "PATCH": {handle: s.editMessage}, "DELETE": {handle: s.deleteMessage},
	})
	t.add("/channels/{channel}/messages/{message}/threads", map[string]route{"POST": {handle: s.startThread}})
	t.add("/interactions/{interaction}/{token}/callback", map[string]route{
		"POST": {open: true, exempt: true, handle: s.callback},
	})
	t.add("/webhooks/{app}/{token}", map[string]route{
		"POST": {open: true, exempt: true, handle: s.createFollowup},
	})
	t.add("/webhooks/{app}/{token}/messages/{message}", map[string]route{
		"GET":    {open: true, exempt: true, handle: s.getFollowup},
		"PATCH":  {open: true, exempt: true, handle: s.editFollowup},
		"DELETE": {open: true, exempt: true, handle: s.deleteFollowup},
	})
	return t
}

func (s *Sandbox) commandRoutes(t *pathTable[map[string]route], path string) {
	t.add(path, map[string]route{
		"GET":  {handle: s.listCommands},
		"POST": {handle: s.createCommand},
		"PUT":  {handle: s.overwriteCommands},
	})
	t.add(path+"/{command}", map[string]route{
		"GET":    {handle: s.getCommand},
		"PATCH":  {handle: s.editCommand},
		"DELETE": {handle: s.deleteCommand},
	})
}
