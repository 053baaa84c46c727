package discord

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"
)

// guard is a gateway connection between the network and discordgo. It hands on
// only what discordgo bears (see [inspector]), and ends the connection by itself
// where discordgo would hang, wait too long or throw the session away: without
// Hello, without a heartbeat ACK for one and a half intervals, on Reconnect, on
// Invalid Session and on a close frame. It closes the TCP connection first, so
// that discordgo's close frame of 1000, which would end the session, never leaves.
//
// As any net.Conn it may be used by one reader and many writers.
type guard struct {
	net.Conn
	log  *slog.Logger
	in   *bufio.Reader // from the server
	out  []byte        // for discordgo
	mode func() error  // reads what comes next: handshake, then frames
	look inspector

	ackBy   time.Time // the zero time while the handshake sets the deadline
	waiting string    // what is waited for until then

	message []byte // the fragments so far
	partial bool   // whether a fragmented message is under way

	writes sync.Mutex
	once   sync.Once
	done   chan struct{} // closed at the end
	end    *ending       // why; read it after done
}

// newGuard takes conn over. It waits for Hello no longer than hello.
func newGuard(conn net.Conn, hello time.Duration, state *progress, log *slog.Logger) *guard {
	g := &guard{Conn: conn, log: log, in: bufio.NewReader(conn), done: make(chan struct{})}
	g.look = inspector{progress: state, log: log, answer: g.heartbeat, alive: g.alive}
	g.mode = func() error { return g.handshake(hello) }
	return g
}

// Read implements [net.Conn] for discordgo.
func (g *guard) Read(p []byte) (int, error) {
	for len(g.out) == 0 {
		if err := g.mode(); err != nil {
			return 0, g.finish(g.explain(err))
		}
	}
	n := copy(p, g.out)
	g.out = g.out[n:]
	return n, nil
}

// Write implements [net.Conn]; a frame is one Write.
func (g *guard) Write(p []byte) (int, error) {
	const patience = 10 * time.Second
	g.writes.Lock()
	defer g.writes.Unlock()
	if err := g.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return 0, err
	}
	return g.Conn.Write(p)
}

// Close implements [net.Conn].
func (g *guard) Close() error {
	_ = g.finish(&ending{resume, "the connection was closed here", nil})
	return nil
}

// finish ends the connection. The first reason stays.
func (g *guard) finish(e *ending) error {
	g.once.Do(func() {
		g.end = e
		_ = raw(g.Conn).Close() // nothing can be done about it
		close(g.done)
	})
	return g.end
}

// raw returns the connection below TLS, whose own Close may wait for seconds to
// say goodbye to a peer that is gone.
func raw(conn net.Conn) net.Conn {
	if t, ok := conn.(*tls.Conn); ok {
		return t.NetConn()
	}
	return conn
}

// explain turns a failed read into the ending that it means.
func (g *guard) explain(err error) *ending {
	if e, ok := errors.AsType[*ending](err); ok {
		return e
	}
	if errors.Is(err, os.ErrDeadlineExceeded) && g.waiting != "" {
		return &ending{resume, "no " + g.waiting + " came in time", err}
	}
	return &ending{resume, "the connection was lost", err}
}

// handshake hands on the head of the HTTP response. A refusal's body follows as it is.
func (g *guard) handshake(hello time.Duration) error {
	const maxHead = 64 << 10
	var head []byte
	for !bytes.HasSuffix(head, []byte("\r\n\r\n")) && len(head) < maxHead {
		line, err := g.in.ReadSlice('\n')
		head = append(head, line...)
		if err != nil {
			return err
		}
	}
	g.out, g.mode = head, g.plain
	if bytes.HasPrefix(head, []byte("HTTP/1.1 101 ")) {
		g.mode = g.frame
		g.expect("Hello", hello)
	}
	return nil
}

func (g *guard) plain() error {
	buf := make([]byte, 1024)
	n, err := g.in.Read(buf)
	g.out = buf[:n]
	return err
}

func (g *guard) expect(what string, within time.Duration) {
	g.waiting, g.ackBy = what, time.Now().Add(within)
}

// alive notes a Hello or a heartbeat ACK: the next ACK is due within 1.5 intervals.
func (g *guard) alive(interval time.Duration) {
	g.expect("heartbeat ACK", interval+interval/2)
}

// frame reads one frame and keeps for discordgo what it may see.
func (g *guard) frame() error {
	if err := g.SetReadDeadline(g.ackBy); err != nil {
		return err
	}
	f, err := readFrame(g.in, maxMessage-len(g.message))
	if err != nil {
		return err
	}
	switch f.opcode {
	case frameText, frameContinuation, frameBinary:
		return g.fragment(f)
	case frameClose:
		return closed(f.payload)
	default:
		g.out = appendFrame(nil, f.opcode, f.payload)
		return nil
	}
}

// fragment joins a message's frames, and inspects it when it is whole.
func (g *guard) fragment(f frame) error {
	if (f.opcode == frameContinuation) != g.partial || f.opcode == frameBinary {
		return errFrameOdd
	}
	g.message, g.partial = append(g.message, f.payload...), !f.final
	if g.partial {
		return nil
	}
	whole := g.message
	g.message = nil
	seen, err := g.look.inspect(whole)
	if err != nil || seen == nil {
		return err
	}
	g.out = appendFrame(nil, frameText, seen)
	return nil
}

// heartbeat answers the server's request for one. discordgo would do so on a
// connection that it may have closed in the meantime, and panic.
func (g *guard) heartbeat(payload []byte) error {
	_, err := g.Write(maskedText(payload))
	return err
}
