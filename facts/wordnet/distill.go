package wordnet

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"summitbot/facts/wordnet/dict"
	"summitbot/facts/wordnet/packed"
)

// Distill reads WordNet 3's files (data.noun, index.noun, noun.exc and so on for verb,
// adj and adv) and returns the table, which [Open] opens, of the graph of their single
// words. The function stem brings a word to its stem.
func Distill(files fs.FS, stem func(string) string) ([]byte, error) {
	d := distiller{stem: stem, ranks: map[string]int{}, synsets: map[string]*synset{}, words: map[string]*word{}}
	if err := d.read(files); err != nil {
		return nil, err
	}
	if err := d.connect(); err != nil {
		return nil, err
	}
	return d.table()
}

// A distiller collects a graph.
type distiller struct {
	stem    func(string) string
	ranks   map[string]int // of lemma and synset key, from 1
	synsets map[string]*synset
	order   []*synset
	words   map[string]*word // by stem
}

// A synset holds what a synset's links are made of. One without members isn't kept.
type synset struct {
	dict.Synset
	place   int
	members []member
	related [Relations][]*synset
}

type member struct {
	stem string
	rank int
}

// A word holds what a word's links are made of.
type word struct {
	id      int
	senses  [maxSense + 1][]*synset // by rank
	derived map[string]bool         // stems
}

func (d *distiller) read(files fs.FS) error {
	for _, part := range dict.Parts() {
		err := dict.Senses(files, part, func(lemma, key string, rank int) { d.ranks[lemma+" "+key] = rank })
		if err != nil {
			return err
		}
		synsets, err := dict.Synsets(files, part)
		if err != nil {
			return err
		}
		for _, s := range synsets {
			d.add(&synset{Synset: s})
		}
		err = dict.Exceptions(files, part, func(form, base string) {
			d.derive(form, base)
			d.derive(base, form)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// add takes a synset with those of its single words that use it often enough.
func (d *distiller) add(s *synset) {
	d.synsets[s.Key] = s
	d.order = append(d.order, s)
	for i, w := range s.Words {
		w = strings.ToLower(w)
		s.Words[i] = w
		if rank := d.ranks[w+" "+s.Key]; isWord(w) && rank > 0 && rank <= maxSense {
			stem := d.stem(w)
			s.members = append(s.members, member{stem, rank})
			senses := &d.word(stem).senses[rank]
			*senses = append(*senses, s)
		}
	}
}

// word returns the word of a stem, a new one if the stem is new.
func (d *distiller) word(stem string) *word {
	w := d.words[stem]
	if w == nil {
		w = &word{derived: map[string]bool{}}
		d.words[stem] = w
	}
	return w
}

// derive notes that two lemmas share a root, if they are words and their stems differ.
func (d *distiller) derive(from, to string) {
	if !isWord(from) || !isWord(to) {
		return
	}
	if from, to = d.stem(from), d.stem(to); from != to {
		d.word(from).derived[to] = true
		d.word(to)
	}
}

// isWord reports whether a lemma is one word of letters.
func isWord(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return len(s) > 1
}

// connect follows the pointers of all synsets.
func (d *distiller) connect() error {
	for _, s := range d.order {
		for _, p := range s.Pointers {
			other := d.synsets[p.Key]
			if other == nil || p.Source > len(s.Words) || p.Target > len(other.Words) {
				return fmt.Errorf("wordnet: synset %s points to %s, which isn't there", s.Key, p.Key)
			}
			d.point(s, other, p)
		}
	}
	return nil
}

func (d *distiller) point(s, other *synset, p dict.Pointer) {
	switch p.Symbol {
	case "@", "@i":
		s.relate(Broader, other)
		other.relate(Narrower, s)
	case "&", "$":
		s.relate(Similar, other)
	case "+", "\\", "<":
		if p.Source > 0 && p.Target > 0 {
			d.derive(s.Words[p.Source-1], other.Words[p.Target-1])
		}
	}
}

// relate notes a relation between synsets that are kept.
func (s *synset) relate(r Relation, other *synset) {
	if len(s.members) > 0 && len(other.members) > 0 {
		s.related[r] = append(s.related[r], other)
	}
}

// table writes the links of words and synsets.
func (d *distiller) table() ([]byte, error) {
	stems := slices.Sorted(maps.Keys(d.words))
	if err := d.number(stems); err != nil {
		return nil, err
	}
	table, err := packed.Table(stems, func(i int) []byte { return appendList(nil, d.wordLinks(stems[i])) })
	if err != nil {
		return nil, fmt.Errorf("wordnet: %w", err)
	}
	for _, s := range d.order {
		table = appendList(table, d.synsetLinks(s))
	}
	return table, nil
}

// number numbers the words and places the synsets.
func (d *distiller) number(stems []string) error {
	for i, s := range stems {
		d.words[s].id = i
	}
	end := 0
	for _, s := range d.order {
		s.place = end
		end += len(s.members)
		for _, synsets := range s.related {
			end += len(synsets)
		}
	}
	if max(len(stems), end) > maxTarget {
		return fmt.Errorf("wordnet: %d words and %d links are too many", len(stems), end)
	}
	return nil
}

func (d *distiller) wordLinks(stem string) []link {
	var links []link
	w := d.words[stem]
	for rank, senses := range w.senses {
		for _, s := range senses {
			links = append(links, newLink(s.place, Synonym, rank))
		}
	}
	for _, other := range slices.Sorted(maps.Keys(w.derived)) {
		links = append(links, newLink(d.words[other].id, Derived, 0))
	}
	return links
}

func (d *distiller) synsetLinks(s *synset) []link {
	var links []link
	for _, m := range s.members {
		links = append(links, newLink(d.words[m.stem].id, Synonym, m.rank))
	}
	for r, synsets := range s.related {
		for _, other := range synsets {
			links = append(links, newLink(other.place, Relation(r), 0))
		}
	}
	return links
}

// appendList appends links and marks the last.
func appendList(b []byte, links []link) []byte {
	for i, l := range links {
		if i == len(links)-1 {
			l |= 1
		}
		b = packed.AppendNumber(b, int(l))
	}
	return b
}
