package passage_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"summitbot/facts/index"
	"summitbot/facts/passage"
)

// article is a collection of two articles that share words.
func article() []index.Sentence {
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
	var out []index.Sentence
	for _, l := range lines {
		f := strings.Split(l, "|")
		out = append(out, index.Sentence{Title: f[0], Paragraph: int(f[1][0]), Text: f[2]})
	}
	return out
}

func TestRank(t *testing.T) {
	t.Parallel()
	x := passage.New(index.New(article()), passage.Options{})
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
	x := passage.New(index.New(article()), passage.Options{})
	empty := passage.New(index.New(nil), passage.Options{})
	for _, tt := range []struct {
		x        *passage.Finder
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

// In a large library of which every word is common, the sentence that has them all is found.
func TestRankOfCommonWords(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("river mill bridge town road stone wood iron duke paper")
	for i := range 50 {
		words = append(words, "word"+string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	var all []index.Sentence
	for i := range 30_000 {
		text := ""
		for range 8 {
			text += words[random.IntN(len(words))] + " "
		}
		all = append(all, index.Sentence{Text: text, Section: i / 20, Paragraph: i / 3})
	}
	all[20_000].Text = "The bridge of the town is of stone, the road to the mill of wood."
	x := passage.New(index.New(all), passage.Options{})
	hits := x.Rank("is the road to the mill of wood and the bridge of the town of stone?", 1)
	if len(hits) != 1 || hits[0].Sentence != 20_000 {
		t.Errorf("found %+v, want sentence 20000", hits)
	}
}

func TestHitExplains(t *testing.T) {
	t.Parallel()
	x := passage.New(index.New(article()), passage.Options{})
	h := x.Rank("Which duke founded Quorndon in 1779?", 1)[0]
	if h.Sentence != 1 {
		t.Fatalf("sentence %d, want 1", h.Sentence)
	}
	if got := h.Features[passage.FeatureTerms]; got <= 0 || got >= 1 {
		t.Errorf("share of terms %v, want it between 0 and 1", got)
	}
}

// A question with more different words than a set of terms holds is ranked by the first.
func TestRankLongQuestion(t *testing.T) {
	t.Parallel()
	x := passage.New(index.New(article()), passage.Options{})
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
	x := passage.New(index.New(article()), passage.Options{})
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

func sameHit(a, b passage.Hit) bool { return a.Sentence == b.Sentence && a.Score == b.Score }

func TestModelIsWrittenAsItIsRead(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("weights.tsv")
	if err != nil || !strings.HasSuffix(string(file), "\n"+passage.DefaultModel().String()) {
		t.Errorf("weights.tsv (%v) doesn't end in what the model writes", err)
	}
}

func TestFeaturesHaveNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range passage.Features() {
		if f.String() == "" || seen[f.String()] {
			t.Errorf("feature %d is called %q", int(f), f)
		}
		seen[f.String()] = true
	}
}

// No text and no question breaks the index, and scores are numbers.
func FuzzRank(f *testing.F) {
	f.Add("When was “it” built (in 1204)?", "who built \"it", 3)
	f.Add("峰会2023 \xff+1 ٣٤", "٣٤ 峰 \xff", 1)
	f.Add("", "", 0)
	f.Fuzz(func(t *testing.T, sentence, question string, k int) {
		x := passage.New(index.New([]index.Sentence{{Text: sentence}, {Title: sentence, Lead: question, Text: question}}), passage.Options{})
		for _, h := range x.Rank(question, k) {
			if h.Score != h.Score || h.Sentence < 0 || h.Sentence > 1 {
				t.Fatalf("Rank(%q) over %q = %+v", question, sentence, h)
			}
		}
	})
}
