package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// received is a payload of the client.
type received struct {
	Op int             `json:"op"`
	D  json.RawMessage `json:"d"`
	S  json.RawMessage `json:"s"`
	T  json.RawMessage `json:"t"`
}

// receive handles one payload and returns the code to close with, or 0.
func (c *gatewayConn) receive(raw []byte) int {
	defer c.s.locked()()
	if c.closing {
		return 0
	}
	code, why := c.handle(raw)
	if code != 0 {
		c.s.violate("gateway", fmt.Sprintf("%s (%d)", why, code))
	}
	return code
}

func (c *gatewayConn) handle(raw []byte) (code int, why string) {
	if _, within := c.sent.take("send", Limit{sendLimit, sendPeriod}, time.Now()); !within {
		return 4008, "more than 120 payloads in 60 s"
	}
	if len(raw) > maxPayload {
		return 4002, fmt.Sprintf("payload of %d bytes", len(raw))
	}
	var p received
	if strict(raw, &p) != nil {
		return 4002, "payload is no JSON of a gateway event"
	}
	if c.session == nil && p.Op != opHeartbeat && p.Op != opIdentify && p.Op != opResume {
		return 4003, fmt.Sprintf("op %d before Identify", p.Op)
	}
	switch p.Op {
	case opHeartbeat:
		return c.heartbeat(p.D)
	case opIdentify:
		return c.identify(p.D)
	case opResume:
		return c.resume(p.D)
	case opPresence:
		return c.presence(p.D)
	case opVoiceState, opRequestMembers:
		return 0, ""
	}
	return 4001, fmt.Sprintf("op %d", p.Op)
}

// strict refuses unknown fields.
func strict(raw []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func (c *gatewayConn) heartbeat(d json.RawMessage) (int, string) {
	var seq *int64
	if json.Unmarshal(d, &seq) != nil {
		return 4002, "heartbeat without a number"
	}
	c.alive()
	c.s.gateway.stats.Heartbeats++
	if !c.silent {
		c.send(encode(object{"op": opHeartbeatACK, "s": nil, "t": nil, "d": nil}))
	}
	return 0, ""
}

func (c *gatewayConn) resume(d json.RawMessage) (int, string) {
	var r struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int64  `json:"seq"`
	}
	if err := strict(d, &r); err != nil {
		return 4002, "Resume: " + err.Error()
	}
	if c.session != nil {
		return 4005, "Resume in a session"
	}
	if strings.TrimPrefix(r.Token, "Bot ") != c.s.opts.Token {
		return 4004, "wrong token"
	}
	one := c.s.gateway.sessions[r.SessionID]
	if c.spoilResume(one) {
		return 0, ""
	}
	if one == nil {
		c.invalid(false)
		return 0, ""
	}
	if r.Seq > one.seq {
		delete(c.s.gateway.sessions, one.id)
		return 4007, "Resume with a sequence number never sent"
	}
	c.takeOver(one, r.Seq)
	return 0, ""
}

// takeOver attaches the session to this connection and replays.
func (c *gatewayConn) takeOver(one *session, seq int64) {
	if one.conn != nil {
		one.conn.close(4000)
	}
	one.conn, c.session = c, one
	if !one.replay(seq) {
		delete(c.s.gateway.sessions, one.id)
		one.conn, c.session = nil, nil
		c.invalid(false)
		return
	}
	c.s.gateway.stats.Resumes++
	if c.resuming {
		c.s.gateway.stats.ResumesAtURL++
	}
	one.send("RESUMED", object{"_trace": []string{}})
	c.s.publish(Event{Kind: SessionEvent, Text: "resumed"})
}

// invalid sends Invalid Session in answer to a Resume.
func (c *gatewayConn) invalid(resumable bool) {
	c.s.gateway.stats.ResumesRefused++
	c.send(encode(object{"op": opInvalidSession, "s": nil, "t": nil, "d": resumable}))
}

func (c *gatewayConn) presence(d json.RawMessage) (int, string) {
	var p struct {
		Since      *int64            `json:"since"`
		Activities []json.RawMessage `json:"activities"`
		Status     string            `json:"status"`
		AFK        bool              `json:"afk"`
	}
	if err := strict(d, &p); err != nil {
		return 4002, "presence: " + err.Error()
	}
	if p.Activities == nil || !slices.Contains([]string{"online", "dnd", "idle", "invisible", "offline"}, p.Status) {
		return 4002, "presence without activities or with an unknown status"
	}
	c.s.gateway.stats.Presence = d
	return 0, ""
}
