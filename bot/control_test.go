package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/bot"
)

// zoo is a base over a text.
func zoo(text string) fstest.MapFS {
	return fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: d, title: Zoo, file: d.txt}\n")},
		"d.txt":     {Data: []byte(text)},
	}
}

// A reload between the answer and the click: the fact is found where it stands now, or the
// asker is told that it is gone.
func TestControlsAfterAReload(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"more was added", "Birds sing at dawn. Fish swim by night. Cats sleep.", "**Birds sing at dawn.** Fish swim by night. Cats sleep."},
		{"it moved", "Cats sleep. Birds sing at dawn.", "Cats sleep. **Birds sing at dawn.**"},
		{"another stands in its place", "Dogs bark at dawn. Fish swim by night.", ""},
		{"it is gone", "Cats.", ""},
	}
	for _, tt := range tests {
		before := newBot(t, loaded(t, zoo("Birds sing at dawn. Fish swim by night.")), bot.Admins{})
		after := newBot(t, loaded(t, zoo(tt.text)), bot.Admins{})
		answer := checked(t, before.Message(t.Context(), bot.Request{Text: "when do birds sing"}))
		got := press(t, after, answer, "Context", bot.Request{})
		if !got.Ephemeral || !strings.Contains(got.Text, "fact base has changed") || len(got.Embeds) > 0 && got.Embeds[0].Description != tt.want || (tt.want == "") != (len(got.Embeds) == 0) {
			t.Errorf("%s: got %+v, want %q", tt.name, got, tt.want)
		}
		if got := press(t, after, answer, "Why?", bot.Request{}); !strings.Contains(got.Text, "has changed") || len(got.Embeds) != 1 {
			t.Errorf("%s: why: got %+v", tt.name, got)
		}
		if got := press(t, after, answer, "Helpful", bot.Request{User: stranger, Message: "7"}); !strings.HasPrefix(got.Text, "Thank you!") {
			t.Errorf("%s: a vote is on what was answered then: got %+v", tt.name, got)
		}
	}
}

// The controls of the article's answers, used on a base that knows nothing of it.
func TestControlsOnAnotherBase(t *testing.T) {
	t.Parallel()
	store := article(t)
	before, after := newBot(t, store, bot.Admins{}), newBot(t, loaded(t, zoo("Birds sing. Fish swim.")), bot.Admins{})
	for _, question := range []string{"when was the first summit", "what will the railway cost", "pineapple", strings.Repeat("when was the very first summit ", 9), unsure(t, store.Base())} {
		useAll(t, after, checked(t, before.Message(t.Context(), bot.Request{Text: question})))
	}
}

func TestWhateverAnIDSaysThereIsAnAnswer(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	odd := []string{"", "1", "x", "v1:ctx", "0|ctx|a|b", "1|", "1|nothing", strings.Repeat("|", 100)}
	for _, do := range []string{"ctx", "why", "whyl", "vote", "rel", "near", "top", "tpc", "fact", "set"} {
		for _, args := range []string{"", "|", "|00000000", "|00000000|P6S1", "|00000000|P6S1.zz|99999999999999999999", "|||||||||", "|a|b|c|d|e|f|g|h"} {
			odd = append(odd, "1|"+do+args)
		}
	}
	for _, id := range odd {
		for _, values := range [][]string{nil, {""}, {"P99S99"}} {
			got := checked(t, b.Control(t.Context(), bot.Request{Control: id, Values: values, User: stranger, Message: "7"}).Settled(t.Context()))
			if got.IsZero() {
				t.Errorf("%q with %q: silence", id, values)
			}
		}
	}
}

// useAll uses each control of a response; what comes of it is within Discord's limits,
// and no Markdown in it is cut apart.
func useAll(t *testing.T, b *bot.Bot, on bot.Response) {
	t.Helper()
	for _, row := range on.Rows {
		r := bot.Request{User: stranger, Message: "9"}
		for _, button := range row.Buttons {
			r.Control = button.ID
			useOne(t, b, r)
		}
		if row.Menu != nil {
			r.Control, r.Values = row.Menu.ID, []string{row.Menu.Choices[0].Value}
			useOne(t, b, r)
		}
	}
}

func useOne(t *testing.T, b *bot.Bot, r bot.Request) {
	t.Helper()
	got := checked(t, b.Control(t.Context(), r).Settled(t.Context()))
	if got.IsZero() || !got.Ephemeral || strings.Contains(got.Text, "older version") {
		t.Errorf("%q: got %+v", r.Control, got)
	}
	for _, e := range got.Embeds {
		checkMarkdown(t, e.Description)
	}
}

var escaped = regexp.MustCompile(`\\[^\pL\pN\s]`)

// checkMarkdown checks that what is set in bold or italics ends, and no escape stands alone.
func checkMarkdown(t *testing.T, s string) {
	t.Helper()
	plain := escaped.ReplaceAllString(s, "")
	for line := range strings.SplitSeq(plain, "\n") {
		bold := strings.Count(line, "**")
		if bold%2 != 0 || (strings.Count(line, "*")-2*bold)%2 != 0 || strings.ContainsAny(line, "\\`") {
			t.Errorf("Markdown is cut apart in %q", line)
		}
	}
}

// unmarked is a text without its bold marks and escapes.
func unmarked(s string) string { return unescape(strings.ReplaceAll(s, "**", "")) }
