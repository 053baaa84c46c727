package token_test

import (
	"strings"
	"testing"
)

func TestWordPiece(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, pieces, spans string }{
		{"", "", ""},
		{" \t\n\u00A0\u2028", "", ""},
		{"summit", "sum ##mit", "[sum][mit]"},
		{" SUMMIT\u3000Summi ", "sum ##mit sum ##mi", "[SUM][MIT][Sum][mi]"},
		{"summits", "[UNK]", "[summits]"}, // as a whole
		{"abcd", "[UNK]", "[abcd]"},       // the longest first piece leaves what can't be cut
		{"aba", "ab ##a", "[ab][a]"},
		{"a,a.", "a , a .", "[a][,][a][.]"},
		{"a_$^~a", "a _ $ ^ ~ a", "[a][_][$][^][~][a]"},
		{"a“a", "a [UNK] a", "[a][“][a]"},
		{"中国a", "中 国 a", "[中][国][a]"},
		{"x中x", "x 中 x", "[x][中][x]"},
		// accents
		{"CAFÉ café", "cafe cafe", "[CAFÉ][café]"},
		{"cafe\u0301 a\u0302\u0303ba", "cafe ab ##a", "[cafe\u0301][a\u0302\u0303b][a]"},
		{"\u0301a !\u0301 中\u0301a", "a ! 中 a", "[a][!\u0301][中\u0301][a]"},
		{"İSTANBUL", "istanbul", "[İSTANBUL]"},
		{"ΌΣΟΣ", "[UNK]", "[ΌΣΟΣ]"}, // the last sigma becomes one like the others
		{"Σς", "σ ##ς", "[Σ][ς]"},
		{"한", "ᄒ ##ᅡ ##ᆫ", "[한][한][한]"},
		{"하", "ᄒ ##ᅡ", "[하][하]"},
		// dropped
		{"sum\u00ADmit\u200B x\u00ADx", "sum ##mit [UNK]", "[sum][mit][x\u00ADx]"},
		{"a\x00\x01\x7F\uE000\uFFFD", "a", "[a]"},
		{"a\xffb\xc3 \xff", "ab", "[a\xffb]"},
		{"a\u0378", "[UNK]", "[a\u0378]"}, // unassigned, but it stays
		// special pieces are never found
		{"<s>[CLS]", "< s > [ [UNK] ]", "[<][s][>][[][CLS][]]"},
		{"##mit", "# # [UNK]", "[#][#][mit]"},
		{"[UNK]", "[ [UNK] ]", "[[][UNK][]]"},
	}
	w := english(t)
	for _, tt := range tests {
		if got := pieces(w, "", tt.text); got != tt.pieces {
			t.Errorf("pieces of %q: got %s, want %s", tt.text, got, tt.pieces)
		}
		if got := spans(w, "", tt.text); got != tt.spans {
			t.Errorf("spans of %q: got %q, want %q", tt.text, got, tt.spans)
		}
	}
}

func TestWordPieceTakesWordsOfAHundredCharacters(t *testing.T) {
	t.Parallel()
	w := english(t)
	for _, unit := range []string{"a", "Á", "a\u0301"} {
		if got := len(w.Append(nil, "", strings.Repeat(unit, 100))); got != 100 {
			t.Errorf("100 of %q are %d pieces, want 100", unit, got)
		}
		long := strings.Repeat(unit, 101)
		if got := spans(w, "", long+" x"); got != "["+long+"][x]" {
			t.Errorf("101 of %q and x span %s", unit, got)
		}
	}
}

func TestWordPiecePrefix(t *testing.T) {
	t.Parallel()
	w := english(t)
	for _, tt := range []struct{ prefix, text, want string }{
		{"x: ", "summit", "[][][sum][mit]"},
		{"sum", "mit", "[][mit]"},
		{"caf", "é", "[é]"},
		{"summit", "", "[][]"},
	} {
		if got := spans(w, tt.prefix, tt.text); got != tt.want {
			t.Errorf("%q + %q: got %s, want %s", tt.prefix, tt.text, got, tt.want)
		}
	}
}

func FuzzWordPiece(f *testing.F) {
	f.Add("", "Summit café 中国")
	f.Add("a", "\u0301\xff\u00AD한[UNK]")
	w := english(f)
	f.Fuzz(func(t *testing.T, prefix, text string) { check(t, w, prefix, text) })
}
