package text

// Answers reports whether a highlighted part of a text gives a short answer: it has all of
// its words, or at least half of the part's own words are the answer's.
func Answers(part, answer string) bool {
	words := func(s string) map[string]bool {
		set := make(map[string]bool)
		for _, w := range Forms(s) {
			set[w.Form] = true
		}
		return set
	}
	p, a := words(part), words(answer)
	shared := 0
	for w := range a {
		if p[w] {
			shared++
		}
	}
	return shared > 0 && (shared == len(a) || 2*shared >= len(p))
}
