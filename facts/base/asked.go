package base

import (
	"cmp"
	"hash/crc32"
	"slices"

	"summitbot/facts/compiled"
)

// ways is what each way of asking asks for, by the hash of its [Key], in rising order. The
// key itself is that of one of the target's own ways: no text is kept twice.
type ways []hashed

type hashed struct {
	hash uint32
	Target
}

func hash(key string) uint32 { return crc32.ChecksumIEEE([]byte(key)) }

// waysOf returns the ways that were claimed.
func waysOf(claims map[string]claim) ways {
	all := make(ways, 0, len(claims))
	for key, c := range claims {
		all = append(all, hashed{hash(key), c.Target})
	}
	slices.SortFunc(all, func(a, b hashed) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.number(), b.number()), cmp.Compare(a.Point, b.Point))
	})
	return all
}

// number is of a fact even, of a gap odd.
func (t Target) number() int32 {
	if t.Gap {
		return 2*t.Place + 1
	}
	return 2 * t.Place
}

// Ways returns how many ways of asking the base has.
func (b *Base) Ways() int { return len(b.ways) }

// Asked returns what a question asks for that is one of the base's ways of asking, and
// whether it is one. A question without a letter or digit is none.
func (b *Base) Asked(question string) (Target, bool) {
	key := Key(question)
	h := hash(key)
	i, _ := slices.BinarySearchFunc(b.ways, h, func(w hashed, h uint32) int { return cmp.Compare(w.hash, h) })
	for ; key != "" && i < len(b.ways) && b.ways[i].hash == h; i++ {
		t := b.ways[i].Target
		if slices.ContainsFunc(b.waysTo(t), func(way string) bool { return Key(way) == key }) {
			return t, true
		}
	}
	return Target{}, false
}

// waysTo returns the ways of asking for a target.
func (b *Base) waysTo(t Target) []string {
	if t.Gap {
		return b.Gaps[t.Place].Ways()
	}
	return b.Facts[t.Place].Points[t.Point].Ways()
}

// describeWays describes the ways of a base whose facts and gaps are known.
func (b *Base) describeWays(c *compiled.Coder) {
	last := uint32(0)
	compiled.List(c, (*[]hashed)(&b.ways), func(w *hashed) {
		step := w.hash - last
		compiled.Number(c, &step)
		last += step
		place := w.number()
		compiled.Below(c, &place, 2*max(len(b.Facts), len(b.Gaps)))
		if c.Reading() {
			w.hash, w.Gap, w.Place = last, place%2 == 1, place/2
		}
		b.describePoint(c, &w.Target)
	})
}

// describePoint describes the point of a target, and sees that there is one.
func (b *Base) describePoint(c *compiled.Coder, t *Target) {
	points := 0
	switch {
	case t.Gap && int(t.Place) < len(b.Gaps):
		points = 1
	case !t.Gap && int(t.Place) < len(b.Facts):
		points = len(b.Facts[t.Place].Points)
	}
	compiled.Below(c, &t.Point, points)
}
