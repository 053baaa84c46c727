package answer_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/cache"
	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
	"summitbot/facts/meaning"
	"summitbot/facts/source"
)

// understood returns the base of a text with what its sentences mean in English.
func understood(t *testing.T, text string) *answer.Base {
	t.Helper()
	return understoodBy(t, answer.English, unwritten(t, text))
}

// understoodBy returns a base with what its sentences mean to an encoder.
func understoodBy(t *testing.T, by answer.Encoder, b *answer.Base) *answer.Base {
	t.Helper()
	e, err := model.Open(by.String(), encoder.Options{})
	if err != nil {
		t.Skip(err)
	}
	x, err := meaning.NewReader(e, by.String(), cache.Cache{}).Index(t.Context(), b.Texts(by), nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.WithMeaning(by, x)
}

// unwritten returns the base of a text that nobody has written about.
func unwritten(t *testing.T, text string) *answer.Base {
	t.Helper()
	b, err := answer.Load(fstest.MapFS{
		"b.yaml": {Data: []byte("document: {id: d, title: Rules, file: d.txt}\n")}, "d.txt": {Data: []byte(text)},
	}, "b.yaml", source.Text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const libraryRules = "Dogs must be kept on a lead. The library closes at eight in the evening. A book that comes back late costs ten cents a day."

func TestASentenceIsFoundByWhatItMeans(t *testing.T) {
	t.Parallel()
	b := understood(t, libraryRules)
	a := b.Answer("may my puppy run around freely")
	if a.Status == facts.None || a.Passages[0] != "Dogs must be kept on a lead." {
		t.Fatalf("got %+v", a)
	}
	e := b.Explain(a)
	if !e.Meant {
		t.Error("the explanation doesn't say that what the question means was compared")
	}
	if at := slices.IndexFunc(e.Words, func(w facts.QuestionWord) bool { return w.Word == "puppy" }); at < 0 || e.Words[at].By != "Dogs" {
		t.Errorf("got %+v, want a puppy matched by Dogs", e.Words)
	}
}

func TestWhatNothingMeansIsNotInTheDocument(t *testing.T) {
	t.Parallel()
	a := understood(t, libraryRules).Answer("who won the world cup in 2018")
	if a.Status == facts.Answered || a.Score > 0.3 {
		t.Errorf("got %+v", a)
	}
}

// fewWays is a base as somebody begins one: a way of asking or two for a fact, and one for what
// the document doesn't say.
const fewWays = `document: {id: d, title: Rules, file: d.txt}
facts:
  - {id: P1S1, answers: [{headline: on a lead, mark: on a lead, ask: [how are dogs kept, do dogs need a lead]}]}
  - {id: P1S2, answers: [{headline: at eight, mark: at eight, ask: [when does the library close]}]}
  - {id: P1S3, answers: [{headline: ten cents, mark: ten cents, ask: [what is the fine for late books]}]}
gaps:
  - {id: cats, says: The rules do not mention cats., near: [P1S1], ask: [are cats allowed in the library]}
`

func TestFewWaysOfAskingAreComparedByWhatTheyMean(t *testing.T) {
	t.Parallel()
	words, err := answer.Load(fstest.MapFS{"b.yaml": {Data: []byte(fewWays)}, "d.txt": {Data: []byte(libraryRules)}}, "b.yaml", source.Text)
	if err != nil {
		t.Fatal(err)
	}
	b := understoodBy(t, answer.English, words)
	tests := []struct {
		question       string
		words, meaning facts.Status
		first          string // of what is shown, by meaning
	}{
		{"at what hour do they shut the doors of the library", facts.None, facts.Answered, "P1S2"},
		{"what do i owe if i bring back a novel too late", facts.Related, facts.Answered, "P1S3"},
		{"must my puppy be leashed", facts.None, facts.Related, "P1S1"},
		{"is smoking permitted on the terrace", facts.None, facts.None, ""},
	}
	for _, tt := range tests {
		a, w := b.Answer(tt.question), words.Answer(tt.question)
		first := a.Fact
		if a.Status == facts.Related {
			first = a.Others[0].Fact
		}
		if a.Status != tt.meaning || first != tt.first || w.Status != tt.words {
			t.Errorf("%s: %s %s (score %.2f), by words %s (score %.2f)", tt.question, a.Status, first, a.Score, w.Status, w.Score)
		}
	}
}
