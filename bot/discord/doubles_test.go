package discord

import (
	"io"
	"net"
	"net/http"
	"time"
)

// script is a connection to a server that says what is written and hears nothing.
type script struct{ in io.Reader }

func (s *script) Read(p []byte) (int, error)     { return s.in.Read(p) }
func (*script) Write(p []byte) (int, error)      { return len(p), nil }
func (*script) Close() error                     { return nil }
func (*script) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (*script) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (*script) SetDeadline(time.Time) error      { return nil }
func (*script) SetReadDeadline(time.Time) error  { return nil }
func (*script) SetWriteDeadline(time.Time) error { return nil }

// echoNothing is a network on which everything succeeds.
func echoNothing(*http.Request) (*http.Response, error) { return says(http.StatusNoContent, ""), nil }
