package answer

import "summitbot/facts"

// show says what the answer's reader sees, and where the first of it stands.
func (b *Base) show(a *facts.Answer) {
	a.Passages, a.Section = []string{}, []string{}
	if docs := b.layer.Library.Documents; len(docs) == 1 {
		a.Document = docs[0].ID
	}
	if a.Fact != "" {
		b.showPassage(a, a.Fact, a.Quote)
	}
	if a.Status == facts.None {
		return
	}
	for _, p := range a.Others {
		if f, ok := b.Fact(p.Fact); ok {
			text, _ := b.Shown(f)
			b.showPassage(a, f.ID, text)
		}
	}
}

// showPassage adds what is shown of a fact, and if it is the first, its place.
func (b *Base) showPassage(a *facts.Answer, fact, text string) {
	if len(a.Passages) == 0 {
		f := b.facts[b.place[fact]]
		d := b.layer.Library.Documents[f.Document]
		a.Document, a.Section, a.Page = d.ID, pathOf(d, f), d.Blocks[f.Sentence.Block].Page
	}
	a.Passages = append(a.Passages, text)
}

// Source returns where a fact's sentence stands.
func (b *Base) Source(f facts.Fact) *facts.Source {
	s := f.Sentence
	notes := s.Notes()
	if notes == nil {
		notes = []int{}
	}
	d := b.layer.Library.Documents[f.Document]
	return &facts.Source{
		Document: d.ID, Title: d.Title, Section: pathOf(d, f), Page: d.Blocks[s.Block].Page, Link: link(d, s),
		Paragraph: s.Paragraph, Sentence: s.Number,
		Notes: notes, Span: facts.Mark{s.Span.Start, s.Span.End}, SHA256: d.SHA256,
	}
}

// pathOf returns the headings above a fact, the outermost first; empty if there are none.
func pathOf(d *facts.Document, f facts.Fact) []string {
	if path := d.Path(f.Sentence.Block); path != nil {
		return path
	}
	return []string{}
}

// link leads to the heading above a sentence; empty if nobody has said where people find
// the document.
func link(d *facts.Document, s facts.Sentence) string {
	anchor := d.Sections[d.Blocks[s.Block].Section].Anchor
	if d.URL == "" || anchor == "" {
		return d.URL
	}
	return d.URL + "#" + anchor
}
