package answer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"summitbot/facts"

	"summitbot/facts/document"
	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
)

// Limits on what a fact base may say, in characters: what Discord shows in one line of
// completion, and in the title of a card with room to spare.
const (
	MaxWay      = 100
	MaxHeadline = 200
)

// Load reads the fact base name and the document it names from fsys, and freezes them
// into a Base. It fails where anything is wrong, with the faults it found, each with
// file and line; what it returns then is nil.
func Load(fsys fs.FS, name string) (*Base, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read the fact base: %w", err)
	}
	var src source
	f, err := parse(name, data, &src)
	if err != nil {
		return nil, fmt.Errorf("read the fact base: %w", err)
	}
	l := loader{file: f, src: &src, exact: make(map[string]claimed)}
	l.readDocument(fsys)
	if l.doc == nil {
		return nil, l.err()
	}
	// The lexicon is a file of its own and is read meanwhile: people wait for a first answer.
	words := make(chan error, 1)
	go func() { words <- l.readLexicon(fsys) }()
	l.repair()
	l.readTopics()
	l.readFacts()
	l.readGaps()
	l.readParaphrases(fsys)
	l.verify()
	if err := <-words; err != nil {
		l.fault([]any{"lexicon"}, "lexicon: %w", err)
	}
	if err := l.err(); err != nil {
		return nil, err
	}
	return newBase(&l, data)
}

// loader gathers what a base is made of, and all that is wrong with it.
type loader struct {
	file   *file
	src    *source
	doc    *document.Document
	topics []facts.Topic
	facts  []facts.Fact
	gaps   []facts.Gap
	place  map[string]int     // of a sentence in doc.Sentences and in facts
	exact  map[string]claimed // whom each way of asking belongs to, by wayKey

	lexicon     *lexicon.Lexicon
	words       []byte   // the lexicon's file
	paraphrases [][]byte // their files
	faults      []error
}

// maxFaults is how many faults an error tells one by one.
const maxFaults = 30

func (l *loader) err() error {
	if len(l.faults) == 0 {
		return nil
	}
	shown := l.faults[:min(len(l.faults), maxFaults)]
	if more := len(l.faults) - len(shown); more > 0 {
		shown = append(slices.Clone(shown), fmt.Errorf("and %d more", more))
	}
	return fmt.Errorf("the fact base is not sound (faults: %d):\n%w", len(l.faults), errors.Join(shown...))
}

func (l *loader) fault(path []any, format string, args ...any) {
	l.faults = append(l.faults, l.file.errorf(path, format, args...))
}

func (l *loader) readDocument(fsys fs.FS) {
	d := l.src.Document
	if d.ID == "" || d.Title == "" || d.File == "" {
		l.fault([]any{"document"}, "document: id, title and file are needed")
		return
	}
	data, err := fs.ReadFile(fsys, l.besideBase(d.File))
	if err != nil {
		l.fault([]any{"document", "file"}, "document: %w", err)
		return
	}
	doc := document.Parse(string(data))
	if d.SHA256 != "" && d.SHA256 != doc.SHA256() {
		l.fault([]any{"document", "sha256"},
			"document: %s is not the text that the facts were written for: its SHA-256 is %s", d.File, doc.SHA256())
	}
	if len(doc.Sentences) == 0 {
		l.fault([]any{"document", "file"}, "document: %s has no sentence", d.File)
		return
	}
	l.doc = doc
	l.place = make(map[string]int, len(doc.Sentences))
	for i, s := range doc.Sentences {
		l.place[s.ID] = i
	}
}

func (l *loader) repair() {
	for i, r := range l.src.Repairs {
		at := []any{"repairs", i}
		place, ok := l.place[r.In]
		if !ok {
			l.fault(append(at, "in"), "repair: the document has no sentence %q", r.In)
			continue
		}
		repaired, err := document.Mend(l.doc.Sentences[place], facts.Repair{Was: r.Was, Is: r.Is})
		if err != nil {
			l.fault(append(at, "was"), "repair: %w", err)
			continue
		}
		l.doc.Sentences[place] = repaired
	}
}

func (l *loader) readTopics() {
	content := l.src.Topics.Content
	for i := 0; i+1 < len(content); i += 2 {
		l.topics = append(l.topics, facts.Topic{ID: content[i].Value, Title: content[i+1].Value})
	}
}

// readFacts makes a fact of every sentence and gives it what the fact base says of it.
func (l *loader) readFacts() {
	for _, s := range l.doc.Sentences {
		l.facts = append(l.facts, facts.Fact{ID: s.ID, Sentence: s})
	}
	seen := make(map[string]bool)
	for i, src := range l.src.Facts {
		at := []any{"facts", i}
		place, ok := l.place[src.ID]
		switch {
		case !ok:
			l.fault(append(at, "id"), "fact: the document has no sentence %q", src.ID)
		case seen[src.ID]:
			l.fault(append(at, "id"), "fact %s: the id stands twice", src.ID)
		default:
			seen[src.ID] = true
			l.readFact(at, &l.facts[place], src)
		}
	}
}

