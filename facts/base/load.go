package base

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/document"
	"summitbot/facts/lexicon"
)

// Limits on what a base may say, in characters: what Discord shows in one line of
// completion, in the title of a card with room to spare, and in a menu.
const (
	MaxWay      = 100
	MaxHeadline = 200
	MaxTopic    = 100
)

// Open reads a document of any format. Name is what the base calls its file.
type Open func(name string, data []byte) (*facts.Document, error)

// Load reads the base name from fsys, the files that it includes, and its document, which
// open reads. It fails where anything is wrong, with the faults it found, each with file
// and line; what it returns then is nil.
func Load(fsys fs.FS, name string, open Open) (*Base, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read the fact base: %w", err)
	}
	l := loader{fsys: fsys, name: name, files: [][]byte{data}}
	if decode(name, data, &l.src, &l.faults); l.faults.count > 0 {
		return nil, l.faults.err()
	}
	l.readParts()
	if l.readDocument(open); l.doc != nil {
		l.readTopics()
		l.readFacts()
		l.readGaps()
		l.verify()
	}
	l.readLexicon()
	if err := l.faults.err(); err != nil {
		return nil, err
	}
	return l.base(), nil
}

// loader gathers what a base is made of, and all that is wrong with it.
type loader struct {
	fsys   fs.FS
	name   string
	src    source
	parts  []part // the base's own file and those that it includes
	doc    *facts.Document
	facts  []facts.Fact
	gaps   []facts.Gap
	topics []facts.Topic
	known  map[string]bool // the topics' ids

	labels map[string]int   // places of facts, by where their sentences stand
	names  map[string]int   // places of facts, by what the files call them
	placed map[int]bool     // facts that a file names by their place alone
	claims map[string]claim // whom each way of asking belongs to, by its key
	hands  int

	lexicon *lexicon.Lexicon
	words   []byte   // the lexicon's file
	files   [][]byte // all others
	faults  faults
}

func (l *loader) at(p place, format string, args ...any) { l.faults.at(p, format, args...) }

// base freezes what was loaded.
func (l *loader) base() *Base {
	b := &Base{
		Library: &facts.Library{Documents: []*facts.Document{l.doc}},
		Facts:   l.facts, Gaps: l.gaps, Topics: l.topics, Hands: l.hands,
		Lexicon: l.lexicon, Words: l.words, Hash: hashOf(append(l.files, l.words)),
		ways: waysOf(l.claims),
	}
	for i, f := range l.facts {
		if l.placed[i] {
			b.Placed = append(b.Placed, f.ID)
		}
	}
	return b
}

// beside returns the path of a file that the base names.
func (l *loader) beside(name string) string { return path.Join(path.Dir(l.name), name) }

// readParts reads the included files.
func (l *loader) readParts() {
	l.parts = []part{{l.src.Facts, l.src.Gaps}}
	for _, name := range l.src.Include {
		data, err := fs.ReadFile(l.fsys, l.beside(name.Text))
		if err != nil {
			l.at(name.At, "include: %w", err)
			continue
		}
		var p part
		decode(l.beside(name.Text), data, &p, &l.faults)
		l.parts, l.files = append(l.parts, p), append(l.files, data)
	}
}

// readDocument sets doc, unless there is no such document.
func (l *loader) readDocument(open Open) {
	d := &l.src.Document
	if d.ID.Text == "" || d.Title.Text == "" || d.File.Text == "" {
		l.at(place{l.name, max(d.At.line, 1)}, "document: id, title and file are needed")
		return
	}
	data, err := fs.ReadFile(l.fsys, l.beside(d.File.Text))
	if err != nil {
		l.at(d.File.At, "document: %w", err)
		return
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	if d.SHA256.Text != "" && !strings.EqualFold(d.SHA256.Text, hash) {
		l.at(d.SHA256.At, "document: %s is not the text that the facts were written for: its SHA-256 is %s", d.File.Text, hash)
	}
	read, err := open(d.File.Text, data)
	switch {
	case err != nil:
		l.at(d.File.At, "document: %w", err)
		return
	case len(read.Sentences) == 0:
		l.at(d.File.At, "document: %s has no sentence", d.File.Text)
		return
	}
	doc := *read
	doc.ID, doc.Title, doc.URL, doc.File, doc.SHA256 = d.ID.Text, d.Title.Text, d.URL.Text, d.File.Text, hash
	l.doc, l.files = &doc, append(l.files, data)
}

// readLexicon reads the words that mean the same; a base may go without.
func (l *loader) readLexicon() {
	l.lexicon = new(lexicon.Lexicon)
	if l.src.Lexicon.Text == "" {
		return
	}
	name := l.beside(l.src.Lexicon.Text)
	var err error
	if l.words, err = fs.ReadFile(l.fsys, name); err == nil {
		l.lexicon, err = lexicon.Parse(name, l.words)
	}
	if err != nil {
		l.at(l.src.Lexicon.At, "lexicon: %w", err)
	}
}

func (l *loader) readTopics() {
	l.known = make(map[string]bool)
	for _, t := range l.src.Topics {
		if n := utf8.RuneCountInString(t.Title.Text); t.ID.Text == "" || n == 0 || n > MaxTopic {
			l.at(t.ID.At, "topic %q: an id and a title of 1 to %d characters are needed", t.ID.Text, MaxTopic)
		}
		l.topics, l.known[t.ID.Text] = append(l.topics, facts.Topic{ID: t.ID.Text, Title: t.Title.Text}), true
	}
}

// verify makes every quote again from the document's own bytes.
func (l *loader) verify() {
	if err := document.Verify(l.doc); err != nil {
		l.at(l.src.Document.File.At, "document: %w", err)
	}
}
