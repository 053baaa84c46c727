package source

import (
	"html"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// write copies a text and puts its entities.
func (w *htmlWriter) write(e element, s scope) {
	raw := w.text[e.start:e.stop]
	if strings.TrimSpace(raw) == "" {
		if w.pending == nil {
			w.copy(e.start, e.stop)
		}
		return
	}
	w.ready(strings.TrimSpace(raw), s)
	w.o.bold = s.bold
	w.unescape(e.start, e.stop)
	w.o.bold = false
	w.label = keepIn(s.flat, w.label)
}

// unescape copies the bytes start to end, and puts what entities in them stand for.
func (w *htmlWriter) unescape(start, end int) {
	raw := w.text[start:end]
	at := 0
	for _, m := range entity.FindAllStringIndex(raw, -1) {
		put := html.UnescapeString(raw[m[0]:m[1]])
		if put == raw[m[0]:m[1]] {
			continue
		}
		w.copy(start+at, start+m[0])
		w.o.put(start+m[0], start+m[1], put)
		at = m[1]
	}
	w.copy(start+at, end)
}

func keepIn(flat bool, label string) string {
	if flat {
		return label
	}
	return ""
}

var entity = regexp.MustCompile(`&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?`)

// ready opens the block that waits for the text; after a line break, one that goes on
// with a new line.
func (w *htmlWriter) ready(text string, s scope) {
	switch {
	case w.pending != nil:
		w.o.open(*w.pending)
	case w.broken && !s.flat && newLine(text):
		w.o.open(s.paragraph())
	}
	w.pending, w.broken = nil, false
}

// newLine reports whether a text after a line break begins something new, rather than
// going on with a sentence.
func newLine(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;.)–—&", r)
}

// copy copies what may be copied of the bytes start to end.
func (w *htmlWriter) copy(start, end int) {
	if w.only == nil {
		w.o.copy(start, end)
		return
	}
	first := sort.Search(len(w.only), func(i int) bool { return w.only[i].end > start })
	for _, s := range w.only[first:] {
		if s.start >= end {
			return
		}
		w.o.copy(max(s.start, start), min(s.end, end))
	}
}

func (w *htmlWriter) lineBreak(e element, s scope) {
	if w.pending == nil {
		w.o.put(e.start, e.stop, "\n")
		w.broken = !s.code
	}
}

// picture copies the text that stands for a picture. A picture that is a link is a
// button, and one in a heading speaks only where the heading has no words.
func (w *htmlWriter) picture(e element, s scope) {
	start, end := alternative(w.text, e.start, e.stop)
	switch alt := strings.TrimSpace(w.text[start:end]); {
	case alt == "" || s.link:
	case s.title:
		w.alt = span{start, end}
	default:
		w.ready(alt, s)
		w.o.put(e.start, start, " ")
		w.unescape(start, end)
		w.o.put(end, e.stop, " ")
	}
}

// alternative returns the bytes of the text that a picture's tag gives for it.
func alternative(text string, start, stop int) (from, to int) {
	m := altAttribute.FindStringSubmatchIndex(text[start:stop])
	for n := 2; m != nil && n < len(m); n += 2 {
		if m[n] >= 0 {
			return start + m[n], start + m[n+1]
		}
	}
	return start, start
}

var altAttribute = regexp.MustCompile(`(?i)\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
