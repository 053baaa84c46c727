package answer_test

import (
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/source"
)

// What is shown of a sentence: the text, and before the bar what it needs to be understood.
func TestWhatIsShownOfASentence(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, sentence, want string }{
		{"alone", "The hall burned down. Visitors are welcome.", "Visitors", "|Visitors are welcome."},
		{"it points back", "The hall burned down. It was rebuilt in 1950.", "It", "The hall burned down. |It was rebuilt in 1950."},
		{"what it points to points back too", "Anna came. She sang. This was in May.", "This", "Anna came. She sang. |This was in May."},
		{"the first of its paragraph", "Anna came.\n\nThis was in May.", "This", "|This was in May."},
		{"such and those", "We sell nails. Such goods aren't taken back.", "Such", "We sell nails. |Such goods aren't taken back."},
		{"a list item", "You may not:\n\n- shout;\n- run.\n", "run", "You may not:\n|run."},
		{"a numbered item", "You may not:\n\n1. shout;\n2. run.\n", "2.", "You may not:\n|2. run."},
		{"an item's second sentence", "You may not:\n\n1. Shout. Guests sleep here.\n", "Guests", "|Guests sleep here."},
		{"a list in a list", "You may not:\n\n- shout\n  - at night\n", "at night", "You may not:\nshout\n|at night"},
		{"a list without a lead-in", "# Rules\n\n- No shouting.\n", "No", "|No shouting."},
		{"a row", "| Name | Age |\n|---|---|\n| Anna | 7 |\n", "Anna", "Name | Age\n|Anna | 7"},
		{"a definition", "Warden\n: Keeps the keys. Sleeps at the gate.\n", "Sleeps", "Warden\n|Sleeps at the gate."},
		{"code", "```\nit = 1\n\nthis = 2\n```\n", "it", "|it = 1\n\nthis = 2"},
	}
	for _, tt := range tests {
		d, err := source.Markdown("a.md", []byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		b, err := answer.New(base.Of(d))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range b.Facts() {
			if strings.HasPrefix(f.Sentence.Text, tt.sentence) {
				shown, own := b.Shown(f)
				if got := shown[:own] + "|" + shown[own:]; got != tt.want {
					t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
				}
			}
		}
		if !strings.Contains(d.Text, tt.sentence) || len(b.Facts()) == 0 {
			t.Errorf("%s: no sentence begins with %q", tt.name, tt.sentence)
		}
	}
}

// Many sentences that all point back, and lists in lists, are shown with a few of them.
func TestWhatIsShownIsBounded(t *testing.T) {
	t.Parallel()
	d, err := source.Markdown("a.md", []byte("Anna came."+strings.Repeat(" She sang a long song of the sea and of all its ships.", 100)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := answer.New(base.Of(d))
	if err != nil {
		t.Fatal(err)
	}
	last := b.Facts()[len(b.Facts())-1]
	if shown, _ := b.Shown(last); strings.Count(shown, ".") != 4 {
		t.Errorf("shown are %d sentences, want 4: %q", strings.Count(shown, "."), shown)
	}
}

// A mark is of the sentence itself, wherever that stands in what is shown.
func TestAMarkIsOfTheSentenceItself(t *testing.T) {
	t.Parallel()
	d, err := source.Markdown("a.md", []byte("The old hall burned down in a storm. It was rebuilt in 1950.\n"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := answer.New(base.Of(d))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := b.Show("P1S2", 0)
	if len(a.Marks) != 1 || a.Quote[a.Marks[0][0]:a.Marks[0][1]] != "It was rebuilt in 1950." || a.Highlight != "It was rebuilt in 1950." {
		t.Errorf("got %q, marks %v, highlight %q", a.Quote, a.Marks, a.Highlight)
	}
	if a.Status != facts.Answered || len(a.Passages) != 1 || a.Passages[0] != a.Quote {
		t.Errorf("got %+v", a)
	}
}

// Of a sentence that answers, the part that does is marked, if one surely does.
func TestWhatAnswersIsMarked(t *testing.T) {
	t.Parallel()
	b := unwritten(t, "The old hall burned down in 1949. It was rebuilt by the guild in May 1952. Dogs aren't allowed in the hall.")
	tests := []struct{ question, quote, highlight string }{
		{"when was the hall rebuilt by the guild", "The old hall burned down in 1949. It was rebuilt by the guild in May 1952.", "1952"},
		{"are dogs allowed in the hall", "Dogs aren't allowed in the hall.", "Dogs aren't allowed in the hall."},
	}
	for _, tt := range tests {
		a := b.Answer(tt.question)
		if a.Quote != tt.quote || len(a.Marks) != 1 || !strings.Contains(a.Highlight, tt.highlight) || a.Quote[a.Marks[0][0]:a.Marks[0][1]] != a.Highlight {
			t.Errorf("%q: got %q, marks %v, highlight %q", tt.question, a.Quote, a.Marks, a.Highlight)
		}
	}
	if a := b.Answer(tests[0].question); a.Highlight == tests[0].quote[len("The old hall burned down in 1949. "):] {
		t.Errorf("all of the sentence is marked: %q", a.Highlight)
	}
}
