package gateway

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"
)

// The gateway's opcodes.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatACK   = 11
)

// Event is one event that Discord dispatched.
type Event struct {
	Name string          // "MESSAGE_CREATE"
	Data json.RawMessage // as Discord sent it, valid JSON; the receiver owns it
}

// received is a payload of Discord's.
type received struct {
	Op   int             `json:"op"`
	Seq  int64           `json:"s"` // of a dispatch; 0: none
	Type string          `json:"t"` // of a dispatch
	Data json.RawMessage `json:"d"`
}

// sent is a payload of the bot's.
type sent struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

type identifyData struct {
	Token      string           `json:"token"`
	Intents    discordgo.Intent `json:"intents"`
	Compress   bool             `json:"compress"`
	Properties properties       `json:"properties"`
}

type properties struct {
	OS      string `json:"os"`
	Browser string `json:"browser"`
	Device  string `json:"device"`
}

type resumeData struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`
}

type helloData struct {
	Interval int64 `json:"heartbeat_interval"` // ms
}

// interval returns the time from heartbeat to heartbeat, and 0 for one that can't be.
func (d helloData) interval() time.Duration {
	if d.Interval <= 0 || d.Interval > time.Hour.Milliseconds() {
		return 0
	}
	return time.Duration(d.Interval) * time.Millisecond
}

type readyData struct {
	Session   string `json:"session_id"`
	ResumeURL string `json:"resume_gateway_url"`
	User      struct {
		ID string `json:"id"`
	} `json:"user"`
}

// Decode decodes JSON into a struct, field by field: one whose value has the wrong type
// stays as it is, and spoiled names the first of these ("member.roles"). It fails only for
// what is no JSON, and for a value that isn't an object at all.
func Decode(data []byte, into any) (spoiled string, err error) {
	err = json.Unmarshal(data, into)
	if odd, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && odd.Field != "" {
		return odd.Field, nil // encoding/json has decoded all other fields
	}
	return "", err
}
