package sandbox

import (
	"encoding/json"
	"fmt"
	"strings"
)

// identity is the body of Identify.
type identity struct {
	Token string `json:"token"`
	// Properties may have the names of long ago, with a dollar sign.
	Properties     map[string]string `json:"properties"`
	Compress       bool              `json:"compress"`
	LargeThreshold *int              `json:"large_threshold"`
	Shard          *[2]uint64        `json:"shard"`
	Presence       json.RawMessage   `json:"presence"`
	Intents        *Intents          `json:"intents"`
}

func (c *gatewayConn) identify(d json.RawMessage) (int, string) {
	var id identity
	if err := strict(d, &id); err != nil {
		return 4002, "Identify: " + err.Error()
	}
	if c.session != nil {
		return 4005, "second Identify"
	}
	if code, why := c.admit(&id); code != 0 {
		return code, why
	}
	stats := &c.s.gateway.stats
	stats.Identifies++
	stats.LastIdentify = withoutToken(d)
	if len(id.Presence) > 0 && string(id.Presence) != "null" {
		stats.Presence = id.Presence
	}
	if c.spoilIdentify() {
		return 0, ""
	}
	c.begin(&id)
	return 0, ""
}

// admit checks an Identify in Discord's order.
func (c *gatewayConn) admit(id *identity) (int, string) {
	switch {
	case strings.TrimPrefix(id.Token, "Bot ") != c.s.opts.Token:
		return 4004, "wrong token"
	case c.s.gateway.stats.Identifies >= c.s.opts.SessionStarts:
		return 4004, "no session starts remain, the token is reset"
	case id.Intents == nil || *id.Intents&^knownIntents != 0:
		return 4013, "intents missing or unknown"
	case *id.Intents&privilegedIntents&^c.s.opts.Privileged != 0:
		return 4014, "privileged intents which the application has not enabled"
	case id.Shard != nil && (id.Shard[1] == 0 || id.Shard[0] >= id.Shard[1]):
		return 4010, "invalid shard"
	case !describes(id.Properties, "os") || !describes(id.Properties, "browser"):
		return 4002, "Identify without properties"
	case id.LargeThreshold != nil && (*id.LargeThreshold < 50 || *id.LargeThreshold > 250):
		return 4002, "large_threshold is not from 50 to 250"
	}
	return 0, ""
}

func describes(properties map[string]string, name string) bool {
	return properties[name] != "" || properties["$"+name] != ""
}

// begin makes the session and sends READY and the guilds.
func (c *gatewayConn) begin(id *identity) {
	one := &session{
		intents: *id.Intents, conn: c,
		id: fmt.Sprintf("%032x", c.s.gateway.stats.Identifies),
	}
	if id.Shard != nil {
		one.shard, one.shards = id.Shard[0], id.Shard[1]
	}
	c.session = one
	c.s.gateway.sessions[one.id] = one
	one.send("READY", c.s.ready(one, c.version))
	for _, guild := range c.s.guildsOf(one) {
		if one.intents&Guilds != 0 {
			one.send("GUILD_CREATE", c.s.guildPayload(guild))
		}
	}
	c.s.publish(Event{Kind: SessionEvent, Text: "ready"})
}

func (s *Sandbox) ready(one *session, version string) object {
	guilds := []object{}
	for _, g := range s.guildsOf(one) {
		guilds = append(guilds, object{"id": g.ID, "unavailable": true})
	}
	v := 10
	if version == "9" {
		v = 9
	}
	out := object{
		"v": v, "user": userPayload(s.users[s.app.BotID]), "guilds": guilds, "session_id": one.id,
		"session_type": "normal", "resume_gateway_url": s.resumeURL(), "private_channels": []object{},
		"relationships": []object{}, "presences": []object{}, "user_settings": object{},
		"geo_ordered_rtc_regions": []string{}, "guild_join_requests": []object{}, "auth": object{},
		"application": object{"id": s.app.ID, "flags": s.applicationFlags()}, "_trace": []string{},
	}
	if one.shards > 0 {
		out["shard"] = []uint64{one.shard, one.shards}
	}
	return out
}

// guildsOf lists the bot's guilds on the session's shard.
func (s *Sandbox) guildsOf(one *session) []*Guild {
	var out []*Guild
	for _, id := range sortedKeys(s.guilds) {
		if g := s.guilds[id]; !g.Absent && one.covers(id) {
			out = append(out, g)
		}
	}
	return out
}

func withoutToken(d json.RawMessage) json.RawMessage {
	fields := map[string]json.RawMessage{}
	_ = json.Unmarshal(d, &fields)
	delete(fields, "token")
	return encode(fields)
}
