package wordnet

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// maxSense is the rarest sense of a word that is kept: its senses stand in order of how
// often texts use them.
const maxSense = 4

// Distill reads WordNet 3's files (data.noun, index.noun and so on for verb, adj and
// adv) and returns the graph of their single words, which stem brings to their stems.
func Distill(dict fs.FS, stem func(string) string) (*Graph, error) {
	d := distiller{stem: stem, ranks: map[string]int{}, synsets: map[string]*rawSynset{}}
	for _, pos := range []string{"noun", "verb", "adj", "adv"} {
		if err := d.file(dict, "index."+pos, d.index); err != nil {
			return nil, err
		}
		if err := d.file(dict, "data."+pos, d.data); err != nil {
			return nil, err
		}
	}
	for _, pos := range []string{"noun", "verb", "adj", "adv"} {
		if err := d.file(dict, pos+".exc", d.exception); err != nil {
			return nil, err
		}
	}
	return d.graph(), nil
}

// exception reads "form base...": forms that no rule brings to their base.
func (d *distiller) exception(_ string, f []string) error {
	for _, base := range f[1:] {
		d.pairs = append(d.pairs, [2]string{f[0], base}, [2]string{base, f[0]})
	}
	return nil
}

// A distiller collects synsets by their key: part of speech and offset.
type distiller struct {
	stem    func(string) string
	ranks   map[string]int // of lemma and synset key, from 1
	synsets map[string]*rawSynset
	order   []string
	pairs   [][2]string // lemmas that share a root
}

type rawSynset struct {
	words   []string
	parents []string
	derived []rawLink
	similar []string
}

// A rawLink leads from a word of a synset to a word of another.
type rawLink struct {
	word   string
	synset string
	index  int
}

func (d *distiller) file(dict fs.FS, name string, line func(string, []string) error) error {
	f, err := dict.Open(name)
	if err != nil {
		return fmt.Errorf("wordnet: %w", err)
	}
	defer f.Close()
	r := bufio.NewReader(f)
	for {
		s, err := r.ReadString('\n')
		if s != "" && s[0] != ' ' {
			if err := line(s, strings.Fields(s)); err != nil {
				return fmt.Errorf("wordnet: %s: %w", name, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("wordnet: %s: %w", name, err)
		}
	}
}

// index reads "lemma pos senses pointers pointer... senses tagged offset...".
func (d *distiller) index(_ string, f []string) error {
	n, err := strconv.Atoi(f[2])
	if err != nil {
		return err
	}
	for i, offset := range f[len(f)-n:] {
		d.ranks[f[0]+" "+f[1]+offset] = i + 1
	}
	return nil
}

// data reads "offset lex pos words word id... pointers symbol offset pos source/target...".
func (d *distiller) data(_ string, f []string) error {
	pos := f[2]
	if pos == "s" {
		pos = "a"
	}
	key := pos + f[0]
	n, err := strconv.ParseInt(f[3], 16, 32)
	if err != nil {
		return err
	}
	s := &rawSynset{}
	for i := range int(n) {
		w, _, _ := strings.Cut(strings.ToLower(f[4+2*i]), "(")
		s.words = append(s.words, w)
	}
	rest := f[4+2*int(n):]
	pointers, err := strconv.Atoi(rest[0])
	if err != nil {
		return err
	}
	for i := range pointers {
		s.point(rest[1+4*i : 5+4*i])
	}
	d.synsets[key] = s
	d.order = append(d.order, key)
	return nil
}

// point reads one pointer: symbol, offset, part of speech, source and target words.
func (s *rawSynset) point(p []string) {
	pos := p[2]
	if pos == "s" {
		pos = "a"
	}
	key := pos + p[1]
	switch p[0] {
	case "@", "@i":
		s.parents = append(s.parents, key)
	case "&", "$":
		s.similar = append(s.similar, key)
	case "+", "\\", "<":
		source, _ := strconv.ParseInt(p[3][:2], 16, 32)
		target, _ := strconv.ParseInt(p[3][2:], 16, 32)
		if source > 0 && target > 0 {
			s.derived = append(s.derived, rawLink{s.words[source-1], key, int(target) - 1})
		}
	}
}

// graph numbers stems and synsets and links them.
func (d *distiller) graph() *Graph {
	b := newBuilder()
	ids := map[string]int{}
	for i, key := range d.order {
		ids[key] = i
	}
	for _, key := range d.order {
		s := d.synsets[key]
		b.synset(d.members(key, s), d.numbers(ids, s.parents), d.numbers(ids, s.similar))
	}
	for _, key := range d.order {
		for _, l := range d.synsets[key].derived {
			d.pairs = append(d.pairs, [2]string{l.word, d.synsets[l.synset].words[l.index]})
		}
	}
	for _, p := range d.pairs {
		if isWord(p[0]) && isWord(p[1]) {
			b.derive(d.stem(p[0]), d.stem(p[1]))
		}
	}
	return b.graph()
}

// members returns the stems of a synset's single words that use it often enough.
func (d *distiller) members(key string, s *rawSynset) []member {
	var out []member
	for _, w := range s.words {
		if rank := d.ranks[w+" "+key]; isWord(w) && rank > 0 && rank <= maxSense {
			out = append(out, member{d.stem(w), uint8(rank)})
		}
	}
	return out
}

func (d *distiller) numbers(ids map[string]int, keys []string) []uint32 {
	var out []uint32
	for _, k := range keys {
		out = append(out, uint32(ids[k]))
	}
	return out
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
