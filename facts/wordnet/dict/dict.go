// Package dict reads the files of Princeton WordNet 3, which wndb(5WN) describes. What
// the program knows of WordNet is distilled from them beforehand: it never reads them.
package dict

import (
	"bufio"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// Parts returns the parts of speech, each of which has its files.
func Parts() []string { return []string{"noun", "verb", "adj", "adv"} }

// A Synset is a set of words of one meaning.
type Synset struct {
	Key      string // its part of speech and place, as pointers give them
	Words    []string
	Pointers []Pointer
	Gloss    string
}

// A Pointer leads from a synset, or one of its words, to another.
type Pointer struct {
	Symbol, Key    string
	Source, Target int // the words, counted from 1; 0 and 0 for the whole synsets
}

// Synsets returns the synsets of a part of speech, in the file's order.
func Synsets(files fs.FS, part string) ([]Synset, error) {
	var all []Synset
	err := lines(files, "data."+part, func(line string) error {
		head, gloss, _ := strings.Cut(line, " | ")
		f := fields{rest: strings.Fields(head)}
		s := f.synset()
		s.Gloss = gloss
		all = append(all, s)
		return f.err
	})
	return all, err
}

// synset reads "offset lex pos words word id... pointers symbol offset pos source/target...".
func (f *fields) synset() Synset {
	offset := f.next()
	f.next()
	s := Synset{Key: key(f.next(), offset)}
	for range f.number(f.next(), 16) {
		word, _, _ := strings.Cut(f.next(), "(")
		f.next()
		s.Words = append(s.Words, word)
	}
	for range f.number(f.next(), 10) {
		s.Pointers = append(s.Pointers, f.pointer())
	}
	return s
}

func (f *fields) pointer() Pointer {
	symbol, offset, pos := f.next(), f.next(), f.next()
	words := f.number(f.next(), 16)
	return Pointer{symbol, key(pos, offset), words >> 8, words & 255}
}

// key names a synset; the satellites of adjectives stand among them.
func key(pos, offset string) string {
	if pos == "s" {
		pos = "a"
	}
	return pos + offset
}

// Senses calls sense with every lemma of a part of speech, the keys of its synsets and
// their ranks: 1 for the one that texts use most.
func Senses(files fs.FS, part string, sense func(lemma, key string, rank int)) error {
	return lines(files, "index."+part, func(line string) error {
		f := fields{rest: strings.Fields(line)}
		lemma, pos, n := f.next(), f.next(), f.number(f.next(), 10)
		if n > len(f.rest) {
			return f.short()
		}
		for i, offset := range f.rest[len(f.rest)-n:] {
			sense(lemma, key(pos, offset), i+1)
		}
		return f.err
	})
}

// Exceptions calls exception with the forms that no rule brings to their bases.
func Exceptions(files fs.FS, part string, exception func(form, base string)) error {
	return lines(files, part+".exc", func(line string) error {
		f := strings.Fields(line)
		for _, base := range f[1:] {
			exception(f[0], base)
		}
		return nil
	})
}

// lines calls read with every line of a file but the empty ones and the license's.
func lines(files fs.FS, name string, read func(string) error) error {
	f, err := files.Open(name)
	if err != nil {
		return fmt.Errorf("wordnet: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if strings.TrimSpace(line) == "" || line[0] == ' ' {
			continue
		}
		if err := read(line); err != nil {
			return fmt.Errorf("wordnet: %s, line %d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("wordnet: %s: %w", name, err)
	}
	return nil
}

// fields takes a line apart; err says that it isn't what it should be.
type fields struct {
	rest []string
	err  error
}

// next returns the next field, "" if there is none.
func (f *fields) next() string {
	if len(f.rest) == 0 {
		f.err = f.short()
		return ""
	}
	field := f.rest[0]
	f.rest = f.rest[1:]
	return field
}

// number returns the number that a field is: it has 16 bits at most; 0 after an error.
func (f *fields) number(field string, base int) int {
	n, err := strconv.ParseUint(field, base, 16)
	if f.err == nil {
		f.err = err
	}
	if f.err != nil {
		return 0
	}
	return int(n)
}

func (f *fields) short() error { return fmt.Errorf("the line ends too early") }
