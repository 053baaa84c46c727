package wordnet

import (
	"slices"
	"sort"
)

// A builder collects a graph.
type builder struct {
	ids     map[string]uint32
	stems   []string
	synsets []rawMembers
	derived map[[2]string]bool
}

type member struct {
	stem string
	rank uint8
}

type rawMembers struct {
	members          []member
	parents, similar []uint32
}

func newBuilder() *builder {
	return &builder{ids: map[string]uint32{}, derived: map[[2]string]bool{}}
}

func (b *builder) synset(members []member, parents, similar []uint32) {
	b.synsets = append(b.synsets, rawMembers{members, parents, similar})
	for _, m := range members {
		b.word(m.stem)
	}
}

func (b *builder) word(stem string) {
	if _, ok := b.ids[stem]; !ok {
		b.ids[stem] = 0
		b.stems = append(b.stems, stem)
	}
}

func (b *builder) derive(from, to string) {
	if from != to {
		b.word(from)
		b.word(to)
		b.derived[[2]string{from, to}] = true
	}
}

func (b *builder) graph() *Graph {
	b.compact()
	sort.Strings(b.stems)
	for i, s := range b.stems {
		b.ids[s] = uint32(i)
	}
	g := newGraph(b.stems, len(b.synsets))
	for i, s := range b.synsets {
		for _, m := range s.members {
			g.members[i] = append(g.members[i], sense{b.ids[m.stem], m.rank})
		}
		g.parents[i], g.similar[i] = s.parents, s.similar
	}
	for pair := range b.derived {
		from, to := b.ids[pair[0]], b.ids[pair[1]]
		g.derived[from] = append(g.derived[from], to)
	}
	for _, d := range g.derived {
		slices.Sort(d)
	}
	g.invert()
	return g
}

// compact drops the synsets without words, and what leads to them.
func (b *builder) compact() {
	number := make([]uint32, len(b.synsets))
	var kept []rawMembers
	for i, s := range b.synsets {
		if len(s.members) > 0 {
			number[i] = uint32(len(kept))
			kept = append(kept, s)
		}
	}
	for i := range kept {
		kept[i].parents = b.renumber(kept[i].parents, number)
		kept[i].similar = b.renumber(kept[i].similar, number)
	}
	b.synsets = kept
}

func (b *builder) renumber(list, number []uint32) []uint32 {
	var out []uint32
	for _, s := range list {
		if len(b.synsets[s].members) > 0 {
			out = append(out, number[s])
		}
	}
	return out
}
