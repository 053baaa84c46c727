package discord

import (
	"fmt"
	"testing"
)

func TestRecentKeepsTheNewest(t *testing.T) {
	t.Parallel()
	r := recent[int]{size: 3}
	for n := range 7 {
		r.put(fmt.Sprint(n), n)
		r.put("6", -n) // is there from the first on, and goes in its turn
	}
	for key, want := range map[string]bool{"3": false, "4": true, "5": true, "6": true, "7": false} {
		if _, ok := r.get(key); ok != want {
			t.Errorf("key %s is kept: %t, want %t; of %v", key, ok, want, r.keys)
		}
	}
	if len(r.values) != 3 || len(r.keys) != 3 {
		t.Errorf("%d values and %d keys, want 3", len(r.values), len(r.keys))
	}
}

func TestQuestionIsNotedOnceAText(t *testing.T) {
	t.Parallel()
	q := newQuestions()
	for _, tt := range []struct {
		id, text string
		want     bool
	}{{"1", "a", true}, {"1", "a", false}, {"1", "b", true}, {"2", "b", true}, {"1", "b", false}, {"1", "a", true}} {
		if got := q.note(tt.id, tt.text); got != tt.want {
			t.Errorf("note(%s, %s) = %t, want %t", tt.id, tt.text, got, tt.want)
		}
	}
}

func TestTurnsKeepTheNewestOfAMessage(t *testing.T) {
	t.Parallel()
	var turns turns
	create, edit, remove := job{event: eventMessage, about: "1"}, job{event: eventEdit, about: "1"}, job{event: eventDelete, about: "1"}
	other, nameless := job{event: eventMessage, about: "2"}, job{event: eventMessage}
	for n, tt := range []struct {
		j    job
		want bool
	}{{create, true}, {create, false}, {edit, false}, {remove, false}, {create, false}, {other, true}, {nameless, true}, {nameless, true}} {
		if got := turns.begin(tt.j); got != tt.want {
			t.Errorf("%d: begin(%s of %q) = %t, want %t", n, tt.j.event, tt.j.about, got, tt.want)
		}
	}
	if next, ok := turns.next(create); !ok || next.event != eventDelete {
		t.Errorf("after the question comes %q, %t; want its deletion", next.event, ok)
	}
	for _, j := range []job{remove, other, nameless} {
		if next, ok := turns.next(j); ok {
			t.Errorf("after %s of %q comes %q, want nothing", j.event, j.about, next.event)
		}
	}
	if len(turns.later) != 0 || !turns.begin(create) {
		t.Errorf("%d messages are left, want 0", len(turns.later))
	}
}
