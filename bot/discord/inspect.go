package discord

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// The gateway opcodes that a server sends.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opACK            = 11
)

// rawEvent precedes the name of an event that discordgo shall not decode, because
// nobody reads its structures and odd events make it panic.
const rawEvent = "RAW:"

// progress is how far one Discord session has come, over all of its connections.
// It is safe for concurrent use.
type progress struct {
	onReady   func(selfID string)
	connected func(up bool) // is told of changes

	seq atomic.Int64 // the last sequence number; 0 before the first

	mu      sync.Mutex
	greeted bool   // whether Hello came, which discordgo answers with Identify
	ready   bool   // whether READY came
	address string // where to resume; empty before READY
	up      bool
}

// resumable reports whether connecting again needs no further Identify: there is
// a session to resume, or none was asked for yet.
func (p *progress) resumable() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ready || !p.greeted
}

// resumeAt returns the address for resuming; empty before READY.
func (p *progress) resumeAt() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.address
}

func (p *progress) greet() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.greeted = true
}

func (p *progress) begin(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready, p.address = true, address
}

// serves notes whether events come now.
func (p *progress) serves(up bool) {
	p.mu.Lock()
	changed := p.up != up
	p.up = up
	p.mu.Unlock()
	if changed {
		p.connected(up)
	}
}

// inspector rewrites what the server says into what discordgo bears. It is used by
// the reader of one connection.
type inspector struct {
	*progress
	log    *slog.Logger
	answer func(payload []byte) error // sends a gateway message
	alive  func(interval time.Duration)

	interval time.Duration // 0 before Hello
	opened   bool          // whether an event was handed on, which ends discordgo's Open
}

type gatewayMessage struct {
	Op   int             `json:"op"`
	Seq  *int64          `json:"s"`
	Type string          `json:"t"`
	Data json.RawMessage `json:"d"`
}

// inspect returns what discordgo may see of a message, nil where that is nothing,
// and an [ending] where the connection is over.
func (i *inspector) inspect(raw []byte) ([]byte, error) {
	var m gatewayMessage
	if err := json.Unmarshal(raw, &m); err != nil {
		i.log.Warn("malformed gateway message skipped", "bytes", len(raw), "err", err)
		return nil, nil
	}
	switch m.Op {
	case opDispatch:
		return i.dispatch(m)
	case opHeartbeat:
		return nil, i.answer(fmt.Appendf(nil, `{"op":1,"d":%s}`, i.sequence()))
	case opReconnect:
		return nil, &ending{resume, "discord asked to reconnect", nil}
	case opInvalidSession:
		return nil, invalidated(m.Data)
	case opHello:
		return i.hello(m.Data)
	case opACK:
		return i.acknowledged(), nil
	default:
		return nil, nil
	}
}

// sequence returns the last sequence number as a heartbeat carries it.
func (i *inspector) sequence() string {
	if seq := i.seq.Load(); seq != 0 {
		return fmt.Sprint(seq)
	}
	return "null"
}

// invalidated is what Invalid Session means: its data says whether a resume may work.
func invalidated(data json.RawMessage) *ending {
	var resumable bool
	if json.Unmarshal(data, &resumable) == nil && resumable {
		return &ending{resume, "discord could not resume the session yet", nil}
	}
	return &ending{identify, "discord invalidated the session", nil}
}

// hello checks the interval, since discordgo panics where it is not positive.
func (i *inspector) hello(data json.RawMessage) ([]byte, error) {
	var d struct {
		Interval int64 `json:"heartbeat_interval"` // ms
	}
	if err := json.Unmarshal(data, &d); err != nil || d.Interval <= 0 || d.Interval > int64(time.Hour/time.Millisecond) {
		return nil, &ending{resume, "discord said Hello without a heartbeat interval", err}
	}
	i.interval = time.Duration(d.Interval) * time.Millisecond
	i.alive(i.interval)
	i.greet()
	return fmt.Appendf(nil, `{"op":10,"d":{"heartbeat_interval":%d}}`, d.Interval), nil
}

// acknowledged passes an ACK on, unless discordgo is still in Open, where it would
// wait for ever for its own lock.
func (i *inspector) acknowledged() []byte {
	if !i.opened {
		return nil
	}
	i.alive(i.interval)
	return []byte(`{"op":11}`)
}

// dispatch passes the events that are answered on under a name unknown to
// discordgo, and of the others only the sequence number.
func (i *inspector) dispatch(m gatewayMessage) ([]byte, error) {
	if i.interval == 0 {
		return nil, &ending{resume, "discord sent an event before Hello", nil}
	}
	i.opened = true
	if m.Seq != nil && *m.Seq > 0 {
		i.seq.Store(*m.Seq)
	}
	switch m.Type {
	case "READY":
		return i.readied(m.Data), nil
	case "RESUMED":
		i.serves(true)
		return i.event("RESUMED", []byte("{}")), nil
	case eventInteraction, eventMessage, eventEdit, eventDelete, eventDeleteBulk:
		return i.event(rawEvent+m.Type, m.Data), nil
	default:
		return i.event(rawEvent, []byte("null")), nil
	}
}

func (i *inspector) event(name string, data []byte) []byte {
	if len(data) == 0 {
		data = []byte("null")
	}
	return fmt.Appendf(make([]byte, 0, len(data)+64), `{"op":0,"s":%d,"t":%q,"d":%s}`, i.seq.Load(), name, data)
}

// readied passes the session's id on and keeps where to resume it.
func (i *inspector) readied(data json.RawMessage) []byte {
	var d struct {
		Session string `json:"session_id"`
		Address string `json:"resume_gateway_url"`
		User    struct {
			ID string `json:"id"`
		} `json:"user"`
	}
	if err := json.Unmarshal(data, &d); err != nil || d.Session == "" || d.User.ID == "" {
		i.log.Warn("odd READY", "err", err)
	}
	i.begin(d.Address)
	i.onReady(d.User.ID)
	i.serves(true)
	session, _ := json.Marshal(d.Session) // a string always encodes
	return i.event("READY", fmt.Appendf(nil, `{"session_id":%s}`, session))
}
