package source_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"summitbot/facts"
	"summitbot/facts/source"
)

// patience is many times what the slowest of the hostile files takes; what isn't linear
// takes minutes.
const patience = 20 * time.Second

// Whatever a file holds, it is read or refused soon.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	many := func(s string) string { return strings.Repeat(s, 20_000) }
	texts := map[string]string{
		"a word of 1 MB":        strings.Repeat("a", 1_000_000),
		"one line":              many("word. "),
		"lines":                 many("a\n"),
		"paragraphs":            many("a\n\n"),
		"quotations":            many(">") + "x",
		"quotations in lines":   many("> x\n>> y\n"),
		"lists in a line":       many("- ") + "x" + many("\n"),
		"numbers in a line":     many("1. ") + "x",
		"items":                 many("- x\n"),
		"numbered items":        many("1. x\n"),
		"indented items":        indented("- x\n"),
		"indented lines":        indented("x\n"),
		"indented items, blank": indented("- x\n") + many("\n"),
		"brackets":              many("["),
		"brackets, closed":      many("[") + many("]"),
		"links":                 many("[x](y"),
		"pictures":              many("![["),
		"emphasis":              many("*a "),
		"emphasis of two":       many("*a_ **b "),
		"backquotes":            many("`a ``b "),
		"code spans":            ticks(),
		"tags":                  many("<b>") + "x",
		"blocks":                many("<div>") + "x",
		"paragraphs of HTML":    many("<p>x"),
		"links of HTML":         many("<a href=#x>y"),
		"tables":                many("<table><tr><td>") + "x",
		"cells":                 "<table><tr>" + many("<td>x"),
		"rows":                  "<table>" + many("<tr><td>x"),
		"spans":                 "<table>" + many("<tr><td rowspan=99999 colspan=99999>x"),
		"comments":              many("<!--"),
		"end tags":              many("</p>") + "x",
		"entities":              many("&amp;&#x41;&"),
		"attributes":            "<p " + many("a=b ") + ">x",
		"an open tag":           "<p " + many("x"),
		"an open script":        "<script>" + many("<p>"),
		"a page":                "<html><body>" + many("<p>A text with a comma, and <a href=x>a link</a>.</p>\n"),
		"a table of Markdown":   "|a|b|\n|-|-|\n" + many("|x|y|\n"),
		"a wide table":          many("|a") + "\n" + many("|-") + "\n" + many("|x"),
		"references":            many("[a]: b\n"),
		"footnotes":             many("[^a]: b\n"),
		"definitions":           many("a\n: b\n"),
		"titles":                many("a\n=\n\n"),
		"directives":            many(".. note::\n"),
		"directives in each":    indented(".. note::\n"),
		"fields":                many(":a: b\n"),
		"literals":              many("a::\n\n  b\n\n"),
		"roles":                 many(":a:`b "),
		"borders":               many("== ==\n"),
		"a grid":                many("+-+\n|x|\n"),
		"a wide grid":           many("+-") + "+\n" + many("|x") + "|\n" + many("+-") + "+\n",
		"a wide simple table":   many("== ") + "\n" + many("x  ") + "\n" + many("== ") + "\n",
		"rules":                 many("---\n"),
		"hashes":                many("# a\n"),
		"keys":                  many("Key: value\n"),
		"questions":             many("Q: a\n"),
		"short lines":           many("Short\n\n"),
		"fences":                many("```\n"),
		"front matter":          "---\na: b\n" + many("x: y\n"),
		"columns":               many("a   b   c\n"),
		"form feeds":            many("\f\v\u2028x"),
		"spaces":                many("          ") + "x",
		"spaces in a line":      "x" + many("          ") + "x",
		"carriage returns":      many("x\r"),
		"an underlined line":    many("x ") + "\n" + many("="),
	}
	readers := map[string]source.Reader{"Text": source.Text, "Markdown": source.Markdown, "HTML": source.HTML, "RST": source.RST}
	for format, read := range readers {
		for name, text := range texts {
			start := time.Now()
			d, err := read("x", []byte(text))
			took := time.Since(start)
			if took > patience {
				t.Errorf("%s: %s take %v", format, name, took)
			}
			if took > time.Second/2 {
				t.Logf("%s: %s took %v", format, name, took)
			}
			if (d == nil) == (err == nil) || err != nil && !isReason(err) {
				t.Errorf("%s: %s give %v, %v", format, name, d, err)
			}
		}
	}
}

