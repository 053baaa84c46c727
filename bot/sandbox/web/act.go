package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"summitbot/bot/sandbox"
)

// act is what a person does; which members are set depends on what it is.
type act struct {
	User     string         `json:"user"`
	Channel  string         `json:"channel"`
	Message  string         `json:"message"`
	Content  string         `json:"content"`
	ReplyTo  string         `json:"reply_to"`
	Quiet    bool           `json:"quiet"`     // the reply mentions nobody
	Command  string         `json:"command"`   // its path, or the name of a message's command
	Options  map[string]any `json:"options"`   // of the command
	Partial  string         `json:"partial"`   // the option that is being typed
	CustomID string         `json:"custom_id"` // of a button or menu
	Values   []string       `json:"values"`    // of a menu; null for a button
	Modal    string         `json:"modal"`     // the token with which a form was shown
	Fields   map[string]any `json:"fields"`    // of the form
}

// outcome is what comes back at once. What the bot says comes with the events.
type outcome struct {
	Choices []sandbox.Choice `json:"choices,omitempty"`
	Modal   *form            `json:"modal,omitempty"`
}

// form is a modal, with the token to submit it by.
type form struct {
	*sandbox.Modal
	Token string `json:"token"`
}

// acts registers everything that a person can do.
func (p *Page) acts(mux *http.ServeMux) {
	for name, do := range map[string]func(context.Context, *sandbox.Sandbox, act) (outcome, error){
		"say": say, "edit": edit, "delete": remove, "complete": complete,
		"invoke": p.invoke, "press": p.press, "command": p.messageCommand, "submit": p.submit,
	} {
		mux.HandleFunc("POST /demo/"+name, func(w http.ResponseWriter, r *http.Request) {
			var a act
			if err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&a); err != nil {
				refuse(w, fmt.Errorf("the request is no JSON: %w", err))
				return
			}
			out, err := do(r.Context(), p.sandbox.Load(), a)
			if err != nil {
				refuse(w, err)
				return
			}
			answer(w, out)
		})
	}
}

func say(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	_, err := s.Say(ctx, sandbox.Post{Channel: a.Channel, Author: a.User, Content: a.Content, ReplyTo: a.ReplyTo, Quiet: a.Quiet})
	return outcome{}, err
}

func edit(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	m, ok := s.Message(a.Message)
	if !ok || m.AuthorID != a.User {
		return outcome{}, errors.New("one edits only one's own messages")
	}
	_, err := s.Edit(ctx, a.Message, a.Content)
	return outcome{}, err
}

func remove(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	m, ok := s.Message(a.Message)
	if !ok || m.AuthorID != a.User && !s.Allowed(a.User, m.ChannelID).Has(sandbox.ManageMessages) {
		return outcome{}, errors.New("one deletes only one's own messages")
	}
	return outcome{}, s.Delete(ctx, a.Message)
}

func complete(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	choices, err := s.Complete(ctx, a.invocation(), a.Partial)
	return outcome{Choices: choices}, err
}

func (p *Page) invoke(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	return p.response(ctx)(s.Invoke(ctx, a.invocation()))
}

func (p *Page) press(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	if a.Values == nil {
		return p.response(ctx)(s.Click(ctx, a.User, a.Message, a.CustomID))
	}
	return p.response(ctx)(s.Select(ctx, a.User, a.Message, a.CustomID, a.Values...))
}

func (p *Page) messageCommand(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	return p.response(ctx)(s.MessageCommand(ctx, a.User, a.Command, a.Message))
}

func (p *Page) submit(ctx context.Context, s *sandbox.Sandbox, a act) (outcome, error) {
	for name, v := range a.Fields {
		if list, ok := v.([]any); ok {
			a.Fields[name] = texts(list)
		}
	}
	return p.response(ctx)(s.Submit(ctx, p.modals.get(a.Modal), a.Fields))
}

func (a act) invocation() sandbox.Invocation {
	return sandbox.Invocation{User: a.User, Channel: a.Channel, Command: a.Command, Options: a.Options}
}

// response returns a function that waits for the bot's first response, and keeps the form
// where it shows one.
func (p *Page) response(ctx context.Context) func(*sandbox.Interaction, error) (outcome, error) {
	return func(i *sandbox.Interaction, err error) (outcome, error) {
		if err != nil {
			return outcome{}, err
		}
		got, err := i.Response(ctx)
		if err != nil || got.Modal == nil {
			return outcome{}, err
		}
		p.modals.keep(i.Token, got.Modal)
		return outcome{Modal: &form{got.Modal, i.Token}}, nil
	}
}

// texts leaves out what is no text.
func texts(list []any) []string {
	out := []string{}
	for _, v := range list {
		if text, ok := v.(string); ok {
			out = append(out, text)
		}
	}
	return out
}
