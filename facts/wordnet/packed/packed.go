// Package packed holds a sorted list of words with some bytes each in a table that is
// read in place: opening it costs nothing, and a look-up touches what it compares.
//
// A table is the number of words, the size of their entries, where each entry ends
// (counted from the first), and the entries. An entry is the length of a word in one
// byte, the word and its value. Numbers have three bytes, the lowest first.
package packed

import (
	"fmt"
	"sort"
)

// maxNumber is the largest number, and so the size of the largest list.
const maxNumber = 1<<24 - 1

// A List is a sorted list of words with their values. Its zero value is empty. It never
// changes and is safe for concurrent use.
type List struct{ ends, entries string }

// Open returns the list that a table begins with, and what stands behind it. It copies
// and checks nothing: it panics on a table that is shorter than it says.
func Open(table string) (l List, rest string) {
	ends := 6 + 3*Number(table, 0)
	entries := ends + Number(table, 1)
	return List{table[6:ends], table[ends:entries]}, table[entries:]
}

// Len returns the number of words.
func (l List) Len() int { return len(l.ends) / 3 }

// At returns the i-th word and its value.
func (l List) At(i int) (word, value string) {
	begin := 0
	if i > 0 {
		begin = Number(l.ends, i-1)
	}
	entry := l.entries[begin:Number(l.ends, i)]
	n := 1 + int(entry[0])
	return entry[1:n], entry[n:]
}

// Find returns the place of a word; false if the list doesn't have it.
func (l List) Find(word string) (i int, ok bool) {
	i = sort.Search(l.Len(), func(i int) bool {
		w, _ := l.At(i)
		return w >= word
	})
	if i == l.Len() {
		return i, false
	}
	w, _ := l.At(i)
	return i, w == word
}

// Number returns the i-th number of a string of numbers.
func Number(s string, i int) int {
	s = s[3*i : 3*i+3]
	return int(s[0]) | int(s[1])<<8 | int(s[2])<<16
}

// AppendNumber appends a number, which has no more than 24 bits.
func AppendNumber(b []byte, n int) []byte {
	return append(b, byte(n), byte(n>>8), byte(n>>16))
}

// Table returns the table of words, which are sorted, with their values. It's an error if
// a word has more than 255 bytes, or all of them have too many.
func Table(words []string, value func(i int) []byte) ([]byte, error) {
	var ends, entries []byte
	for i, w := range words {
		if len(w) > 255 {
			return nil, fmt.Errorf("packed: a word of %d bytes", len(w))
		}
		entries = append(append(entries, byte(len(w))), w...)
		entries = append(entries, value(i)...)
		if len(entries) > maxNumber {
			return nil, fmt.Errorf("packed: more than %d bytes", maxNumber)
		}
		ends = AppendNumber(ends, len(entries))
	}
	head := AppendNumber(AppendNumber(nil, len(words)), len(entries))
	return append(append(head, ends...), entries...), nil
}
