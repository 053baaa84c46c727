package learn_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/index"
	"summitbot/facts/passage"
	"summitbot/facts/passage/learn"
)

// In every list the gold row has more of the first feature; the second says nothing.
func lists() []learn.List {
	var out []learn.List
	for i := range 20 {
		v := float64(i % 3)
		out = append(out, learn.List{
			Features: [][]float64{{1, v}, {3, v}, {2, 2 - v}},
			Gold:     []bool{false, true, false},
		})
	}
	return out
}

func TestLinearFindsWhatTells(t *testing.T) {
	t.Parallel()
	w := learn.Linear(lists(), learn.Options{L2: 0.01})
	if w[0] <= 1 || math.Abs(w[1]) > w[0]/4 {
		t.Errorf("weights %v, want the first large and the second small", w)
	}
	if again := learn.Linear(lists(), learn.Options{L2: 0.01}); !slices.Equal(w, again) {
		t.Errorf("weights %v, again %v", w, again)
	}
}

func TestLinearWithoutGold(t *testing.T) {
	t.Parallel()
	none := []learn.List{{Features: [][]float64{{1}}, Gold: []bool{false}}}
	for _, in := range [][]learn.List{nil, none} {
		if w := learn.Linear(in, learn.Options{}); w != nil {
			t.Errorf("Linear(%v) = %v, want nil", in, w)
		}
	}
}

const (
	sentences = "id\ttitle\tparagraph\ttext\n" +
		"s0\tMill\tp0\tThe mill was built in 1204.\n" +
		"s1\tMill\tp0\tIt burned down in 1310.\n" +
		"s2\tBridge\tp1\tThe bridge was built by Osric.\n"
	questions = "id\ttext\tgold\n" +
		"q0\tWhen was the mill built?\ts0\n" +
		"q1\tWho built the bridge?\ts2,s0\n"
)

func collection(t *testing.T) learn.Collection {
	t.Helper()
	c, err := learn.ReadCollection(strings.NewReader(sentences), strings.NewReader(questions))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestReadCollection(t *testing.T) {
	t.Parallel()
	c := collection(t)
	if len(c.Sentences) != 3 || c.Sentences[1] != (index.Sentence{Title: "Mill", Paragraph: 0, Text: "It burned down in 1310."}) {
		t.Errorf("sentences %+v", c.Sentences)
	}
	if len(c.Questions) != 2 || !slices.Equal(c.Questions[1].Gold, []int{2, 0}) {
		t.Errorf("questions %+v", c.Questions)
	}
	for _, bad := range []string{"id\ttext\tgold\nq\tWho?\ts9\n", "id\ttext\tgold\nq\tWho?\n"} {
		if _, err := learn.ReadCollection(strings.NewReader(sentences), strings.NewReader(bad)); err == nil {
			t.Errorf("ReadCollection(%q): no error", bad)
		}
	}
}

func TestExamples(t *testing.T) {
	t.Parallel()
	c := collection(t)
	x := passage.New(index.New(c.Sentences), passage.Options{})
	plain := learn.Examples(x, c.Questions, learn.ExampleOptions{})
	if len(plain) != 2 || !slices.Contains(plain[0].Gold, true) {
		t.Errorf("examples %+v, want two, with gold", plain)
	}
	if varied := learn.Examples(x, c.Questions, learn.ExampleOptions{Variants: 4}); len(varied) <= len(plain) {
		t.Errorf("%d lists with variants, %d without", len(varied), len(plain))
	}
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	c := collection(t)
	x := passage.New(index.New(c.Sentences), passage.Options{})
	if m := learn.Evaluate(x, c.Questions, 3); m.P1 != 1 || m.MRR != 1 {
		t.Errorf("measure %+v, want all first", m)
	}
	if m := learn.Evaluate(x, nil, 3); m != (learn.Measure{}) {
		t.Errorf("measure of nothing %+v", m)
	}
}

func TestCrossValidate(t *testing.T) {
	t.Parallel()
	c := collection(t)
	if m, err := c.CrossValidate(2); err != nil || m.P1 != 1 {
		t.Errorf("CrossValidate(2) = %+v, %v", m, err)
	}
	if _, err := c.CrossValidate(1); err == nil {
		t.Error("CrossValidate(1): no error, though nothing is left to learn from")
	}
}
