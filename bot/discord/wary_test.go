package discord

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// Row 2: a server pays for its own refusals, all of them together for the whole bot's, and
// what is spent comes back with time. Channels where the bot has spoken are out of it.
func TestRow2Budgets(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWary()
		forbidden := &apiError{Status: http.StatusForbidden, Code: codeMissingAccess}
		ask := func(guild, channel string, answer error) error {
			leave, err := w.enter(t.Context(), spot{guild, channel})
			if err == nil {
				leave(answer)
			}
			return err
		}
		_ = ask("1", "spoken", nil)
		asked := func(guild string) (n int) {
			for c := range 100 {
				if ask(guild, fmt.Sprint(guild, "-", c), forbidden) == nil {
					n++
				}
			}
			return n
		}
		var got []int
		for _, guild := range []string{"1", "2", "3", "4", "5"} {
			got = append(got, asked(guild))
		}
		if fmt.Sprint(got) != "[5 5 5 1 0]" {
			t.Errorf("asked %v times in servers that refuse, want 5 in each and 16 in all", got)
		}
		if err := ask("1", "spoken", nil); err != nil {
			t.Errorf("where the bot has spoken: %v", err)
		}
		time.Sleep(2 * time.Minute)
		if n := asked("1"); n != 1 {
			t.Errorf("two minutes later asked %d times, want once", n)
		}
	})
}

// Row 2: only what Discord counts or what is of the channel is spent: nobody spends a budget by
// deleting messages that the bot is about to delete.
func TestRow2WhatIsNotSpent(t *testing.T) {
	t.Parallel()
	w := newWary()
	for _, err := range []error{nil, errors.New("no answer"), &apiError{Status: 404, Code: codeUnknownMessage}, &apiError{Status: 503}} {
		for c := range 100 {
			if leave, refusal := w.enter(t.Context(), spot{"1", fmt.Sprint(c)}); refusal == nil {
				leave(err)
			} else {
				t.Fatalf("after %v: %v", err, refusal)
			}
		}
	}
}
