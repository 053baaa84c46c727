package lexicon_test

import (
	"strings"
	"testing"

	"summitbot/facts/lexicon"
	"summitbot/facts/text"
)

const sample = `
same:
  - [money, cash, "financial aid"]
  - [railway, train, "train line"]
  - [line, row]
stands_for: {stans: five central asian countries, b4: before}
spelling: {sian: xian}
names: [Japan]
measures: [kilometre]
light: [tell]
`

func parse(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Parse("sample.yaml", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func stems(units []lexicon.Unit) string {
	var out []string
	for _, u := range units {
		out = append(out, u.Stem)
	}
	return strings.Join(out, ", ")
}

func TestUnits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    string
		whole bool
		want  string
	}{
		{"", true, ""},
		{"the stans b4 Sian", true, "the, five, central, asian, countri, before, xian"},
		{"train lines row", true, "train line, row"},
		{"train lines row", false, "train line, train, line, row"},
	}
	l := parse(t)
	for _, tt := range tests {
		if got := stems(l.Units(l.Expand(text.Words(tt.in)), tt.whole)); got != tt.want {
			t.Errorf("Units(%q, %v) = %q, want %q", tt.in, tt.whole, got, tt.want)
		}
	}
}

func TestWordsOfAGroupShareAConcept(t *testing.T) {
	t.Parallel()
	l := parse(t)
	concept := func(s string) int32 {
		units := l.Units(text.Words(s), true)
		if len(units) != 1 || len(units[0].Concepts) != 1 {
			t.Fatalf("Units(%q) = %+v, want one unit of one concept", s, units)
		}
		return units[0].Concepts[0]
	}
	if concept("cash") != concept("financial aid") || concept("cash") == concept("trains") {
		t.Error("concepts are mixed up")
	}
}

func TestClasses(t *testing.T) {
	t.Parallel()
	want := map[string]lexicon.Class{
		"japan": lexicon.Name, "kilometres": lexicon.Foreign, "tell": lexicon.Light, "the": lexicon.Function,
		"2023": lexicon.Number, "summit": lexicon.Content,
	}
	for word, class := range want {
		if got := parse(t).Units(text.Words(word), true)[0].Class; got != class {
			t.Errorf("%s: class %d, want %d", word, got, class)
		}
	}
}

func TestTheZeroLexiconMakesUnits(t *testing.T) {
	t.Parallel()
	var l lexicon.Lexicon
	if got := stems(l.Units(text.Words("Train lines"), true)); got != "train, line" {
		t.Errorf("got %q", got)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"sames: []", "stands_for: {x: ''}", "spelling: {a b: c}", "same: 1"} {
		if _, err := lexicon.Parse("l.yaml", []byte(s)); err == nil || !strings.Contains(err.Error(), "l.yaml") {
			t.Errorf("Parse(%q): error %v, want one that names the file", s, err)
		}
	}
}

func TestIsEnglish(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]bool{
		"temperature": true, "aardvark": true, "zoom": true, "": false, "teh": false, "kazahkstan": false, "zzzz": false, "aaa": false,
	} {
		if lexicon.IsEnglish(word) != want {
			t.Errorf("IsEnglish(%q) is not %v", word, want)
		}
	}
}