func isReason(err error) bool {
	return errors.Is(err, source.ErrTooDeep) || errors.Is(err, source.ErrNoText) || errors.Is(err, source.ErrBinary)
}

// indented returns lines, each indented more than the one before.
func indented(line string) string {
	var b strings.Builder
	for n := range 500 {
		b.WriteString(strings.Repeat(" ", 2*n) + line)
	}
	return b.String()
}

// ticks returns runs of backquotes of all lengths, none of which closes another.
func ticks() string {
	var b strings.Builder
	for n := range 500 {
		b.WriteString("a" + strings.Repeat("`", n))
	}
	return b.String()
}

// What is nested too deeply is refused, and says so.
func TestTooDeep(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		read source.Reader
		text string
	}{
		"HTML":     {source.HTML, strings.Repeat("<div>", 100_000) + "x"},
		"Markdown": {source.Markdown, strings.Repeat("> ", 100_000) + "x"},
		"RST":      {source.RST, indented("* x\n\n")},
	}
	for name, tt := range tests {
		if _, err := tt.read("x", []byte(tt.text)); !errors.Is(err, source.ErrTooDeep) {
			t.Errorf("%s: %v, want %v", name, err, source.ErrTooDeep)
		}
	}
}

// fuzz holds a reader to what all readers promise: a document with sentences that lie in
// its text in order, or an error.
func fuzz(f *testing.F, read source.Reader, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := read("x", data)
		if (d == nil) == (err == nil) {
			t.Fatalf("%v, %v", d, err)
		}
		if err == nil {
			inOrder(t, d)
		}
	})
}

func inOrder(t *testing.T, d *facts.Document) {
	t.Helper()
	end := 0
	for _, s := range d.Sentences {
		if s.Span.Start < end || s.Span.End < s.Span.Start || s.Span.End > len(d.Text) {
			t.Fatalf("%s stands at %v, after %d, in a text of %d bytes", s.ID, s.Span, end, len(d.Text))
		}
		end = s.Span.End
	}
}

func FuzzText(f *testing.F) {
	fuzz(f, source.Text, "# A\nb\n", "A:\n1. b\n2. c\n", "Q: a?\nA: b\n", "A\n===\n\n    x  y  z\n", "KEY: v\nKEY: w\n", "```\nx\n```\ny")
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, source.Markdown, "# A {#b}\n\n**c**\n\nd\n", "> - a\n>   b\n", "|a|b|\n|-|-|\n|c\\|d|e|\n", "> <table>\n> <tr><td>x\n> </table>\n",
		"a[^1]\n\n[^1]: b\n\n    c\n", "---\ntitle: x\n---\ny", "a  \nb<br>c ![d](e)", "a\n: b\n")
}

func FuzzHTML(f *testing.F) {
	fuzz(f, source.HTML, "<h1>a</h1><p>b&amp;c<br>D", "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>", "<ul><li>a<ol type=i><li>b</ol></ul>",
		"<?xml version='1.0'?><book><title>a</title><para>b</para></book>", "<dl><dt>a<dd>b</dl><pre>c\nd</pre>")
}

func FuzzRST(f *testing.F) {
	fuzz(f, source.RST, "A\n=\n\nb::\n\n  c\n", "== ==\na  b\n== ==\nc  d\n   e\n== ==\n", "+-+-+\n|a|b|\n+=+=+\n|c|d|\n+-+-+\n", ".. note:: a\n   b\n", "* a\n\n  1. b\n", ":pep:`1` `a <b>`_ |c| [1]_ d_", "a\n  b\n")
}
