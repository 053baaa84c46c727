package complete_test

import (
	"slices"
	"strings"
	"testing"

	"summitbot/facts/complete"
	"summitbot/facts/lexicon"
)

const words = `
same:
  - [second, 2nd]
  - [first, 1st]
  - [g7, "group of seven", "g 7"]
  - [summit, gathering]
stands_for: {kz: kazakhstan, "summit 2": second summit}
names: [Austria]
`

func parse(tb testing.TB) *lexicon.Lexicon {
	tb.Helper()
	l, err := lexicon.Parse("words.yaml", []byte(words))
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// index returns an index of ways, each with an owner of its own.
func index(tb testing.TB, texts []string) *complete.Index {
	tb.Helper()
	ways := make([]complete.Way, len(texts))
	for i, s := range texts {
		ways[i] = complete.Way{Text: s, Owner: i}
	}
	return complete.New(ways, parse(tb))
}

func textsOf(places []int, texts []string) []string {
	var found []string
	for _, i := range places {
		found = append(found, texts[i])
	}
	return found
}

// Each rule of the package comment in its own lines: all that is found, in order.
func TestComplete(t *testing.T) {
	t.Parallel()
	ways := []string{
		"Xinhua", "did Xi attend", "Xi'an Declaration", // 0 to 2
		"Installing on Linux", "Before you install", "Install the server", "Installation", // to 6
		"how many stans took part", "did they sign anything about mining", "how much is the aid", // to 9
		"when was the first summit", "when was the second summit", "who was second at the summit", "what about the G7", // to 13
		"Übersicht der Länder", "the group of seven", "trade in 2024", "trade in 2023", // to 17
		"Kazakhstan's trade", "Who holds the presidency?", "Australia", "customs agreement", // to 21
	}
	tests := []struct {
		rule  string
		typed string
		want  []int
	}{
		{"a complete word before longer ones, wherever it stands", "xi", []int{1, 0, 2}},
		{"a finished word is no longer one", "xi ", []int{1}},
		{"begins as typed, then further in", "installa", []int{6}},
		{"a complete word first, then what begins, then other forms", "install", []int{5, 4, 3, 6}},
		{"what begins as typed comes first and is enough", "how m", []int{7, 9}},
		{"in the typed order before any order", "second the", []int{12, 11}},
		{"further in before apart", "second summit", []int{11, 12}},
		{"any order", "summit second", []int{11, 12}},
		{"case, accents, spaces and punctuation don't count", "  ubersicht,  DER lander ", []int{14}},
		{"apostrophes don't count", "xian decl", []int{2}},
		{"typographic ones neither", "Xi’an", []int{2}},
		{"an ordinal is written both ways", "2nd summit", []int{11, 12}},
		{"also while the next word is unfinished", "2nd su", []int{11, 12}},
		{"a short form of two words", "summit 2", []int{11, 12}},
		{"a phrase for a word", "g-7", []int{13, 15}},
		{"a word for a phrase", "group of seven", []int{15, 13}},
		{"the word itself before what means the same", "g7", []int{13, 15}},
		{"a short form", "kz", []int{18}},
		{"a word of the same stem", "who held the presidency", []int{19}},
		{"letters swapped", "kazahkstan", []int{18}},
		{"a slip in an unfinished word", "kazahks", []int{18}},
		{"a letter left out before the last word", "whn was the fir", []int{10}},
		{"a space left out", "secondsummit", []int{11, 12}},
		{"vowels left out", "cstms agrmnt", []int{21}},
		{"a number is completed", "trade in 20", []int{16, 17}},
		{"a number is not changed", "trade in 2025", nil},
		{"nor a number in a name", "g8", nil},
		{"nor a name that is known", "austria", nil},
		{"also while it is unfinished", "austri", nil},
		{"nor common English", "mining costume", nil},
		{"most of the words, if not all", "please list the customs agreement", []int{21}},
		{"but all the numbers", "please list the 1999 customs agreement", nil},
		{"a last word hardly begun may be none", "how many stans x", []int{7}},
		{"letters here and there are no word", "dtsam", nil},
		{"nothing", "zzzzqqq", nil},
		{"no words", "?!", nil},
	}
	x := index(t, ways)
	for _, tt := range tests {
		if got := x.Complete(tt.typed, 25); !slices.Equal(got, tt.want) {
			t.Errorf("%s: Complete(%q)\n got %q\nwant %q", tt.rule, tt.typed, textsOf(got, ways), textsOf(tt.want, ways))
		}
	}
}

func TestFewOfOneOwner(t *testing.T) {
	t.Parallel()
	ways := []complete.Way{{"a road", 7}, {"the road", 7}, {"this road", 7}, {"that road", 7}, {"road", 9}, {"road", 8}}
	x := complete.New(ways, nil)
	tests := []struct {
		typed string
		n     int
		want  []int
	}{
		{"road", 25, []int{4, 0, 1, 2}}, // three of 7, and a text only once
		{"road", 2, []int{4, 0}},
		{"road", 0, nil},
		{"", 25, []int{0, 4}}, // the first of each
		{" \n", 1, []int{0}},
	}
	for _, tt := range tests {
		if got := x.Complete(tt.typed, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("Complete(%q, %d) = %v, want %v", tt.typed, tt.n, got, tt.want)
		}
	}
}

func TestNoWays(t *testing.T) {
	t.Parallel()
	for _, x := range []*complete.Index{new(complete.Index), complete.New(nil, nil), complete.New([]complete.Way{{"—", 1}}, nil)} {
		if got := x.Complete("road", 25); got != nil {
			t.Errorf("Complete(road) = %v of no ways", got)
		}
	}
}

// However long, strange or repetitive: it ends soon, and the rules hold.
func FuzzComplete(f *testing.F) {
	f.Add("2nd summit", "when was the second summit\nthe Group of Seven\nXi'an\nXinhua\nXi", 25)
	f.Add("kazahks g-7 \xff", "Kazakhstan\nKazakhstan\n\n?\nG7 2023", 1)
	f.Add(strings.Repeat("a b ", 13), strings.Repeat("a b ", 20), 3)
	l := parse(f)
	f.Fuzz(func(t *testing.T, typed, texts string, n int) {
		var ways []complete.Way
		for i, s := range strings.Split(texts, "\n") {
			ways = append(ways, complete.Way{Text: s, Owner: i / 4})
		}
		x := complete.New(ways, l)
		got := x.Complete(typed, n)
		if again := x.Complete(typed, n); !slices.Equal(got, again) {
			t.Fatalf("Complete(%q) = %v, then %v", typed, got, again)
		}
		if len(got) > max(n, 0) {
			t.Fatalf("Complete(%q, %d) has %d ways", typed, n, len(got))
		}
		owners, offered := map[int]int{}, map[string]bool{}
		for _, i := range got {
			w := ways[i]
			if owners[w.Owner]++; owners[w.Owner] > 3 || offered[w.Text] {
				t.Fatalf("Complete(%q) = %v: too much of one", typed, got)
			}
			offered[w.Text] = true
		}
	})
}
