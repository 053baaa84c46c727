package match_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
)

const words = `
same:
  - [money, cash]
  - [fish, trout]
stands_for: {mt: mountain top}
names: [Japan]
measures: [kilometre]
light: [tell]
`

const (
	first  = "Birds sing at dawn on the mountain top in 1990."
	second = "Then Anna pays money for fish."
)

// gap is the only gap.
var gap = match.Target{Gap: true}

func at(sentence int) match.Target { return match.Target{At: sentence} }

// birds is an index of two facts and a gap.
func birds(t *testing.T) *match.Index {
	t.Helper()
	lex, err := lexicon.Parse("words.yaml", []byte(words))
	if err != nil {
		t.Fatal(err)
	}
	model, err := match.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	texts := index.New([]index.Sentence{{Text: first}, {Text: second}})
	return match.New(texts, []match.Candidate{
		{Target: at(0), Sentence: first, Paragraph: 1, Points: []match.Point{
			{Headline: "At dawn", Kinds: []kind.Kind{kind.Date}, Ask: []string{"when do birds sing", "hour of the birds' song"}},
			{Headline: "On the mountain top", Kinds: []kind.Kind{kind.Place}, Ask: []string{"where do birds sing"}},
		}},
		{Target: at(1), Sentence: second, Paragraph: 1, Points: []match.Point{
			{Headline: "Anna", Kinds: []kind.Kind{kind.Person}, Ask: []string{"who pays for fish"}},
		}},
		{Target: gap, Points: []match.Point{{Kinds: []kind.Kind{kind.Amount}, Ask: []string{"how much does fish cost"}}}},
	}, lex, model)
}

func TestMatchFindsCandidateAndPoint(t *testing.T) {
	t.Parallel()
	tests := []struct {
		question string
		target   match.Target
		point    int
	}{
		{"when do birds sing?", at(0), 0},
		{"where do the birds sing", at(0), 1},
		{"where do brids sign", at(0), 1}, // "sign" is a word and stays one
		{"who spends cash on trout", at(1), 0},
		{"how much is the cost of fish", gap, 0},
		{"what is on the mt", at(0), 1},
	}
	x := birds(t)
	for _, tt := range tests {
		q := x.Parse(tt.question)
		hits := x.Match(q)
		if len(hits) == 0 || hits[0].Target != tt.target {
			t.Errorf("%q: hits %+v, want %+v", tt.question, hits, tt.target)
			continue
		}
		if points := x.Answering(q, tt.target.At); !tt.target.Gap && points[0] != tt.point {
			t.Errorf("%q: points %v, want %d first", tt.question, points, tt.point)
		}
	}
}

func TestMatchFindsNothingWhereNothingIsShared(t *testing.T) {
	t.Parallel()
	x := birds(t)
	for _, question := range []string{"", "what is it", "pineapple pizza"} {
		q := x.Parse(question)
		if hits := x.Match(q); len(hits) > 0 || q.HasContent() {
			t.Errorf("%q: %d hits, content %v", question, len(hits), q.HasContent())
		}
	}
}

func TestNumbersNamesAndEnglishAreNeverRepaired(t *testing.T) {
	t.Parallel()
	x := birds(t)
	for question, want := range map[string]string{
		"1991": "1991", "japan": "japan", "dawm": "dawn", "bords": "birds", "bard": "bard", "moutnain": "mountain",
	} {
		q := x.Parse(question)
		if len(q.Units) != 1 || q.Units[0].Form != want || (q.Units[0].Corrected == want) == (question == want) {
			t.Errorf("%q is read as %+v, want %q", question, q.Units, want)
		}
	}
}

func TestFeaturesSpeakForAndAgainst(t *testing.T) {
	t.Parallel()
	tests := []struct {
		question string
		feature  int
		want     bool // above zero for the first candidate
	}{
		{"when do birds sing in 1990", match.OtherNumber, false},
		{"when do birds sing in 1991", match.OtherNumber, true},
		{"when do birds sing in japan", match.OtherName, true},
		{"how many kilometres do birds sing", match.OtherName, true},
		{"which opera do birds sing", match.FocusMissing, true},
		{"which birds sing", match.FocusMissing, false},
		{"does anna hear birds", match.NameMissing, true},
		{"does anna hear birds", match.NameNotNear, false},
		{"which month do birds sing", match.NoValue, true},
		{"which year do birds sing", match.NoValue, false},
		{"when do birds sing", match.Fits, true},
		{"why do birds sing", match.Misfits, true},
	}
	x := birds(t)
	for _, tt := range tests {
		for _, h := range x.Match(x.Parse(tt.question)) {
			if h.Target == at(0) && (h.Features[tt.feature] > 0) != tt.want {
				t.Errorf("%q: %s = %v", tt.question, match.FeatureNames()[tt.feature], h.Features[tt.feature])
			}
		}
	}
}

func TestASlipIsTakenForTheWordThatFitsTheRest(t *testing.T) {
	t.Parallel()
	x := birds(t)
	for question, want := range map[string]string{
		"who pays for fihs": "fish",
		"fihs cost":         "fish",
		"when do brds sing": "birds",
	} {
		q := x.Parse(question)
		if !slices.ContainsFunc(q.Units, func(u match.Unit) bool { return u.Corrected == want }) {
			t.Errorf("%q is read as %+v, want %q in it", question, q.Units, want)
		}
	}
}

func TestJoinedAndSplitWordsAreReadAsTheBaseWritesThem(t *testing.T) {
	t.Parallel()
	x := birds(t)
	for question, want := range map[string]string{
		"when do birdssing":         "birds sing",
		"the mountainbirds in 1990": "mountain birds",
		"moneyforfish":              "",
		"birdsandfish":              "birds and fish",
		"moun tain of the birds":    "mountain",
		"who pays mon ey for fish":  "money",
		"birds sing":                "",
		"birdsxsing":                "",
	} {
		q := x.Parse(question)
		got := ""
		for _, u := range q.Units {
			if u.Corrected != "" {
				got = u.Corrected
			} else if got == "" && u.Form == want && !strings.Contains(question, want) {
				got = u.Form
			}
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q in it", question, got, want)
		}
	}
}

func TestAnsweringFindsThePoint(t *testing.T) {
	t.Parallel()
	x := birds(t)
	for question, want := range map[string]int{
		"at what hour do birds sing":       0,
		"birds sing where":                 1,
		"in which place do the birds sing": 1,
	} {
		if got := x.Answering(x.Parse(question), 0); len(got) == 0 || got[0] != want {
			t.Errorf("%q: points %v, want %d first", question, got, want)
		}
	}
}

func TestASentenceNobodyWroteAboutIsFoundByItsWords(t *testing.T) {
	t.Parallel()
	model, err := match.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	x := match.New(index.New([]index.Sentence{{Text: first}, {Text: second}}), nil, new(lexicon.Lexicon), model)
	for question, want := range map[string]match.Target{"when do birds sing": at(0), "who pays for the fihs": at(1)} {
		q := x.Parse(question)
		hits := x.Match(q)
		if len(hits) == 0 || hits[0].Target != want || x.Answering(q, want.At) != nil {
			t.Errorf("%q: hits %+v, want %+v without points", question, hits, want)
		}
		if signs := x.Signs(q, hits, 0); !(model.Sure(&signs) > 0) {
			t.Errorf("%q: sure to %v", question, model.Sure(&signs))
		}
	}
}

func TestModelIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	m, err := match.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("weights.tsv")
	if err != nil || !strings.HasSuffix(string(file), "\n"+m.String()) {
		t.Errorf("weights.tsv (%v) doesn't end in what the model writes", err)
	}
}
