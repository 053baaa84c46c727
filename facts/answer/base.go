package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"

	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/text"
)

// Base is a fact base, frozen: it is never changed after [Load] made it, and is safe
// for concurrent use. Slices it returns belong to it and must not be changed.
type Base struct {
	documentID, title string
	lexicon           *lexicon.Lexicon
	topics            []facts.Topic
	facts             []facts.Fact
	gaps              []facts.Gap
	place             map[string]int     // of a fact, by id
	exact             map[string]claimed // what each way of asking asks for, by wayKey
	hands             int                // how many wrote the paraphrases
	ways              []string           // of asking for facts that are offered, in the fact base's order
	index             *match.Index       // its candidates are the facts, then the gaps
	model             *match.Model
	threshold         float64 // the score from which a fact is an answer
	hash              string
	documentHash      string
}

func newBase(l *loader, data []byte) (*Base, error) {
	b := &Base{
		documentID: l.src.Document.ID, title: l.src.Document.Title, lexicon: l.lexicon,
		topics: l.topics, facts: l.facts, gaps: l.gaps, place: l.place, hands: len(l.paraphrases),
		exact: l.exact, documentHash: l.doc.SHA256(),
		hash: hashOf(slices.Concat([][]byte{data, l.words, []byte(l.doc.Original)}, l.paraphrases)...),
	}
	if err := b.build(); err != nil {
		return nil, err
	}
	return b, nil
}

// build makes what questions are looked up in.
func (b *Base) build() error {
	for _, f := range b.facts {
		for _, p := range f.Points {
			b.ways = append(b.ways, p.Ask...)
		}
	}
	shipped := match.Shipped
	b.threshold = answerThreshold
	if len(b.ways) == 0 {
		shipped, b.threshold = match.ShippedBare, bareThreshold
	}
	model, err := shipped()
	if err != nil {
		return err
	}
	b.model = model
	b.index = match.New(b.candidates(), b.lexicon, model)
	return nil
}

// Bare returns a base that knows the sentences and the lexicon alone, as one of which
// nobody has written how people ask.
func (b *Base) Bare() (*Base, error) {
	bare := *b
	bare.facts, bare.gaps, bare.ways, bare.exact = nil, nil, nil, nil
	for _, f := range b.facts {
		bare.facts = append(bare.facts, facts.Fact{ID: f.ID, Sentence: f.Sentence, Topics: f.Topics})
	}
	if err := bare.build(); err != nil {
		return nil, err
	}
	return &bare, nil
}

// candidates returns what a question may ask for: the facts, then the gaps.
func (b *Base) candidates() []match.Candidate {
	candidates := make([]match.Candidate, 0, len(b.facts)+len(b.gaps))
	for _, f := range b.facts {
		c := match.Candidate{Sentence: f.Sentence.Text, Paragraph: f.Sentence.Paragraph}
		for _, p := range f.Points {
			c.Points = append(c.Points, match.Point{
				Headline: p.Headline, Kinds: p.Kinds, Mark: strings.Join(p.Marks, " "), Ask: ways(p.Ask, p.Paraphrases),
			})
		}
		candidates = append(candidates, c)
	}
	for _, g := range b.gaps {
		candidates = append(candidates, match.Candidate{Gap: true, Points: []match.Point{{Kinds: g.Kinds, Ask: ways(g.Ask, g.Paraphrases)}}})
	}
	return candidates
}

// ways returns ways of asking and paraphrases as the index takes them.
func ways(ask []string, paraphrases []facts.Paraphrase) []match.Way {
	all := make([]match.Way, 0, len(ask)+len(paraphrases))
	for _, w := range ask {
		all = append(all, match.Way{Text: w, Offered: true})
	}
	for _, p := range paraphrases {
		all = append(all, match.Way{Text: p.Text})
	}
	return all
}

// wayKey is what two ways of asking must share to be the same: their letters and
// digits, folded, in words. Apostrophes part no words.
func wayKey(s string) string {
	if isWayKey(s) {
		return s
	}
	key := make([]byte, 0, len(s)+1)
	apart := false
	for _, r := range text.Fold(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if apart && len(key) > 0 {
				key = append(key, ' ')
			}
			key = utf8.AppendRune(key, r)
			apart = false
		case r != '\'':
			apart = true
		}
	}
	return string(key)
}

// isWayKey reports whether a way of asking is its own key, as most are.
func isWayKey(s string) bool {
	previous := byte(' ')
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == ' ' && previous != ' ') {
			return false
		}
		previous = c
	}
	return previous != ' '
}

// Title returns the document's title.
func (b *Base) Title() string { return b.title }

// Document returns the document's id and the SHA-256 of its original, in hexadecimal.
func (b *Base) Document() (id, sha256 string) { return b.documentID, b.documentHash }

// Hash names the base: the SHA-256 of its file and its document, in hexadecimal.
func (b *Base) Hash() string { return b.hash }

// Facts returns all facts in reading order.
func (b *Base) Facts() []facts.Fact { return b.facts }

// Gaps returns what is known not to be in the document, in the fact base's order.
func (b *Base) Gaps() []facts.Gap { return b.gaps }

// Topics returns the topics in the fact base's order.
func (b *Base) Topics() []facts.Topic { return b.topics }

// Fact returns the fact with the given id, and whether there is one.
func (b *Base) Fact(id string) (facts.Fact, bool) {
	i, ok := b.place[id]
	if !ok {
		return facts.Fact{}, false
	}
	return b.facts[i], true
}

// Compare returns what changed from the base old to b, in reading order.
func (b *Base) Compare(old *Base) facts.Changes {
	var c facts.Changes
	for _, f := range b.facts {
		switch was, ok := old.Fact(f.ID); {
		case !ok:
			c.Added = append(c.Added, f.ID)
		case !sameFact(f, was):
			c.Changed = append(c.Changed, f.ID)
		}
	}
	for _, f := range old.facts {
		if _, ok := b.place[f.ID]; !ok {
			c.Removed = append(c.Removed, f.ID)
		}
	}
	return c
}

func sameFact(f, g facts.Fact) bool {
	return f.Sentence.Text == g.Sentence.Text && f.Sentence.Span == g.Sentence.Span &&
		slices.Equal(f.Topics, g.Topics) && slices.EqualFunc(f.Points, g.Points, samePoint)
}

func samePoint(p, q facts.Point) bool {
	return p.ID == q.ID && p.Headline == q.Headline && p.When == q.When && slices.Equal(p.Kinds, q.Kinds) &&
		slices.Equal(p.Marks, q.Marks) && slices.Equal(p.Ask, q.Ask) &&
		slices.Equal(p.Equal, q.Equal) && slices.Equal(p.Paraphrases, q.Paraphrases)
}
