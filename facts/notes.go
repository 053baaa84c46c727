package facts

import (
	"regexp"
	"strconv"
)

var note = regexp.MustCompile(`\[(\d{1,3})\]`)

// Notes returns the numbers of the notes that the sentence cites, in order; nil where
// it cites none.
func (s Sentence) Notes() []int {
	var notes []int
	for _, m := range note.FindAllStringSubmatch(s.Text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			notes = append(notes, n)
		}
	}
	return notes
}
