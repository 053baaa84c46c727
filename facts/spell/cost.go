package spell

import (
	"slices"
	"strings"
)

// What slips cost, in hundredths of an edit. A letter struck twice or swapped with its
// neighbour is a slip of the hand; a vowel for a vowel, or c for k, is one of the ear;
// any other letter is likely to be another word.
const (
	costDouble  = 40  // a letter written once for twice, or twice for once
	costSwap    = 60  // two neighbouring letters in the wrong order
	costSound   = 65  // a letter for one that sounds alike
	costKey     = 75  // a letter for one beside it on the keyboard
	costMissing = 85  // a letter left out
	costExtra   = 95  // a letter too many
	costOther   = 115 // a letter for any other
	costFirst   = 40  // on top, where the first letter is wrong
)

// maxLength is how long a word may be, in bytes, to be repaired.
const maxLength = 31

// cost returns what it costs to take the typed word for form: the least sum of slips,
// or something above most where it costs more than that. It is the optimal string
// alignment distance with weights. Neither word may be longer than maxLength.
func cost(a, b string, most int) int {
	var rows [3][maxLength + 1]int
	var without [maxLength]int // what each letter of b costs that is left out
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) {
		without[j] = missing(b, j)
		above[j+1] = above[j] + without[j]
	}
	leastAbove := 0
	for i := range len(a) {
		with, changed := extra(a, i), &changes[a[i]]
		row[0] = above[0] + with
		least := row[0]
		for j := range len(b) {
			c := int(changed[b[j]])
			if i+j == 0 && c > 0 {
				c += costFirst
			}
			c = min(above[j]+c, above[j+1]+with, row[j]+without[j])
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] && a[i] != b[j] {
				c = min(c, before[j-1]+costSwap)
			}
			row[j+1] = c
			least = min(least, c)
		}
		if least > most && leastAbove+costSwap > most {
			return least
		}
		before, above, row, leastAbove = above, row, before, least
	}
	return above[len(b)]
}

// missing is what it costs that letter j of the word was left out.
func missing(word string, j int) int {
	if j > 0 && word[j] == word[j-1] {
		return costDouble
	}
	return costMissing + first(j == 0)
}

// extra is what it costs that letter i of what was typed is too many.
func extra(typed string, i int) int {
	if i > 0 && typed[i] == typed[i-1] {
		return costDouble
	}
	return costExtra + first(i == 0)
}

func first(is bool) int {
	if is {
		return costFirst
	}
	return 0
}

// changes is what it costs to write the first letter for the second. It is made at each
// start, so only the letters are looked at one by one.
var changes = func() (c [256][256]uint8) {
	for typed := range c {
		for meant := range c[typed] {
			c[typed][meant] = costOther
		}
		c[typed][typed] = 0
	}
	for typed := byte('a'); typed <= 'z'; typed++ {
		for meant := byte('a'); meant <= 'z'; meant++ {
			c[typed][meant] = changeOf(typed, meant)
		}
	}
	return c
}()

func changeOf(typed, meant byte) uint8 {
	switch {
	case typed == meant:
		return 0
	case shareGroup(typed, meant, "aeiouy", "ckq", "sz", "cs", "gj", "vw", "dt", "bp"):
		return costSound
	case areNeighbors(typed, meant):
		return costKey
	}
	return costOther
}

func shareGroup(a, b byte, groups ...string) bool {
	return slices.ContainsFunc(groups, func(g string) bool {
		return strings.IndexByte(g, a) >= 0 && strings.IndexByte(g, b) >= 0
	})
}

// areNeighbors reports whether two keys touch on a QWERTY keyboard, whose rows are each
// shifted to the right a little.
func areNeighbors(a, b byte) bool {
	rowA, columnA := key(a)
	rowB, columnB := key(b)
	if rowA < 0 || rowB < 0 {
		return false
	}
	if rowA > rowB {
		rowA, columnA, rowB, columnB = rowB, columnB, rowA, columnA
	}
	right := columnA - columnB
	return rowA == rowB && (right == 1 || right == -1) || rowB == rowA+1 && (right == 0 || right == 1)
}

func key(c byte) (row, column int) {
	for row, keys := range []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"} {
		if column := strings.IndexByte(keys, c); column >= 0 {
			return row, column
		}
	}
	return -1, -1
}
