package facts

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	b, err := Load(Embedded(), EmbeddedName)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"/work/ways/train.tsv", "eval/data/own.tsv", "eval/data/dev.tsv"} {
		data, _ := os.ReadFile(name)
		for _, th := range []float64{0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6} {
			b.threshold = th
			var n, hit, wrong, near, ref float64
			for i, line := range strings.Split(string(data), "\n") {
				f := strings.Split(line, "\t")
				if i == 0 || len(f) < 6 || f[1] != "en" {
					continue
				}
				a := b.Answer(f[3])
				switch {
				case f[4] == "":
					near++
					if a.Status != Answered {
						ref++
					}
				default:
					n++
					if a.Status == Answered {
						if strings.Contains(","+f[4]+",", ","+a.Fact+",") {
							hit++
						} else {
							wrong++
						}
					}
				}
			}
			fmt.Printf("%s %.2f hit %.3f wrong %.3f ref %.3f\n", name, th, hit/n, wrong/n, ref/near)
		}
	}
}
