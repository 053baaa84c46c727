package base

import (
	"slices"
	"strings"
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/document"
	"summitbot/facts/kind"
)

// readFacts makes a fact of every sentence and gives it what the files say of it. All facts
// have their names, and all repairs are made, before the first answer is read.
func (l *loader) readFacts() {
	all := l.nameFacts()
	for _, w := range all {
		for _, r := range w.Repairs {
			l.repair(w.place, r.Was, r.Is)
		}
	}
	for _, r := range l.src.Repairs {
		if i, ok := l.refer(r.In, "repair"); ok {
			l.repair(i, r.Was, r.Is)
		}
	}
	for _, w := range all {
		l.readFact(w)
	}
}

func (l *loader) repair(i int, was, is phrase) {
	repaired, err := document.Repair(l.doc.Sentences[i], facts.Repair{Was: was.Text, Is: is.Text})
	if err != nil {
		l.at(was.At, "repair: %w", err)
		return
	}
	l.doc.Sentences[i], l.facts[i].Sentence = repaired, repaired
}

func (l *loader) readFact(w written) {
	f := &l.facts[w.place]
	for _, t := range w.Topics {
		switch {
		case !l.known[t.Text]:
			l.at(t.At, "fact %s: the topic %q is not in the list of topics", f.ID, t.Text)
		case slices.Contains(f.Topics, t.Text):
			l.at(t.At, "fact %s: the topic %q stands twice", f.ID, t.Text)
		default:
			f.Topics = append(f.Topics, t.Text)
		}
	}
	for _, a := range w.Answers {
		l.readPoint(w.place, a)
	}
}

func (l *loader) readPoint(i int, src sourceAnswer) {
	f := &l.facts[i]
	who := "fact " + f.ID
	if n := utf8.RuneCountInString(src.Headline.Text); n == 0 || n > MaxHeadline {
		l.at(src.Headline.At, "%s: a headline has 1 to %d characters, this one %d", who, MaxHeadline, n)
	}
	for _, m := range src.Mark {
		if m.Text == "" || !strings.Contains(f.Sentence.Text, m.Text) {
			l.at(m.At, "%s: the mark %q is not in the text: %q", who, m.Text, f.Sentence.Text)
		}
	}
	p := facts.Point{
		Headline: src.Headline.Text, Kinds: l.kinds(src.Kinds, who), Marks: textsOf(src.Mark),
		Equal: l.references(src.Equal, who), When: l.when(who, src.When),
	}
	if slices.Contains(p.Equal, f.ID) {
		l.at(src.Equal[0].At, "%s: it is named as equal to itself", who)
	}
	own := Target{Place: int32(i), Point: int32(len(f.Points))}
	p.Ask, p.Paraphrases = l.ways(own, src.Ask, src.Paraphrases)
	f.Points = append(f.Points, p)
}

func (l *loader) readGaps() {
	first := make(map[string]place)
	for _, p := range l.parts {
		for _, src := range p.Gaps {
			id := src.ID.Text
			if at, twice := first[id]; twice {
				l.at(src.ID.At, "gap %s: the id stands twice, first %s", id, at.from(src.ID.At))
			}
			first[id] = src.ID.At
			l.readGap(src)
		}
	}
}

func (l *loader) readGap(src sourceGap) {
	who := "gap " + src.ID.Text
	if src.ID.Text == "" {
		l.at(src.ID.At, "gap: an id is needed")
	}
	if n := utf8.RuneCountInString(src.Says.Text); n == 0 || n > MaxHeadline {
		l.at(src.Says.At, "%s: what it says has 1 to %d characters, this one %d", who, MaxHeadline, n)
	}
	l.gaps = append(l.gaps, facts.Gap{
		ID: src.ID.Text, Says: src.Says.Text, Near: l.references(src.Near, who), Kinds: l.kinds(src.Kinds, who),
	})
	g := &l.gaps[len(l.gaps)-1]
	g.Ask, g.Paraphrases = l.ways(Target{Gap: true, Place: int32(len(l.gaps) - 1)}, src.Ask, src.Paraphrases)
}

func (l *loader) kinds(src []phrase, who string) []kind.Kind {
	var kinds []kind.Kind
	for _, p := range src {
		k := kind.Kind(p.Text)
		if !slices.Contains(kind.All(), k) {
			l.at(p.At, "%s: %q is no kind of question; there are %v", who, k, kind.All())
			continue
		}
		kinds = append(kinds, k)
	}
	return kinds
}

// textsOf returns the texts alone; nil of none.
func textsOf(phrases []phrase) []string {
	var texts []string
	for _, p := range phrases {
		texts = append(texts, p.Text)
	}
	return texts
}
