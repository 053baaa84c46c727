package learn

import (
	"math"
	"sort"
)

// A Node of a regression tree is a split, or a leaf where Left is 0: no split leads
// back to the root.
type Node struct {
	Feature     int
	Threshold   float64 // values at most this go left
	Left, Right int
	Value       float64 // of a leaf
}

// A Tree is a regression tree; node 0 is its root.
type Tree []Node

// Value returns the value of the leaf that a row of features falls into.
func (t Tree) Value(row []float64) float64 {
	i := 0
	for t[i].Left != 0 {
		if row[t[i].Feature] <= t[i].Threshold {
			i = t[i].Left
		} else {
			i = t[i].Right
		}
	}
	return t[i].Value
}

// BoostOptions set how trees are grown.
type BoostOptions struct {
	Trees, Leaves int
	Rate          float64
	MinRows       int     // rows in a leaf, at least
	L2            float64 // added to the curvature of a leaf
}

// Boost grows trees one after the other, each along the slope of the listwise softmax
// loss where the scores of base and of the trees before it left it.
func Boost(lists []List, base func([]float64) float64, o BoostOptions) []Tree {
	lists = withGold(lists)
	b := newBooster(lists, base, o)
	var trees []Tree
	for range o.Trees {
		b.slope()
		t := b.grow()
		trees = append(trees, t)
		for i, row := range b.rows {
			b.score[i] += t.Value(row)
		}
	}
	return trees
}

const bins = 32

// A booster holds all rows of all lists, in order.
type booster struct {
	o      BoostOptions
	lists  []List
	rows   [][]float64
	score  []float64
	g, h   []float64   // slope and curvature of the loss
	cuts   [][]float64 // by feature: upper ends of the bins
	binned [][]uint8   // by feature, by row
}

func newBooster(lists []List, base func([]float64) float64, o BoostOptions) *booster {
	b := &booster{o: o, lists: lists}
	for _, l := range lists {
		for _, row := range l.Features {
			b.rows = append(b.rows, row)
			b.score = append(b.score, base(row))
		}
	}
	b.g, b.h = make([]float64, len(b.rows)), make([]float64, len(b.rows))
	for f := range b.rows[0] {
		cuts := b.quantiles(f)
		column := make([]uint8, len(b.rows))
		for i, row := range b.rows {
			column[i] = uint8(sort.SearchFloat64s(cuts, row[f]))
		}
		b.cuts, b.binned = append(b.cuts, cuts), append(b.binned, column)
	}
	return b
}

func (b *booster) quantiles(f int) []float64 {
	values := make([]float64, len(b.rows))
	for i, row := range b.rows {
		values[i] = row[f]
	}
	sort.Float64s(values)
	var cuts []float64
	for k := 1; k < bins; k++ {
		v := values[k*len(values)/bins]
		if len(cuts) == 0 || v > cuts[len(cuts)-1] {
			cuts = append(cuts, v)
		}
	}
	return cuts
}

func (b *booster) slope() {
	i := 0
	for _, l := range b.lists {
		n := len(l.Features)
		scores := b.score[i : i+n]
		pull := Pull(scores, l.Gold)
		share := shares(scores)
		for k := range n {
			b.g[i+k] = pull[k]
			b.h[i+k] = max(share[k]*(1-share[k]), 1e-6)
		}
		i += n
	}
}

func shares(scores []float64) []float64 {
	out := make([]float64, len(scores))
	top, sum := scores[0], 0.0
	for _, s := range scores {
		top = max(top, s)
	}
	for k, s := range scores {
		out[k] = math.Exp(s - top)
		sum += out[k]
	}
	for k := range out {
		out[k] /= sum
	}
	return out
}

// A leaf under growth.
type growing struct {
	node    int
	rows    []int32
	gain    float64
	feature int
	bin     int
}

// grow returns a tree with the leaves that lower the loss most, best first.
func (b *booster) grow() Tree {
	all := make([]int32, len(b.rows))
	for i := range all {
		all[i] = int32(i)
	}
	tree := Tree{b.leaf(all)}
	leaves := []growing{b.best(0, all)}
	for len(leaves) < b.o.Leaves {
		k := 0
		for i := range leaves {
			if leaves[i].gain > leaves[k].gain {
				k = i
			}
		}
		if leaves[k].gain <= 0 {
			break
		}
		left, right := b.split(leaves[k])
		n := len(tree)
		tree[leaves[k].node] = Node{Feature: leaves[k].feature, Threshold: b.cuts[leaves[k].feature][leaves[k].bin], Left: n, Right: n + 1}
		tree = append(tree, b.leaf(left), b.leaf(right))
		leaves[k] = b.best(n, left)
		leaves = append(leaves, b.best(n+1, right))
	}
	return tree
}

func (b *booster) leaf(rows []int32) Node {
	var g, h float64
	for _, i := range rows {
		g += b.g[i]
		h += b.h[i]
	}
	return Node{Value: b.o.Rate * g / (h + b.o.L2)}
}

func (b *booster) split(l growing) (left, right []int32) {
	for _, i := range l.rows {
		if int(b.binned[l.feature][i]) <= l.bin {
			left = append(left, i)
		} else {
			right = append(right, i)
		}
	}
	return left, right
}

// best returns the leaf with its best split.
func (b *booster) best(node int, rows []int32) growing {
	l := growing{node: node, rows: rows}
	for f, cuts := range b.cuts {
		var g, h [bins + 1]float64
		var n [bins + 1]int
		for _, i := range rows {
			k := b.binned[f][i]
			g[k] += b.g[i]
			h[k] += b.h[i]
			n[k]++
		}
		l.try(f, g[:len(cuts)+1], h[:len(cuts)+1], n[:len(cuts)+1], b.o)
	}
	return l
}

func (l *growing) try(f int, g, h []float64, n []int, o BoostOptions) {
	var allG, allH float64
	for k := range g {
		allG += g[k]
		allH += h[k]
	}
	var lg, lh float64
	ln := 0
	for k := range len(g) - 1 {
		lg += g[k]
		lh += h[k]
		ln += n[k]
		if ln < o.MinRows || len(l.rows)-ln < o.MinRows {
			continue
		}
		rg, rh := allG-lg, allH-lh
		gain := lg*lg/(lh+o.L2) + rg*rg/(rh+o.L2) - allG*allG/(allH+o.L2)
		if gain > l.gain+1e-12 {
			l.gain, l.feature, l.bin = gain, f, k
		}
	}
}
