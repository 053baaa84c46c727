package answer_test

import (
	"encoding/json"
	"slices"
	"testing"

	"summitbot/facts/answer"
)

// What was compiled answers and completes as the files that it was compiled from, and
// compiles to the same bytes.
func TestACompiledBaseAnswersTheSame(t *testing.T) {
	t.Parallel()
	read := article(t)
	file := read.Compile()
	b, err := answer.Open(string(file))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(b.Compile(), file) {
		t.Error("compiled again, it gives other bytes")
	}
	for _, q := range devQuestions(t) {
		if got, want := said(t, b, q), said(t, read, q); got != want {
			t.Fatalf("%q\ngot  %s\nwant %s", q, got, want)
		}
	}
}

// said is all that a base says to a question, and to its beginning.
func said(t *testing.T, b *answer.Base, question string) string {
	t.Helper()
	a := b.Answer(question)
	all, err := json.Marshal([]any{a, b.Explain(a), a.Explanation.Signs, b.Complete(question[:min(len(question), 12)], 25)})
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}
