package train_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts/answer"
	"summitbot/facts/data"
	"summitbot/facts/eval"
	"summitbot/facts/train"
)

func TestRelearnAnswers(t *testing.T) {
	if os.Getenv("RELEARN_ANSWERS") == "" {
		t.Skip()
	}
	b, err := answer.Load(data.Files, data.Name)
	if err != nil {
		t.Fatal(err)
	}
	own, _ := eval.Set("own")
	raw, _ := os.ReadFile(filepath.Join(shared(t, "bench"), "selqa-questions.tsv"))
	var far []string
	for i, line := range strings.Split(string(raw), "\n") {
		if f := strings.Split(line, "\t"); i > 0 && len(f) > 1 {
			far = append(far, f[1])
		}
	}
	m, err := train.Answers(b, own, far, corpus(t, "corpus"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("/tmp/lab/weights.tsv", []byte(m.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
