package bot_test

import (
	"strings"
	"testing"

	"summitbot/bot"
)

func quote(place string) bot.Request {
	return bot.Request{Options: map[string]string{"place": place}}
}

func TestAQuoteIsFoundByItsPlace(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	for _, place := range []string{
		"P6S4", "p6s4", " P6 S4 ", "6.4", "6 4", "6,4", "6:4", "06.04", "paragraph 6 sentence 4",
		"Paragraph 6, Sentence 4", "P6S4 · Two years ago", "in the 1990s",
		"P6S4.", "(P6S4)", "[p6s4]", "`P6S4`", "“P6S4”", "P6S4?", "P6-S4", "P6/S4", "¶6.4", "p. 6, s. 4", "Para. 6, sent. 4",
		"sentence 4 of paragraph 6", "S4, P6", "sentence 4 in the paragraph 6", "1990s",
	} {
		got := checked(t, run(t, b, "quote", quote(place)))
		if len(got.Embeds) != 1 || got.Ephemeral || !strings.Contains(got.Embeds[0].Footer, "paragraph 6, sentence 4") {
			t.Errorf("%q: got %+v", place, got)
		}
	}
	card := run(t, b, "quote", quote("6.4")).Embeds[0]
	if card.Title != "Two years ago" || !strings.Contains(card.Description, "**launched two years ago**") {
		t.Errorf("a place shows the sentence with its first point: %+v", card)
	}
	if card := run(t, b, "quote", quote("P6S4 · In the 1990s")).Embeds[0]; card.Title != "In the 1990s" {
		t.Errorf("a headline that was chosen is shown: %+v", card)
	}
}

// Words of a headline are whole words, their beginnings or misspellings of them, never
// letters that lie scattered; of the words, the rare ones count.
func TestAQuoteIsFoundByWordsOfItsHeadline(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	tests := []struct{ typed, title string }{
		{"94.8", "94.8 billion"},
		{"$94.8", "94.8 billion"},
		{"94.8 billion", "94.8 billion"},
		{"the railway", "railway"},
		{"railway", "railway"},
		{"a railway.", "railway"},
		{"ralway", "railway"},
		{"railw", "railway"},
		{"the luban", "Luban"},
	}
	for _, tt := range tests {
		got := checked(t, run(t, b, "quote", quote(tt.typed)))
		if len(got.Embeds) != 1 || !strings.Contains(got.Embeds[0].Title, tt.title) {
			t.Errorf("%q: got %+v, want a headline with %q", tt.typed, got, tt.title)
		}
	}
	for _, typed := range []string{"the xyzzy", "rlwy", "94.7", "948", "P94S8", "thr ailw"} {
		if got := run(t, b, "quote", quote(typed)); len(got.Embeds) > 0 || !strings.Contains(got.Text, "such as P6S4") {
			t.Errorf("%q: got %+v", typed, got)
		}
	}
}

// Where there is no sentence yet, the first of the paragraph is shown.
func TestAParagraphIsShownByItsFirstSentence(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	for _, place := range []string{"P6S", "P6", "6", "paragraph 6", "(P6)", "p6, sentence"} {
		if got := run(t, b, "quote", quote(place)); len(got.Embeds) != 1 || !strings.Contains(got.Embeds[0].Footer, "paragraph 6, sentence 1") {
			t.Errorf("%q: got %+v", place, got)
		}
	}
}

func TestAPlaceThatIsNotThereIsNamed(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	tests := []struct{ place, want string }{
		{"P6S40", "no sentence 40 in paragraph 6: it has 12 sentences"},
		{"99.1", "no paragraph 99: the text has "},
		{"xyzzy", "such as P6S4"},
		{"64", "such as P6S4"},
		{"", "such as P6S4"},
	}
	for _, tt := range tests {
		if got := checked(t, run(t, b, "quote", quote(tt.place))); !got.Ephemeral || !strings.Contains(got.Text, tt.want) {
			t.Errorf("%q: got %+v, want %q", tt.place, got, tt.want)
		}
	}
}

func TestPlacesAreCompletedAndEachChoiceIsShown(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	command := commandNamed(t, b, "quote")
	tests := []struct{ typed, first string }{
		{"", "P1S1 · 17 June"},
		{"p", "P"},
		{"P6", "P6S1 · "},
		{"paragraph 6", "P6S1 · "},
		{"6.1", "P6S1 · "},
		{"P6S4", "P6S4 · Two years ago"},
		{"2023", "P"},
		{"luban", "P6S11 · "},
		{"samarkand", "P2S6 · In Samarkand"},
	}
	for _, tt := range tests {
		choices := command.Complete(t.Context(), bot.Request{Text: tt.typed})
		checkChoices(t, choices)
		if len(choices) == 0 || !strings.HasPrefix(choices[0].Name, tt.first) {
			t.Errorf("%q: got %+v, want %q first", tt.typed, choices, tt.first)
		}
		for _, c := range choices {
			id, title, _ := strings.Cut(strings.TrimSuffix(c.Name, "…"), " · ")
			got := run(t, b, "quote", quote(c.Value))
			if len(got.Embeds) != 1 || !strings.HasPrefix(unescape(got.Embeds[0].Title), title) {
				t.Errorf("%q shows %+v, not %s", c.Name, got, id)
			}
		}
	}
	if got := command.Complete(t.Context(), bot.Request{Text: "xyzzy"}); got != nil {
		t.Errorf("got %+v", got)
	}
}

func unescape(s string) string { return strings.ReplaceAll(s, "\\", "") }

func commandNamed(t *testing.T, b *bot.Bot, name string) bot.Command {
	t.Helper()
	for _, c := range b.Commands() {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("there is no command %q", name)
	return bot.Command{}
}
