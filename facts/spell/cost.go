package spell

import "strings"

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

// cost returns what it costs to take the typed word for form: the least sum of slips.
// It is the optimal string alignment distance with weights.
func cost(typed, form string) int {
	a, b := []byte(typed), []byte(form)
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range b {
		above[j+1] = above[j] + missing(b, j)
	}
	for i := range a {
		row[0] = above[0] + extra(a, i)
		for j := range b {
			least := min(above[j]+change(a[i], b[j], i+j == 0), above[j+1]+extra(a, i), row[j]+missing(b, j))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] && a[i] != b[j] {
				least = min(least, before[j-1]+costSwap)
			}
			row[j+1] = least
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}

// missing is what it costs that letter j of the word was left out.
func missing(word []byte, j int) int {
	if j > 0 && word[j] == word[j-1] {
		return costDouble
	}
	return costMissing + first(j == 0)
}

// extra is what it costs that letter i of what was typed is too many.
func extra(typed []byte, i int) int {
	if i > 0 && typed[i] == typed[i-1] {
		return costDouble
	}
	return costExtra + first(i == 0)
}

func change(typed, meant byte, isFirst bool) int {
	switch {
	case typed == meant:
		return 0
	case soundAlike(typed, meant):
		return costSound + first(isFirst)
	case strings.IndexByte(neighbors[meant], typed) >= 0:
		return costKey + first(isFirst)
	}
	return costOther + first(isFirst)
}

func first(is bool) int {
	if is {
		return costFirst
	}
	return 0
}

func soundAlike(a, b byte) bool {
	for _, group := range []string{"aeiouy", "ckq", "sz", "cs", "gj", "vw", "iy", "dt", "bp"} {
		if strings.IndexByte(group, a) >= 0 && strings.IndexByte(group, b) >= 0 {
			return true
		}
	}
	return false
}

// neighbors are the keys beside each letter on a QWERTY keyboard.
var neighbors = func() (n [256]string) {
	rows := []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}
	for r, row := range rows {
		for i := range row {
			var beside []byte
			for _, d := range [][2]int{{0, -1}, {0, 1}, {-1, 0}, {-1, 1}, {1, -1}, {1, 0}} {
				if rr, cc := r+d[0], i+d[1]; rr >= 0 && rr < len(rows) && cc >= 0 && cc < len(rows[rr]) {
					beside = append(beside, rows[rr][cc])
				}
			}
			n[row[i]] = string(beside)
		}
	}
	return n
}()
