package answer

import (
	"fmt"
	"path"
	"slices"
	"unicode/utf8"
)

// wayOwner is what a way of asking asks for: a candidate of the index, and its point.
type wayOwner struct{ candidate, point int32 }

// origin is the line of a file on which something was read. File 0 is the fact base's own,
// the others are its paraphrases in order.
type origin struct{ file, line int32 }

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
		l.claim(w, who, own, origin{0, int32(lines[min(i, len(lines)-1)])})
	}
}

// claim notes whom a way of asking belongs to, and reports whether it is sound: not too
// long, and nobody else's. Two facts may share one where one says that the other answers
// it equally well; then the first has it.
func (l *loader) claim(way, who string, own wayOwner, at origin) bool {
	if n := utf8.RuneCountInString(way); n == 0 || n > MaxWay {
		l.faultAt(at, "%s: a way of asking has 1 to %d characters, this one %d", who, MaxWay, n)
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
	l.faultAt(at, "%s: the way of asking %q stands already with %s, %s", who, way, l.name(first.candidate), l.where(first.at, at))
	return false
}

func (l *loader) faultAt(at origin, format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf("%s:%d: %w", l.fileName(at.file), at.line, fmt.Errorf(format, args...)))
}

// where tells of a line of the file that is at hand, or of another.
func (l *loader) where(o, from origin) string {
	if o.file == from.file {
		return fmt.Sprintf("on line %d", o.line)
	}
	return fmt.Sprintf("at %s:%d", l.fileName(o.file), o.line)
}

func (l *loader) fileName(file int32) string {
	if file == 0 {
		return l.file.name
	}
	return l.besideBase(l.src.Paraphrases[file-1])
}

// besideBase returns the path of a file that the fact base names.
func (l *loader) besideBase(name string) string { return path.Join(path.Dir(l.file.name), name) }

// areEqual reports whether one of two facts' points says that the other fact answers its
// questions equally well.
func (l *loader) areEqual(a, b wayOwner) bool {
	return l.names(a, b) || l.names(b, a)
}

// names reports whether the point of a names the fact of b as equal.
func (l *loader) names(a, b wayOwner) bool {
	if int(max(a.candidate, b.candidate)) >= len(l.facts) {
		return false
	}
	return slices.Contains(l.facts[a.candidate].Points[a.point].Equal, l.facts[b.candidate].ID)
}

// name names a candidate, for errors.
func (l *loader) name(candidate int32) string {
	if int(candidate) < len(l.facts) {
		return "fact " + l.facts[candidate].ID
	}
	return "gap " + l.gaps[int(candidate)-len(l.facts)].ID
}
