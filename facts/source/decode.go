package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/unicode"

	"summitbot/facts/document"
)

// utf8Text returns the bytes as text. UTF-16 is decoded if its byte order mark says so;
// anything else must be UTF-8, with or without the mark, which stays in the text.
func utf8Text(data []byte) (string, error) {
	if isUTF16(data) {
		return decodeUTF16(data)
	}
	text := string(data)
	if err := document.CheckUTF8(text); err != nil {
		return "", encodingError(err)
	}
	return text, nil
}

// encodingError tells binary data from a text in another encoding.
func encodingError(err error) error {
	if e, ok := errors.AsType[*document.EncodingError](err); ok && strings.Contains(e.Guess, "binary") {
		return ErrBinary
	}
	return fmt.Errorf("%w: %w", ErrEncoding, err)
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
