package bot_test

import (
	"strings"
	"testing"

	"summitbot/bot"
)

// Somebody right-clicks a message and chooses "Ask the document".
func TestAMessageIsTakenAsAQuestion(t *testing.T) {
	t.Parallel()
	command := commandNamed(t, newStage(t, nil).Bot, "Ask the document")
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
	if got := s.Message(t.Context(), bot.Request{Guild: home, Channel: "511", Parent: "501", Text: question}); len(got.Embeds) != 1 {
		t.Errorf("in a thread of the channel: %+v", got)
	}
	if got := s.Message(t.Context(), bot.Request{Guild: home, Channel: "512", Parent: "502", Text: question}); !got.IsZero() {
		t.Errorf("in a thread of another channel it is silent, not %+v", got)
	}
	if got := s.Message(t.Context(), bot.Request{Guild: home, Channel: "501", Role: true}); !strings.Contains(got.Text, "Mention me instead") || got.Thread {
		t.Errorf("for its role: %+v", got)
	}
	if got := s.Message(t.Context(), bot.Request{Guild: home, Channel: "502", Role: true}); !got.IsZero() {
		t.Errorf("for its role elsewhere it is silent, not %+v", got)
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
		{"thanks man", "You're welcome."},
		{"Thx mate!", "You're welcome."},
		{"thanks for your help", "You're welcome."},
		{"that helped a lot, thank you", "You're welcome."},
		{"thanks, you saved my essay", "You're welcome."},
		{"no thanks", "You're welcome."},
		{"cheers dude 🙏 this is what I needed", "You're welcome."},
		{"hey man", "Hello! "},
		{"hello everyone", "Hello! "},
		{"thanks man, when was the first summit", ""},
		{"ok thanks and how much did xi promise", ""},
		{"thanks. who won the world cup?", ""},
		{"hi, tell me about the railway", ""},
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

// A command's name in a message is no question: it does what the command does.
func TestACommandsNameIsNoQuestion(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	tests := []struct{ text, title string }{
		{"help", "What I can do"},
		{"Help!", "What I can do"},
		{"/help", "What I can do"},
		{"!help", "What I can do"},
		{"help me please", "What I can do"},
		{"commands", "What I can do"},
		{"what can you help me with", "What I can do"},
		{"/start", "What I can do"},
		{"ask", "What I can do"},
		{"/ask", "What I can do"},
		{"quote", "What I can do"},
		{"/quote P6S4", "Two years ago"},
		{"about", "About"},
		{"/about", "About"},
		{"/ask how much cash did xi promise", "1.5 billion yuan"},
		{"!ask question: how much cash did xi promise", "1.5 billion yuan"},
		{"/how much cash did xi promise", "1.5 billion yuan"},
		{"how much cash did xi promise", "1.5 billion yuan"},
	}
	for _, tt := range tests {
		got := checked(t, b.Message(t.Context(), bot.Request{Text: tt.text}))
		if len(got.Embeds) != 1 || !strings.Contains(got.Embeds[0].Title, tt.title) {
			t.Errorf("%q: got %+v, want %q", tt.text, got, tt.title)
		}
	}
	for _, text := range []string{"topics", "timeline", "source"} {
		got := b.Message(t.Context(), bot.Request{Text: text})
		if want := run(t, b, text, bot.Request{}); len(got.Embeds) != 1 || got.Embeds[0].Title != want.Embeds[0].Title {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
	for _, text := range []string{"help", "thanks man"} {
		got := run(t, b, "ask", bot.Request{Options: map[string]string{"question": text}})
		if len(got.Embeds) > 0 && got.Embeds[0].Title != "What I can do" || got.Text != "" && got.Text != "You're welcome." {
			t.Errorf("/ask %q: got %+v", text, got)
		}
	}
}
