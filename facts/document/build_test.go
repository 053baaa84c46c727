package document_test

import (
	"fmt"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/document"
)

// given is a block as a reader gives it.
type given struct {
	kind  facts.BlockKind
	level int
	label string
	text  string // bytes of the document's text that come next in it; "|" ends a cell
}

// read gives blocks to a builder of a text, in which their parts follow one another.
func read(t *testing.T, text string, blocks ...given) *facts.Document {
	t.Helper()
	b := document.NewBuilder(text)
	at := 0
	for _, g := range blocks {
		b.Open(facts.Block{Kind: g.kind, Level: g.level, Label: g.label})
		for i, part := range strings.Split(g.text, "|") {
			if i > 0 {
				b.Cell()
			}
			if part == "" {
				continue
			}
			n := strings.Index(text[at:], part)
			if n < 0 {
				t.Fatalf("%q isn't in %q", part, text[at:])
			}
			b.Copy(at+n, at+n+len(part))
			at += n + len(part)
		}
	}
	d := b.Document()
	if err := document.Verify(d); err != nil {
		t.Error(err)
	}
	return d
}

// outline writes a document down: a block a line with its sentences or its own text, and
// what introduces it.
func outline(d *facts.Document) string {
	names := []string{"paragraph", "heading", "item", "row", "head", "code", "quotation", "term"}
	var lines []string
	for _, b := range d.Blocks {
		line := names[b.Kind] + ": " + b.Text
		for i, s := range d.Sentences[b.First:b.Last] {
			if i > 0 {
				line += "‖"
			}
			line += s.Text
		}
		if b.Lead >= 0 {
			lead := d.Blocks[b.Lead]
			text := lead.Text
			if lead.Last > lead.First {
				text = d.Sentences[lead.Last-1].Text
			}
			line += " ← " + text
		}
		lines = append(lines, strings.ReplaceAll(line, "\n", "⏎"))
	}
	return strings.Join(lines, "\n")
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		blocks     []given
		want       string
	}{
		{
			"a list with its lead-in", "The board:\n1. Anna Roth\n2. Ben Kuhn. He is new.\n\nMore.",
			[]given{
				{facts.Paragraph, 0, "", "The board:"},
				{facts.Item, 1, "1.", "Anna Roth"},
				{facts.Item, 1, "2.", "Ben Kuhn. He is new."},
				{facts.Paragraph, 0, "", "More."},
			},
			`paragraph: The board:
item: 1. Anna Roth ← The board:
item: 2. Ben Kuhn.‖He is new. ← The board:
paragraph: More.`,
		},
		{
			"a label that is followed by others", "1. 0. 1. 2 eggs",
			[]given{{facts.Item, 1, "1.", "0. 1. 2 eggs"}},
			`item: 1. 0.‖1. 2 eggs`,
		},
		{
			"two tables parted by nothing", "| Who |\n| Ann |\n-\n| 7 |",
			[]given{
				{facts.Head, 0, "", "Who"},
				{facts.Row, 0, "", "Ann"},
				{facts.Paragraph, 0, "", "-"},
				{facts.Row, 0, "", "7"},
			},
			`head: Who
row: Ann ← Who
row: 7`,
		},
		{
			"lists in lists", "- Bring:\n  - water\n    - cold\n  - food\n- Leave",
			[]given{
				{facts.Item, 1, "", "Bring:"},
				{facts.Item, 2, "", "water"},
				{facts.Item, 3, "", "cold"},
				{facts.Item, 2, "", "food"},
				{facts.Item, 1, "", "Leave"},
			},
			`item: Bring:
item: water ← Bring:
item: cold ← water
item: food ← Bring:
item: Leave`,
		},
		{
			"an item's second paragraph", "Do:\n1. Open\n\n   Wait.\n\n2. Close\n\nEnd.",
			[]given{
				{facts.Paragraph, 0, "", "Do:"},
				{facts.Item, 1, "1.", "Open"},
				{facts.Paragraph, 1, "", "Wait."},
				{facts.Item, 1, "2.", "Close"},
				{facts.Paragraph, 0, "", "End."},
			},
			`paragraph: Do:
item: 1. Open ← Do:
paragraph: Wait. ← 1. Open
item: 2. Close ← Do:
paragraph: End.`,
		},
		{
			"a list under a heading", "# Rules:\n- Be kind\n",
			[]given{{facts.Heading, 1, "", "Rules:"}, {facts.Item, 1, "", "Be kind"}},
			"heading: Rules:\nitem: Be kind",
		},
		{
			"a label that isn't in the text", "<ol><li>Anna</li></ol>",
			[]given{{facts.Item, 1, "1.", "Anna"}},
			"item: 1. Anna",
		},
		{
			"a table", "Fees:\n|   | Child | Adult |\n|---|---|---|\n| Day | 5 | |\n| Year | | 80. Each |",
			[]given{
				{facts.Paragraph, 0, "", "Fees:"},
				{facts.Head, 0, "", "|Child|Adult"},
				{facts.Row, 0, "", "Day|5|"},
				{facts.Row, 0, "", "Year||80. Each"},
			},
			`paragraph: Fees:
head: | Child | Adult ← Fees:
row: Day | 5 ← | Child | Adult
row: Year | | 80. Each ← | Child | Adult`,
		},
		{
			"terms", "Owner\nBoss\n: Who owns it.\n: Who pays. It is one.\n\nMore.",
			[]given{
				{facts.Term, 0, "", "Owner"},
				{facts.Term, 0, "", "Boss"},
				{facts.Paragraph, 1, "", "Who owns it."},
				{facts.Paragraph, 1, "", "Who pays. It is one."},
				{facts.Paragraph, 0, "", "More."},
			},
			`term: Owner
term: Boss ← Owner
paragraph: Who owns it. ← Boss
paragraph: Who pays.‖It is one. ← Boss
paragraph: More.`,
		},
		{
			"code", "Run:\n```\n\n  go run .\n\tx. Y\r\n\n```",
			[]given{{facts.Paragraph, 0, "", "Run:"}, {facts.Code, 0, "", "\n  go run .\n\tx. Y\r\n\n"}},
			"paragraph: Run:\ncode: go run .⏎\tx. Y ← Run:",
		},
		{
			"blocks without words", "***\n- \n# \n• 5",
			[]given{{facts.Paragraph, 0, "", "***"}, {facts.Item, 1, "", "-"}, {facts.Heading, 1, "", "#"}, {facts.Item, 1, "", "5"}},
			"item: 5",
		},
	}
	for _, tt := range tests {
		if got := outline(read(t, tt.text, tt.blocks...)); got != tt.want {
			t.Errorf("%s: %q is read as\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}

// Long code is quoted in parts that begin and end at blank lines.
func TestLongCode(t *testing.T) {
	t.Parallel()
	part := strings.Repeat("\tx := 1\n", 60)
	text := part + "\n\n" + part + "\n" + part
	d := read(t, text, given{kind: facts.Code, text: text})
	if len(d.Sentences) != 3 || d.Sentences[1].Text != strings.TrimSpace(part) {
		t.Errorf("%d parts: %q", len(d.Sentences), texts(d))
	}
	if d := read(t, part, given{kind: facts.Code, text: part}); len(d.Sentences) != 1 {
		t.Errorf("code without blank lines is cut: %q", texts(d))
	}
}

func TestSections(t *testing.T) {
	t.Parallel()
	b := document.NewBuilder("")
	b.Title("Rules")
	for _, h := range []struct {
		level int
		text  string
	}{{2, "A"}, {3, "B"}, {3, "C"}, {2, "D"}, {1, "E"}, {4, "F"}, {2, ""}, {0, "G"}} {
		b.Open(facts.Block{Kind: facts.Heading, Level: h.level})
		b.Anchor("at-" + h.text)
		b.Write(h.text)
		b.Open(facts.Block{Page: h.level})
		b.Write("Under " + h.text + ".")
	}
	d := b.Document()
	want := []string{"Under A. [A]", "Under B. [A B]", "Under C. [A C]", "Under D. [D]", "Under E. [E]", "Under F. [E F]", "Under . [E F]", "Under G. [G]"}
	for i, s := range d.Sentences {
		if got := fmt.Sprint(s.Text, " ", d.Path(s.Block)); got != want[i] {
			t.Errorf("sentence %d = %s, want %s", i, got, want[i])
		}
	}
	if d.Title != "Rules" || d.Sections[0].Parent != -1 || d.Sections[2].Anchor != "at-B" || d.Sections[2].Level != 3 {
		t.Errorf("title %q, sections %+v", d.Title, d.Sections)
	}
	if got := d.Sentences[1]; got.ID != "P2S1" || got.Block != 3 || d.Blocks[got.Block].Page != 3 {
		t.Errorf("the second sentence is %+v", got)
	}
}

// Every place of a quote is in the text: markup is dropped, entities are put.
func TestCopyAndPut(t *testing.T) {
	t.Parallel()
	text := "x 1. **Tom**\n  &amp; <b>J\u00ad\nerry</b>\\_. And\u00a0<i>so</i> on [here](u). "
	b := document.NewBuilder(text)
	b.Open(facts.Block{Kind: facts.Item, Label: "1."})
	part := func(s string) (int, int) { i := strings.Index(text, s); return i, i + len(s) }
	b.Copy(part("Tom"))
	start, end := part("&amp;")
	b.Put(start, end, "&")
	b.Copy(part("J\u00ad\nerry"))
	start, end = part(`\_`)
	b.Put(start, end, "_")
	b.Copy(part(". And\u00a0"))
	b.Copy(part("so"))
	b.Copy(part(" on "))
	b.Copy(part("here"))
	b.Copy(strings.LastIndex(text, ". "), len(text))
	d := b.Document()
	if err := document.Verify(d); err != nil {
		t.Error(err)
	}
	if got, want := outline(d), "item: 1. Tom & Jerry_.‖And so on here."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := text[d.Sentences[0].Span.Start:d.Sentences[0].Span.End], text[2:strings.Index(text, " And")]; got != want {
		t.Errorf("the first sentence stands on %q, want %q", got, want)
	}
}

// What is written is the document's text, in which places count.
func TestWrite(t *testing.T) {
	t.Parallel()
	b := document.NewBuilder("")
	b.Open(facts.Block{Kind: facts.Item, Label: "a)"})
	b.Write("Be ")
	b.Write("kind.  Help.")
	b.Open(facts.Block{Kind: facts.Head})
	b.Write("Fee")
	b.Cell()
	b.Write("Age")
	b.Open(facts.Block{Kind: facts.Row})
	b.Cell()
	b.Write("6")
	b.Open(facts.Block{Kind: facts.Code})
	b.Write("a\n b")
	d := b.Document()
	if want := "a) Be kind.  Help.\n\nFee | Age\n | 6\n\na\n b"; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	if got, want := outline(d), "item: a) Be kind.‖Help.\nhead: Fee | Age\nrow: | 6 ← Fee | Age\ncode: a⏎ b"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if err := document.Verify(d); err != nil {
		t.Error(err)
	}
}

// A sentence that ends within a change has all that the change says.
func TestSentencesEndWithAChange(t *testing.T) {
	t.Parallel()
	const text = "|7|\u200b and on"
	b := document.NewBuilder(text)
	b.Open(facts.Block{Kind: facts.Row})
	b.Put(0, strings.Index(text, " "), "7 |\u200b")
	d := b.Document()
	if got, want := outline(d), "row: 7 |"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if err := document.Verify(d); err != nil {
		t.Error(err)
	}
}

// Verify takes nothing for the text's own that isn't.
func TestVerifyHoldsChanges(t *testing.T) {
	t.Parallel()
	tests := []struct {
		was, is string
		ok      bool
	}{
		{"&amp;", "&", true},
		{"&eacute;", "é", true},
		{"&#233;", "é", true},
		{`\u00e9`, "é", true},
		{`\*`, "*", true},
		{"ﬁ", "fi", true},
		{"\uFFFD", "é", true},
		{"\x02\n", "", true},
		{"--", "–", true},
		{"</td><td>", " | ", true},
		{"](https://example.org)", "", true},
		{"<img alt='a badge'>", " a badge ", true},
		{":pep:`", "PEP ", true},
		{"</p><p>", "\n", true},
		{"5 or 6", "6", false},
		{"never", "ever", false},
		{"not", "", false},
		{"not", "now", false},
		{"&amp;", "and", false},
		{"5", "6", false},
		{" ", " not ", false},
		{"\uFFFD", "never", false},
	}
	for _, tt := range tests {
		text := "It is " + tt.was + " so."
		b := document.NewBuilder(text)
		at := len("It is ")
		b.Copy(0, at)
		b.Put(at, at+len(tt.was), tt.is)
		b.Copy(at+len(tt.was), len(text))
		if err := document.Verify(b.Document()); (err == nil) != tt.ok {
			t.Errorf("%q for %q: Verify says %v, want none: %v", tt.is, tt.was, err, tt.ok)
		}
	}
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	for _, between := range []string{"\n\n", "\r\r", "\r\n\r\n", "\n \t\n", "\u2029", "\n\f\n", "\u0085\u0085", "\n\u200b\n", "\n\n\n\n"} {
		d := document.Parse("The mill opened." + between + "The dam was built.\n")
		if len(d.Sentences) != 2 || d.Sentences[1].ID != "P2S1" {
			t.Errorf("parted by %q: %q", between, texts(d))
		}
	}
	for _, between := range []string{"\n", "\r", "\r\n", "\f", "\u2028", " ", "\n\f"} {
		d := document.Parse("The mill opened." + between + "The dam was built.\n")
		if len(d.Sentences) != 2 || d.Sentences[1].ID != "P1S2" {
			t.Errorf("joined by %q: %q", between, texts(d))
		}
	}
}
