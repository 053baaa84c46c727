package bot

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"

	"summitbot/facts/answer"
)

// headlines finds headlines by their words. It is made once for a base, never changed
// after, and is safe for concurrent use.
type headlines struct {
	base  *answer.Base
	all   []placed
	long  []int            // how many words each has
	words []string         // of all, sorted
	in    map[string][]int // the headlines that have a word, as indices of all
}

// placed is a headline with its place.
type placed struct {
	fact     string
	point    int
	headline string
}

// headlinesOf returns the headlines of a base, those made before where they are of that base.
func (b *Bot) headlinesOf(base *answer.Base) *headlines {
	if h := b.headlines.Load(); h != nil && h.base == base {
		return h
	}
	h := newHeadlines(base)
	b.headlines.Store(h)
	return h
}

func newHeadlines(base *answer.Base) *headlines {
	h := &headlines{base: base, in: make(map[string][]int)}
	for _, f := range base.Facts() {
		for i, p := range f.Points {
			h.add(placed{f.ID, i, p.Headline})
		}
		if len(f.Points) == 0 {
			h.add(placed{f.ID, 0, headline(f)})
		}
	}
	h.words = slices.Sorted(maps.Keys(h.in))
	return h
}

func (h *headlines) add(p placed) {
	words := distinctWords(p.headline)
	for _, w := range words {
		h.in[w] = append(h.in[w], len(h.all))
	}
	h.all, h.long = append(h.all, p), append(h.long, len(words))
}

// word is letters and digits; a number keeps the point in it: 94.8, 1,200.
var word = regexp.MustCompile(`[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*`)

func distinctWords(s string) []string {
	words := word.FindAllString(strings.ToLower(s), -1)
	slices.Sort(words)
	return slices.Compact(words)
}

// find returns at most n facts, best first, each with the headline that fits best. A
// headline fits if it has what weighs most of the words typed: the rarer a word, the more
// it weighs, and one that no headline has weighs most.
func (h *headlines) find(typed string, n int) (found []placed) {
	scores, least := h.score(distinctWords(typed))
	fitting := slices.Collect(maps.Keys(scores))
	slices.SortFunc(fitting, func(a, b int) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(h.long[a], h.long[b]), cmp.Compare(a, b))
	})
	seen := make(map[string]bool)
	for _, i := range fitting {
		if p := h.all[i]; scores[i] >= least && len(found) < n && !seen[p.fact] {
			seen[p.fact] = true
			found = append(found, p)
		}
	}
	return found
}

// score weighs the headlines that have any of the words, and says what a fitting one
// weighs at least.
func (h *headlines) score(words []string) (scores map[int]float64, least float64) {
	scores = make(map[int]float64)
	for _, w := range words {
		alike, closeness := h.alike(w)
		best := make(map[int]float64)
		most := 0.0
		for _, known := range alike {
			weight := h.weight(len(h.in[known]))
			most = max(most, weight)
			for _, i := range h.in[known] {
				best[i] = max(best[i], weight*closeness)
			}
		}
		for i, s := range best {
			scores[i] += s
		}
		least += cmp.Or(most, h.weight(1)) / 2
	}
	return scores, least
}

// weight is what a word weighs that so many headlines have.
func (h *headlines) weight(have int) float64 {
	return math.Log1p(float64(len(h.all)) / float64(have))
}

// alike returns the words of headlines that are meant by a typed one, and how close they
// are to it: the word itself, else those that begin with it, else those that differ by a
// slip of the finger.
func (h *headlines) alike(typed string) (words []string, closeness float64) {
	from, itself := slices.BinarySearch(h.words, typed)
	if itself {
		return h.words[from : from+1], 1
	}
	for to := from; to < len(h.words) && strings.HasPrefix(h.words[to], typed); to++ {
		words = h.words[from : to+1]
	}
	if len(words) > 0 {
		return words, 0.9
	}
	return h.misspelt(typed), 0.7
}

// misspelt returns the words that begin as the typed one does and differ from it in one
// letter, or in two where it is long. Numbers and short words are never misspelt.
func (h *headlines) misspelt(typed string) (words []string) {
	slips := min(len(typed)/4, 2)
	if slips == 0 || strings.ContainsAny(typed, "0123456789") {
		return nil
	}
	from, _ := slices.BinarySearch(h.words, typed[:1])
	for _, w := range h.words[from:] {
		if w[0] != typed[0] {
			break
		}
		if d := len(w) - len(typed); d <= slips && -d <= slips && edlib.OSADamerauLevenshteinDistance(typed, w) <= slips {
			words = append(words, w)
		}
	}
	return words
}
