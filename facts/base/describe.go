package base

import (
	"fmt"

	"summitbot/facts"
	"summitbot/facts/compiled"
	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
)

// Describe writes the base, or reads it into one that is empty. The file that the lexicon
// was read from is left out.
func (b *Base) Describe(c *compiled.Coder) {
	if c.Reading() {
		b.Library, b.Lexicon = new(facts.Library), new(lexicon.Lexicon)
	}
	c.String(&b.Hash)
	compiled.Below(c, &b.Hands, maxHand+1)
	compiled.List(c, &b.Placed, c.String)
	compiled.List(c, &b.Topics, func(t *facts.Topic) {
		c.String(&t.ID)
		c.String(&t.Title)
	})
	compiled.List(c, &b.Library.Documents, func(d **facts.Document) {
		if c.Reading() {
			*d = new(facts.Document)
		}
		describeDocument(c, *d)
	})
	if c.Reading() {
		if len(b.Library.Documents) == 0 {
			c.Fail("there is no document")
		}
		b.Facts = factsOf(b.Library.Documents)
	}
	for i := range b.Facts {
		describeFact(c, &b.Facts[i])
	}
	compiled.List(c, &b.Gaps, func(g *facts.Gap) { describeGap(c, g) })
	b.describeWays(c)
	b.Lexicon.Describe(c)
}

// describeDocument describes a document. Where its sentences stand follows from how many
// each block has.
func describeDocument(c *compiled.Coder, d *facts.Document) {
	for _, s := range []*string{&d.ID, &d.Title, &d.File, &d.URL, &d.SHA256, &d.Text} {
		c.String(s)
	}
	compiled.List(c, &d.Changes, func(ch *facts.Change) {
		describeSpan(c, &ch.Span, len(d.Text))
		c.String(&ch.Is)
	})
	compiled.List(c, &d.Sections, func(s *facts.Section) {
		c.String(&s.Heading)
		compiled.Number(c, &s.Level)
		compiled.Place(c, &s.Parent, len(d.Sections)-1) // one before it
		c.String(&s.Anchor)
	})
	paragraph := 0
	compiled.List(c, &d.Blocks, func(b *facts.Block) {
		describeBlock(c, d, b)
		if b.First < b.Last {
			paragraph++
		}
		for n := b.First; n < b.Last && !c.Failed(); n++ {
			if c.Reading() {
				number := n - b.First + 1
				d.Sentences = append(d.Sentences, facts.Sentence{
					ID: fmt.Sprintf("P%dS%d", paragraph, number), Paragraph: paragraph, Number: number, Block: len(d.Blocks) - 1,
				})
			}
			describeSentence(c, d, &d.Sentences[n])
		}
	})
}

// describeBlock describes the newest block, and how many sentences it has.
func describeBlock(c *compiled.Coder, d *facts.Document, b *facts.Block) {
	compiled.Below(c, &b.Kind, int(facts.Term)+1)
	compiled.Number(c, &b.Level)
	c.String(&b.Label)
	compiled.Below(c, &b.Section, len(d.Sections))
	compiled.Number(c, &b.Page)
	c.String(&b.Text)
	compiled.Place(c, &b.Lead, len(d.Blocks)-1) // one before it
	describeSpan(c, &b.Span, len(d.Text))
	size := b.Last - b.First
	compiled.Below(c, &size, len(d.Text)+1)
	if c.Reading() {
		b.First, b.Last = len(d.Sentences), len(d.Sentences)+size
	}
}

// describeSentence describes a sentence. Most say just what their bytes in the text say.
func describeSentence(c *compiled.Coder, d *facts.Document, s *facts.Sentence) {
	describeSpan(c, &s.Span, len(d.Text))
	original := d.Text[s.Span.Start:s.Span.End]
	same := s.Text == original
	switch c.Flag(&same); {
	case !same:
		c.String(&s.Text)
	case c.Reading():
		s.Text = original
	}
	compiled.List(c, &s.Repairs, func(r *facts.Repair) {
		c.String(&r.Was)
		c.String(&r.Is)
	})
}

// describeSpan describes a span of a text with so many bytes.
func describeSpan(c *compiled.Coder, s *facts.Span, size int) {
	length := s.Len()
	compiled.Below(c, &s.Start, size+1)
	compiled.Below(c, &length, size-s.Start+1)
	if c.Reading() {
		s.End = s.Start + length
	}
}

func describeFact(c *compiled.Coder, f *facts.Fact) {
	c.String(&f.Name)
	compiled.List(c, &f.Topics, c.String)
	compiled.List(c, &f.Points, func(p *facts.Point) {
		c.String(&p.Headline)
		describeKinds(c, &p.Kinds)
		compiled.List(c, &p.Marks, c.String)
		compiled.List(c, &p.Equal, c.String)
		c.String(&p.When.Shown)
		c.String(&p.When.Event)
		for _, n := range []*int{&p.When.Year, &p.When.Month, &p.When.Day} {
			compiled.Number(c, n)
		}
		describeAsking(c, &p.Ask, &p.Paraphrases)
	})
}

func describeGap(c *compiled.Coder, g *facts.Gap) {
	c.String(&g.ID)
	c.String(&g.Says)
	compiled.List(c, &g.Near, c.String)
	describeKinds(c, &g.Kinds)
	describeAsking(c, &g.Ask, &g.Paraphrases)
}

func describeKinds(c *compiled.Coder, kinds *[]kind.Kind) {
	compiled.List(c, kinds, func(k *kind.Kind) { c.String((*string)(k)) })
}

func describeAsking(c *compiled.Coder, ask *[]string, paraphrases *[]facts.Paraphrase) {
	compiled.List(c, ask, c.String)
	compiled.List(c, paraphrases, func(p *facts.Paraphrase) {
		c.String(&p.Text)
		compiled.Below(c, &p.Hand, maxHand+1)
	})
}
