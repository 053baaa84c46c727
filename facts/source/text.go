package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// Text reads plain text. Blank lines part paragraphs; what people mean by other lines is
// read from how they look: headings, lists, questions and answers, lines of "key:
// value", and blocks that are set in columns or indented.
func Text(name string, data []byte) (*facts.Document, error) {
	text, err := utf8Text(data)
	if err != nil {
		return nil, err
	}
	t := &plain{outline: &outline{text: text}, lines: splitLines(text)}
	t.chunks = chunksOf(t.lines)
	for n := 0; n < len(t.chunks); {
		n = t.chunk(n)
	}
	return t.document(name)
}

// plain reads the lines of a plain text into an outline.
type plain struct {
	*outline
	lines  []line
	chunks []span // lines between blank lines
	items  []int  // columns in which the texts of the open items begin
	label  string // the label of the item before
}

func chunksOf(lines []line) []span {
	var chunks []span
	for i := 0; i < len(lines); i++ {
		if lines[i].blank() {
			continue
		}
		start := i
		for i < len(lines) && !lines[i].blank() {
			i++
		}
		chunks = append(chunks, span{start, i})
	}
	return chunks
}

func (t *plain) says(i int) string { return t.text[t.lines[i].start:t.lines[i].end] }

// chunk reads the lines of a chunk, and returns the next to read.
func (t *plain) chunk(n int) int {
	c := t.chunks[n]
	if strings.HasPrefix(t.says(c.start), "```") {
		return t.fenced(n)
	}
	if t.isCode(c.start, c.end) && !t.continues(c.start) {
		t.items = nil
		t.code(t.lines[c.start:c.end])
		return n + 1
	}
	for i := c.start; i < c.end; {
		i = max(i+1, t.element(n, i, c.end))
	}
	return n + 1
}

// fenced reads code between two lines of backquotes, blank lines and all.
func (t *plain) fenced(n int) int {
	start := t.chunks[n].start
	end := start + 1
	for end < len(t.lines) && !strings.HasPrefix(t.says(end), "```") {
		end++
	}
	if end > start+1 {
		t.code(t.lines[start+1 : end])
	}
	if end+1 < len(t.lines) { // what follows in the same chunk is read by itself
		t.split(n, end+1)
	}
	for n < len(t.chunks) && t.chunks[n].end <= end+1 {
		n++
	}
	return n
}

// split lets no chunk reach over the start of a line.
func (t *plain) split(n, at int) {
	for k := n; k < len(t.chunks) && t.chunks[k].start < at; k++ {
		if t.chunks[k].end > at {
			t.chunks[k].start = at
			return
		}
	}
}

// element reads what begins in line i of chunk n, and returns the line after it.
func (t *plain) element(n, i, end int) int {
	text := t.says(i)
	if isRule(text) && len(text) >= 3 {
		return i + 1
	}
	if level, from, to := t.headingAt(n, i, end); level > 0 {
		return t.heading(i, end, level, from, to)
	}
	if label, width := t.itemAt(i, end); width > 0 {
		return t.item(i, end, label, width)
	}
	if t.continues(i) {
		return t.goOn(i, end)
	}
	t.items = nil
	if m := question.FindStringIndex(text); m != nil {
		return t.asked(i, end, m[1])
	}
	if t.isPair(i, end) {
		return t.pair(i, end)
	}
	return t.paragraph(n, i, end)
}

// paragraph reads lines until one that begins something else.
func (t *plain) paragraph(n, i, end int) int {
	stop := i + 1
	for stop < end && !t.begins(n, stop, end) {
		stop++
	}
	t.block(facts.Block{}, t.lines[i].start, t.lines[stop-1].end)
	return stop
}

// begins reports whether a line within a chunk begins something new.
func (t *plain) begins(n, i, end int) bool {
	text := t.says(i)
	if isRule(text) && len(text) >= 3 || hashed.MatchString(text) || question.MatchString(text) {
		return true
	}
	_, width := t.itemAt(i, end)
	return width > 0 || t.isPair(i, end)
}

