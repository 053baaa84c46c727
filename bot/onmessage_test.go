package bot_test

import (
	"strings"
	"testing"

	"summitbot/bot"
)

// Somebody right-clicks a message and chooses "Ask the article".
func TestAMessageIsTakenAsAQuestion(t *testing.T) {
	t.Parallel()
	command := commandNamed(t, newStage(t, nil).Bot, "Ask the article")
	long := strings.Repeat("when was the first summit held ", 100)
	tests := []struct {
		name   string
		target *bot.Target
		want   string
	}{
		{"a question", &bot.Target{Text: "how much cash did xi promise"}, "how much cash did xi promise\n\n> During the Astana"},
		{"a long one", &bot.Target{Text: long}, "when was the first summit held"},
		{"nothing", nil, "no text in that message"},
		{"a picture alone", &bot.Target{Text: " \n"}, "no text in that message"},
		{"a smile", &bot.Target{Text: "🙂"}, "no text in that message"},
		{"a bot", &bot.Target{Text: "when was the first summit", Bot: true}, "by a bot"},
	}
	for _, tt := range tests {
		got := checked(t, command.Handle(t.Context(), bot.Request{Target: tt.target}))
		said := got.Text
		if len(got.Embeds) > 0 {
			said = got.Embeds[0].Description
		}
		if !got.Ephemeral || !strings.Contains(said, tt.want) {
			t.Errorf("%s: got %+v, want %q", tt.name, got, tt.want)
		}
	}
}

func TestAMentionIsAnsweredWhereTheManagersWant(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.memory.kept = map[string]bot.ServerSettings{home: {Channels: []string{"501"}, Thread: true}}
	const question = "when was the first summit"
	if got := s.Message(t.Context(), bot.Request{Guild: home, Channel: "501", Text: question}); len(got.Embeds) != 1 || !got.Thread {
		t.Errorf("in the channel: %+v", got)
	}
	if got := s.Message(t.Context(), bot.Request{Guild: home, Channel: "502", Text: question}); !got.IsZero() {
		t.Errorf("elsewhere it is silent, not %+v", got)
	}
	if got := s.Message(t.Context(), bot.Request{Guild: "other", Channel: "502", Text: question}); len(got.Embeds) != 1 || got.Thread {
		t.Errorf("in another server: %+v", got)
	}
	if got := s.Message(t.Context(), bot.Request{Channel: "600", Text: question}); len(got.Embeds) != 1 || got.Thread {
		t.Errorf("in a direct message: %+v", got)
	}
}

func TestThanksIsNoQuestion(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	tests := []struct{ text, want string }{
		{"thanks!", "You're welcome."},
		{"Thank you so much 🙏", "You're welcome."},
		{"ok cool", "You're welcome."},
		{"hi", "Hello! "},
		{"good morning", "Hello! "},
		{"", "/ask"},
		{"???", "/ask"},
		{"🙂", "/ask"},
		{"thanks, and when was the first summit", ""},
		{"summit", ""},
		{"you", ""},
	}
	for _, tt := range tests {
		got := b.Message(t.Context(), bot.Request{Text: tt.text})
		if !strings.Contains(got.Text, tt.want) || (tt.want == "") != (len(got.Embeds) == 1) || got.Thread {
			t.Errorf("%q: got %+v, want %q", tt.text, got, tt.want)
		}
	}
}
