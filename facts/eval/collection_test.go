package eval_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/passage"
)

const (
	sentences = "id\ttitle\tparagraph\ttext\n" +
		"s0\tMill\tp0\tThe mill was built in 1204.\n" +
		"s1\tMill\tp0\tIt burned down in 1310.\n" +
		"s2\tBridge\tp1\tThe bridge was built by Osric.\n"
	questions = "id\ttext\tgold\n" +
		"q0\tWhen was the mill built?\ts0\n" +
		"q1\tWho built the bridge?\ts2,s0\n"
)

func collection(t *testing.T) eval.Collection {
	t.Helper()
	c, err := eval.ReadCollection(strings.NewReader(sentences), strings.NewReader(questions))
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
	if len(c.Questions) != 2 || !reflect.DeepEqual(c.Gold, [][]int{{0}, {2, 0}}) || !slices.Equal(c.Questions[1].Gold, []string{"s2", "s0"}) {
		t.Errorf("questions %+v, gold %v", c.Questions, c.Gold)
	}
	for _, bad := range []string{"id\ttext\tgold\nq\tWho?\ts9\n", "id\ttext\tgold\nq\tWho?\n"} {
		if _, err := eval.ReadCollection(strings.NewReader(sentences), strings.NewReader(bad)); err == nil {
			t.Errorf("ReadCollection(%q): no error", bad)
		}
	}
}

func TestRank(t *testing.T) {
	t.Parallel()
	c := collection(t)
	x := passage.New(index.New(c.Sentences), passage.Options{})
	if r := eval.Rank(x, c, 3); r != (eval.Ranking{P1: 1, MRR: 1}) {
		t.Errorf("ranking %+v, want all first", r)
	}
	c.Gold[0] = []int{1}
	if r := eval.Rank(x, c, 3); r != (eval.Ranking{P1: 0.5, MRR: 0.75}) {
		t.Errorf("ranking %+v, want one first and one second", r)
	}
	if r := eval.Rank(x, eval.Collection{}, 3); r != (eval.Ranking{}) {
		t.Errorf("ranking of nothing %+v", r)
	}
}
