package gateway

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"runtime"
	"time"

	"github.com/gorilla/websocket"
)

const (
	readyPatience = time.Minute      // for READY and RESUMED
	writePatience = 10 * time.Second // for one payload
	closePatience = time.Second      // for Discord's half of the closing handshake

	// cutOff is the close code of a connection that is left to resume its session. Discord
	// ends the session for 1000 and 1001.
	cutOff = 4000
)

// state is how far a connection has come.
type state string

const (
	hello       state = "hello"
	identifying state = "identifying"
	resuming    state = "resuming"
	ready       state = "ready"
)

// conn is one connection. It belongs to the goroutine of its gateway, but for read.
type conn struct {
	*gateway
	ws     *websocket.Conn
	frames chan []byte // what read reads, until it fails
	failed error       // why read ended; read it when frames is closed

	state    state
	patience <-chan time.Time // for what the state waits for; nil when ready
	beat     <-chan time.Time // when the next heartbeat is due; nil before Hello
	interval time.Duration    // from heartbeat to heartbeat
	beaten   time.Time        // when the last one was sent
	acked    bool             // whether Discord has answered the last one that was due
}

// dial opens a connection. It takes HelloTimeout at most, and what is left of that is
// Hello's.
func (g *gateway) dial(ctx context.Context, address string) (*conn, error) {
	if err := g.dials.Wait(ctx); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(g.o.HelloTimeout)
	within, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	handshaken := func() bool { return true }
	dialer := websocket.Dialer{
		TLSClientConfig: &tls.Config{RootCAs: g.o.Roots, MinVersion: tls.VersionTLS12},
		NetDialContext: func(dial context.Context, network, addr string) (net.Conn, error) {
			raw, err := g.o.Dial(dial, network, addr)
			if err == nil {
				handshaken = context.AfterFunc(within, func() { _ = raw.Close() })
			}
			return raw, err
		},
	}
	ws, response, err := dialer.DialContext(within, versioned(address), nil)
	handshaken()
	switch {
	case err != nil && response != nil:
		return nil, fmt.Errorf("%w: %s", err, response.Status)
	case err != nil:
		return nil, err
	}
	ws.SetReadLimit(g.o.MaxMessage)
	ws.SetCloseHandler(func(int, string) error { return nil }) // an echo of 1000 would end the session
	c := &conn{gateway: g, ws: ws, frames: make(chan []byte), state: hello, patience: time.After(time.Until(deadline))}
	go c.read()
	return c, nil
}

// versioned asks for version 10 of the gateway, in plain JSON.
func versioned(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address // dialling says what is wrong with it
	}
	u.RawQuery = "v=10&encoding=json"
	return u.String()
}

// read reads frames until that fails. Whoever has the connection takes every one.
func (c *conn) read() {
	defer close(c.frames)
	for {
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			c.failed = err
			return
		}
		c.frames <- raw
	}
}

// serve serves the connection until it ends, and returns why; nil when ctx ended.
func (c *conn) serve(ctx context.Context) *loss {
	defer c.serving(false)
	for {
		var end *loss
		select {
		case <-ctx.Done():
			c.close(websocket.CloseNormalClosure)
			return nil
		case raw, open := <-c.frames:
			if !open {
				_ = c.ws.Close()
				return c.after(unread(c.failed))
			}
			end = c.receive(raw)
		case <-c.beat:
			end = c.heartbeatDue()
		case <-c.patience:
			end = &loss{resume, "no " + c.awaited() + " came in time", nil}
		}
		if end != nil {
			c.close(cutOff)
			return c.after(end)
		}
	}
}

// after returns end, knowing that an Identify without READY leaves nothing to resume.
func (c *conn) after(end *loss) *loss {
	if c.state == identifying && end.next == resume {
		end.next = identify
	}
	return end
}

// close says goodbye and returns when read has ended.
func (c *conn) close(code int) {
	goodbye := websocket.FormatCloseMessage(code, "")
	err := c.ws.WriteControl(websocket.CloseMessage, goodbye, time.Now().Add(closePatience))
	if code == cutOff || err != nil {
		_ = c.ws.Close()
	}
	hangUp := time.AfterFunc(closePatience, func() { _ = c.ws.Close() })
	defer hangUp.Stop()
	for range c.frames { // what still comes is too late
	}
	_ = c.ws.Close()
}

// awaited is what the state waits for.
func (c *conn) awaited() string {
	return map[state]string{hello: "Hello", identifying: "READY", resuming: "RESUMED"}[c.state]
}

