package document

import "testing"

// The pieces of a cleaned text tile both the original and the cleaned text.
func FuzzPiecesTile(f *testing.F) {
	for _, s := range []string{"a \n b", "China-\nCentral", "\u2000\u1300\u4300\u6500x", "\xff\xfe", " x "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := Clean(s)
		var at piece
		for _, p := range text.pieces {
			if p.Clean.Start != at.Clean.End || p.Original.Start != at.Original.End || p.Original.Len() <= 0 {
				t.Fatalf("Clean(%q): piece %+v does not follow %+v", s, p, at)
			}
			at = p
		}
		if at.Clean.End != len(text.clean) || at.Original.End != len(s) {
			t.Fatalf("Clean(%q): pieces end at %+v, texts at %d and %d", s, at, len(text.clean), len(s))
		}
	})
}
