package spell

import "summitbot/facts/compiled"

// Describe writes the vocabulary, or reads it into one that is empty.
func (v *Vocabulary) Describe(c *compiled.Coder) {
	compiled.Map(c, &v.known, func(count *int) { compiled.Number(c, count) })
	if c.Reading() {
		v.sort()
	}
}
