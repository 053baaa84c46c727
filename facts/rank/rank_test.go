package rank_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"summitbot/facts/rank"
)

// article is a collection of two articles that share words.
func article() []rank.Sentence {
	lines := []string{
		"Aldwick|1|Aldwick is a small town on the river Marn in the north of Lorland.",
		"Aldwick|1|It was founded in 1204 by Duke Osric, who built a mill there.",
		"Aldwick|1|The stone bridge over the Marn was built between 1310 and 1322.",
		"Aldwick|2|About 3,400 people live in the town.",
		"Aldwick|2|Most of them work in the paper factory, because the mill closed in 1961.",
		"Bridges|3|A bridge is a structure that carries a road over a river.",
		"Bridges|3|The oldest bridges were built of wood.",
		"Bridges|3|Engineers constructed the first iron bridge in 1779.",
	}
	var out []rank.Sentence
	for _, l := range lines {
		f := strings.Split(l, "|")
		out = append(out, rank.Sentence{Title: f[0], Paragraph: f[1], Text: f[2]})
	}
	return out
}

func TestRank(t *testing.T) {
	t.Parallel()
	x := rank.New(article(), rank.Options{})
	tests := []struct {
		why, question string
		want          int
	}{
		{"words in common", "How many people live in the town?", 3},
		{"a pronoun stands for the title", "Who founded Aldwick?", 1},
		{"a time is asked for", "When was the bridge over the Marn built?", 2},
		{"a definition is asked for", "What is a bridge?", 5},
		{"a cause is asked for", "Why do people work in the paper factory?", 4},
		{"other forms of a word", "the closing of the mill", 4},
		{"capitals do not matter", "HOW MANY PEOPLE LIVE IN THE TOWN", 3},
	}
	for _, tt := range tests {
		hits := x.Rank(tt.question, 1)
		if len(hits) != 1 || hits[0].Sentence != tt.want {
			t.Errorf("%s: Rank(%q) = %+v, want sentence %d", tt.why, tt.question, hits, tt.want)
		}
	}
}

func TestRankFindsNothing(t *testing.T) {
	t.Parallel()
	x := rank.New(article(), rank.Options{})
	empty := rank.New(nil, rank.Options{})
	for _, tt := range []struct {
		x        *rank.Index
		question string
		k        int
	}{
		{x, "", 3}, {x, "?!", 3}, {x, "zebras quarrel", 3}, {x, "bridge", 0}, {x, "bridge", -1}, {empty, "bridge", 3},
	} {
		if hits := tt.x.Rank(tt.question, tt.k); hits != nil {
			t.Errorf("Rank(%q, %d) = %+v, want nil", tt.question, tt.k, hits)
		}
	}
}

func TestHitExplains(t *testing.T) {
	t.Parallel()
	x := rank.New(article(), rank.Options{})
	h := x.Rank("Which duke founded Quorndon in 1779?", 1)[0]
	if h.Sentence != 1 {
		t.Fatalf("sentence %d, want 1", h.Sentence)
	}
	if len(h.Missing) != 2 || h.Missing[0].Stem != "quorndon" || h.Missing[0].Known || !h.Missing[1].Known {
		t.Errorf("missing %+v, want the unknown quorndon and the known 1779", h.Missing)
	}
	if got := h.Features[rank.FeatureTerms]; got <= 0 || got >= 1 {
		t.Errorf("share of terms %v, want it between 0 and 1", got)
	}
}

// A question with more different words than a set of terms holds is ranked by the first.
func TestRankLongQuestion(t *testing.T) {
	t.Parallel()
	x := rank.New(article(), rank.Options{})
	var long strings.Builder
	long.WriteString("When was the stone bridge built? ")
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'd'; b++ {
			long.WriteString(string([]rune{a, b, a, b, ' '}))
		}
	}
	if hits := x.Rank(long.String(), 1); len(hits) != 1 || hits[0].Sentence != 2 {
		t.Errorf("Rank = %+v, want sentence 2", hits)
	}
}

func TestIndexIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	x := rank.New(article(), rank.Options{})
	want := x.Rank("Who founded Aldwick?", 3)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				x.Rank("When was the bridge built?", 2)
				if got := x.Rank("Who founded Aldwick?", 3); !slices.EqualFunc(got, want, sameHit) {
					t.Errorf("Rank = %+v, alone %+v", got, want)
				}
			}
		})
	}
	all.Wait()
}

func sameHit(a, b rank.Hit) bool { return a.Sentence == b.Sentence && a.Score == b.Score }

func TestModelReadsWhatItWrites(t *testing.T) {
	t.Parallel()
	var first, second strings.Builder
	if err := rank.DefaultModel().Write(&first); err != nil {
		t.Fatal(err)
	}
	m, err := rank.ReadModel(strings.NewReader("# comment\n\n" + first.String()))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Write(&second); err != nil || first.String() != second.String() {
		t.Errorf("read and written again: %v\n%s\nfirst\n%s", err, second.String(), first.String())
	}
	for _, bad := range []string{"bm25", "bm25\tx", "no-such\t1"} {
		if _, err := rank.ReadModel(strings.NewReader(bad)); err == nil {
			t.Errorf("ReadModel(%q) = nil error", bad)
		}
	}
}

func TestFeaturesHaveNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range rank.Features() {
		if f.String() == "" || seen[f.String()] {
			t.Errorf("feature %d is called %q", int(f), f)
		}
		seen[f.String()] = true
	}
}

func BenchmarkNew(b *testing.B) {
	c := bench(b, "squad")
	for b.Loop() {
		rank.New(c.Sentences, rank.Options{})
	}
}

// BenchmarkRank ranks the questions of SQuAD by turns, and reports the median and the
// 99th percentile.
func BenchmarkRank(b *testing.B) {
	c := bench(b, "squad")
	x := rank.New(c.Sentences, rank.Options{})
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		begin := time.Now()
		x.Rank(c.Questions[i%len(c.Questions)].Text, 10)
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// No text and no question breaks the index, and scores are numbers.
func FuzzRank(f *testing.F) {
	f.Add("When was “it” built (in 1204)?", "who built \"it", 3)
	f.Add("峰会2023 \xff+1 ٣٤", "٣٤ 峰 \xff", 1)
	f.Add("", "", 0)
	f.Fuzz(func(t *testing.T, sentence, question string, k int) {
		x := rank.New([]rank.Sentence{{Text: sentence}, {Title: sentence, Text: question}}, rank.Options{})
		for _, h := range x.Rank(question, k) {
			if h.Score != h.Score || h.Sentence < 0 || h.Sentence > 1 {
				t.Fatalf("Rank(%q) over %q = %+v", question, sentence, h)
			}
		}
	})
}