// receive handles one payload. It returns why the connection ends, nil while it goes on.
func (c *conn) receive(raw []byte) *loss {
	p := received{Op: -1}
	spoiled, err := Decode(raw, &p)
	if err != nil || spoiled != "" {
		c.log.Warn("malformed gateway message", "bytes", len(raw), "field", spoiled, "err", err)
	}
	switch p.Op {
	case opDispatch:
		return c.dispatch(p)
	case opHeartbeat:
		return c.heartbeatWanted()
	case opReconnect:
		return &loss{resume, "discord asked to reconnect", nil}
	case opInvalidSession:
		return invalidated(p.Data)
	case opHello:
		return c.hello(p.Data)
	case opHeartbeatACK:
		c.acked = true
	}
	return nil
}

// invalidated is what Invalid Session means: its data says whether a Resume may work.
func invalidated(data json.RawMessage) *loss {
	if string(data) == "true" {
		return &loss{resume, "discord could not resume the session yet", nil}
	}
	return &loss{identify, "discord invalidated the session", nil}
}

// hello begins to heartbeat, and resumes the session or asks for one.
func (c *conn) hello(data json.RawMessage) *loss {
	if c.state != hello {
		return nil
	}
	var d helloData
	_, err := Decode(data, &d)
	if c.interval = d.interval(); c.interval == 0 {
		return &loss{resume, "discord said Hello without a heartbeat interval", err}
	}
	c.acked = true
	c.beat = time.After(time.Duration(c.o.Jitter() * float64(c.interval)))
	c.patience = time.After(readyPatience)
	if c.session.id != "" {
		return c.resume()
	}
	return c.identify()
}

func (c *conn) resume() *loss {
	c.state = resuming
	c.session.resumes++
	c.count.resumes++
	return c.send(opResume, resumeData{c.o.Token, c.session.id, c.session.seq})
}

func (c *conn) identify() *loss {
	c.state = identifying
	c.count.identifies++
	c.starts.note()
	return c.send(opIdentify, identifyData{
		Token: c.o.Token, Intents: c.o.Intents, Properties: properties{runtime.GOOS, "summitbot", "summitbot"},
	})
}

// heartbeatDue sends the heartbeat that is due, unless the one before was lost.
func (c *conn) heartbeatDue() *loss {
	if !c.acked {
		return &loss{resume, "no heartbeat ACK came in time", nil}
	}
	c.acked = false
	c.beat = time.After(c.interval)
	return c.heartbeat()
}

// heartbeatWanted sends the heartbeat that Discord asks for, at most one a second:
// of 120 payloads a minute, the rest are Discord's to refuse.
func (c *conn) heartbeatWanted() *loss {
	if time.Since(c.beaten) < time.Second {
		return nil
	}
	return c.heartbeat()
}

func (c *conn) heartbeat() *loss {
	c.beaten = time.Now()
	if c.session.seq == 0 {
		return c.send(opHeartbeat, nil)
	}
	return c.send(opHeartbeat, c.session.seq)
}

// dispatch takes READY and RESUMED, and hands every other event over, once.
func (c *conn) dispatch(p received) *loss {
	if c.state == hello {
		return &loss{resume, "discord sent an event before Hello", nil}
	}
	seen := p.Seq != 0 && p.Seq <= c.session.seq
	c.session.seq = max(c.session.seq, p.Seq)
	switch {
	case p.Type == "READY":
		c.ready(p)
	case p.Type == "RESUMED":
		c.serving(true)
	case seen:
		c.log.Debug("event skipped, it came before", "event", p.Type, "seq", p.Seq)
	case len(p.Data) == 0:
		c.o.Event(Event{p.Type, json.RawMessage("null")})
	default:
		c.o.Event(Event{p.Type, p.Data})
	}
	return nil
}

// ready begins a session.
func (c *conn) ready(p received) {
	var d readyData
	if spoiled, err := Decode(p.Data, &d); err != nil || d.Session == "" || d.User.ID == "" {
		c.log.Warn("odd READY", "field", spoiled, "err", err)
	}
	c.session = session{id: d.Session, address: d.ResumeURL, seq: p.Seq}
	c.o.Ready(d.User.ID)
	c.serving(true)
}

// serving notes whether events come now. If they do, earlier failures are forgotten.
func (c *conn) serving(up bool) {
	if up {
		c.patience, c.failures, c.session.resumes = nil, 0, 0
	}
	if was := c.state == ready; was != up {
		c.o.Connected(up)
	}
	if up {
		c.state = ready
	}
}

func (c *conn) send(op int, data any) *loss {
	err := c.ws.SetWriteDeadline(time.Now().Add(writePatience))
	if err == nil {
		err = c.ws.WriteJSON(sent{op, data})
	}
	if err != nil {
		return &loss{resume, "a payload could not be sent", err}
	}
	return nil
}
