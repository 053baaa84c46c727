package index_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/document"
	"summitbot/facts/index"
	"summitbot/facts/text"
)

// made returns sentences of a few words in sections and paragraphs of different sizes.
func made(n int) []index.Sentence {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("river mill bridge town road stone wood iron duke paper")
	pick := func(n int) string {
		var s []string
		for range n {
			s = append(s, words[random.IntN(random.IntN(len(words))+1)])
		}
		return strings.Join(s, " ")
	}
	var all []index.Sentence
	section, paragraph, title := 0, 0, "mill"
	for range n {
		if random.IntN(7) == 0 {
			section++
			title = pick(random.IntN(3))
		}
		if random.IntN(3) == 0 {
			paragraph++
		}
		all = append(all, index.Sentence{Text: pick(1 + random.IntN(5)), Title: title, Section: section, Paragraph: paragraph})
	}
	return all
}

// stems returns the stems of a text.
func stems(s string) []string {
	var all []string
	for _, w := range text.Words(s) {
		all = append(all, w.Stem)
	}
	return all
}

func count(words []string, stem string) int {
	n := 0
	for _, w := range words {
		if w == stem {
			n++
		}
	}
	return n
}

// bm25 is the score as its formula says it: of one stem, for each unit, given as its words.
func bm25(units [][]string, stem string, k1, b float64) []float64 {
	df, total := 0, 0
	for _, u := range units {
		total += len(u)
		if count(u, stem) > 0 {
			df++
		}
	}
	scores := make([]float64, len(units))
	for i, u := range units {
		f := float64(count(u, stem))
		norm := k1 * (1 - b + b*float64(len(u))/(float64(total)/float64(len(units))))
		scores[i] = index.IDF(df, len(units)) * f * (k1 + 1) / (f + norm)
	}
	return scores
}

// units returns the words of sentences, of paragraphs and of sections, the titles in these.
func units(x *index.Index, all []index.Sentence) (sentences, paragraphs, sections [][]string) {
	paragraphs, sections = make([][]string, x.Paragraphs()), make([][]string, x.Sections())
	for i, s := range all {
		words := stems(s.Text)
		sentences = append(sentences, words)
		p, in := x.Paragraph(int32(i))
		if in.First == int32(i) {
			paragraphs[p] = stems(s.Title)
		}
		paragraphs[p] = append(paragraphs[p], words...)
		n, within := x.Section(int32(i))
		if within.First == int32(i) {
			sections[n] = stems(s.Title)
		}
		sections[n] = append(sections[n], words...)
	}
	return sentences, paragraphs, sections
}

func TestSearchScoresAsTheFormulaSays(t *testing.T) {
	t.Parallel()
	all := made(2000)
	x := index.New(all)
	sentences, paragraphs, sections := units(x, all)
	for _, stem := range []string{"river", "paper", "duke"} {
		s := x.NewSearch()
		s.Find(x.Stems.ID(stem), 1)
		for _, c := range []struct {
			what  string
			tally index.Tally
			want  []float64
		}{
			{"sentence", s.Sentences, bm25(sentences, stem, 0.3, 0.6)},
			{"paragraph", s.Paragraphs, bm25(paragraphs, stem, 0.9, 0.4)},
			{"section", s.Sections, bm25(sections, stem, 0.9, 0.4)},
		} {
			for i, want := range c.want {
				if got := float64(c.tally.Of(int32(i)).Score); math.Abs(got-want) > 1e-4 {
					t.Fatalf("%s: %s %d scores %v, want %v", stem, c.what, i, got, want)
				}
			}
		}
	}
}

func TestFindInFindsWhatFindFindsThere(t *testing.T) {
	t.Parallel()
	x := index.New(made(4000))
	whole, part := x.NewSearch(), x.NewSearch()
	within := []int32{0, 3, 4, int32(x.Sections() / 2), int32(x.Sections() - 1)}
	stem := x.Stems.ID("river")
	whole.Find(stem, 1)
	part.FindIn(stem, 1, within)
	for i := range int32(x.Len()) {
		section, _ := x.Section(i)
		want := whole.Sentences.Of(i).Score
		if !slices.Contains(within, section) {
			want = 0
		}
		if got := part.Sentences.Of(i).Score; got != want {
			t.Fatalf("sentence %d of section %d scores %v, want %v", i, section, got, want)
		}
	}
	for _, s := range within {
		if part.Sections.Of(s) != whole.Sections.Of(s) {
			t.Errorf("section %d scores %v, want %v", s, part.Sections.Of(s).Score, whole.Sections.Of(s).Score)
		}
	}
	part.Reset()
	if len(part.Sentences.Units) > 0 || part.Sentences.Of(0).Score != 0 {
		t.Error("a search that was reset knows something")
	}
}

func TestMarkMarksTheStretchesThatHaveAStem(t *testing.T) {
	t.Parallel()
	x := index.New(made(1001))
	stem := x.Stems.ID("iron")
	marked := make([]uint8, x.Stretches())
	x.Mark(stem, 4, marked)
	want := make([]uint8, (1001+index.Stretch-1)/index.Stretch)
	for i := range int32(x.Len()) {
		section, _ := x.Section(i)
		for _, word := range x.AppendTokens(nil, i) {
			if word.Stem == stem {
				want[i/index.Stretch] = 4
			}
		}
		if slices.Contains(x.Title(section), stem) {
			want[i/index.Stretch] = 4
		}
	}
	if !slices.Equal(marked, want) {
		t.Errorf("marked %v, want %v", marked, want)
	}
}

func TestTokensAreTheWordsOfTheSentence(t *testing.T) {
	t.Parallel()
	x := index.New([]index.Sentence{{Text: "The Duke of Aldwick paid $5 in 1204."}, {Text: "He met the duke. Duke!"}, {}})
	var got []string
	for i := range int32(x.Len()) {
		for _, tok := range x.AppendTokens(nil, i) {
			got = append(got, x.Forms.Word(tok.Form))
		}
		got = append(got, "|")
	}
	if want := "the duke of aldwick paid 5 in 1204 | he met the duke duke | |"; strings.Join(got, " ") != want {
		t.Errorf("words %q, want %q", got, want)
	}
	tokens := x.AppendTokens(nil, 0)
	for i, want := range map[int]index.Class{3: index.Name, 5: index.Money, 7: index.Year} {
		if tokens[i].Class&want == 0 {
			t.Errorf("word %d has the classes %b, want %b among them", i, tokens[i].Class, want)
		}
	}
}

func TestSentencesBringHeadingsAndLeads(t *testing.T) {
	t.Parallel()
	b := document.NewBuilder("")
	for _, block := range []struct {
		facts.Block
		text string
	}{
		{facts.Block{Kind: facts.Heading, Level: 1}, "Guild"},
		{facts.Block{Kind: facts.Heading, Level: 2}, "Board"},
		{facts.Block{Kind: facts.Paragraph}, "The members are:"},
		{facts.Block{Kind: facts.Item, Level: 1, Label: "1."}, "Anna Roth"},
	} {
		b.Open(block.Block)
		b.Write(block.text)
	}
	got := index.Sentences(b.Document())
	if len(got) != 2 {
		t.Fatalf("%d sentences, want 2: %+v", len(got), got)
	}
	s := got[1]
	if s.Title != "Board" || s.Above != "Guild" || s.Lead != "The members are:" || s.Paragraph != got[0].Paragraph {
		t.Errorf("got %s", fmt.Sprintf("%+v", s))
	}
}
