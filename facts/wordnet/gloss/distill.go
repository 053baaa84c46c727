package gloss

import (
	"io/fs"
	"math"
	"slices"
	"strings"

	"summitbot/facts/wordnet/dict"
	"summitbot/facts/wordnet/packed"
)

// minCount is how often glosses must use a word that gets a vector.
const minCount = 3

// Distill reads the glosses of WordNet 3's files (data.noun, data.verb, data.adj and
// data.adv) and returns the table, which [Open] opens, of the vectors of their words. The
// function stems cuts a text into the stems that count.
func Distill(files fs.FS, stems func(string) []string) ([]byte, error) {
	var texts [][]string
	for _, part := range dict.Parts() {
		synsets, err := dict.Synsets(files, part)
		if err != nil {
			return nil, err
		}
		for _, s := range synsets {
			words := strings.ReplaceAll(strings.Join(s.Words, " "), "_", " ")
			texts = append(texts, stems(words+" "+s.Gloss))
		}
	}
	words := frequent(texts)
	return quantized(words, eigenvectors(associations(numbered(texts, words), len(words))))
}

// frequent returns the words that stand in texts often enough, sorted.
func frequent(texts [][]string) []string {
	count := map[string]int{}
	for _, t := range texts {
		for _, w := range t {
			count[w]++
		}
	}
	var words []string
	for w, n := range count {
		if n >= minCount {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// numbered returns texts as numbers of words; words that are not listed are left out.
func numbered(texts [][]string, words []string) [][]int32 {
	out := make([][]int32, len(texts))
	for i, t := range texts {
		for _, w := range t {
			if id, ok := slices.BinarySearch(words, w); ok {
				out[i] = append(out[i], int32(id))
			}
		}
	}
	return out
}

// quantized returns the table of words with their rows, which have [Dimensions] numbers.
func quantized(words []string, rows [][]float64) ([]byte, error) {
	return packed.Table(words, func(i int) []byte {
		top := 1e-12
		for _, x := range rows[i] {
			top = max(top, math.Abs(x))
		}
		row := make([]byte, Dimensions/2)
		for j, x := range rows[i] {
			row[j/2] |= byte(math.Round(x/top*levels)+middle) << (j % 2 * 4)
		}
		return row
	})
}
