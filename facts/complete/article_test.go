package complete_test

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"summitbot/facts/complete"
	"summitbot/facts/lexicon"
	"summitbot/facts/text"
)

// article returns the ways that the article's base offers, one owner for each answer, and
// its lexicon.
func article(tb testing.TB) ([]complete.Way, *lexicon.Lexicon) {
	tb.Helper()
	files, err := filepath.Glob("../data/summit/facts/*.yaml")
	if err != nil || len(files) == 0 {
		tb.Fatal("no files of facts", err)
	}
	var ways []complete.Way
	owner := 0
	for _, file := range files {
		var base struct {
			Facts []struct {
				Answers []struct{ Ask []string }
			}
		}
		if err := yaml.Unmarshal(readFile(tb, file), &base); err != nil {
			tb.Fatal(err)
		}
		for _, f := range base.Facts {
			for _, a := range f.Answers {
				for _, text := range a.Ask {
					ways = append(ways, complete.Way{Text: text, Owner: owner})
				}
				owner++
			}
		}
	}
	l, err := lexicon.Parse("lexicon.yaml", readFile(tb, "../data/lexicon.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	return ways, l
}

func readFile(tb testing.TB, path string) []byte {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// What people saw go wrong: ways that match first come before all others, and there are
// some; none matches never.
func TestArticle(t *testing.T) {
	t.Parallel()
	tests := []struct{ typed, first, never string }{
		{"2nd summit", `second|2nd`, `(first|1st) (summit|leaders|china)`},
		{"1st summit", `1st|first|inaugural`, `(second|2nd) (summit|leaders|china)`},
		{"how m", `^how m`, `about mining`},
		{"what is the b", `^what is the `, ``},
		{"xi", `\bxi\b($|[^'’]|['’]s)`, ``},
		{"eu", `\beu\b`, ``},
		{"us", `\bus\b`, ``},
		{"luban", `\bluban`, `^$`},
		{"what are lubn wo", `luban workshop`, ``},
		{"three ev", `three evils`, ``},
		{"kazahkstan", `kazakhstan`, `kyrgyz`},
		{"whn was secretariat", `^when was the secretariat`, ``},
		{"summit 2", `second (summit|gathering)`, ``},
		{"", `^when was the second`, ``},
	}
	ways, l := article(t)
	x := complete.New(ways, l)
	for _, tt := range tests {
		first, never := regexp.MustCompile("(?i)"+tt.first), regexp.MustCompile("(?i)"+cmp.Or(tt.never, "^$"))
		found := textsAt(ways, x.Complete(tt.typed, 25))
		if i := slices.IndexFunc(found, func(s string) bool { return !first.MatchString(s) }); i == 0 || len(found) == 0 ||
			i > 0 && slices.ContainsFunc(found[i:], first.MatchString) || slices.ContainsFunc(found, never.MatchString) {
			t.Errorf("Complete(%q), want %s first, never %s; got %q", tt.typed, first, never, found)
		}
	}
	if g7 := x.Complete("G7", 25); len(g7) != 9 || !slices.Equal(x.Complete("G-7", 25), g7) {
		t.Errorf("Complete(G-7) = %v, want nine as of G7: %v", x.Complete("G-7", 25), g7)
	}
	if got := x.Complete("zzzzqqq", 25); got != nil {
		t.Errorf("Complete(zzzzqqq) = %v, want nothing", got)
	}
}

// Whoever types a way from its beginning is offered it, or others that begin so.
func TestEachWayIsFoundAsItIsTyped(t *testing.T) {
	t.Parallel()
	ways, l := article(t)
	x := complete.New(ways, l)
	for _, w := range ways {
		for n := 12; n < len(w.Text); n += 7 {
			typed := w.Text[:n]
			if found := x.Complete(typed, 25); len(found) == 0 || !beginsAs(ways[found[0]].Text, typed) && !hasPhrase(ways[found[0]].Text, typed) {
				t.Errorf("Complete(%q) begins with %q", typed, textsAt(ways, found[:min(1, len(found))]))
			}
		}
		if found := x.Complete(w.Text, 25); len(found) == 0 || !beginsAs(ways[found[0]].Text, w.Text) {
			t.Errorf("Complete(%q) = %q", w.Text, textsAt(ways, found))
		}
	}
}

// folded returns the words of s, parted and surrounded by spaces.
func folded(s string) string {
	words := " "
	for _, w := range text.Forms(s) {
		words += w.Form + " "
	}
	return words
}

func beginsAs(way, typed string) bool {
	return strings.HasPrefix(folded(way), strings.TrimSuffix(folded(typed), " "))
}

func hasPhrase(way, typed string) bool { return strings.Contains(folded(way), folded(typed)) }

func textsAt(ways []complete.Way, places []int) []string {
	var texts []string
	for _, i := range places {
		texts = append(texts, ways[i].Text)
	}
	return texts
}

// A completion runs at each key that somebody presses.
func TestCompletionIsSmall(t *testing.T) { // not parallel: it measures the whole process
	ways, l := article(t)
	x, inputs := complete.New(ways, l), typed(ways)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, s := range inputs {
		x.Complete(s, 25)
	}
	runtime.ReadMemStats(&after)
	if bytes := (after.TotalAlloc - before.TotalAlloc) / uint64(len(inputs)); bytes > 50_000 {
		t.Errorf("a completion allocates %d bytes, want 50,000 at the most", bytes)
	}
}
