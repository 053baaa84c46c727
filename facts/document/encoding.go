package document

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// EncodingError says that bytes aren't the text in UTF-8 that they were taken for.
type EncodingError struct {
	At    int    // the first byte that can't be, from 0
	Guess string // what the bytes may be: "Windows-1252"; empty if nothing speaks for any
}

func (e *EncodingError) Error() string {
	if e.Guess == "" {
		return fmt.Sprintf("not UTF-8 at byte %d", e.At)
	}
	return fmt.Sprintf("not UTF-8 at byte %d: it looks like %s", e.At, e.Guess)
}

// CheckUTF8 returns an [*EncodingError] if the bytes are no text in UTF-8: by a byte that
// can't be in it, or by the zero bytes that UTF-16 and binary data have.
func CheckUTF8(bytes string) error {
	for _, mark := range []struct{ bytes, name string }{
		{"\xff\xfe\x00\x00", "UTF-32 LE"},
		{"\x00\x00\xfe\xff", "UTF-32 BE"},
		{"\xff\xfe", "UTF-16 LE"},
		{"\xfe\xff", "UTF-16 BE"},
	} {
		if strings.HasPrefix(bytes, mark.bytes) {
			return &EncodingError{0, mark.name}
		}
	}
	if at := strings.IndexByte(bytes, 0); at >= 0 {
		return &EncodingError{at, wide(bytes)}
	}
	if at := invalidAt(bytes); at < len(bytes) {
		return &EncodingError{at, narrow(bytes)}
	}
	return nil
}

// invalidAt returns the place of the first byte that isn't UTF-8, the length if all is.
func invalidAt(s string) int {
	if utf8.ValidString(s) {
		return len(s)
	}
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return i
		}
	}
	return len(s)
}

// sample is how many bytes are looked at for a guess.
const sample = 1 << 16

// wide guesses what bytes with zeros among them are: Latin letters in UTF-16 have one for
// every other byte.
func wide(s string) string {
	s = s[:min(len(s), sample)]
	zeros := [2]int{}
	for i := range len(s) {
		if s[i] == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(s) / 5; {
	case zeros[1] > most && zeros[0] <= zeros[1]/8:
		return "UTF-16 LE without a byte order mark"
	case zeros[0] > most && zeros[1] <= zeros[0]/8:
		return "UTF-16 BE without a byte order mark"
	}
	return "binary data"
}

// narrow guesses which older encoding the bytes are in, from how many are above 0x7F.
func narrow(s string) string {
	s = s[:min(len(s), sample)]
	high, controls := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			high++
		case c < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", rune(c)):
			controls++
		}
	}
	switch {
	case controls > len(s)/50:
		return "binary data"
	case high > len(s)*3/10:
		return "an encoding for one script, such as Windows-1251, Shift JIS or GB 18030"
	}
	return "Windows-1252 or another Latin encoding"
}
