//go:build !race

// With the race detector, a sync.Pool forgets at random.

package token_test

import (
	"testing"

	"summitbot/facts/encoder/token"
)

// It isn't parallel, since it counts everybody's allocations.
func TestAppendAllocatesNothing(t *testing.T) {
	for name, tok := range both(t) {
		var dst []token.Piece
		if n := testing.AllocsPerRun(100, func() { dst = tok.Append(dst[:0], "query: ", "Hello café 中国, 한 ﻻ…") }); n >= 1 {
			t.Errorf("%s: %v allocations, want none", name, n)
		}
	}
}
