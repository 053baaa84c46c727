package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// InteractionType is Discord's number for a kind of interaction.
type InteractionType int

// The kinds of interaction.
const (
	PingInteraction         InteractionType = 1
	CommandInteraction      InteractionType = 2
	ComponentInteraction    InteractionType = 3
	AutocompleteInteraction InteractionType = 4
	ModalInteraction        InteractionType = 5
)

// ResponseType is Discord's number for a kind of first response.
type ResponseType int

// The kinds of first response.
const (
	Pong           ResponseType = 1
	Reply          ResponseType = 4
	DeferredReply  ResponseType = 5
	DeferredUpdate ResponseType = 6
	UpdateMessage  ResponseType = 7
	Autocomplete   ResponseType = 8
	ModalResponse  ResponseType = 9
)

// Interaction is one use of the bot by a person. It is safe for concurrent use.
type Interaction struct {
	ID      string
	Token   string
	Type    InteractionType
	UserID  string
	Channel string
	Guild   string // empty in direct messages
	// Name is the command's path or the component's or modal's custom_id.
	Name    string
	Created time.Time
	// Payload is what the bot got.
	Payload json.RawMessage

	s        *Sandbox
	focused  OptionType   // of the option which is being completed
	trigger  *Interaction // what showed the modal, or nil
	userOnly bool         // the app is installed for the user only: 5 follow-ups

	// s.mu guards these.
	source    string // the message with the component, or ""
	response  *Response
	original  string // the message which is @original, or ""
	deferred  bool   // @original still shows that the bot is thinking
	followups []string
}

// Response is the bot's first response.
type Response struct {
	Type ResponseType
	// Body is the callback as the bot sent it.
	Body json.RawMessage
	// After is the time from the interaction to this response.
	After time.Duration
	// Message is the one posted or updated, as it was then; nil for other types.
	Message *Message
	// Choices belong to Autocomplete.
	Choices []Choice
	// Modal belongs to ModalResponse.
	Modal *Modal
}

// Modal is a form which the bot showed to a user.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`

	via *Interaction
}

// ErrNoResponse is returned where the bot did not respond in time; a person
// sees "The application did not respond".
var ErrNoResponse = errors.New("the application did not respond")

// Response waits for the bot's first response. With the real clock it returns
// ErrNoResponse when the time for it is over.
func (i *Interaction) Response(ctx context.Context) (Response, error) {
	if i.s.realTime {
		limit := i.Created.Add(i.s.opts.ResponseWindow)
		bounded, cancel := context.WithDeadlineCause(ctx, limit, ErrNoResponse)
		defer cancel()
		ctx = bounded
	}
	var got *Response
	err := i.s.await(ctx, "the response to "+i.Name, func() bool {
		got = i.response
		return got != nil
	})
	if err != nil {
		return Response{}, err
	}
	return *got, nil
}

// Final waits until the response is a message which is not "thinking" any more,
// and returns it as it is then.
func (i *Interaction) Final(ctx context.Context) (Message, error) {
	if _, err := i.Response(ctx); err != nil {
		return Message{}, err
	}
	var final Message
	err := i.s.await(ctx, "the final answer to "+i.Name, func() bool {
		m := i.s.messages[i.original]
		if m == nil || i.deferred {
			return false
		}
		final = m.clone()
		return true
	})
	return final, err
}

// Followups returns the further messages, oldest first, deleted ones included.
func (i *Interaction) Followups() []Message {
	defer i.s.read()()
	var out []Message
	for _, id := range i.followups {
		out = append(out, i.s.messages[id].clone())
	}
	return out
}

// WaitFollowups waits until there are n further messages.
func (i *Interaction) WaitFollowups(ctx context.Context, n int) ([]Message, error) {
	err := i.s.await(ctx, fmt.Sprintf("%d follow-ups to %s", n, i.Name), func() bool {
		return len(i.followups) >= n
	})
	return i.Followups(), err
}

// deliver hands the interaction to the bot: to its endpoint where it has one,
// else through the gateway. s.mu is held.
func (s *Sandbox) deliver(ctx context.Context, i *Interaction) (*Interaction, error) {
	s.publish(Event{Kind: InvocationEvent, Channel: i.Channel, Text: i.Name, Interaction: i})
	if s.closed {
		return nil, ErrClosed
	}
	if s.endpoint != "" {
		outlive := context.WithoutCancel(ctx) // the person goes on, the interaction too
		s.running.Go(func() { s.postInteraction(outlive, i) })
		return i, nil
	}
	if !s.reachable(i.Guild) {
		delete(s.open, i.Token)
		return nil, ErrOffline
	}
	s.dispatch(i.Guild, "INTERACTION_CREATE", 0, i.Payload)
	return i, nil
}

// ErrOffline is returned where the bot has no gateway session for the
// interaction, not even one it might resume.
var ErrOffline = errors.New("sandbox: the bot is offline")

func (s *Sandbox) reachable(guildID string) bool {
	for _, one := range s.gateway.sessions {
		if one.covers(guildID) {
			return true
		}
	}
	return false
}
