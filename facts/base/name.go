package base

import (
	"regexp"
	"slices"

	"summitbot/facts"
)

// written is a fact of the files, and which sentence it is about.
type written struct {
	sourceFact
	place int
}

// lost is the place of a fact whose sentence was not found, which has been said: who refers
// to it by its name is right.
const lost = -1

// nameFacts finds the sentences of the facts that the files tell of.
func (l *loader) nameFacts() []written {
	l.doc.Sentences = slices.Clone(l.doc.Sentences)
	l.facts = factsOf([]*facts.Document{l.doc})
	l.labels, l.names, l.placed = make(map[string]int), make(map[string]int), make(map[int]bool)
	for i, f := range l.facts {
		l.labels[f.ID] = i
	}
	find := newFinder(l.doc.Sentences)
	first := make(map[int]place)
	var known []written
	for _, p := range l.parts {
		for _, src := range p.Facts {
			i, ok := l.sentence(find, src)
			if !ok {
				l.lose(src.Name)
				continue
			}
			if at, twice := first[i]; twice {
				l.at(src.At, "fact %s: the sentence has a fact already, %s", l.facts[i].ID, at.from(src.At))
				continue
			}
			first[i] = src.At
			l.giveName(i, src.Name)
			known = append(known, written{src, i})
		}
	}
	return known
}

// sentence returns the place of the sentence that a fact is about, and whether there is one.
func (l *loader) sentence(find *finder, src sourceFact) (int, bool) {
	switch {
	case src.Sentence.Text != "" && src.ID.Text != "":
		l.at(src.ID.At, "fact %s: a sentence is named by its words or by its place, not by both", src.ID.Text)
		return 0, false
	case src.ID.Text != "":
		return l.byLabel(src.ID, "fact")
	}
	i, err := find.find(src.Sentence.Text)
	if err != nil {
		l.at(src.Sentence.At, "fact: %w", err)
	}
	return i, err == nil
}

// byLabel returns the place of the fact whose sentence stands where a label says.
func (l *loader) byLabel(label phrase, who string) (int, bool) {
	i, ok := l.labels[label.Text]
	if !ok {
		l.at(label.At, "%s: the document has no sentence %q", who, label.Text)
		return 0, false
	}
	l.placed[i] = true
	return i, true
}

var (
	nameForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	labelForm = regexp.MustCompile(`^P[0-9]+S[0-9]+$`)
)

// giveName gives a fact a name, by which others refer to it.
func (l *loader) giveName(i int, name phrase) {
	if name.Text == "" {
		return
	}
	if !nameForm.MatchString(name.Text) {
		l.at(name.At, "fact %s: %q is no name: names have small letters, digits and hyphens", l.facts[i].ID, name.Text)
		return
	}
	if first, taken := l.names[name.Text]; taken && first != lost {
		l.at(name.At, "fact %s: the name %q belongs to fact %s already", l.facts[i].ID, name.Text, l.facts[first].ID)
		return
	}
	l.names[name.Text], l.facts[i].Name = i, name.Text
}

// lose keeps the name of a fact whose sentence was not found.
func (l *loader) lose(name phrase) {
	if _, taken := l.names[name.Text]; !taken && name.Text != "" {
		l.names[name.Text] = lost
	}
}

// refer returns the place of the fact that a name or a label stands for.
func (l *loader) refer(to phrase, who string) (int, bool) {
	if i, ok := l.names[to.Text]; ok {
		return i, i != lost
	}
	if labelForm.MatchString(to.Text) {
		return l.byLabel(to, who)
	}
	l.at(to.At, "%s: no fact has the name %q", who, to.Text)
	return 0, false
}

// references returns the ids of the facts that names and labels stand for.
func (l *loader) references(to []phrase, who string) []string {
	var ids []string
	for _, p := range to {
		if i, ok := l.refer(p, who); ok {
			ids = append(ids, l.facts[i].ID)
		}
	}
	return ids
}
