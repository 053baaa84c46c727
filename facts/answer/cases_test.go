package answer_test

import (
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/source"
)

// What people wrote that went wrong in programs of this kind, and what is right.
func TestMessagesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	long := "hi all sorry to bother you but my teacher gave us a reading about politics last week and i have been trying " +
		"to work through it with my classmates in the library every evening after school and we are all a bit lost because " +
		"the text is long and hard and nobody here speaks good english so i thought somebody might help us out so here goes "
	const asks = "when was the second summit held"
	b := article(t)
	for _, tt := range []struct{ kind, message, want string }{
		{"an aside with a number", "quick question for a school project due 2026-01-15: " + asks, "P1S1"},
		{"a block of code", "```py\nprint(2023)\n```\n" + asks + "?", "P1S1"},
		{"an address", asks + "? https://example.org/2023/05/18/article-12345.html", "P1S1"},
		{"chat markup", "<@1234567890123456789> <:hm:123456789012345678> " + asks, "P1S1"},
		{"a command's mention", "</ask:1122334455667788990> " + asks, "P1S1"},
		{"a quoted line", "> first summit was in Xi'an\n" + asks + "?", "P1S1"},
		{"a long message that ends in its question", long + asks + "?", "P1S1"},
		{"a long message that begins with it", asks + "? " + long, "P1S1"},
		{"courtesy", "how much money did xi pledge? have a nice day", "P6S1"},
		{"a date in figures", "what happened on 2025-06-17", "P1S1"},
		{"a date with its year", "17 june 2025", "P1S1"},
		{"a decade with an apostrophe", "what happened in the 90's", "P6S4"},
		{"a number in figures", "3000 trainees", "P6S11"},
		{"a slip in the first letter", "xstana declaration", "P7S2"},
		{"who did not", "which countries did not attend the second summit", ""},
		{"us", "who met us", ""},
		{"the text itself", "tldr", ""},
		{"a part of the text", "what is the first sentence", ""},
	} {
		if got := b.Answer(tt.message); got.Fact != tt.want {
			t.Errorf("%s: %.60q gives %s %s (%.2f), want %q", tt.kind, tt.message, got.Status, got.Fact, got.Score, tt.want)
		}
	}
}

// The same over small texts that nobody has written about.
func TestWordsAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ kind, text, question, want string }{
		{"a price", "The fee is £1,200 per year. The lamp is red.", "how much is the fee", "The fee is"},
		{"a weight", "The lamp weighs 2 kg. The hut is red.", "how much does the lamp weigh", "The lamp weighs"},
		{"a word with and without its hyphen", "The e-mail server sits in the cellar. The lamp is red.", "where is the email server", "The e-mail"},
		{"a day with an ending", "The museum is closed on 25 December. The lamp is red.", "is it open on december 25th", "The museum"},
		{"a number grouped by a space", "The rent is 1 500 euros. The lamp is red.", "1500 euros", "The rent"},
		{"a unit written to its number", "The kit needs 16 GB of memory. The lamp is red.", "16gb memory", "The kit"},
		{"an irregular form", "It burnt down in 1950. The lamp is red.", "when did it burn down", "It burnt"},
		{"a letter's signs", "The C++ library is slow. The C# library is fast. The C library is deprecated.", "is the C library fast", "The C library"},
	} {
		d, err := source.Text("d.txt", []byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		b, err := answer.New(base.Of(d))
		if err != nil {
			t.Fatal(err)
		}
		got := b.Answer(tt.question)
		first := got.Quote
		if got.Status == facts.Related {
			f, _ := b.Fact(got.Others[0].Fact)
			first = f.Sentence.Text
		}
		if !strings.HasPrefix(first, tt.want) {
			t.Errorf("%s: %q gives %s %q (%.2f), want %q", tt.kind, tt.question, got.Status, first, got.Score, tt.want)
		}
	}
}
