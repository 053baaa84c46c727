package dict_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts/wordnet/dict"
)

func TestSynsets(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"data.adj": {Data: []byte(`  1 a line of the license
00000006 03 s 02 tall(p) 0 Sky_High 1 001 & 00000005 s 010a | large; "a tall | mill"
`)}}
	got, err := dict.Synsets(files, "adj")
	want := []dict.Synset{{
		Key: "a00000006", Words: []string{"tall", "Sky_High"}, Gloss: `large; "a tall | mill"`,
		Pointers: []dict.Pointer{{Symbol: "&", Key: "a00000005", Source: 1, Target: 10}},
	}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Synsets = %+v, %v, want %+v", got, err, want)
	}
}

// A broken line is an error that says where it is.
func TestBrokenLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lines, want string }{
		{"00000001", "data.noun, line 1: the line ends too early"},
		{"00000001 03 n 02 mill 0 miller", "line 1: the line ends too early"},
		{"\n00000001 03 n zz mill 0 000 | a mill", `line 2: strconv.ParseUint: parsing "zz"`},
		{"00000001 03 n 01 mill 0 99999999", "out of range"},
		{strings.Repeat("a", 2<<20), "token too long"},
	} {
		files := fstest.MapFS{"data.noun": {Data: []byte(tt.lines)}}
		if _, err := dict.Synsets(files, "noun"); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Synsets of %.40q: %v, want %q", tt.lines, err, tt.want)
		}
	}
}
