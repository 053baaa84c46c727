package token_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"summitbot/facts/encoder/token"
)

// tokenizer is what both kinds have in common.
type tokenizer interface {
	Append(dst []token.Piece, prefix, text string) []token.Piece
	Vocabulary() token.Vocabulary
}

func vocabulary(tb testing.TB, pieces ...string) token.Vocabulary {
	tb.Helper()
	slices.Sort(pieces)
	v, err := token.NewVocabulary(token.PackVocabulary(slices.Compact(pieces)))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// english is a WordPiece tokenizer with a small vocabulary: some words and endings, and all
// of ASCII that can be seen.
func english(tb testing.TB) *token.WordPiece {
	tb.Helper()
	pieces := strings.Fields(`[UNK] [CLS] <s> </s> <mask> sum ##mit ##mi ##t cafe istanbul a ##b ##a ab
		abc ##cd 中 国 мир ό σος ##σ σ ##ς ᄒ ##ᅡ ##ᆫ x`)
	for c := '!'; c <= '~'; c++ {
		pieces = append(pieces, string(c))
	}
	w, err := token.NewWordPiece(vocabulary(tb, pieces...))
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// scores are the pieces of a small Unigram tokenizer.
func scores() map[string]float32 {
	return map[string]float32{
		"<s>": 0, "<pad>": 0, "</s>": 0, "<unk>": 0, "<mask>": 0,
		"▁": -3, "▁query": -4, "▁qu": -3, "ery": -2, ":": -2, "▁hello": -5, "▁he": -4, "llo": -4, "l": -6, "lo": -5,
		"h": -7, "e": -6, "o": -6, "a": -3, "aa": -5, "aaa": -9, "aaaa": -9.5, "▁a": -4, "b": -3, "ab": -6,
		"<": -8, "s": -8, ">": -8, "é": -5, "ل": -4, "لا": -5, "ا": -4, "▁!": -6, "!": -4,
	}
}

const unknownScore = -20

func replacements() map[rune][]rune {
	return map[rune][]rune{
		'\t': {' '}, '\u00A0': {' '}, utf8.RuneError: {' '}, '\u00AD': {}, 'A': {'a'}, 'ﻻ': {'ل', 'ا'}, '¨': {' ', '!'}, '…': {'!', '!', '!'},
	}
}

func multilingual(tb testing.TB) *token.Unigram {
	tb.Helper()
	var pieces []string
	for p := range scores() {
		pieces = append(pieces, p)
	}
	v := vocabulary(tb, pieces...)
	var packed []byte
	for id := range v.Len() {
		packed = appendFloat(packed, scores()[v.Piece(int32(id))])
	}
	u, err := token.NewUnigram(v, string(packed), token.PackNormal(replacements()), unknownScore)
	if err != nil {
		tb.Fatal(err)
	}
	return u
}

func appendFloat(b []byte, f float32) []byte {
	n := math.Float32bits(f)
	return append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
}

// pieces shows the pieces of a text, parted by spaces.
func pieces(t tokenizer, prefix, text string) string {
	var shown []string
	for _, p := range t.Append(nil, prefix, text) {
		shown = append(shown, t.Vocabulary().Piece(p.ID))
	}
	return strings.Join(shown, " ")
}

// spans shows what the pieces of a text stand for, each in brackets.
func spans(t tokenizer, prefix, text string) string {
	var b strings.Builder
	for _, p := range t.Append(nil, prefix, text) {
		fmt.Fprintf(&b, "[%s]", text[p.Start:p.End])
	}
	return b.String()
}

// check fails unless all pieces are in the vocabulary and their spans in the text, in order
// and between runes.
func check(tb testing.TB, t tokenizer, prefix, text string) {
	tb.Helper()
	valid := utf8.ValidString(text)
	var last token.Piece
	for _, p := range t.Append(nil, prefix, text) {
		switch n := int32(len(text)); {
		case p.ID < 0 || int(p.ID) >= t.Vocabulary().Len():
			tb.Fatalf("%.99q: %+v is not in the vocabulary", text, p)
		case p.Start < 0 || p.Start > p.End || p.End > n:
			tb.Fatalf("%.99q: %+v is not in the text", text, p)
		case p.Start < last.Start || p.End < last.End:
			tb.Fatalf("%.99q: %+v comes after %+v", text, p, last)
		case valid && !(isBorder(text, p.Start) && isBorder(text, p.End)):
			tb.Fatalf("%.99q: %+v cuts a rune", text, p)
		}
		last = p
	}
}

func isBorder(text string, i int32) bool { return int(i) == len(text) || utf8.RuneStart(text[i]) }

func both(tb testing.TB) map[string]tokenizer {
	return map[string]tokenizer{"WordPiece": english(tb), "Unigram": multilingual(tb)}
}

// TestAnyLength would take hours if time grew with the square of the length.
func TestAnyLength(t *testing.T) {
	t.Parallel()
	for name, tok := range both(t) {
		for _, unit := range []string{"a", "ab", "abc ", " ", "\t", ".", "中", "<", "…", "\xff", "\xe4\xb8", "\u0301", "\u00AD", "¨", "▁", "ﻻ"} {
			t.Run(fmt.Sprintf("%s/%q", name, unit), func(t *testing.T) {
				t.Parallel()
				check(t, tok, "", strings.Repeat(unit, 100_000/len(unit)))
			})
		}
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	for name, tok := range both(t) {
		want := append(tok.Append(nil, "", "abc"), tok.Append(nil, "", "a b")...)
		if got := tok.Append(tok.Append(nil, "", "abc"), "", "a b"); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	texts := []string{"hello a b summit", "AAAA\tabb", "中国 café", strings.Repeat("hello aab ", 2000), ""}
	for name, tok := range both(t) {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for _, s := range texts {
					if got, again := tok.Append(nil, "", s), tok.Append(nil, "", s); !slices.Equal(got, again) {
						t.Errorf("%s(%.20q): got %v, then %v", name, s, got, again)
					}
				}
			})
		}
		wg.Wait()
	}
}

// TestPrefixIsAsIfInFront also shows that a prefix has no bytes in the text.
func TestPrefixIsAsIfInFront(t *testing.T) {
	t.Parallel()
	for name, tok := range both(t) {
		for _, s := range []string{"query: hello", "a  b", "ab\u0301c", " x", "¨¨", "aa中b"} {
			for cut := range s {
				prefix, text := s[:cut], s[cut:]
				if got, want := pieces(tok, prefix, text), pieces(tok, "", s); got != want {
					t.Errorf("%s(%q + %q) = %s, want %s", name, prefix, text, got, want)
				}
				check(t, tok, prefix, text)
			}
		}
	}
}
