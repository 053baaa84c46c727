package answer

import "summitbot/facts"

// Show returns what the fact with the given id says, as the answer to nobody's question:
// its point of the given number, from 0, or the whole sentence where there is no such
// point. It reports whether there is such a fact.
func (b *Base) Show(id string, point int) (facts.Answer, bool) {
	place, ok := b.place[id]
	if !ok {
		return facts.Answer{}, false
	}
	var points []int
	if point >= 0 && point < len(b.facts[place].Points) {
		points = []int{point}
	}
	a := facts.Answer{Others: []facts.Passage{}}
	b.fill(&a, place, points, 1)
	b.show(&a)
	return a, true
}
