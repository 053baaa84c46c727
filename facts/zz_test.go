package facts

import (
	"os"
	"testing"

	"summitbot/facts/match"
)

func TestZZ(t *testing.T) {
	var m match.Model
	os.WriteFile("match/weights.tsv", []byte(m.String()), 0o644)
	os.WriteFile("match/bare.tsv", []byte(m.String()), 0o644)
}
