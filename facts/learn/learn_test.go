package learn_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/index"
	"summitbot/facts/learn"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
)

// gap is the only gap.
var gap = match.Target{Gap: true}

func at(sentence int) match.Target { return match.Target{At: sentence} }

var words = index.New([]index.Sentence{{Text: "Birds sing at dawn."}, {Text: "Fish swim by night."}})

var candidates = []match.Candidate{
	{Target: at(0), Sentence: "Birds sing at dawn.", Points: []match.Point{
		{Mark: "at dawn", Ask: []string{"when do birds sing", "hour of the song"}},
		{Mark: "Birds", Ask: []string{"who sings at dawn", "which animals sing"}},
	}},
	{Target: at(1), Sentence: "Fish swim by night.", Points: []match.Point{
		{Mark: "by night", Ask: []string{"when do fish swim", "at what time are fish in the water"}},
	}},
	{Target: gap, Points: []match.Point{{Ask: []string{"what do birds eat", "where do fish sleep"}}}},
}

// examples are questions of which everything is known.
func examples() []learn.Example {
	var all []learn.Example
	ask := func(target match.Target, right []bool, questions ...string) {
		for _, q := range questions {
			e := learn.Example{Question: q, Right: map[match.Target]bool{target: true}, Weight: 1}
			if right != nil {
				e.Point = learn.Point{Sentence: target.At, Right: right}
			}
			all = append(all, e)
		}
	}
	for range 40 {
		ask(at(0), []bool{true, false}, "when is it that birds sing", "at what hour do birds sing")
		ask(at(0), []bool{false, true}, "who sings", "which animals sing at dawn")
		ask(at(1), nil, "when are fish swimming", "fish swim when")
		ask(gap, nil, "what is it that birds eat", "where is it that fish sleep", "what do fish eat")
	}
	return all
}

func lessons(x *match.Index) []learn.Lesson { return []learn.Lesson{{Index: x, Examples: examples()}} }

func TestModelOrdersPicksAndTrusts(t *testing.T) {
	t.Parallel()
	lex := new(lexicon.Lexicon)
	model := learn.Model(lessons(match.New(words, candidates, lex, match.NewModel())))
	x := match.New(words, candidates, lex, model)
	for _, tt := range []struct {
		question string
		target   match.Target
		point    int
		sure     bool
	}{
		{"when do the birds sing", at(0), 0, true},
		{"who sings there at dawn", at(0), 1, true},
		{"when do the fish swim", at(1), 0, true},
		{"what do the birds eat", gap, 0, false},
	} {
		q := x.Parse(tt.question)
		hits := x.Match(q)
		if hits[0].Target != tt.target || !tt.target.Gap && x.Answering(q, tt.target.At)[0] != tt.point {
			t.Errorf("%q: %+v, want %+v with point %d", tt.question, hits[0].Target, tt.target, tt.point)
		}
		signs := x.Signs(q, hits, match.FirstFact(hits))
		if p := model.Sure(&signs); p > 0.5 != tt.sure {
			t.Errorf("%q: sure to %.2f, want above one half: %v", tt.question, p, tt.sure)
		}
	}
}

func TestModelIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	x := match.New(words, candidates, new(lexicon.Lexicon), match.NewModel())
	if a, b := learn.Model(lessons(x)), learn.Model(lessons(x)); a.String() != b.String() {
		t.Error("two models of the same lessons differ")
	}
}

func TestMisspellChangesLongWordsAlone(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		const question = "in 2023 did the birds of Xi'an sing every morning"
		got := strings.Fields(learn.Misspell(random, question))
		want := strings.Fields(question)
		changed := 0
		for i, w := range want {
			if got[i] == w {
				continue
			}
			changed++
			if !slices.Contains([]string{"birds", "sing", "every", "morning"}, w) || got[i][0] != w[0] {
				t.Errorf("%q became %q", w, got[i])
			}
		}
		if changed > 1 {
			t.Errorf("%d words changed in %q", changed, got)
		}
	}
	if got := learn.Misspell(random, "is it on"); got != "is it on" {
		t.Errorf("a question of short words became %q", got)
	}
}
