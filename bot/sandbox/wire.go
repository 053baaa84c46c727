package sandbox

import (
	"encoding/json"
	"time"
)

// object is a JSON object on its way to or from the bot.
type object = map[string]any

// stamp writes a time as Discord does; the zero time is null.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format("2006-01-02T15:04:05.000000+00:00")
}

// orNull writes an empty string as null.
func orNull(v string) any {
	if v == "" {
		return nil
	}
	return v
}

func userPayload(u *User) object {
	out := object{
		"id": u.ID, "username": u.Username, "discriminator": "0",
		"global_name": orNull(u.GlobalName), "avatar": nil, "public_flags": 0, "flags": 0,
		"avatar_decoration_data": nil, "clan": nil, "primary_guild": nil,
	}
	if u.Bot {
		out["bot"] = true
	}
	return out
}

// memberPayload leaves the user out; who needs it puts it in.
func memberPayload(m *Member) object {
	roles := m.Roles
	if roles == nil {
		roles = []string{}
	}
	return object{
		"nick": orNull(m.Nick), "roles": roles, "joined_at": stamp(m.JoinedAt),
		"avatar": nil, "banner": nil, "premium_since": nil, "deaf": false, "mute": false,
		"pending": false, "flags": 0, "communication_disabled_until": nil,
	}
}

func (s *Sandbox) memberWithUser(m *Member) object {
	out := memberPayload(m)
	out["user"] = userPayload(s.users[m.UserID])
	return out
}

func rolePayload(r *Role) object {
	out := object{
		"id": r.ID, "name": r.Name, "permissions": r.Permissions.String(),
		"position": r.Position, "color": 0, "hoist": false, "icon": nil,
		"unicode_emoji": nil, "managed": r.Managed, "mentionable": false, "flags": 0,
		"colors": object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
	}
	if r.BotID != "" {
		out["tags"] = object{"bot_id": r.BotID}
	}
	return out
}

func (s *Sandbox) channelPayload(c *Channel) object {
	out := object{"id": c.ID, "type": c.Type, "last_message_id": orNull(s.lastMessage(c.ID)), "flags": 0}
	if c.Type == DM || c.Type == GroupDM {
		out["recipients"] = s.recipients(c)
		return out
	}
	out["guild_id"], out["name"] = c.GuildID, c.Name
	out["parent_id"], out["nsfw"], out["rate_limit_per_user"] = orNull(c.ParentID), false, 0
	if c.Type.thread() {
		out["owner_id"], out["message_count"], out["member_count"] = c.OwnerID, 0, 1
		out["total_message_sent"] = 0
		out["thread_metadata"] = object{
			"archived": false, "auto_archive_duration": 1440, "locked": false,
			"archive_timestamp": stamp(s.opts.Now()), "create_timestamp": stamp(s.opts.Now()),
		}
		return out
	}
	out["position"], out["topic"] = 0, nil
	out["permission_overwrites"] = overwritesPayload(s.guilds[c.GuildID], c.Overwrites)
	return out
}

func (s *Sandbox) recipients(c *Channel) []object {
	var out []object
	for _, id := range c.Recipients {
		if id != s.app.BotID {
			out = append(out, userPayload(s.users[id]))
		}
	}
	return out
}

func overwritesPayload(g *Guild, all []Overwrite) []object {
	out := []object{}
	for _, o := range all {
		kind := 1
		if g.role(o.Subject) != nil {
			kind = 0
		}
		out = append(out, object{
			"id": o.Subject, "type": kind,
			"allow": o.Allow.String(), "deny": o.Deny.String(),
		})
	}
	return out
}

// guildPayload is the body of GUILD_CREATE as a bot without the GUILD_MEMBERS
// intent gets it: of the members, only itself.
func (s *Sandbox) guildPayload(g *Guild) object {
	roles, channels, threads := []object{}, []object{}, []object{}
	for i := range g.Roles {
		roles = append(roles, rolePayload(&g.Roles[i]))
	}
	for _, id := range sortedKeys(s.channels) {
		switch c := s.channels[id]; {
		case c.GuildID != g.ID:
		case c.Type.thread():
			threads = append(threads, s.channelPayload(c))
		default:
			channels = append(channels, s.channelPayload(c))
		}
	}
	bot := g.member(s.app.BotID)
	out := guildFixtures()
	out["id"], out["name"], out["owner_id"], out["preferred_locale"] = g.ID, g.Name, g.OwnerID, g.Locale
	out["roles"], out["channels"], out["threads"] = roles, channels, threads
	out["members"], out["member_count"] = []object{s.memberWithUser(bot)}, len(g.Members)
	out["joined_at"] = stamp(bot.JoinedAt)
	return out
}

// guildFixtures holds the fields of a guild which never differ here.
func guildFixtures() object {
	none := []object{}
	return object{
		"icon": nil, "splash": nil, "banner": nil, "description": nil, "vanity_url_code": nil,
		"discovery_splash": nil, "application_id": nil, "afk_channel_id": nil, "afk_timeout": 300,
		"system_channel_id": nil, "system_channel_flags": 0, "rules_channel_id": nil,
		"public_updates_channel_id": nil, "safety_alerts_channel_id": nil, "max_members": 500000,
		"verification_level": 1, "default_message_notifications": 0, "explicit_content_filter": 0,
		"mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "premium_subscription_count": 0,
		"premium_progress_bar_enabled": false, "features": []string{}, "large": false,
		"unavailable": false, "emojis": none, "stickers": none, "presences": none,
		"voice_states": none, "stage_instances": none, "guild_scheduled_events": none,
		"soundboard_sounds": none, "embedded_activities": none,
	}
}

// encode panics where v is no JSON, which only a mistake in this package or a
// caller's Dispatch can cause.
func encode(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("sandbox: encode: " + err.Error())
	}
	return raw
}
