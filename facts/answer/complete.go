package answer

import (
	"slices"
	"strings"

	"summitbot/facts"
	"summitbot/facts/complete"
)

// completer completes questions: ways of asking for facts that are offered, in the fact
// base's order, and their index.
type completer struct {
	ways  []string
	index *complete.Index
}

// newCompleter returns the completer of the ways of asking; if there are none, of the
// documents' headings.
func (b *Base) newCompleter() *completer {
	var ways []complete.Way
	owner := 0
	for _, f := range b.facts {
		for _, p := range f.Points {
			for _, w := range p.Ask {
				ways = append(ways, complete.Way{Text: w, Owner: owner})
			}
			owner++
		}
	}
	if len(ways) == 0 {
		ways = headings(b.layer.Library)
	}
	c := &completer{index: complete.New(ways, b.layer.Lexicon)}
	for _, w := range ways {
		c.ways = append(c.ways, w.Text)
	}
	return c
}

// headings returns the headings and terms of documents, each once.
func headings(l *facts.Library) []complete.Way {
	var ways []complete.Way
	for _, d := range l.Documents {
		for _, b := range d.Blocks {
			if b.Kind == facts.Heading || b.Kind == facts.Term {
				ways = append(ways, complete.Way{Text: b.Text, Owner: len(ways)})
			}
		}
	}
	return ways
}

// Complete returns at most n questions that fit what has been typed, best first. Words may
// be misspelt and the last one unfinished. If nothing has been typed it returns the first
// way of asking for each point; if nothing fits, nil. Each way of asking that it returns is
// answered for certain by [Base.Answer].
func (b *Base) Complete(typed string, n int) []string {
	c := b.completer()
	var found []string
	for _, i := range c.index.Complete(strings.TrimLeft(typed, " "), n) {
		found = append(found, c.ways[i])
	}
	return slices.Clip(found)
}
