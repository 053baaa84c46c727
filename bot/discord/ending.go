package discord

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// next is what follows the end of a gateway connection.
type next int

const (
	resume   next = iota // connect again and resume the session
	identify             // the session is lost: start a new one
	stop                 // connecting again cannot help
)

// ending is why a gateway connection ended and what follows. It is an error whose
// text is meant for the operator.
type ending struct {
	next   next
	reason string
	cause  error // may be nil
}

func (e *ending) Error() string {
	if e.cause == nil {
		return e.reason
	}
	return fmt.Sprintf("%s: %v", e.reason, e.cause)
}

func (e *ending) Unwrap() error { return e.cause }

// asEnding returns err as an ending. What is none calls for a new session.
func asEnding(err error) *ending {
	if e, ok := errors.AsType[*ending](err); ok {
		return e
	}
	return &ending{identify, "the session failed", err}
}

// refusedToken is the operator's sentence for a token that Discord does not know.
const refusedToken = "the token was refused: copy a fresh one from https://discord.com/developers/applications (Bot, Reset Token) into the configuration"

// closeReasons are the close codes after which the session cannot be resumed.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
var closeReasons = map[int]ending{
	4004: {next: stop, reason: refusedToken},
	4007: {next: identify, reason: "discord did not accept the sequence number"},
	4009: {next: identify, reason: "the session timed out"},
	4010: {next: stop, reason: "discord refused the shard: this is a bug of this bot"},
	4011: {next: stop, reason: "the bot is in too many servers for one connection: remove it from some, since it does not shard"},
	4012: {next: stop, reason: "discord no longer speaks this gateway version: update this bot"},
	4013: {next: stop, reason: "discord does not know the intents asked for: update this bot"},
	4014: {next: stop, reason: "discord disallowed the intents asked for: check under Bot in https://discord.com/developers/applications that the application is not suspended or restricted"},
}

// closed reads the payload of a server's close frame: a code and a text.
func closed(payload []byte) *ending {
	if len(payload) < 2 {
		return &ending{resume, "discord closed the connection", nil}
	}
	number := int(binary.BigEndian.Uint16(payload))
	said := fmt.Errorf("close code %d: %q", number, cut(string(payload[2:]), 125))
	if e, ok := closeReasons[number]; ok {
		return &ending{e.next, e.reason, said}
	}
	return &ending{resume, "discord closed the connection", said}
}
