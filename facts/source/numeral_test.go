package source_test

import (
	"testing"

	"summitbot/facts/source"
)

func TestNumeral(t *testing.T) {
	t.Parallel()
	tests := []struct {
		n      int
		format string
		want   string
	}{
		{7, "decimal", "7"},
		{7, "decimalZero", "07"},
		{12, "decimalZero", "12"},
		{1, "lowerLetter", "a"},
		{26, "upperLetter", "Z"},
		{27, "lowerLetter", "aa"},
		{53, "lowerLetter", "aaa"},
		{2_000_000_000, "lowerLetter", "2000000000"},
		{0, "upperLetter", "0"},
		{4, "lowerRoman", "iv"},
		{1994, "upperRoman", "MCMXCIV"},
		{5000, "upperRoman", "5000"},
		{1, "ordinal", "1st"},
		{12, "ordinal", "12th"},
		{23, "ordinal", "23rd"},
		{3, "bullet", ""},
		{3, "none", ""},
		{3, "chineseCounting", "3"},
	}
	for _, tt := range tests {
		if got := source.Numeral(tt.n, tt.format); got != tt.want {
			t.Errorf("Numeral(%d, %q) = %q; want %q", tt.n, tt.format, got, tt.want)
		}
	}
}
