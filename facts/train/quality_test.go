package train_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/cache"
	"summitbot/facts/data"
	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/meaning"
	"summitbot/facts/passage"
	"summitbot/facts/source"
	"summitbot/facts/train"
)

var (
	update   = flag.Bool("update", false, "rewrite the golden files of testdata")
	relearn  = flag.Bool("relearn", false, "rewrite the weights of facts/passage and facts/highlight from shared/corpus and shared/bench")
	export   = flag.String("export", "", "the folder to write shared/corpus and shared/anydoc to, for tune.py")
	meanings = flag.Bool("meaning", false, "measure what is learned of meaning without each part of shared/corpus")
	thorough = flag.Bool("thorough", false, "measure the ranking of shared/bench, and what is learned without each part of shared/corpus")
)

// shared returns the path of a folder of ../shared, which stands beside the repository; if
// it doesn't, the test is skipped.
func shared(tb testing.TB, name string) string {
	tb.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		tb.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		if dir == filepath.Dir(dir) {
			tb.Skipf("no shared/%s beside the repository", name)
		}
	}
}

// bench returns a collection of ../shared/bench.
func bench(tb testing.TB, name string) eval.Collection {
	tb.Helper()
	dir := shared(tb, "bench")
	c, err := eval.ReadCollection(open(tb, filepath.Join(dir, name+"-sentences.tsv")), open(tb, filepath.Join(dir, name+"-questions.tsv")))
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func open(tb testing.TB, path string) *os.File {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

// corpus returns the documents of a folder of ../shared with their questions.
func corpus(tb testing.TB, name string) []eval.Reading {
	tb.Helper()
	all, err := eval.ReadCorpus(shared(tb, name), func(path string) (*facts.Document, error) {
		if plain, ok := strings.CutSuffix(path, ".pdf"); ok {
			path = plain + ".plain.txt" // reading a PDF takes seconds
		}
		docs, errs := source.Opener{}.Open(path)
		if len(errs) > 0 {
			return nil, errs[0]
		}
		return docs[0], nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// readings returns them as collections.
func readings(tb testing.TB, name string) []eval.Collection {
	tb.Helper()
	var collections []eval.Collection
	for _, r := range corpus(tb, name) {
		collections = append(collections, train.Reading(r))
	}
	return collections
}

const weightsHead = `# Weights of the ranking of passages: feature, tab, weight. Features: features.go.
# Learned from SelQA's development set (emorynlp/selqa, Apache-2.0) and from real documents
# with questions (shared/corpus; its licences stand in its SOURCES.tsv):
# go test ./facts/train -run TestWeights -relearn
`

// The weights that ship are those that SelQA and the corpus teach.
func TestWeights(t *testing.T) {
	if !*relearn {
		t.Skip("learning takes a minute: -relearn")
	}
	m := train.Passages(readings(t, "corpus"), bench(t, "selqa"))
	if err := os.WriteFile(filepath.Join("..", "passage", "weights.tsv"), []byte(weightsHead+m.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Quality is a golden file, so that what a change of ranking does is a readable diff.
func TestQuality(t *testing.T) {
	if !*thorough {
		t.Skip("ranking some thousand questions takes a while: -thorough")
	}
	t.Parallel()
	var b strings.Builder
	for _, name := range []string{"squad", "selqa"} {
		c := bench(t, name)
		x := index.New(c.Sentences)
		row(&b, name+", first stage", eval.Rank(passage.New(x, passage.Options{Model: firstStage()}), c, 40), len(c.Questions))
		row(&b, name, eval.Rank(passage.New(x, passage.Options{}), c, 40), len(c.Questions))
	}
	golden(t, "quality.golden", b.String())
}

// What the corpus teaches holds on documents that took no part.
func TestDocumentsLeftOut(t *testing.T) {
	if !*thorough {
		t.Skip("learning eight times takes a minute: -thorough")
	}
	t.Parallel()
	all := readings(t, "corpus")
	var b strings.Builder
	total(&b, "corpus", all, train.LeaveOut(all, bench(t, "selqa")))
	anydoc := readings(t, "anydoc")
	var measures []eval.Ranking
	for _, c := range anydoc {
		measures = append(measures, eval.Rank(passage.New(index.New(c.Sentences), passage.Options{}), c, passage.Pool))
	}
	total(&b, "anydoc", anydoc, measures)
	golden(t, "documents.golden", b.String())
}

// reader returns a reader with one of the encoders that keeps what it reads.
func reader(tb testing.TB, encoderName string) *meaning.Reader {
	tb.Helper()
	e, err := model.Open(encoderName, encoder.Options{})
	if err != nil {
		tb.Skip(err)
	}
	return meaning.NewReader(e, encoderName, cache.Open("", "meaning"))
}

// meant returns a folder's documents and questions with what they mean. It takes minutes the
// first time.
func meant(tb testing.TB, name string) []train.Meant {
	tb.Helper()
	r := reader(tb, "english")
	var all []train.Meant
	for _, reading := range corpus(tb, name) {
		m, err := train.Read(tb.Context(), r, train.Asked(reading))
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// aside returns the documents that tune.py sets aside, and what else is learned from.
func aside(t *testing.T) (aside []train.Meant, others train.Others) {
	t.Helper()
	for i, m := range meant(t, "corpus") {
		if i%5 == 4 {
			aside = append(aside, m)
		} else {
			others.Tuned = append(others.Tuned, m)
		}
	}
	selqa, err := train.Read(t.Context(), reader(t, "english"), bench(t, "selqa"))
	if err != nil {
		t.Fatal(err)
	}
	others.Bench = selqa
	return aside, others
}

const meaningHead = `# Weights of the ranking of passages if it is known what sentences and questions mean: feature,
# tab, weight. Features: features.go. Learned from real documents with questions
# (shared/corpus; its licences stand in its SOURCES.tsv), mostly from those that tune.py
# leaves out, and from SelQA's development set (emorynlp/selqa, Apache-2.0): go test ./facts/train -run TestMeaningWeights -relearn
`

// The weights that ship are those that the corpus teaches.
func TestMeaningWeights(t *testing.T) {
	if !*relearn {
		t.Skip("learning takes minutes: -relearn")
	}
	m := train.Meaning(aside(t))
	if err := os.WriteFile(filepath.Join("..", "passage", "meaning.tsv"), []byte(meaningHead+m.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

const waysHead = `# Weights of the facts of a base with few ways of asking, if it is known what these and the question
# mean: feature, tab, weight. Features: ways.go. Learned from the paraphrases of the base that
# comes with the program, as questions to bases without them: go test ./facts/train -run TestWayWeights -relearn
`

// The weights that ship are those that the base's paraphrases teach.
func TestWayWeights(t *testing.T) {
	if !*relearn {
		t.Skip("learning takes minutes: -relearn")
	}
	b, err := answer.Open(data.Compiled)
	if err != nil {
		t.Fatal(err)
	}
	m, err := b.LearnWays(t.Context(), reader(t, "english"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", "answer", "ways.tsv"), []byte(waysHead+m.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A base with few ways of asking is answered by what they mean.
func TestFewWaysOfAsking(t *testing.T) {
	if !*meanings {
		t.Skip("reading what some thousand questions mean takes a minute: -meaning")
	}
	t.Parallel()
	full, err := answer.Open(data.Compiled)
	if err != nil {
		t.Fatal(err)
	}
	b, err := full.WithoutParaphrases()
	if err != nil {
		t.Fatal(err)
	}
	x, err := reader(t, "english").Index(t.Context(), b.Texts(answer.English), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, by := range []string{"words", "meaning"} {
		for _, set := range []string{"dev", "own", "heldout"} {
			questions, err := eval.Set(set)
			if err != nil {
				t.Fatal(err)
			}
			m := eval.Run(b, questions).Totals(func(q eval.Question) bool { return q.Group() == "en" })
			fmt.Fprintf(&got, "%s\t%s\tright %.1f %%\twrong %.1f %%\tnear misses refused %.1f %%\tfar %.1f %%\n", by, set,
				percent(m.Hit, m.Answerable), percent(m.Wrong, m.Answerable), percent(m.NearRefuse, m.Near), percent(m.FarRefuse, m.Far))
		}
		b = b.WithMeaning(answer.English, x)
	}
	golden(t, "ways.golden", got.String())
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// What the corpus teaches about meaning holds on documents that took no part.
func TestMeaningOfDocumentsLeftOut(t *testing.T) {
	if !*meanings {
		t.Skip("reading what some thousand questions mean takes minutes: -meaning")
	}
	t.Parallel()
	left, parts := train.MeaningLeftOut(aside(t))
	threshold := left.Threshold(0.1)
	var anydoc eval.Shares
	for _, m := range meant(t, "anydoc") {
		anydoc = append(anydoc, m.Shares(passage.MeaningModel())...)
	}
	golden(t, "meaning.golden", fmt.Sprintf("threshold %.2f\ncorpus\t%s\nits parts\t%s\nanydoc\t%s\n",
		threshold, left.Row(threshold), parts.Row(threshold), anydoc.Row(threshold)))
}

// foreign returns the documents of the corpus as they are to who asks in another language: read
// by the multilingual encoder, which was not tuned to any of them.
func foreign(tb testing.TB, name string) []train.Meant {
	tb.Helper()
	r := reader(tb, "multilingual")
	var all []train.Meant
	for _, reading := range corpus(tb, name) {
		m, err := train.Read(tb.Context(), r, train.Typed(reading))
		if err != nil {
			tb.Fatal(err)
		}
		m.Foreign = true
		all = append(all, m)
	}
	return all
}

const foreignHead = `# Weights of the ranking of passages if the question may be in another language than they, and
# it is known what both mean: feature, tab, weight. Features: features.go. Learned from real
# documents with questions (shared/corpus; its licences stand in its SOURCES.tsv), by what is
# the same in all languages: go test ./facts/train -run TestForeignWeights -relearn
`

// The weights that ship are those that the corpus teaches.
func TestForeignWeights(t *testing.T) {
	if !*relearn {
		t.Skip("learning takes minutes: -relearn")
	}
	m := train.Meaning(foreign(t, "corpus"), train.Others{})
	if err := os.WriteFile(filepath.Join("..", "passage", "foreign.tsv"), []byte(foreignHead+m.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What the corpus teaches of meaning regardless of words holds on documents that took no part.
func TestForeignOfDocumentsLeftOut(t *testing.T) {
	if !*meanings {
		t.Skip("reading what some thousand questions mean takes minutes: -meaning")
	}
	t.Parallel()
	left, parts := train.MeaningLeftOut(foreign(t, "corpus"), train.Others{})
	threshold := left.Threshold(0.1)
	var anydoc eval.Shares
	for _, m := range foreign(t, "anydoc") {
		anydoc = append(anydoc, m.Shares(passage.ForeignModel())...)
	}
	golden(t, "foreign.golden", fmt.Sprintf("threshold %.2f\ncorpus\t%s\nits parts\t%s\nanydoc\t%s\n",
		threshold, left.Row(threshold), parts.Row(threshold), anydoc.Row(threshold)))
}

// tune.py reads documents and questions from what is exported.
func TestExport(t *testing.T) {
	if *export == "" {
		t.Skip("writes the lessons of tune.py: -export FOLDER")
	}
	for _, name := range []string{"corpus", "anydoc"} {
		var all []lesson
		for _, r := range corpus(t, name) {
			all = append(all, newLesson(train.Asked(r)))
		}
		data, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*export, name+".json"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// lesson is a document as an encoder reads it, with questions and the passages that answer
// them.
type lesson struct {
	Passages  []string `json:"passages"`
	Questions []asked  `json:"questions"`
}

type asked struct {
	Text string `json:"text"`
	Gold []int  `json:"gold"`
}

func newLesson(c eval.Collection) lesson {
	l := lesson{Passages: index.Headed(c.Sentences), Questions: []asked{}}
	for i, q := range c.Questions {
		l.Questions = append(l.Questions, asked{q.Text, append([]int{}, c.Gold[i]...)})
	}
	return l
}

// total writes a row for all collections, and one for each.
func total(b *strings.Builder, name string, collections []eval.Collection, measures []eval.Ranking) {
	var sum eval.Ranking
	n := 0
	var each strings.Builder
	for i, m := range measures {
		of := len(collections[i].Questions)
		sum.P1 += m.P1 * float64(of)
		sum.MRR += m.MRR * float64(of)
		n += of
		row(&each, fmt.Sprintf("  %s %d", name, i+1), m, of)
	}
	row(b, name, eval.Ranking{P1: sum.P1 / float64(n), MRR: sum.MRR / float64(n)}, n)
	b.WriteString(each.String())
}

func row(b *strings.Builder, name string, m eval.Ranking, n int) {
	fmt.Fprintf(b, "%s\t%d questions\tfirst right %.1f %%\tMRR %.4f\n", name, n, 100*m.P1, m.MRR)
}

// firstStage returns the model that keeps the first stage's order.
func firstStage() *passage.Model {
	weights := make([]float64, len(passage.Features()))
	weights[passage.FeatureBM25], weights[passage.FeatureParagraph], weights[passage.FeatureDocument] = 1, 1, 0.3
	return passage.NewModel(weights, 0)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("quality changed (rewrite with -update):\n got:\n%s want:\n%s", got, want)
	}
}
