package sandbox

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Limits of what a client may send.
const (
	maxPayload  = 4096
	sendLimit   = 120
	sendPeriod  = time.Minute
	closePeriod = time.Second // for the client's half of the closing handshake
)

// gatewayConn is one websocket: the handler's goroutine reads, another writes.
type gatewayConn struct {
	s        *Sandbox
	ws       *websocket.Conn
	resuming bool // opened at resume_gateway_url
	version  string

	// s.mu guards these.
	session *session
	silent  bool // no ACKs
	frozen  bool // nothing at all
	closing bool

	sent   limiter
	ended  chan struct{} // closed when the reader has ended
	wake   chan struct{} // of capacity 1
	outbox sync.Mutex
	out    []frame
}

// frame is a message to write, or the end where code is not 0.
type frame struct {
	data []byte
	code int
}

func (s *Sandbox) serveGateway(w http.ResponseWriter, r *http.Request) {
	resuming := strings.HasPrefix(r.URL.Path, resumePath)
	fault := s.connectFault(resuming)
	query := r.URL.Query()
	switch {
	case fault.is(NoUpgrade):
		s.hang(r)
		return
	case fault.is(RefuseUpgrade):
		http.Error(w, http.StatusText(fault.Code), fault.Code)
		return
	case query.Get("compress") != "":
		http.Error(w, "the sandbox does not compress", http.StatusBadRequest)
		return
	}
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	c := &gatewayConn{
		s: s, ws: ws, resuming: resuming, version: query.Get("v"),
		silent: fault.is(NoACK), sent: limiter{windows: map[string]*window{}},
		ended: make(chan struct{}), wake: make(chan struct{}, 1),
	}
	if !c.register() {
		c.drop()
		return
	}
	s.running.Go(c.write)
	c.greet(fault, query.Get("encoding"))
	c.finish(c.read())
}

// connectFault takes the fault of a connection that begins, or nil.
func (s *Sandbox) connectFault(resuming bool) *GatewayFault {
	defer s.locked()()
	return s.nextGatewayFault(connectFaults, resuming)
}

// hang says nothing until the client gives up.
func (s *Sandbox) hang(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-s.done:
	}
}

// register reports false where the sandbox has closed meanwhile.
func (c *gatewayConn) register() bool {
	defer c.s.locked()()
	if c.s.closed {
		return false
	}
	c.s.gateway.conns[c] = struct{}{}
	c.s.gateway.stats.Connections++
	c.s.publish(Event{Kind: SessionEvent, Text: "connected"})
	return true
}

// greet says Hello, or what the fault wants instead.
func (c *gatewayConn) greet(fault *GatewayFault, encoding string) {
	defer c.s.locked()()
	switch {
	case fault.is(NoHello):
	case fault.is(DropOnConnect):
		c.cut()
	case fault.is(CloseOnConnect):
		c.close(fault.Code)
	case fault.is(ReconnectBeforeHello):
		c.send(encode(object{"op": opReconnect, "d": nil}))
	case encoding != "" && encoding != "json", c.version != "" && c.version != "9" && c.version != "10":
		c.close(4012)
	default:
		c.send(encode(object{"op": opHello, "s": nil, "t": nil, "d": object{
			"heartbeat_interval": c.s.opts.HeartbeatInterval.Milliseconds(), "_trace": []string{"[\"sandbox\"]"},
		}}))
	}
}

// read handles what the client sends until the connection ends; it returns how.
func (c *gatewayConn) read() error {
	c.ws.SetReadLimit(1 << 20)
	c.alive()
	for {
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			return err
		}
		if code := c.receive(raw); code != 0 {
			c.s.mu.Lock()
			c.close(code)
			c.s.mu.Unlock()
		}
	}
}

// alive gives the client time until its next heartbeat.
func (c *gatewayConn) alive() {
	_ = c.ws.SetReadDeadline(time.Now().Add(c.s.opts.Silence))
}

// send queues a message; s.mu is held.
func (c *gatewayConn) send(raw []byte) {
	if !c.frozen && !c.closing {
		c.queue(frame{data: raw})
	}
}

// close queues a close frame after what is queued already; s.mu is held.
func (c *gatewayConn) close(code int) {
	if c.closing {
		return
	}
	c.queue(frame{code: code})
	c.detach(Close{Code: code})
	c.s.announce()
}

// cut ends the TCP connection without a word; s.mu is held.
func (c *gatewayConn) cut() {
	if !c.closing {
		c.detach(Close{Code: websocket.CloseAbnormalClosure})
	}
	c.drop()
}

// drop closes the socket and notes nothing.
func (c *gatewayConn) drop() { _ = c.ws.Close() }

func (c *gatewayConn) queue(f frame) {
	c.outbox.Lock()
	c.out = append(c.out, f)
	c.outbox.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// write sends what is queued until the reader has ended.
func (c *gatewayConn) write() {
	defer c.drop()
	for {
		select {
		case <-c.wake:
		case <-c.ended:
			return
		}
		c.outbox.Lock()
		batch := c.out
		c.out = nil
		c.outbox.Unlock()
		for _, f := range batch {
			c.writeFrame(f)
		}
	}
}

func (c *gatewayConn) writeFrame(f frame) {
	deadline := time.Now().Add(10 * time.Second)
	if f.code == 0 {
		_ = c.ws.SetWriteDeadline(deadline)
		_ = c.ws.WriteMessage(websocket.TextMessage, f.data)
		return
	}
	message := websocket.FormatCloseMessage(f.code, closeReasons[f.code])
	_ = c.ws.WriteControl(websocket.CloseMessage, message, deadline)
	_ = c.ws.SetReadDeadline(time.Now().Add(closePeriod))
}
