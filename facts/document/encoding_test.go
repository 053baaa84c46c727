package document_test

import (
	"errors"
	"strings"
	"testing"

	"summitbot/facts/document"
)

func TestCheckUTF8(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		at       int
		guess    string
	}{
		{"Latin", "The caf\xe9 opened in 1931.", 7, "Windows-1252"},
		{"Latin quotation marks", "He said \x93yes\x94.", 8, "Windows-1252"},
		{"cut off in a character", "caf\xc3", 3, "Windows-1252"},
		{"after a real U+FFFD", "Here a\uFFFDb and then \xff ends it", 20, "Latin"},
		{"little endian", "\xff\xfeT\x00h\x00", 0, "UTF-16 LE"},
		{"big endian", "\xfe\xff\x00T\x00h", 0, "UTF-16 BE"},
		{"little endian, no mark", "T\x00h\x00e\x00 \x00", 1, "UTF-16 LE without"},
		{"big endian, no mark", "\x00T\x00h\x00e\x00 ", 0, "UTF-16 BE without"},
		{"UTF-32", "\xff\xfe\x00\x00T\x00\x00\x00", 0, "UTF-32 LE"},
		{"Cyrillic", "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0.", 0, "Windows-1251"},
		{"zeros", "PK\x03\x04 and so on\x00\x00\x00\x00\x00\x00", 14, "binary"},
		{"controls", "\xff\x01\x02\x03\x04", 0, "binary"},
	}
	for _, tt := range tests {
		err := document.CheckUTF8(tt.in)
		var e *document.EncodingError
		if !errors.As(err, &e) || e.At != tt.at || !strings.Contains(e.Guess, tt.guess) {
			t.Errorf("%s: CheckUTF8(%q) = %v, want byte %d and %q", tt.name, tt.in, err, tt.at, tt.guess)
		}
	}
	for _, text := range []string{"", "café", "\ufeffThe café", "a\uFFFDb", "今天"} {
		if err := document.CheckUTF8(text); err != nil {
			t.Errorf("CheckUTF8(%q) = %v, want nil", text, err)
		}
	}
}
