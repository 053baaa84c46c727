package facts

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// wayOwner is what a way of asking asks for: a candidate of the index, and its point.
type wayOwner struct{ candidate, point int }

// origin is where something was read: a line of a file, or the end of a path in the fact
// base's own.
type origin struct {
	name string
	line int
}

func (o origin) String() string { return fmt.Sprintf("%s:%d", o.name, o.line) }

// claimed is a way of asking that has an owner.
type claimed struct {
	wayOwner
	at origin
}

// claimAll claims the ways of asking in the fact base's own list at the path.
func (l *loader) claimAll(path []any, who string, own wayOwner, ways []string) {
	if len(ways) == 0 {
		return
	}
	lines := l.file.lines(append(path, "ask"))
	for i, w := range ways {
		l.claim(w, who, own, origin{l.file.name, lines[min(i, len(lines)-1)]})
	}
}

// claim notes whom a way of asking belongs to, and reports whether it is sound: not too
// long, and nobody else's. Two facts may share one where one says that the other answers
// it equally well; then the first has it.
func (l *loader) claim(way, who string, own wayOwner, at origin) bool {
	if n := utf8.RuneCountInString(way); n == 0 || n > MaxWay {
		l.faults = append(l.faults, fmt.Errorf("%v: %s: a way of asking has 1 to %d characters, this one %d", at, who, MaxWay, n))
		return false
	}
	key := wayKey(way)
	first, taken := l.exact[key]
	switch {
	case !taken:
		l.exact[key] = claimed{own, at}
		return true
	case first.wayOwner != own && l.areEqual(first.wayOwner, own):
		return false
	}
	l.faults = append(l.faults, fmt.Errorf("%v: %s: the way of asking %q stands already with %s, %s", at, who, way, l.name(first.candidate), l.where(first.at, at)))
	return false
}

// where tells of a line of the file that is at hand, or of another.
func (l *loader) where(o, from origin) string {
	if o.name == from.name {
		return fmt.Sprintf("on line %d", o.line)
	}
	return fmt.Sprintf("at %v", o)
}

// areEqual reports whether one of two facts' points says that the other fact answers its
// questions equally well.
func (l *loader) areEqual(a, b wayOwner) bool {
	return l.names(a, b) || l.names(b, a)
}

// names reports whether the point of a names the fact of b as equal.
func (l *loader) names(a, b wayOwner) bool {
	if a.candidate >= len(l.facts) || b.candidate >= len(l.facts) {
		return false
	}
	return slices.Contains(l.facts[a.candidate].Points[a.point].Equal, l.facts[b.candidate].ID)
}

// name names a candidate, for errors.
func (l *loader) name(candidate int) string {
	if candidate < len(l.facts) {
		return "fact " + l.facts[candidate].ID
	}
	return "gap " + l.gaps[candidate-len(l.facts)].ID
}
