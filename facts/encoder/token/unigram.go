package token

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"
)

// Unigram cuts texts as multilingual-e5-small does. It is safe for concurrent use.
//
// Each code point is replaced as the normal form says. Spaces in a row become one. A space is
// put in front unless there is one already, even if there is nothing else, and every space
// becomes U+2581. Of all ways to cut the result into pieces, the one with the highest sum
// of scores is taken; of equals, the one found first. A single code point may always be the
// unknown piece.
//
// Sums are float32, as in the reference, so they get coarse in a text of many thousands of
// pieces.
type Unigram struct {
	vocabulary   Vocabulary
	scores       string
	normal       normal
	unknown      int32
	unknownScore float32
	special      []int32 // never found in a text
	lattices     scratches[lattice]
}

const (
	spaceMark = '▁'     // what a space becomes
	maxPiece  = 255     // bytes of a piece that is found
	window    = 1 << 12 // bytes of normal form to read before a search
)

// NewUnigram returns the tokenizer for a vocabulary, which must have a piece "<unk>". Pieces
// of more than 255 bytes are never found. The scores are a little-endian float32 for each
// piece; normal is a map from [PackNormal]; unknownScore is the score of a code point cut
// off as unknown. Both strings are read in place. Their lengths are checked; data damaged
// elsewhere gives wrong pieces but never a panic.
func NewUnigram(v Vocabulary, scores, normal string, unknownScore float32) (*Unigram, error) {
	if len(scores) != 4*v.Len() {
		return nil, fmt.Errorf("unigram: %d bytes of scores for %d pieces", len(scores), v.Len())
	}
	m, err := newNormal(normal)
	if err != nil {
		return nil, fmt.Errorf("unigram: %w", err)
	}
	unknown, ok := v.Find("<unk>")
	if !ok {
		return nil, fmt.Errorf("unigram: no piece %q", "<unk>")
	}
	return &Unigram{
		vocabulary:   v,
		scores:       scores,
		normal:       m,
		unknown:      unknown,
		unknownScore: unknownScore,
		special:      v.findAll("<s>", "<pad>", "</s>", "<unk>", "<mask>"),
	}, nil
}

// Vocabulary returns the pieces that texts are cut into.
func (u *Unigram) Vocabulary() Vocabulary { return u.vocabulary }

// Append appends the pieces of prefix and text, read as one. There is at least one piece,
// even if both are empty. Spans are in the text, which must be shorter than 2 GiB. A piece
// that begins with a space spans it too.
func (u *Unigram) Append(dst []Piece, prefix, text string) []Piece {
	l := u.lattices.get()
	l.open(dst)
	u.read(l, prefix, true)
	u.read(l, text, false)
	l.finish()
	u.search(l, len(l.text))
	dst = l.close()
	if cap(l.text) <= maxKept {
		u.lattices.put(l)
	}
	return dst
}

// read adds the normal form of a text to the lattice, and searches whenever a window of it
// has come in.
func (u *Unigram) read(l *lattice, text string, isPrefix bool) {
	characters(text, isPrefix, func(r rune, _ string, at place) {
		u.add(l, r, at)
		if len(l.text) >= l.at+window {
			u.search(l, len(l.text)-maxPiece)
		}
	})
}

// add adds r, or what replaces it.
func (u *Unigram) add(l *lattice, r rune, at place) {
	runes, ok := u.normal.replacement(r)
	if !ok {
		l.add(r, at)
		return
	}
	for i := range len(runes) / 4 {
		l.add(rune(uint32At(runes, i)), at)
	}
}

// search extends the best ways from all nodes before end, and settles what they have in
// common. The text must go on for maxPiece bytes after end, or end there for good.
func (u *Unigram) search(l *lattice, end int) {
	l.grow()
	for l.at < end {
		if l.isReached(l.at) {
			u.leave(l)
		}
		l.advance()
	}
	l.settle()
}

// leave reaches all nodes that are one piece away from the current one.
func (u *Unigram) leave(l *lattice) {
	score := l.nodes[l.at].score
	rest := l.text[l.at:min(len(l.text), l.at+maxPiece)]
	c := u.vocabulary.root()
	for i, b := range rest {
		if c = l.walks.next(u.vocabulary, c, b); c.isEmpty() {
			break
		}
		if c.isPiece && !slices.Contains(u.special, c.lo) {
			l.reach(node{score + u.score(c.lo), c.lo, uint8(i + 1)})
		}
	}
	_, size := utf8.DecodeRune(rest)
	l.reach(node{score + u.unknownScore, u.unknown, uint8(size)})
}

func (u *Unigram) score(id int32) float32 {
	return math.Float32frombits(uint32At(u.scores, int(id)))
}
