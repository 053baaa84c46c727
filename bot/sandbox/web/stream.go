package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"summitbot/bot/sandbox"
)

// event is what the page is told of something that happened.
type event struct {
	Kind    sandbox.EventKind `json:"kind"`
	Channel string            `json:"channel,omitempty"`
	ID      string            `json:"id,omitempty"`      // of a deleted message
	Message json.RawMessage   `json:"message,omitempty"` // in Discord's form
	Text    string            `json:"text,omitempty"`
}

// events streams what happens where the person can see it, from the event after the one
// named on: by "after", or by the header with which a browser takes up a broken stream.
func (p *Page) events(w http.ResponseWriter, r *http.Request) {
	s, user := p.sandbox.Load(), r.FormValue("user")
	after := max(number(r.FormValue("after")), number(r.Header.Get("Last-Event-ID")))
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	if _, err := fmt.Fprint(w, "retry: 1000\n\n"); err != nil || out.Flush() != nil {
		return
	}
	for e := range s.Events(r.Context(), after) {
		told, ok := view(s, user, e)
		if !ok {
			continue
		}
		raw, err := json.Marshal(told)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "id: %d\ndata: %s\n\n", e.Seq, raw); err != nil || out.Flush() != nil {
			return
		}
	}
}

// view returns the event as the person sees it; ok is false where they do not.
func view(s *sandbox.Sandbox, user string, e sandbox.Event) (told event, ok bool) {
	told = event{Kind: e.Kind, Channel: e.Channel, Text: e.Text}
	switch e.Kind {
	case sandbox.MessageEvent, sandbox.EditEvent:
		told.Message = s.Wire(*e.Message)
	case sandbox.DeleteEvent:
		told.ID = e.Message.ID
	case sandbox.CommandsEvent, sandbox.ViolationEvent:
		return told, true
	case sandbox.TypingEvent, sandbox.ThreadEvent:
	default:
		return event{}, false
	}
	mine := e.Message == nil || e.Message.VisibleTo == "" || e.Message.VisibleTo == user
	return told, mine && s.Allowed(user, e.Channel).Has(sandbox.ViewChannel)
}

// number returns 0 for what is none.
func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
