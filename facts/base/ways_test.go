package base_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts"
	"summitbot/facts/base"
)

// birds is a base whose second fact, and whose gap, are asked for as given.
func birds(fact, gap string) fstest.MapFS {
	return small("facts:\n" +
		"  - id: P1S1\n    answers:\n      - {headline: At dawn, equal: P1S2, ask: [when do birds sing]}\n" +
		"  - id: P1S2\n    answers:\n      - headline: Fish\n        " + fact + "\n" +
		"gaps:\n  - id: song\n    says: The text doesn't say which song.\n    " + gap + "\n")
}

func TestParaphrasesHaveHands(t *testing.T) {
	t.Parallel()
	tests := []struct {
		yaml string
		want []facts.Paraphrase
	}{
		{"paraphrases:", nil},
		{"paraphrases: {}", nil},
		{"paraphrases: [a b, c]", []facts.Paraphrase{{Text: "a b", Hand: 1}, {Text: "c", Hand: 1}}},
		{"paraphrases: |\n          a b\n\n            c: d # e\n          2020\n", []facts.Paraphrase{{Text: "a b", Hand: 1}, {Text: "c: d # e", Hand: 1}, {Text: "2020", Hand: 1}}},
		{"paraphrases:\n          3: |\n            a\n          12: [b]\n          5:\n", []facts.Paraphrase{{Text: "a", Hand: 3}, {Text: "b", Hand: 12}}},
	}
	for _, tt := range tests {
		b := load(t, birds(tt.yaml, ""))
		if got := b.Facts[1].Points[0].Paraphrases; !slices.Equal(got, tt.want) {
			t.Errorf("%s\ngot  %+v\nwant %+v", tt.yaml, got, tt.want)
		}
	}
}

func TestFaultsOfWays(t *testing.T) {
	t.Parallel()
	tests := []struct{ fact, gap, want string }{
		{"ask: ['When do birds sing?']", "", `base.yaml:9: fact P1S2: the way of asking "When do birds sing?" stands already with fact P1S1, on line 5`},
		{"ask: [x]", "paraphrases:\n      2: |\n        y\n\n        When do birds sing?", `base.yaml:17: gap song: the way of asking "When do birds sing?" stands already with fact P1S1, on line 5`},
		{"ask: [which]\n        paraphrases: ['Which?']", "", `base.yaml:10: fact P1S2: the way of asking "Which?" stands already with fact P1S2, on line 9`},
		{"paraphrases: {1: [which], 2: ['Which?']}", "", `stands already with fact P1S2, on line 9`},
		{"ask: ['??']", "", `base.yaml:9: fact P1S2: the way of asking "??" has no letter or digit`},
		{"", "ask: [👍]", `base.yaml:13: gap song: the way of asking "👍" has no letter or digit`},
		{"ask: ['']", "", `base.yaml:9: fact P1S2: a way of asking has 1 to 100 characters, this one 0`},
		{"ask:\n          - x\n          -", "", `base.yaml:11: fact P1S2: a way of asking has 1 to 100 characters, this one 0`},
		{"", "ask: [" + strings.Repeat("x", 101) + "]", `base.yaml:13: gap song: a way of asking has 1 to 100 characters, this one 101`},
		{"ask: [[x]]", "", "base.yaml:9: a text is expected here"},
		{"paraphrases: which one", "", "base.yaml:9: paraphrases stand one a line under |, or in a list"},
		{"paraphrases:\n          1: >\n            which\n            what", "", "base.yaml:10: paraphrases stand one a line under |"},
		{"paraphrases: {1: {2: x}}", "", "base.yaml:9: paraphrases stand one a line under |"},
		{"paraphrases: {0: [x]}", "", `base.yaml:9: "0" is no hand: they have numbers from 1 to 99`},
		{"paraphrases: {anna: [x]}", "", `base.yaml:9: "anna" is no hand`},
	}
	for _, tt := range tests {
		if _, err := base.Load(birds(tt.fact, tt.gap), "base.yaml", openText); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %s\ngot  %v\nwant %s", tt.fact, tt.gap, err, tt.want)
		}
	}
}
