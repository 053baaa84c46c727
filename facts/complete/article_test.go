package complete_test

import (
	"os"
	"testing"

	"go.yaml.in/yaml/v3"

	"summitbot/facts/complete"
	"summitbot/facts/lexicon"
)

// article returns the ways that the article's base offers, one owner for each answer, and
// its lexicon.
func article(tb testing.TB) ([]complete.Way, *lexicon.Lexicon) {
	tb.Helper()
	var base struct {
		Facts []struct {
			Answers []struct{ Ask []string }
		}
	}
	if err := yaml.Unmarshal(readFile(tb, "../data/summit.yaml"), &base); err != nil {
		tb.Fatal(err)
	}
	var ways []complete.Way
	owner := 0
	for _, f := range base.Facts {
		for _, a := range f.Answers {
			for _, text := range a.Ask {
				ways = append(ways, complete.Way{Text: text, Owner: owner})
			}
			owner++
		}
	}
	l, err := lexicon.Parse("lexicon.yaml", readFile(tb, "../data/lexicon.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	return ways, l
}

func readFile(tb testing.TB, path string) []byte {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}
