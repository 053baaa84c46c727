package gloss

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

const (
	smoothing = 0.75 // power of a word's mass as a neighbour: rare ones count less
	rounds    = 24   // of the iteration
)

// A cell is one number of a sparse row.
type cell struct {
	column int32
	value  float64
}

// associations returns the positive pointwise mutual information of n words that stand
// in texts together, by rows. A pair in a long text counts less: 1/sqrt(its words).
func associations(texts [][]int32, n int) [][]cell {
	rows := together(texts, n)
	mass, all := make([]float64, n), 0.0
	for i, row := range rows {
		for _, c := range row {
			mass[i] += c.value
		}
		all += math.Pow(mass[i], smoothing)
	}
	for i, row := range rows {
		kept := row[:0]
		for _, c := range row {
			information := math.Log(c.value * all / (mass[i] * math.Pow(mass[c.column], smoothing)))
			if information > 0 {
				kept = append(kept, cell{c.column, information})
			}
		}
		rows[i] = kept
	}
	return rows
}

// together counts the pairs of different words of each text; rows stand in order.
func together(texts [][]int32, n int) [][]cell {
	counts := make([]map[int32]float64, n)
	for i := range counts {
		counts[i] = map[int32]float64{}
	}
	for _, t := range texts {
		weight := 1 / math.Sqrt(float64(len(t)))
		for i, a := range t {
			for _, b := range t[i+1:] {
				if a != b {
					counts[a][b] += weight
					counts[b][a] += weight
				}
			}
		}
	}
	rows := make([][]cell, n)
	for i, row := range counts {
		for column, value := range row {
			rows[i] = append(rows[i], cell{column, value})
		}
		slices.SortFunc(rows[i], func(a, b cell) int { return cmp.Compare(a.column, b.column) })
	}
	return rows
}

// eigenvectors returns, for every row of a symmetric matrix, its place in the space of
// the first eigenvectors, each stretched by the square root of its eigenvalue. It is
// found by orthogonal iteration from a fixed random start.
func eigenvectors(matrix [][]cell) [][]float64 {
	random := rand.New(rand.NewPCG(1, 2))
	space := make([][]float64, len(matrix))
	for i := range space {
		space[i] = make([]float64, Dimensions)
		for j := range space[i] {
			space[i][j] = random.NormFloat64()
		}
	}
	var lengths [Dimensions]float64
	for range rounds {
		space = product(matrix, space)
		lengths = orthonormalize(space)
	}
	for _, row := range space {
		for j := range row {
			row[j] *= math.Sqrt(lengths[j])
		}
	}
	return space
}

// product returns matrix times space.
func product(matrix [][]cell, space [][]float64) [][]float64 {
	out := make([][]float64, len(matrix))
	for i, row := range matrix {
		out[i] = make([]float64, Dimensions)
		for _, c := range row {
			for j, v := range space[c.column] {
				out[i][j] += c.value * v
			}
		}
	}
	return out
}

// orthonormalize makes the columns of a space unit vectors at right angles (Gram and
// Schmidt), and returns how long they were.
func orthonormalize(space [][]float64) (lengths [Dimensions]float64) {
	for a := range Dimensions {
		for b := range a {
			along := columns(space, a, b)
			for _, row := range space {
				row[a] -= along * row[b]
			}
		}
		lengths[a] = math.Sqrt(columns(space, a, a))
		for _, row := range space {
			row[a] /= max(lengths[a], 1e-12)
		}
	}
	return lengths
}

// columns returns the dot product of two columns.
func columns(space [][]float64, a, b int) float64 {
	sum := 0.0
	for _, row := range space {
		sum += row[a] * row[b]
	}
	return sum
}
