package sandbox

import (
	"context"
	"net"
	"sync"
)

// Memory is a network in memory: a listener, and the only way to reach it. Nothing on it
// waits for the operating system, so that a sandbox and its bot run in a testing/synctest
// bubble, where time passes when everybody waits.
type Memory struct {
	conns  chan net.Conn
	closed chan struct{}
	close  func()
}

// NewMemory returns a network in memory.
func NewMemory() *Memory {
	m := &Memory{conns: make(chan net.Conn), closed: make(chan struct{})}
	m.close = sync.OnceFunc(func() { close(m.closed) })
	return m
}

// Dial connects to the listener, whatever the address.
func (m *Memory) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case m.conns <- server:
		return client, nil
	case <-m.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements [net.Listener].
func (m *Memory) Accept() (net.Conn, error) {
	select {
	case conn := <-m.conns:
		return conn, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

// Close implements [net.Listener].
func (m *Memory) Close() error {
	m.close()
	return nil
}

// Addr implements [net.Listener].
func (*Memory) Addr() net.Addr { return memoryAddr{} }

type memoryAddr struct{}

func (memoryAddr) Network() string { return "memory" }
func (memoryAddr) String() string  { return "sandbox.test" }
