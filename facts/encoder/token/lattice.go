package token

import (
	"slices"
	"unicode/utf8"
)

// lattice is all ways to cut the normal form of a text. Nodes lie between its bytes, and a
// piece leads from one node to another.
//
// All ways meet at a node that no piece reaches across. The best way up to there is settled,
// whatever follows, and what lies before can be dropped. So the lattice holds little more
// than a window of a long text, unless pieces overlap all along.
type lattice struct {
	pieces []Piece // what is settled
	text   []byte
	places []place // of the characters, once for each byte of theirs
	nodes  []node
	at     int  // the current node: from those before it, the search has gone on
	far    int  // the last node reached
	met    int  // the last node known where all ways meet
	spaced bool // the text ends with a space that absorbs those that follow
	walks  walks
}

// node is the best way to here found so far: its score, and its last piece with its length
// in bytes. The length is 0 if there is no way yet.
type node struct {
	score float32
	piece int32
	size  uint8
}

// open resets the lattice to an empty text, whose pieces will be appended to dst. The walks
// keep their memory.
func (l *lattice) open(dst []Piece) {
	l.pieces, l.text, l.places, l.nodes = dst, l.text[:0], l.places[:0], l.nodes[:0]
	l.at, l.far, l.met, l.spaced = 0, 0, 0, false
}

// close returns the pieces, and keeps none.
func (l *lattice) close() []Piece {
	pieces := l.pieces
	l.pieces = nil
	return pieces
}

// add adds a character to the text; a space after a space only widens it.
func (l *lattice) add(r rune, at place) {
	isSpace := r == ' '
	switch {
	case isSpace && l.spaced:
		l.places[len(l.places)-1].end = at.end
		return
	case isSpace:
		r = spaceMark
	case len(l.text) == 0:
		l.append(spaceMark, place{at.start, at.start})
	}
	l.spaced = isSpace
	l.append(r, at)
}

func (l *lattice) append(r rune, at place) {
	l.text = utf8.AppendRune(l.text, r)
	for len(l.places) < len(l.text) {
		l.places = append(l.places, at)
	}
}

// finish ends the text, which is a space if nothing was added.
func (l *lattice) finish() {
	if len(l.text) == 0 {
		l.append(spaceMark, place{})
	}
}

// grow adds nodes for the text that has come in.
func (l *lattice) grow() {
	l.nodes = append(l.nodes, make([]node, len(l.text)+1-len(l.nodes))...)
}

func (l *lattice) isReached(i int) bool { return i == 0 || l.nodes[i].size > 0 }

// reach records a way by one piece from the current node, if it is the first or the best to
// where it leads.
func (l *lattice) reach(way node) {
	i := l.at + int(way.size)
	if to := &l.nodes[i]; to.size == 0 || way.score > to.score {
		*to = way
	}
	l.far = max(l.far, i)
}

// advance goes to the next node.
func (l *lattice) advance() {
	l.at++
	if l.at == l.far {
		l.met = l.at
	}
}

// settle appends the pieces of the best way to where all ways meet, and drops what they
// cover.
func (l *lattice) settle() {
	from, met := len(l.pieces), l.met
	for end := met; end > 0; {
		n := l.nodes[end]
		start := end - int(n.size)
		l.pieces = append(l.pieces, Piece{n.piece, l.places[start].start, l.places[end-1].end})
		end = start
	}
	slices.Reverse(l.pieces[from:])
	l.text = slices.Delete(l.text, 0, met)
	l.places = slices.Delete(l.places, 0, met)
	l.nodes = slices.Delete(l.nodes, 0, met)
	l.at, l.far, l.met = l.at-met, l.far-met, 0
}