var (
	hashed   = regexp.MustCompile(`^(#{1,6}|={1,6})[ \t]+(\S.*?)(?:[ \t]+(?:#+|=+))?$`)
	question = regexp.MustCompile(`^(?:Q|Question)(?:[ .]?[0-9]{1,3})?[:.)][ \t]+`)
	reply    = regexp.MustCompile(`^(?:A|Answer)(?:[ .]?[0-9]{1,3})?[:.)][ \t]+`)
	keyed    = regexp.MustCompile(`^[A-Z0-9"'(][^:.;?!]{0,40}[:]\s+\S`)
	equated  = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,20}\s+=\s+\S`)
	spaced   = regexp.MustCompile(`^\S.{0,30}?:?(?: {2,}|\t[ \t]*)\S`)
	numbered = regexp.MustCompile(`^((?:[0-9]{1,3}\.)*[0-9]{1,3}\.?|[IVXLC]+\.|(?:Chapter|Section|Article|Part|Rule|Step|Appendix) [0-9A-Z]{1,5}[:.]?)[ \t]+(\S.*)$`)
)

// asked reads a question that says so, "Q: ...", as the term of what answers it.
func (t *plain) asked(i, end, width int) int {
	stop := i + 1
	for stop < end && !reply.MatchString(t.says(stop)) && !question.MatchString(t.says(stop)) {
		stop++
		if strings.HasSuffix(t.says(stop-1), "?") {
			break
		}
	}
	t.block(facts.Block{Kind: facts.Heading, Level: weakLevel}, t.lines[i].start+width, t.lines[stop-1].end).weak = true
	return t.answered(stop, end)
}

// answered takes the "A:" off an answer that begins in line i.
func (t *plain) answered(i, end int) int {
	if i < end {
		if m := reply.FindString(t.says(i)); m != "" {
			t.lines[i].start += len(m)
		}
	}
	return i
}

// isPair reports whether a line is one of several that give a key and its value.
func (t *plain) isPair(i, end int) bool {
	for _, p := range []*regexp.Regexp{keyed, equated, spaced} {
		if p.MatchString(t.says(i)) && (t.isBeside(p, i, end, 1) || t.isBeside(p, i, end, -1)) {
			return true
		}
	}
	return false
}

// isBeside reports whether the next line of the same indent, over lines that are
// indented more, has the form of a pair too.
func (t *plain) isBeside(p *regexp.Regexp, i, end, step int) bool {
	for k := i + step; k >= 0 && k < end && k > i-20 && k < i+20; k += step {
		if t.lines[k].blank() {
			return false
		}
		if t.lines[k].indent <= t.lines[i].indent {
			return t.lines[k].indent == t.lines[i].indent && p.MatchString(t.says(k))
		}
	}
	return false
}

// pair reads a key, its value, and the lines indented below it.
func (t *plain) pair(i, end int) int {
	stop := i + 1
	for stop < end && t.lines[stop].indent > t.lines[i].indent {
		if _, width := t.itemAt(stop, end); width > 0 {
			break
		}
		stop++
	}
	t.block(facts.Block{}, t.lines[i].start, t.lines[stop-1].end)
	return stop
}

// isCode reports whether lines are set in columns, or indented and no sentences.
func (t *plain) isCode(i, end int) bool {
	columns, prose, indented := 0, 0, 0
	for _, l := range t.lines[i:end] {
		text := t.text[l.start:l.end]
		if gaps(text) >= 2 {
			columns++
		}
		if isProse(text) {
			prose++
		}
		if l.indent >= 4 {
			indented++
		}
	}
	lines := end - i
	_, width := mark(t.says(i))
	switch {
	case lines > 1 && columns*5 >= lines*3:
		return true
	case indented < lines || width > 0 || t.isPair(i, end):
		return false
	}
	return prose*2 < lines && !t.isSentence(i, end)
}

// isSentence reports whether the lines read as a text: they begin with a capital and
// end in an end mark.
func (t *plain) isSentence(i, end int) bool {
	first, _ := utf8.DecodeRuneInString(t.says(i))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t.says(end-1), `)"'”’]`))
	return unicode.IsUpper(first) && strings.ContainsRune(".!?:", last)
}

// gaps counts the runs of white space of two columns or more within a line, but those
// after the end of a sentence.
func gaps(text string) int {
	n := 0
	for i := 1; i < len(text); i++ {
		if text[i] != ' ' && text[i] != '\t' {
			continue
		}
		start := i
		for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
			i++
		}
		if (i-start > 1 || text[start] == '\t') && !strings.ContainsRune(".!?:", rune(text[start-1])) {
			n++
		}
	}
	return n
}

// isProse reports whether a line has words enough to be part of a sentence, and few
// marks that texts don't have.
func isProse(text string) bool {
	words := 0
	for w := range strings.FieldsSeq(text) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLetter(r) && !strings.ContainsAny(w, "=<>{}$_/\\|;") {
			words++
		}
	}
	return words >= 5 && words*3 >= len(strings.Fields(text))*2
}
