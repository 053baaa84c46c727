package document_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/document"
)

// Whatever the bytes: sentences lie in order and apart, and every quote verifies.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"One. Two.\n\nThree", "China-\n Central.[1] \u00a0 Next", "\u2000\u1300\u4300\u6500\u4300", "a\xff. B\u2029C",
		"invest\u00ad\nments. . . . \"A. b\" 1. C 2. D", "„Ja.“ U.S. The e.g. (1) p.m. 「は。」と",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(document.Clean(s)) {
			t.Fatalf("Clean(%q) is not UTF-8", s)
		}
		check(t, document.Parse(s))
	})
}

// Whatever a reader gives: the document holds together. Each byte of plan is one call.
func FuzzBuilder(f *testing.F) {
	f.Add("# Rules\n1. Be *kind*. No spam.\n| a | b |\n", "\x00\x10\x21\x33\x42\x55\x60\x77", false)
	f.Add("\u4300\u6500\u4300\u6500\u4300 a\u00ad\n&amp;", "\x01\x11\x32\x43", true)
	f.Fuzz(func(t *testing.T, text, plan string, write bool) {
		check(t, follow(text, plan, write).Document())
	})
}

// follow makes the calls that plan names: a low half says what, a high half how much.
func follow(text, plan string, write bool) *document.Builder {
	b := document.NewBuilder(text)
	if write {
		b = document.NewBuilder("")
	}
	at := 0
	for _, c := range []byte(plan) {
		n := int(c >> 4)
		end := min(at+n, len(text))
		switch what := c & 15; {
		case what < 8:
			b.Open(facts.Block{Kind: facts.BlockKind(what), Level: n % 4, Label: []string{"", "1.", "a)", "x"}[n/4]})
		case what == 8:
			b.Cell()
		case what == 9:
			at = end // skipped
		case what == 10 && !write:
			b.Put(at, end, []string{"", "&", " ", "é. A"}[n%4])
			at = end
		case what == 11:
			b.Anchor("x")
		case write:
			b.Write(text[at:end])
			at = end
		default:
			b.Copy(at, end)
			at = end
		}
	}
	return b
}

// check fails if the parts of a document don't fit together. That changes are permitted
// isn't asked here: a fuzzer gives any.
func check(t *testing.T, d *facts.Document) {
	t.Helper()
	end := 0
	for _, s := range d.Sentences {
		if s.Span.Start < end || s.Span.End > len(d.Text) {
			t.Fatalf("%q: %s lies at %+v, after %d", d.Text, s.ID, s.Span, end)
		}
		end = s.Span.End
		if got, err := document.Quote(d, s); err != nil || got != s.Text {
			t.Fatalf("%q: %s says %q, its bytes %q (%v)", d.Text, s.ID, s.Text, got, err)
		}
		if !utf8.ValidString(s.Text) || strings.TrimSpace(s.Text) != s.Text || s.Text == "" {
			t.Fatalf("%q: %s is %q", d.Text, s.ID, s.Text)
		}
	}
	at := 0
	for _, c := range d.Changes {
		if c.Span.Start < at || c.Span.End < c.Span.Start {
			t.Fatalf("%q: the change %+v comes after %d", d.Text, c, at)
		}
		at = c.Span.End
	}
	checkBlocks(t, d)
}

// checkBlocks fails if blocks aren't in order, or name what isn't before them.
func checkBlocks(t *testing.T, d *facts.Document) {
	t.Helper()
	first, start := 0, 0
	for i, b := range d.Blocks {
		quoted := b.Kind != facts.Heading && b.Kind != facts.Head && b.Kind != facts.Term
		if b.First != first || b.Last < first || quoted != (b.Last > first) || quoted != (b.Text == "") {
			t.Fatalf("%q: block %d %+v after sentence %d", d.Text, i, b, first)
		}
		if b.Span.Start < start || b.Lead >= i || b.Lead < -1 || b.Section >= len(d.Sections) {
			t.Fatalf("%q: block %d %+v", d.Text, i, b)
		}
		first, start = b.Last, b.Span.End
		_ = d.Path(i)
	}
	if first != len(d.Sentences) {
		t.Fatalf("%q: %d of %d sentences are in blocks", d.Text, first, len(d.Sentences))
	}
}
