package weights

import (
	"math"

	"summitbot/facts/encoder/kernel"
)

// Distances lays out a relative position bias by distance: for each head what is added to the
// score of a token that is so far behind another, from -Positions to Positions, and some more
// that kernels read without using it. The table has a row for each bucket with a column for
// each head; a shape without buckets has zeros and needs none.
func (s Shape) Distances(table []float32) [][]float32 {
	bias := make([][]float32, s.Heads)
	for h := range bias {
		if s.Buckets == 0 && h > 0 {
			bias[h] = bias[0]
			continue
		}
		bias[h] = make([]float32, 2*s.Positions+kernel.Lanes)
		for i := range 2*s.Positions + 1 {
			if s.Buckets > 0 {
				bias[h][i] = table[s.bucket(i-s.Positions)*s.Heads+h]
			}
		}
	}
	return bias
}

// bucket returns the bucket of a distance between two tokens, as T5 has them: half of the
// buckets for either direction; of each half, half for the distances from 0 on, one each, and
// half for longer ones up to a limit, by their logarithm.
func (s Shape) bucket(distance int) int {
	half, b := s.Buckets/2, 0
	if distance > 0 {
		b = half
	}
	distance = max(distance, -distance)
	exact := half / 2
	if distance < exact {
		return b + distance
	}
	long := math.Log(float64(distance)/float64(exact)) / math.Log(float64(s.Distance)/float64(exact))
	return b + min(exact+int(long*float64(half-exact)), half-1)
}