func (l *loader) readFact(at []any, f *facts.Fact, src sourceFact) {
	for i, id := range src.Topics {
		if !slices.ContainsFunc(l.topics, func(t facts.Topic) bool { return t.ID == id }) {
			l.fault(append(at, "topics", i), "fact %s: the topic %q is not in the list of topics", f.ID, id)
		}
	}
	f.Topics = src.Topics
	for i, p := range src.Answers {
		l.readPoint(slices.Concat(at, []any{"answers", i}), f, p)
	}
}

func (l *loader) readPoint(at []any, f *facts.Fact, src sourcePoint) {
	if n := utf8.RuneCountInString(src.Headline); n == 0 || n > MaxHeadline {
		l.fault(append(at, "headline"), "fact %s: a headline has 1 to %d characters, this one %d", f.ID, MaxHeadline, n)
	}
	if src.ID != "" && slices.ContainsFunc(f.Points, func(p facts.Point) bool { return p.ID == src.ID }) {
		l.fault(append(at, "id"), "fact %s: the answer's id %q stands twice", f.ID, src.ID)
	}
	l.checkKinds(at, "fact "+f.ID, src.Kinds)
	for _, m := range src.Mark {
		if m == "" || !strings.Contains(f.Sentence.Text, m) {
			l.fault(append(at, "mark"), "fact %s: the mark %q is not in the text: %q", f.ID, m, f.Sentence.Text)
		}
	}
	for i, id := range src.Equal {
		if _, ok := l.place[id]; !ok || id == f.ID {
			l.fault(append(at, "equal", i), "fact %s: the document has no other sentence %q", f.ID, id)
		}
	}
	f.Points = append(f.Points, facts.Point{
		ID: src.ID, Headline: src.Headline, Kinds: src.Kinds, Marks: src.Mark,
		Ask: src.Ask, Equal: src.Equal, When: l.readWhen(at, f.ID, src.When),
	})
	l.claimAll(at, "fact "+f.ID, wayOwner{int32(l.place[f.ID]), int32(len(f.Points) - 1)}, src.Ask)
}

// readLexicon reads the words that mean the same; a base may go without. It touches
// nothing of the loader but lexicon and words.
func (l *loader) readLexicon(fsys fs.FS) error {
	l.lexicon = new(lexicon.Lexicon)
	if l.src.Lexicon == "" {
		return nil
	}
	name := l.besideBase(l.src.Lexicon)
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	words, err := lexicon.Parse(name, data)
	if err != nil {
		return err
	}
	l.lexicon, l.words = words, data
	return nil
}

func (l *loader) readGaps() {
	seen := make(map[string]bool)
	for i, src := range l.src.Gaps {
		at := []any{"gaps", i}
		if src.ID == "" || seen[src.ID] {
			l.fault(append(at, "id"), "gap %q: an id is needed, once", src.ID)
		}
		seen[src.ID] = true
		if n := utf8.RuneCountInString(src.Says); n == 0 || n > MaxHeadline {
			l.fault(append(at, "says"), "gap %s: what it says has 1 to %d characters, this one %d", src.ID, MaxHeadline, n)
		}
		for j, id := range src.Near {
			if _, ok := l.place[id]; !ok {
				l.fault(append(at, "near", j), "gap %s: the document has no sentence %q", src.ID, id)
			}
		}
		l.checkKinds(at, "gap "+src.ID, src.Kinds)
		l.gaps = append(l.gaps, facts.Gap{ID: src.ID, Says: src.Says, Near: src.Near, Kinds: src.Kinds, Ask: src.Ask})
		l.claimAll(at, "gap "+src.ID, wayOwner{int32(len(l.facts) + i), 0}, src.Ask)
	}
}

func (l *loader) checkKinds(at []any, who string, kinds []kind.Kind) {
	for i, k := range kinds {
		if !slices.Contains(kind.All(), k) {
			l.fault(slices.Concat(at, []any{"kinds", i}), "%s: %q is no kind of question; there are %v", who, k, kind.All())
		}
	}
}

// verify makes every quote anew from the original's bytes.
func (l *loader) verify() {
	if err := l.doc.Verify(); err != nil {
		l.fault([]any{"document", "file"}, "document: %w", err)
	}
}

// hashOf returns what names a fact base: the hash of its files.
func hashOf(files ...[]byte) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%d\n%s", len(f), f)
	}
	return hex.EncodeToString(h.Sum(nil))
}
