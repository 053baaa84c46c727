package learn

import (
	"math/rand/v2"
	"strings"
)

// Misspell returns a question with slips in about every fifth of its longer words, at
// least one where it has any: a letter left out, struck twice, swapped with the next,
// or struck beside its key, or a vowel taken for another.
func Misspell(random *rand.Rand, question string) string {
	words := strings.Fields(question)
	var long []int
	for i, w := range words {
		if len(w) >= 4 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return question
	}
	for range 1 + len(long)/5 {
		i := long[random.IntN(len(long))]
		words[i] = slip(random, words[i])
	}
	return strings.Join(words, " ")
}

// slip returns a word with one slip behind its first letter.
func slip(random *rand.Rand, word string) string {
	i := 1 + random.IntN(len(word)-2)
	switch random.IntN(5) {
	case 0:
		return word[:i] + word[i+1:]
	case 1:
		return word[:i] + word[i:i+1] + word[i:]
	case 2:
		return word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:]
	case 3:
		return word[:i] + beside(random, word[i]) + word[i+1:]
	}
	for j := 1; j < len(word); j++ {
		if strings.IndexByte(vowels, word[j]) >= 0 {
			return word[:j] + string(vowels[random.IntN(len(vowels))]) + word[j+1:]
		}
	}
	return word[:i] + word[i+1:]
}

const vowels = "aeiou"

// beside returns a letter whose key lies beside that of c, or c where none does.
func beside(random *rand.Rand, c byte) string {
	for _, row := range []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"} {
		if i := strings.IndexByte(row, c); i >= 0 {
			if i == 0 || i+1 < len(row) && random.IntN(2) == 0 {
				return row[i+1 : i+2]
			}
			return row[i-1 : i]
		}
	}
	return string(c)
}
