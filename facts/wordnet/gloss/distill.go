package gloss

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// minCount is how often glosses must use a word that gets a vector.
const minCount = 3

// Distill reads the glosses of WordNet 3's files (data.noun, data.verb, data.adj and
// data.adv) and returns the vectors of their words. The function stems cuts a text into
// the stems that count.
func Distill(dict fs.FS, stems func(string) []string) (*Vectors, error) {
	var texts [][]string
	for _, pos := range []string{"noun", "verb", "adj", "adv"} {
		err := eachGloss(dict, "data."+pos, func(gloss string) {
			texts = append(texts, stems(gloss))
		})
		if err != nil {
			return nil, err
		}
	}
	words := frequent(texts)
	return quantized(words, eigenvectors(associations(numbered(texts, words), len(words)))), nil
}

// eachGloss calls gloss with the words and the gloss of each synset of a file.
func eachGloss(dict fs.FS, name string, gloss func(string)) error {
	f, err := dict.Open(name)
	if err != nil {
		return fmt.Errorf("gloss: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line := lines.Text(); line != "" && line[0] != ' ' {
			s, err := textOf(line)
			if err != nil {
				return fmt.Errorf("gloss: %s: %w", name, err)
			}
			gloss(s)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("gloss: %s: %w", name, err)
	}
	return nil
}

// textOf returns the words and the gloss of "offset lex pos words word id... | gloss".
func textOf(line string) (string, error) {
	head, gloss, _ := strings.Cut(line, " | ")
	f := strings.Fields(head)
	if len(f) < 4 {
		return "", fmt.Errorf("%d fields in %q", len(f), head)
	}
	n, err := strconv.ParseInt(f[3], 16, 32)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i := 4; i < min(len(f), 4+2*int(n)); i += 2 {
		word, _, _ := strings.Cut(f[i], "(")
		b.WriteString(strings.ReplaceAll(word, "_", " ") + " ")
	}
	return b.String() + gloss, nil
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
