package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxInline is how many bytes the text between two marks may have.
const maxInline = 1000

// inline adds a text without its marks: literals, links and roles give their text.
func (r *rst) inline(start, stop int) {
	if start >= stop {
		return
	}
	s := inlineScanner{rst: r, text: r.text[start:stop], start: start}
	for s.at < len(s.text) {
		s.step()
	}
	s.flush(len(s.text))
}

// inlineScanner walks through a text once; what is before done was added.
type inlineScanner struct {
	*rst
	text  string
	start int
	at    int
	done  int
}

// flush adds the text up to a place as it is.
func (s *inlineScanner) flush(to int) {
	s.copy(s.start+s.done, s.start+to)
	s.done = to
}

// take adds the bytes from to to in place of all up to next.
func (s *inlineScanner) take(from, to, next int) {
	s.flush(s.at)
	s.copy(s.start+from, s.start+max(from, to))
	if from < to && to < next {
		s.put(s.start+to, s.start+next, "") // a blank in it would count
	}
	s.at, s.done = next, next
}

// step reads the mark at hand, or passes over a byte.
func (s *inlineScanner) step() {
	rest := s.text[s.at:]
	switch rest[0] {
	case '\\':
		s.escape(rest)
		return
	case '_':
		s.reference(rest)
		return
	case '`', '*', '|', ':', '[':
		if s.opens() && s.marked(rest) {
			return
		}
	}
	s.at++
}

// escape drops a backslash; white space after it goes too.
func (s *inlineScanner) escape(rest string) {
	next := s.at + min(2, len(rest))
	from := s.at + 1
	if len(rest) > 1 && (rest[1] == ' ' || rest[1] == '\n') {
		from = next
	}
	s.take(from, next, next)
}

// reference drops the "_" or "__" at the end of a word that is a link.
func (s *inlineScanner) reference(rest string) {
	n := len(rest) - len(strings.TrimLeft(rest, "_"))
	before, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	after, _ := utf8.DecodeRuneInString(rest[n:])
	word := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
	if n <= 2 && word(before) && !word(after) {
		s.take(s.at, s.at, s.at+n)
		return
	}
	s.at += n
}

// opens reports whether a mark may begin here: after white space or an opening mark.
func (s *inlineScanner) opens() bool {
	if s.at == 0 {
		return true
	}
	c, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	return unicode.IsSpace(c) || strings.ContainsRune(`'"([{<-/:\`, c) || c > 0x7f && unicode.IsPunct(c) || s.done == s.at
}

// marked reads what a mark opens; it reports false if nothing closes it.
func (s *inlineScanner) marked(rest string) bool {
	switch {
	case strings.HasPrefix(rest, "``"):
		return s.between("``")
	case strings.HasPrefix(rest, "**"):
		s.flush(s.at)
		s.bold = true
		found := s.between("**")
		s.bold = false
		return found
	case rest[0] == '*':
		return s.between("*")
	case rest[0] == '|':
		return s.substitution()
	case rest[0] == '[':
		return s.note(rest)
	}
	return s.interpreted(rest)
}

// between takes the text between two marks.
func (s *inlineScanner) between(mark string) bool {
	from := s.at + len(mark)
	to := s.closing(from, mark)
	if to < 0 {
		return false
	}
	s.take(from, to, to+len(mark))
	return true
}

// closing returns where the mark closes a text that begins at from, -1 if it doesn't.
func (s *inlineScanner) closing(from int, mark string) int {
	window := s.text[:min(len(s.text), from+maxInline)]
	if from >= len(window) || window[from] == ' ' || window[from] == '\n' {
		return -1
	}
	for at := from + 1; at < len(window); {
		i := strings.Index(window[at:], mark)
		if i < 0 {
			return -1
		}
		at += i
		for mark == "``" && at+2 < len(window) && window[at+2] == '`' {
			at++
		}
		if c := window[at-1]; c != ' ' && c != '\n' {
			return at
		}
		at += len(mark)
	}
	return -1
}

// substitution drops "|name|", for which the file puts something else.
func (s *inlineScanner) substitution() bool {
	to := s.closing(s.at+1, "|")
	if to < 0 || strings.Contains(s.text[s.at:to], "\n") {
		return false
	}
	next := to + 1
	for next < len(s.text) && s.text[next] == '_' {
		next++
	}
	s.take(s.at, s.at, next)
	return true
}

// note drops "[1]_", the mark of a footnote.
func (s *inlineScanner) note(rest string) bool {
	m := rstNoteMark.FindString(rest[:min(len(rest), 80)])
	if m == "" {
		return false
	}
	s.take(s.at, s.at, s.at+len(m))
	return true
}

var (
	rstNoteMark = regexp.MustCompile(`^\[(?:#[\w.-]*|\*|[A-Za-z][\w.-]*|\d+)\]_`)
	rstRole     = regexp.MustCompile("^:([A-Za-z][\\w:.+-]*):`")
	rstRoleEnd  = regexp.MustCompile("^(?::[A-Za-z][\\w:.+-]*:)?_{0,2}")
	rstTarget   = regexp.MustCompile(`(?s)^(.*?\S)\s*<[^<>]*>$`)
)

// interpreted reads a text between backquotes: a role before or after it, or a link. Of
// "text <target>" it gives the text.
func (s *inlineScanner) interpreted(rest string) bool {
	role := rstRole.FindStringSubmatch(rest[:min(len(rest), 80)])
	name, open := "", 1
	if role != nil {
		name, open = role[1], len(role[0])
	} else if rest[0] != '`' {
		return false
	}
	from := s.at + open
	to := s.closing(from, "`")
	if to < 0 {
		return false
	}
	next := to + 1 + len(rstRoleEnd.FindString(s.text[to+1:min(len(s.text), to+60)]))
	if m := rstTarget.FindStringSubmatchIndex(s.text[from:to]); m != nil {
		to = from + m[3]
	}
	s.role(name, from, to, next)
	return true
}

// role adds the text of a role as its page would show it.
func (s *inlineScanner) role(name string, from, to, next int) {
	prefix := map[string]string{"pep": "PEP ", "rfc": "RFC ", "bug": "#", "issue": "#"}[name]
	text := s.text[from:to]
	switch {
	case prefix != "" && !strings.Contains(text, " "):
		s.flush(s.at)
		s.put(s.start+s.at, s.start+from, prefix)
		s.at, s.done = from, from
		s.take(from, to, next)
	case strings.HasPrefix(text, "~") || strings.HasPrefix(text, "/") || strings.HasPrefix(text, "!"):
		s.take(from+1, to, next)
	default:
		s.take(from, to, next)
	}
}
