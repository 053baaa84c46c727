package train_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
)

// grown returns n sentences made of those of a collection: each copy of an article has
// every fourth word replaced by one from anywhere in the collection, and a title of its own.
func grown(c eval.Collection, n int) []index.Sentence {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	var words []string
	for _, s := range c.Sentences {
		words = append(words, strings.Fields(s.Text)...)
	}
	all := make([]index.Sentence, 0, n)
	for i := 0; len(all) < n; i++ {
		s := c.Sentences[i%len(c.Sentences)]
		copied := i / len(c.Sentences)
		if copied > 0 {
			fields := strings.Fields(s.Text)
			for j := range fields {
				if random.IntN(4) == 0 {
					fields[j] = words[random.IntN(len(words))]
				}
			}
			s.Text = strings.Join(fields, " ")
			s.Section, s.Paragraph = copied, s.Paragraph+copied*len(c.Sentences)
		}
		all = append(all, s)
	}
	return all
}

// BenchmarkScale answers the first thousand questions of SQuAD over its sentences, grown to
// the size of the library: time by question, and what the index takes in memory and to make.
func BenchmarkScale(b *testing.B) {
	c := bench(b, "squad")
	model, err := match.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if n > 100_000 && !*thorough {
				b.Skip("-thorough")
			}
			before := heap()
			sentences := grown(c, n)
			start := time.Now()
			x := match.New(index.New(sentences), nil, new(lexicon.Lexicon), model)
			built := time.Since(start)
			clear(sentences) // what holds them is the document, not the index
			held := heap() - before
			took := make([]time.Duration, 0, 1000)
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				x.Match(x.Parse(c.Questions[i%1000].Text))
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(float64(held)/1e6, "MB")
			b.ReportMetric(built.Seconds(), "s/build")
		})
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
