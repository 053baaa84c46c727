package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"summitbot/bot"
)

// count says what came of many requests.
type count struct{ answers, notices, silences int }

func (c *count) add(r bot.Response) {
	switch {
	case r.IsZero():
		c.silences++
	case len(r.Embeds) > 0:
		c.answers++
	default:
		c.notices++
	}
}

var flooder = bot.Request{User: stranger, Channel: "5", Text: "when was the first summit"}

func TestAFloodGetsAHandfulOfAnswersAndOneNotice(t *testing.T) {
	t.Parallel()
	for _, pause := range []time.Duration{0, 10 * time.Millisecond, 100 * time.Millisecond} {
		s := newStage(t, nil)
		var got count
		for range 100 {
			r := s.Message(t.Context(), flooder)
			if r.Text != "" && !r.Brief {
				t.Errorf("a notice that stays: %+v", r)
			}
			got.add(r)
			s.clock.pass(pause)
		}
		if got.answers < 5 || got.answers > 9 || got.notices != 1 {
			t.Errorf("100 messages, one each %s: %+v", pause, got)
		}
	}
}

func TestManyPeopleInOneChannelAreToldOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	var got count
	for i := range 100 {
		got.add(s.Message(t.Context(), bot.Request{User: fmt.Sprint(i), Channel: "5", Text: flooder.Text}))
	}
	if got != (count{10, 1, 89}) {
		t.Errorf("got %+v", got)
	}
	if r := s.Message(t.Context(), bot.Request{User: "1", Channel: "6", Text: flooder.Text}); len(r.Embeds) != 1 {
		t.Errorf("another channel is not concerned: %+v", r)
	}
}

func TestAfterARestThereAreAnswersAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	for round := range 3 {
		var got count
		for range 20 {
			got.add(s.Message(t.Context(), flooder))
		}
		if got != (count{5, 1, 14}) {
			t.Errorf("round %d: %+v", round, got)
		}
		s.clock.pass(time.Minute)
	}
}

func TestLimitsCanBeSet(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(o *bot.Options) { o.Limits.User = bot.Limit{Every: time.Hour, Burst: 2} })
	var got count
	for range 10 {
		got.add(s.Message(t.Context(), flooder))
		s.clock.pass(time.Minute)
	}
	if got != (count{2, 1, 7}) {
		t.Errorf("got %+v", got)
	}
}

// An interaction is never met with silence, and what is said in place of an answer is
// seen by one person.
func TestACommandOverTheLimitGetsAPrivateLine(t *testing.T) {
	t.Parallel()
	for name, request := range map[string]bot.Request{
		"ask":              {User: stranger, Channel: "5", Options: map[string]string{"question": flooder.Text}},
		"Ask the document": {User: stranger, Channel: "5", Target: &bot.Target{Text: flooder.Text}},
	} {
		command := commandNamed(t, newStage(t, nil).Bot, name)
		var got count
		for range 100 {
			r := command.Handle(t.Context(), request)
			if len(r.Embeds) == 0 && (!r.Ephemeral || !strings.Contains(r.Text, "few seconds")) {
				t.Fatalf("%s: got %+v", name, r)
			}
			got.add(r)
		}
		if got != (count{5, 95, 0}) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestNobodyKnownIsNotLimited(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	for range 50 {
		if r := s.Message(t.Context(), bot.Request{Text: "thanks"}); r.Text == "" {
			t.Fatalf("got %+v", r)
		}
	}
}
