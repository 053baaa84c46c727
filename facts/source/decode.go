package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// utf8Text returns the bytes as text. UTF-16 is decoded if its byte order mark says so;
// anything else must be UTF-8, with or without the mark, which stays in the text.
func utf8Text(data []byte) (string, error) {
	if isUTF16(data) {
		return decodeUTF16(data)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", nulError(data)
	}
	if !utf8.Valid(data) {
		return "", encodingError(data)
	}
	return string(data), nil
}

// isUTF16 reports whether a byte order mark of UTF-16 begins the data.
func isUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}

func decodeUTF16(data []byte) (string, error) {
	text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
	if err != nil || bytes.IndexByte(text, 0) >= 0 || bytes.Contains(text, []byte("\uFFFD")) {
		return "", fmt.Errorf("%w: it begins like UTF-16, and is not", ErrBinary)
	}
	return string(text), nil
}

// nulError tells UTF-16 without its mark, where every second byte of plain letters is
// zero, from binary data.
func nulError(data []byte) error {
	head := data[:min(len(data), 1024)]
	even, odd := 0, 0
	for i, c := range head {
		switch {
		case c == 0 && i%2 == 0:
			even++
		case c == 0:
			odd++
		}
	}
	most := len(head) * 2 / 5
	switch {
	case even > most && odd == 0:
		return fmt.Errorf("%w: it looks like UTF-16 (big endian) without a byte order mark", ErrEncoding)
	case odd > most && even == 0:
		return fmt.Errorf("%w: it looks like UTF-16 (little endian) without a byte order mark", ErrEncoding)
	}
	return ErrBinary
}

// encodingError says where the data stops being UTF-8, and what it may be.
func encodingError(data []byte) error {
	if controls(data) > len(data)/100 {
		return ErrBinary
	}
	at := invalidAt(data)
	guess := ""
	if name := looksLike(data); name != "" {
		guess = ", it looks like " + name
	}
	return fmt.Errorf("%w: byte %d is 0x%02X%s", ErrEncoding, at, data[at], guess)
}

// invalidAt returns the place of the first byte that is no UTF-8.
func invalidAt(data []byte) int {
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n < 2 {
			break
		}
		at += n
	}
	return min(at, len(data)-1)
}

// controls counts control characters that texts don't have.
func controls(data []byte) int {
	n := 0
	for _, c := range data {
		if c < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", rune(c)) {
			n++
		}
	}
	return n
}

// looksLike names the encoding of a text in a Latin script, in which characters beyond
// ASCII are few and stand alone; it is empty for all others.
func looksLike(data []byte) string {
	high, paired, windows := 0, 0, false
	for i, c := range data {
		if c < 0x80 {
			continue
		}
		high++
		windows = windows || c < 0xA0
		if i > 0 && data[i-1] >= 0x80 {
			paired++
		}
	}
	switch {
	case high*3 > len(data) || paired*3 > high:
		return ""
	case windows:
		return "Windows-1252"
	}
	return "ISO 8859-1"
}
