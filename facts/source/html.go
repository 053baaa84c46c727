package source

import (
	"bytes"
	"fmt"
	"regexp"

	"golang.org/x/net/html/charset"

	"summitbot/facts"
	"summitbot/facts/document"
)

// HTML reads a web page, without what surrounds its article. Text in another encoding
// than UTF-8 is decoded as the page says; the document's text is the decoded one.
func HTML(name string, data []byte) (*facts.Document, error) {
	text, err := htmlText(data)
	if err != nil {
		return nil, err
	}
	nodes, err := parseTree(text, 0)
	if err != nil {
		return nil, err
	}
	o := &outline{text: text}
	w := &htmlWriter{o: o, page: choose(text, nodes)}
	w.all()
	if w.countH1() != 1 {
		o.title = w.title
	}
	return o.document(name)
}

// htmlText decodes a page. What declares no encoding must be UTF-8.
func htmlText(data []byte) (string, error) {
	if isUTF16(data) {
		return decodeUTF16(data)
	}
	wrong := document.CheckUTF8(string(data))
	if wrong == nil {
		return string(data), nil
	}
	e, label, _ := charset.DetermineEncoding(data, "text/html")
	if bytes.IndexByte(data, 0) >= 0 || !declares(data, label) {
		return "", encodingError(wrong)
	}
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("%w: it says it is %s, and is not", ErrEncoding, label)
	}
	return string(text), nil
}

// declares reports whether the page names the encoding that was found.
func declares(data []byte, label string) bool {
	m := declaration.FindSubmatch(data[:min(len(data), 1024)])
	if m == nil {
		return false
	}
	_, name := charset.Lookup(string(m[1]))
	return name == label
}

var declaration = regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)`)

// looksHTML reports whether the data begin as a page does.
func looksHTML(data []byte) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff")), " \t\r\n")
	return pageStart.Match(head)
}

var pageStart = regexp.MustCompile(`(?i)^(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*<(?:!doctype|html|head|body|book|article)\b`)
