package sandbox

import (
	"encoding/hex"
	"maps"
	"strconv"
)

func (s *Sandbox) getGateway(*call) (reply, error) {
	return ok(object{"url": s.gatewayURL()})
}

func (s *Sandbox) getGatewayBot(*call) (reply, error) {
	return ok(object{"url": s.gatewayURL(), "shards": 1, "session_start_limit": object{
		"total": s.opts.SessionStarts, "remaining": max(s.opts.SessionStarts-s.gateway.stats.Identifies, 0),
		"reset_after": 24 * 60 * 60 * 1000, "max_concurrency": s.opts.MaxConcurrency,
	}})
}

func (s *Sandbox) getMe(*call) (reply, error) {
	out := userPayload(s.users[s.app.BotID])
	maps.Copy(out, object{
		"verified": true, "email": nil, "mfa_enabled": true,
		"locale": "en-US", "premium_type": 0, "banner": nil, "accent_color": nil,
	})
	return ok(out)
}

func (s *Sandbox) getUser(c *call) (reply, error) {
	user := s.users[c.vars["user"]]
	if user == nil {
		return reply{}, fail(10013)
	}
	return ok(userPayload(user))
}

func (s *Sandbox) getMyGuilds(*call) (reply, error) {
	out := []object{}
	for _, id := range sortedKeys(s.guilds) {
		if g := s.guilds[id]; !g.Absent {
			out = append(out, object{
				"id": g.ID, "name": g.Name, "icon": nil, "banner": nil,
				"owner": g.OwnerID == s.app.BotID, "features": []string{},
				"permissions": g.permissions(s.app.BotID).String(),
			})
		}
	}
	return ok(out)
}

func (s *Sandbox) getApplication(*call) (reply, error) {
	out := object{
		"id": s.app.ID, "name": s.app.Name, "icon": nil, "description": "", "type": nil,
		"bot_public": true, "bot_require_code_grant": false, "verify_key": hex.EncodeToString(s.PublicKey()),
		"flags": s.applicationFlags(), "flags_new": strconv.Itoa(s.applicationFlags()), "hook": true, "is_monetized": false, "summary": "",
		"owner": userPayload(s.users[s.app.OwnerID]), "team": nil, "redirect_uris": []string{},
		"interactions_endpoint_url": orNull(s.endpoint), "approximate_guild_count": len(s.guilds),
		"approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
		"explicit_content_filter": 0, "eligible_oauth2_scopes": []string{}, "role_connections_verification_url": nil,
		"integration_types_config": object{"0": object{}, "1": object{}}, "bot": userPayload(s.users[s.app.BotID]),
	}
	if len(s.app.Team) > 0 {
		out["team"] = s.teamPayload()
		// A team appears as a pseudo user where an owner is expected.
		out["owner"] = userPayload(&User{ID: s.app.TeamID, Username: "team" + s.app.TeamID})
	}
	return ok(out)
}

func (s *Sandbox) teamPayload() object {
	members := []object{}
	for _, m := range s.app.Team {
		state := 2
		if m.Invited {
			state = 1
		}
		members = append(members, object{
			"user": userPayload(s.users[m.UserID]), "team_id": s.app.TeamID,
			"membership_state": state, "role": or(m.Role, "admin"), "permissions": []string{"*"},
		})
	}
	return object{
		"id": s.app.TeamID, "name": s.app.Name + " team", "icon": nil,
		"owner_user_id": s.app.OwnerID, "members": members,
	}
}

// applicationFlags has the bits for privileged intents in a small application.
func (s *Sandbox) applicationFlags() int {
	flags := 0
	for intent, bit := range map[Intents]int{GuildPresences: 13, GuildMembers: 15, MessageContent: 19} {
		if s.opts.Privileged&intent != 0 {
			flags |= 1 << bit
		}
	}
	return flags
}

// knownGuild returns the guild of the path, where the bot is a member.
func (s *Sandbox) knownGuild(c *call) (*Guild, *apiError) {
	guild := s.guilds[c.vars["guild"]]
	if guild == nil {
		return nil, fail(10004)
	}
	if guild.Absent {
		return nil, fail(50001)
	}
	return guild, nil
}

func (s *Sandbox) getGuild(c *call) (reply, error) {
	guild, err := s.knownGuild(c)
	if err != nil {
		return reply{}, err
	}
	out := s.guildPayload(guild)
	for _, name := range []string{
		"channels", "threads", "members", "member_count", "joined_at", "unavailable",
		"large", "presences", "voice_states", "stage_instances", "guild_scheduled_events", "soundboard_sounds",
	} {
		delete(out, name)
	}
	return ok(out)
}

func (s *Sandbox) getGuildChannels(c *call) (reply, error) {
	guild, err := s.knownGuild(c)
	if err != nil {
		return reply{}, err
	}
	return ok(s.guildPayload(guild)["channels"])
}

func (s *Sandbox) getGuildRoles(c *call) (reply, error) {
	guild, err := s.knownGuild(c)
	if err != nil {
		return reply{}, err
	}
	return ok(s.guildPayload(guild)["roles"])
}

func (s *Sandbox) getMember(c *call) (reply, error) {
	guild, err := s.knownGuild(c)
	if err != nil {
		return reply{}, err
	}
	member := guild.member(c.vars["user"])
	if member == nil && s.users[c.vars["user"]] == nil {
		return reply{}, fail(10013)
	}
	if member == nil {
		return reply{}, fail(10007)
	}
	return ok(s.memberWithUser(member))
}
