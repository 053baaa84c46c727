package text_test

import (
	"strings"
	"testing"

	"summitbot/facts/text"
)

func forms(s string) string {
	var out []string
	for _, w := range text.Words(s) {
		out = append(out, w.Form)
	}
	return strings.Join(out, " ")
}

func TestWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"", ""},
		{" \t.,!?", ""},
		{"China-Central Asia", "china central asia"},
		{"$94.8 billion, 3,000 people.", "94.8 billion 3000 people"},
		{"1,5 billion, 1,234,567", "1.5 billion 1234567"},
		{"Xi'an, Xi’an and XIAN", "xian xian and xian"},
		{"China's, China’s, Leaders' Summit", "china china leaders summit"},
		{"what's C5+1 and C5+C?", "what c5+1 and c5+c"},
		{"1+1", "1 1"},
		{"don't", "dont"},
		{"e-mail, T-shirt, G-7 and x-ray", "email tshirt g7 and xray"},
		{"well-known U-", "well known u"},
		{"C, C# and C++. F#, A++B, #1", "c c# and c++ f# a b 1"},
		{"16GB, 16 GB, 5pm, 2.5kg, 90s, 90's, 4x4, 3d", "16 gb 16 gb 5 pm 2.5 kg 90s 90s 4x4 3d"},
		{"1 500 euros, 1\u00a0234\u202f567, 2023 500, 12 50, 1 5000, 1 500th", "1500 euros 1234567 2023 500 12 50 1 5000 1 500th"},
		{"Türkiye ﬁnal ＦＵＬＬ", "turkiye final full"},
		{"年2023峰会", "年 2023 峰 会"},
		{"o‘zbek", "ozbek"},
		{"\xff\xfe", ""},
	}
	for _, tt := range tests {
		if got := forms(tt.in); got != tt.want {
			t.Errorf("Words(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestStemBringsFormsTogether(t *testing.T) {
	t.Parallel()
	for _, group := range [][]string{
		{"25", "25th"},
		{"31", "31st"},
		{"hold", "held", "holding", "holds"},
		{"invest", "invested", "investment", "investments"},
		{"meet", "met", "meeting"},
		{"was", "is", "be"},
	} {
		for _, form := range group[1:] {
			if got, want := text.Stem(form), text.Stem(group[0]); got != want {
				t.Errorf("Stem(%q) = %q, want that of %q: %q", form, got, group[0], want)
			}
		}
	}
}

// Words of any text stand in order, apart, inside it, and fold to themselves.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"When was C5+1?", "Xi’an 3,000", "\xff+1", "峰会2023", "ǅ ŉ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, w := range text.Words(s) {
			if w.Start < end || w.End <= w.Start || w.End > len(s) {
				t.Fatalf("Words(%q): span [%d,%d) after %d in %d bytes", s, w.Start, w.End, end, len(s))
			}
			if w.Form == "" || w.Stem == "" {
				t.Fatalf("Words(%q): empty form or stem: %+v", s, w)
			}
			end = w.End
		}
		if once := text.Fold(s); text.Fold(once) != once {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, once, text.Fold(once))
		}
	})
}
