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
	for _, name := range []string{"eval/data/own.tsv", "eval/data/dev.tsv"} {
		data, _ := os.ReadFile(name)
		for i, line := range strings.Split(string(data), "\n") {
			f := strings.Split(line, "\t")
			if i == 0 || len(f) < 6 || f[1] != "en" {
				continue
			}
			a := b.Answer(f[3])
			if f[4] == "" {
				if a.Status == Answered {
					fmt.Printf("ACC %s %s %.2f %s %q | %s\n", f[0], f[2], a.Score, a.Fact, a.Headline, f[3])
				}
				continue
			}
			if a.Status != Answered || !strings.Contains(","+f[4]+",", ","+a.Fact+",") {
				fmt.Printf("MISS %s %s %.2f %s want %s gap %s | %s\n", f[0], f[2], a.Score, a.Fact, f[4], a.Explanation.Gap, f[3])
				continue
			}
			if !text.Answers(a.Highlight, f[5]) {
				fmt.Printf("HL %s %s %s | want %q | got %q (%s)\n", f[0], f[2], f[3], f[5], a.Highlight, a.Headline)
			}
		}
	}
}
