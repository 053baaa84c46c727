package facts

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"summitbot/facts/text"
)

func TestZZ(t *testing.T) {
	b, err := Load(Embedded(), EmbeddedName)
	if err != nil {
		t.Fatal(err)
	}
	words := func(s string) map[string]bool {
		m := map[string]bool{}
		for _, w := range text.Forms(s) {
			m[w.Form] = true
		}
		return m
	}
	for _, name := range []string{"/work/ways/train.tsv", "eval/data/own.tsv", "eval/data/dev.tsv"} {
		data, _ := os.ReadFile(name)
		for i, line := range strings.Split(string(data), "\n") {
			f := strings.Split(line, "\t")
			if i == 0 || len(f) < 6 || f[1] != "en" || f[4] == "" {
				continue
			}
			a := b.Answer(f[3])
			if a.Status != Answered || !strings.Contains(","+f[4]+",", ","+a.Fact+",") {
				continue
			}
			h, w := words(a.Highlight), words(f[5])
			n := 0
			for x := range w {
				if h[x] {
					n++
				}
			}
			if n > 0 && (n == len(w) || 2*n >= len(h)) {
				continue
			}
			fmt.Printf("%s %s | want %q | got %q (%s)\n", f[0], f[3], f[5], a.Highlight, a.Headline)
		}
	}
}
