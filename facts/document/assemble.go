package document

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"summitbot/facts"
)

// Document ends the block at hand and returns the document.
func (b *Builder) Document() *facts.Document {
	a := assembler{d: &facts.Document{
		Title:    b.title,
		Text:     b.text,
		Changes:  b.changes,
		Sections: []facts.Section{{Parent: -1}},
	}}
	if b.written.Len() == 0 {
		sum := sha256.Sum256([]byte(b.text))
		a.d.SHA256 = hex.EncodeToString(sum[:])
	}
	for _, block := range b.blocks {
		a.add(block, b.changes[block.from:block.to])
	}
	return a.d
}

// assembler makes a document of cleaned blocks.
type assembler struct {
	d       *facts.Document
	section int
	number  int // of blocks with sentences
	leads   leads
	cleaner cleaner
}

func (a *assembler) add(o opened, changes []facts.Change) {
	block := o.Block
	a.cleaner.clean(a.d.Text, block.Span, changes, block.Kind == facts.Code)
	text := a.text()
	label := len(labelled(block))
	if !strings.ContainsFunc(text[min(label, len(text)):], isWordRune) {
		a.leads.skip(block.Kind)
		return
	}
	block.First = len(a.d.Sentences)
	switch block.Kind {
	case facts.Heading:
		block.Text = text
		a.open(&block, o.anchor)
	case facts.Head, facts.Term:
		block.Text = strings.TrimRight(text, " |")
	default:
		a.quote(block, text, label)
	}
	block.Last = len(a.d.Sentences)
	block.Section = a.section
	block.Lead = a.leads.next(len(a.d.Blocks), block, text)
	a.d.Blocks = append(a.d.Blocks, block)
}

// text returns what was cleaned, sharing the document's bytes if they are the same.
func (a *assembler) text() string {
	if p := a.cleaner.pieces; len(p) == 1 && p[0].copied {
		return a.d.Text[p[0].original.Start:p[0].original.End]
	}
	return string(a.cleaner.out)
}

// open begins the section of a heading.
func (a *assembler) open(block *facts.Block, anchor string) {
	block.Level = max(block.Level, 1)
	parent := a.section
	for a.d.Sections[parent].Level >= block.Level {
		parent = a.d.Sections[parent].Parent
	}
	a.section = len(a.d.Sections)
	a.d.Sections = append(a.d.Sections, facts.Section{
		Heading: block.Text, Level: block.Level, Parent: parent, Anchor: anchor,
	})
}

// quote adds the sentences of a block's text.
func (a *assembler) quote(block facts.Block, text string, label int) {
	a.number++
	at, start := 0, 0
	first := len(a.d.Sentences)
	for _, s := range cut(block.Kind, text, label) {
		original := a.cleaner.original(s.Start, s.End, &at)
		s.End = a.cleaner.whole(s.End, at)
		n := len(a.d.Sentences)
		if n > first && a.d.Sentences[n-1].Span.End > original.Start {
			last := &a.d.Sentences[n-1] // both stand on one change
			last.Span.End, last.Text = original.End, text[start:s.End]
			continue
		}
		start = s.Start
		quoted := text[s.Start:s.End]
		if own := a.d.Text[original.Start:original.End]; own == quoted {
			quoted = own
		}
		a.d.Sentences = append(a.d.Sentences, facts.Sentence{
			ID:        "P" + strconv.Itoa(a.number) + "S" + strconv.Itoa(n-first+1),
			Paragraph: a.number, Number: n - first + 1,
			Block: len(a.d.Blocks), Text: quoted, Span: original,
		})
	}
}

// cut returns the sentences of a block's text that begins with a label of so many bytes.
func cut(kind facts.BlockKind, text string, label int) []facts.Span {
	switch kind {
	case facts.Row:
		return []facts.Span{{End: len(strings.TrimRight(text, " |"))}}
	case facts.Code:
		return cutCode(text)
	}
	return sentences(text, label)
}

// longCode is how many bytes of code are quoted as one at least.
const longCode = 800

// cutCode cuts code at blank lines so that its parts are no longer than need be.
func cutCode(text string) []facts.Span {
	var spans []facts.Span
	start, blank := 0, 0
	for i := strings.Index(text, "\n\n"); i >= 0; {
		if i-start > longCode && blank > start {
			spans = appendSpan(spans, text, start, blank)
			start = blank
		}
		blank = i + len("\n\n")
		next := strings.Index(text[blank:], "\n\n")
		if next < 0 {
			break
		}
		i = blank + next
	}
	if len(text)-start > longCode && blank > start {
		spans = appendSpan(spans, text, start, blank)
		start = blank
	}
	return appendSpan(spans, text, start, len(text))
}
