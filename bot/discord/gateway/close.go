package gateway

import (
	"errors"
	"fmt"

	"github.com/gorilla/websocket"
)

// next is what follows the end of a connection.
type next int

const (
	resume   next = iota // connect again and resume the session
	identify             // the session is lost: start a new one
	stop                 // connecting again can't help
)

// closeCode is what a close code of Discord means.
type closeCode struct {
	next   next
	reason string // of stop: what the operator can do
}

// TokenRefused says what to do about a token that Discord does not know.
const TokenRefused = "the token was refused: copy a fresh one from https://discord.com/developers/applications (Bot, Reset Token) into the configuration"

// closeCodes are Discord's. Any other code is one to resume after.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
var closeCodes = map[int]closeCode{
	4000: {resume, "discord doesn't know what went wrong"},
	4001: {resume, "discord doesn't know an opcode"},
	4002: {resume, "discord could not decode a payload"},
	4003: {resume, "discord wants Identify first"},
	4004: {stop, TokenRefused},
	4005: {resume, "discord got a second Identify"},
	4007: {identify, "discord did not accept the sequence number"},
	4008: {resume, "discord got too many payloads"},
	4009: {identify, "the session timed out"},
	4010: {stop, "discord refused the shard: this is a bug of this bot"},
	4011: {stop, "the bot is in too many servers for one connection: remove it from some, since it does not shard"},
	4012: {stop, "discord no longer speaks this gateway version: update this bot"},
	4013: {stop, "discord does not know the intents asked for: update this bot"},
	4014: {stop, "discord disallowed the intents asked for: check under Bot in https://discord.com/developers/applications that the application is not suspended or restricted"},
}

// FatalError is why connecting again can't help. Its text says what the operator can do.
type FatalError struct {
	Code   int // Discord's close code, or the one that means the same
	reason string
	cause  error
}

// RefusedToken is the error of a token that Discord does not know, as cause says.
func RefusedToken(cause error) *FatalError { return &FatalError{4004, TokenRefused, cause} }

func (e *FatalError) Error() string { return fmt.Sprintf("%s: %v", e.reason, e.cause) }
func (e *FatalError) Unwrap() error { return e.cause }

// ExitStatus returns the program's exit status: 4 for 4004, and 10 to 14 for 4010 to 4014.
func (e *FatalError) ExitStatus() int { return e.Code - 4000 }

// loss is why a connection ended, and what follows.
type loss struct {
	next   next
	reason string
	cause  error // may be nil; of stop: a *FatalError
}

func (l *loss) Error() string {
	if l.cause == nil {
		return l.reason
	}
	return fmt.Sprintf("%s: %v", l.reason, l.cause)
}

func (l *loss) Unwrap() error { return l.cause }

// closed is what the close frame of Discord means.
func closed(e *websocket.CloseError) *loss {
	said := fmt.Errorf("close code %d: %q", e.Code, e.Text)
	switch c := closeCodes[e.Code]; {
	case c.next == stop:
		return &loss{stop, "discord refuses the bot", &FatalError{e.Code, c.reason, said}}
	case c.reason == "":
		return &loss{resume, "discord closed the connection", said}
	default:
		return &loss{c.next, c.reason, said}
	}
}

// unread is what a failed read means.
func unread(err error) *loss {
	if e, ok := errors.AsType[*websocket.CloseError](err); ok && e.Code != websocket.CloseAbnormalClosure {
		return closed(e)
	}
	if errors.Is(err, websocket.ErrReadLimit) {
		return &loss{identify, "a message is too large to read", err} // a Resume would bring it again
	}
	return &loss{resume, "the connection was lost", err}
}

// asLoss returns err as a loss: of the connection, or for good.
func asLoss(err error, reason string) *loss {
	if fatal, ok := errors.AsType[*FatalError](err); ok {
		return &loss{stop, reason, fatal}
	}
	return &loss{resume, reason, err}
}
