package sandbox

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
)

const (
	gatewayPath = "/gateway"
	resumePath  = "/gateway/resume"
)

// The gateway's opcodes.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoiceState     = 4
	opResume         = 6
	opReconnect      = 7
	opRequestMembers = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatACK   = 11
)

// gatewayState is all sessions and connections; s.mu guards it.
type gatewayState struct {
	sessions map[string]*session
	conns    map[*gatewayConn]struct{}
	faults   []*GatewayFault
	stats    Sessions
}

// Sessions says what the gateway has seen.
type Sessions struct {
	Connections    int // websockets opened
	Identifies     int // accepted
	Resumes        int // accepted
	ResumesAtURL   int // of these, at resume_gateway_url
	ResumesRefused int
	Heartbeats     int
	Live           int // sessions which are connected now
	// LastClose is how the last connection ended.
	LastClose Close
	// LastIdentify is the body of the last Identify, without the token.
	LastIdentify json.RawMessage
	// Presence is the last one the bot set, or nil.
	Presence json.RawMessage
}

// Close is the end of a connection.
type Close struct {
	// Code of the close frame; 1006 where there was none, 0: none yet.
	Code     int
	ByClient bool
}

// session is what survives a lost connection.
type session struct {
	id      string
	intents Intents
	shard   uint64
	shards  uint64
	seq     int64
	backlog []packet
	conn    *gatewayConn // nil while it is away
}

type packet struct {
	seq int64
	raw []byte
}

// maxBacklog is how many events a session keeps for a Resume.
const maxBacklog = 10_000

// Sessions returns what the gateway has seen until now.
func (s *Sandbox) Sessions() Sessions {
	defer s.read()()
	return s.sessionStats()
}

// WaitSession returns when a session is ready or has resumed and is connected.
func (s *Sandbox) WaitSession(ctx context.Context) error {
	_, err := s.WaitSessions(ctx, func(now Sessions) bool { return now.Live > 0 })
	return err
}

// WaitSessions returns when done reports true of what the gateway has seen.
func (s *Sandbox) WaitSessions(ctx context.Context, done func(Sessions) bool) (Sessions, error) {
	var now Sessions
	err := s.await(ctx, "a gateway session", func() bool {
		now = s.sessionStats()
		return done(now)
	})
	return now, err
}

func (s *Sandbox) sessionStats() Sessions {
	out := s.gateway.stats
	for _, one := range s.gateway.sessions {
		if one.conn != nil {
			out.Live++
		}
	}
	return out
}

// Dispatch sends a raw event to all sessions, whatever their intents; payload
// is encoded as it is, so it may be malformed for its event. A
// json.RawMessage is sent as it stands.
func (s *Sandbox) Dispatch(event string, payload any) {
	defer s.locked()()
	s.dispatch("", event, 0, payload)
}

// dispatch sends an event to the sessions whose shard has the guild and whose
// intents include one of need; need 0 is always included. s.mu is held.
func (s *Sandbox) dispatch(guildID, event string, need Intents, payload any) {
	s.dispatchEach(guildID, event, need, func(*session) any { return payload })
}

func (s *Sandbox) dispatchEach(guildID, event string, need Intents, payload func(*session) any) {
	for _, id := range sortedKeys(s.gateway.sessions) {
		one := s.gateway.sessions[id]
		if one.covers(guildID) && (need == 0 || one.intents&need != 0) {
			one.send(event, payload(one))
		}
	}
	s.publish(Event{Kind: GatewaySendEvent, Text: event})
}

// covers reports whether the session's shard has the guild; direct messages are
// on shard 0.
func (one *session) covers(guildID string) bool {
	n, _ := parseID(guildID)
	return one.shards < 2 || (n>>22)%one.shards == one.shard
}

func (one *session) send(event string, payload any) {
	one.seq++
	raw := encode(object{"op": opDispatch, "s": one.seq, "t": event, "d": payload})
	one.backlog = append(one.backlog, packet{one.seq, raw})
	if len(one.backlog) > maxBacklog {
		one.backlog = slices.Clone(one.backlog[maxBacklog/2:])
	}
	if one.conn != nil {
		one.conn.send(raw)
	}
}

// replay sends what the client has not seen; false: it was too long away.
func (one *session) replay(after int64) bool {
	if len(one.backlog) > 0 && one.backlog[0].seq > after+1 {
		return false
	}
	for _, p := range one.backlog {
		if p.seq > after {
			one.conn.send(p.raw)
		}
	}
	return true
}

func (s *Sandbox) gatewayURL() string {
	return "ws" + strings.TrimPrefix(s.base, "http") + gatewayPath
}

func (s *Sandbox) resumeURL() string {
	return "ws" + strings.TrimPrefix(s.base, "http") + resumePath
}
