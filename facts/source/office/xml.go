package office

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// What a part may ask for.
const (
	maxNodes = 3_000_000 // elements, texts and attributes
	maxDepth = 500       // elements in one another
)

// node is an element or a text. A nil node has no name, attributes or children.
type node struct {
	name  string // of an element, with the prefix that its namespace commonly has: "w:p"
	text  string // of a text
	attrs []attribute
	kids  []node
}

type attribute struct{ name, value string }

// attr returns the value of an attribute; empty if there is none.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for i := range n.attrs {
		if n.attrs[i].name == name {
			return n.attrs[i].value
		}
	}
	return ""
}

// number reads a whole number; other if there is none.
func number(s string, other int) int {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return n
	}
	return other
}

// kid returns the first child of that name along a path; nil if there is none.
func (n *node) kid(names ...string) *node {
	for _, name := range names {
		n = n.first(name)
	}
	return n
}

func (n *node) first(name string) *node {
	if n == nil {
		return nil
	}
	for i := range n.kids {
		if n.kids[i].name == name {
			return &n.kids[i]
		}
	}
	return nil
}

// all returns the children of that name.
func (n *node) all(name string) []*node {
	if n == nil {
		return nil
	}
	var found []*node
	for i := range n.kids {
		if n.kids[i].name == name {
			found = append(found, &n.kids[i])
		}
	}
	return found
}

// words returns the text in an element and in all that it contains.
func (n *node) words() string {
	var b strings.Builder
	n.addWords(&b, math.MaxInt)
	return b.String()
}

// brief returns the first words in an element: enough to see whether it has any, or to know
// a note's mark, at a cost that doesn't grow with what it contains.
func (n *node) brief() string {
	var b strings.Builder
	n.addWords(&b, 40)
	return b.String()
}

func (n *node) addWords(b *strings.Builder, most int) {
	if n == nil {
		return
	}
	b.WriteString(n.text[:min(len(n.text), most)])
	for i := 0; i < len(n.kids) && b.Len() < most; i++ {
		n.kids[i].addWords(b, most)
	}
}

// deep returns the elements of that name that are in no other one of that name.
func deep(n *node, name string) []*node {
	var found []*node
	if n == nil {
		return nil
	}
	for i := range n.kids {
		if n.kids[i].name == name {
			found = append(found, &n.kids[i])
		} else {
			found = append(found, deep(&n.kids[i], name)...)
		}
	}
	return found
}

// parser reads elements. No entity that a document defines is ever expanded, and no other
// file is opened.
type parser struct {
	d     *xml.Decoder
	names map[xml.Name]string
	left  int // nodes that may still be made
}

var errTooMuchXML = errors.New("too many elements, or too many in one another")

// parsePart reads the elements of a part; the node it returns has the outermost as a child.
func parsePart(name string, data []byte, lenient bool) (*node, error) {
	p := newParser(data, lenient)
	root := new(node)
	err := p.fill(root, 0)
	if errors.Is(err, errTooMuchXML) {
		return nil, problem(ErrTooLarge, "%v in its part %q; split it into several files", err, name)
	}
	if err != nil {
		return nil, damaged(name, err)
	}
	return root, nil
}

func newParser(data []byte, lenient bool) *parser {
	d := xml.NewDecoder(utf8(data))
	d.CharsetReader = decoded
	if lenient {
		d.Strict = false
		d.AutoClose = xml.HTMLAutoClose
		d.Entity = xml.HTMLEntity
	}
	return &parser{d: d, names: map[xml.Name]string{}, left: maxNodes}
}

// fill reads the children of an element, to its end.
func (p *parser) fill(n *node, depth int) error {
	if depth > maxDepth {
		return errTooMuchXML
	}
	for {
		token, err := p.d.Token()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.CharData:
			n.kids = append(n.kids, node{text: string(t)})
		case xml.StartElement:
			if err := p.element(n, t, depth); err != nil {
				return err
			}
		}
		if p.left--; p.left < 0 {
			return errTooMuchXML
		}
	}
}

func (p *parser) element(parent *node, t xml.StartElement, depth int) error {
	kid := node{name: p.name(t.Name)}
	if decoration(kid.name) {
		return p.d.Skip()
	}
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			kid.attrs = append(kid.attrs, attribute{p.name(a.Name), a.Value})
		}
	}
	p.left -= len(kid.attrs)
	if err := p.fill(&kid, depth+1); err != nil {
		return err
	}
	parent.kids = append(parent.kids, kid)
	return nil
}

// decoration says whether an element only tells how things look. Most of Word's do, and
// leaving them out here saves most of the memory that a tree takes.
func decoration(name string) bool {
	switch name {
	case "w:rFonts", "w:sz", "w:szCs", "w:lang", "w:color", "w:bCs", "w:iCs", "w:i", "w:u",
		"w:kern", "w:shd", "w:spacing", "w:ind", "w:jc", "w:bookmarkStart", "w:bookmarkEnd",
		"w:proofErr", "w:tcW", "w:tcBorders", "w:tblBorders", "w:tblGrid", "w:fldData":
		return true
	}
	return false
}

func (p *parser) name(name xml.Name) string {
	if short, ok := p.names[name]; ok {
		return short
	}
	short := name.Local
	if prefix := prefix(name.Space); prefix != "" {
		short = prefix + ":" + name.Local
	}
	p.names[name] = short
	return short
}

// prefix names a namespace. Those with one kind of element alone have none.
func prefix(space string) string {
	switch space {
	case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main":
		return "w"
	case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
		return "m"
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return "r"
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return "mc"
	case "http://purl.org/dc/elements/1.1/":
		return "dc"
	case "http://www.idpf.org/2007/ops":
		return "epub"
	case "http://www.w3.org/XML/1998/namespace":
		return "xml"
	case "http://www.w3.org/2000/svg":
		return "svg"
	case "", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML",
		"http://www.idpf.org/2007/opf",
		"urn:oasis:names:tc:opendocument:xmlns:container", "http://www.w3.org/2001/04/xmlenc#",
		"http://schemas.openxmlformats.org/package/2006/relationships",
		"http://schemas.openxmlformats.org/package/2006/content-types":
		return ""
	}
	if rest, ok := strings.CutPrefix(space, "urn:oasis:names:tc:opendocument:xmlns:"); ok {
		return strings.TrimSuffix(strings.TrimSuffix(rest, ":1.0"), "-compatible")
	}
	return "other"
}

// utf8 reads data in UTF-8, or in UTF-16 if it begins with that encoding's mark.
func utf8(data []byte) io.Reader {
	return transform.NewReader(bytes.NewReader(data), unicode.BOMOverride(transform.Nop))
}

// decoded reads data in the encoding that an XML file says it has.
func decoded(label string, input io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return input, nil // its mark has told already
	}
	return charset.NewReaderLabel(label, input)
}
