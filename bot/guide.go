package bot

import (
	"cmp"
	"slices"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// How many questions a card leads on to, and how many of them to the same fact.
const (
	maxRelated  = 5
	maxSameFact = 2
	maxExamples = 3
)

// guide knows what a base's answers lead on to. It is made once for a base, never changed
// after, and is safe for concurrent use.
type guide struct {
	base     *answer.Base
	place    map[string]int   // of a fact in base.Facts(), by id
	shelf    map[string][]int // places of a topic's facts, in reading order
	examples []string         // questions that show what can be asked
}

// guideTo returns the guide to a base, the one made before where it is of that base.
func (b *Bot) guideTo(base *answer.Base) *guide {
	if g := b.guide.Load(); g != nil && g.base == base {
		return g
	}
	g := newGuide(base)
	b.guide.Store(g)
	return g
}

func newGuide(base *answer.Base) *guide {
	g := &guide{base: base, place: make(map[string]int), shelf: make(map[string][]int)}
	var openers []string
	for i, f := range base.Facts() {
		g.place[f.ID] = i
		for _, topic := range f.Topics {
			g.shelf[topic] = append(g.shelf[topic], i)
		}
		openers = append(openers, opener(f, "")...)
	}
	g.examples = spread(openers, maxExamples)
	return g
}

// opener returns the first offered way of asking for a fact, and none where there is none.
// It leaves out the points whose questions another fact answers as well.
func opener(f facts.Fact, answered string) []string {
	for _, p := range f.Points {
		if hasOpener(p) && !has(p.Equal, answered) {
			return p.Ask[:1]
		}
	}
	return nil
}

// hasOpener reports whether a point has an offered way of asking that a menu has room for.
func hasOpener(p facts.Point) bool { return len(p.Ask) > 0 && units(p.Ask[0]) <= maxChoice }

// spread returns n of the values, from all over the list; all where there are fewer.
func spread(all []string, n int) []string {
	if len(all) <= n {
		return all
	}
	chosen := make([]string, n)
	for i := range chosen {
		chosen[i] = all[i*len(all)/n]
	}
	return chosen
}

// related returns up to [maxRelated] questions that lead on from an answer, each answered
// by this base: for what else its fact tells, for the facts that came near the question,
// and for those nearest by topic. It never returns the question itself, nor one of a point
// that the answer gave.
func (g *guide) related(a facts.Answer) []string {
	chosen := questions{asked: letters(a.Question)}
	f, answered := g.base.Fact(a.Fact)
	if answered {
		chosen.add(maxSameFact, otherPoints(f, a.Headline)...)
	}
	for _, p := range a.Others {
		if near, ok := g.base.Fact(p.Fact); ok {
			chosen.add(maxRelated, opener(near, a.Fact)...)
		}
	}
	if !answered && len(a.Others) > 0 {
		f, answered = g.base.Fact(a.Others[0].Fact)
	}
	if answered {
		for _, place := range g.neighbours(f) {
			chosen.add(maxRelated, opener(g.base.Facts()[place], a.Fact)...)
		}
		chosen.add(maxRelated, otherPoints(f, a.Headline)...)
	}
	return chosen.list
}

// otherPoints returns the first way of asking for each point of a fact but the one with
// the headline.
func otherPoints(f facts.Fact, headline string) []string {
	var ways []string
	for _, p := range f.Points {
		if p.Headline != headline && hasOpener(p) {
			ways = append(ways, p.Ask[0])
		}
	}
	return ways
}

// neighbours returns the places of the facts nearest to f, the nearest first: those that
// share most topics, and of these the ones that stand closest. A fact without topics has
// those that stand around it.
func (g *guide) neighbours(f facts.Fact) []int {
	at := g.place[f.ID]
	shared := make(map[int]int)
	for _, topic := range f.Topics {
		for _, place := range closeTo(g.shelf[topic], at) {
			shared[place]++
		}
	}
	if len(shared) == 0 {
		for place := max(0, at-maxRelated); place <= min(at+maxRelated, len(g.place)-1); place++ {
			shared[place]++
		}
	}
	delete(shared, at)
	near := make([]int, 0, len(shared))
	for place := range shared {
		near = append(near, place)
	}
	slices.SortFunc(near, func(a, b int) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(distance(a, at), distance(b, at)), cmp.Compare(a, b))
	})
	return near
}

// closeTo returns the places next to one in an ascending list, as many on each side as a
// card leads on to.
func closeTo(shelf []int, at int) []int {
	i, _ := slices.BinarySearch(shelf, at)
	return shelf[max(0, i-maxRelated):min(len(shelf), i+maxRelated+1)]
}

func distance(a, b int) int { return max(a-b, b-a) }

// questions gathers what a menu offers, each question once and never the asked one.
type questions struct {
	asked string // its letters
	list  []string
	keys  []string // the letters of each
}

// add adds questions up to so many in all.
func (q *questions) add(most int, ways ...string) {
	for _, way := range ways {
		if len(q.list) >= most {
			return
		}
		if key := letters(way); key != q.asked && !has(q.keys, key) {
			q.list, q.keys = append(q.list, way), append(q.keys, key)
		}
	}
}

// letters is what two ways of writing the same question share.
func letters(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), isNoWord), " ")
}
