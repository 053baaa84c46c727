package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// element is a node of a page: an element, or a piece of text. Nodes stand in reading
// order; what an element contains follows it, up to end.
type element struct {
	tag        string // in lower case; empty of a text
	start      int    // bytes of the start tag, or of the text
	stop       int
	parent     int // -1 of the outermost
	end        int // the place after its last descendant
	attributes map[string]string
}

func (e element) isText() bool { return e.tag == "" }

// treeBuilder makes a tree of tokens, as forgiving as browsers are where it matters for
// reading: what closes what. It keeps the offsets, which the tree of package html lacks.
type treeBuilder struct {
	nodes []element
	open  []int // places of the elements that are open
	xml   bool
}

// parseTree returns the nodes of a page, which starts at the given offset of its text.
func parseTree(page string, offset int) ([]element, error) {
	b := &treeBuilder{xml: strings.HasPrefix(strings.TrimLeft(page, "\ufeff \r\n\t"), "<?xml")}
	z := html.NewTokenizer(strings.NewReader(page))
	at := offset
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		stop := at + len(z.Raw())
		if err := b.token(z, kind, at, stop); err != nil {
			return nil, err
		}
		at = stop
	}
	b.closeTo(0)
	return b.nodes, nil
}

func (b *treeBuilder) token(z *html.Tokenizer, kind html.TokenType, start, stop int) error {
	switch kind {
	case html.TextToken:
		b.add(element{start: start, stop: stop})
	case html.StartTagToken, html.SelfClosingTagToken:
		e := element{start: start, stop: stop}
		e.tag, e.attributes = tagOf(z)
		b.makeRoom(e.tag)
		i := b.add(e)
		if voids[e.tag] || kind == html.SelfClosingTagToken && (b.xml || !knownTag(e.tag)) {
			return nil
		}
		if b.open = append(b.open, i); len(b.open) > MaxElements {
			return ErrTooDeep
		}
	case html.EndTagToken:
		name, _ := z.TagName()
		b.close(tagName(name))
	}
	return nil
}

// add appends a node without descendants.
func (b *treeBuilder) add(e element) int {
	e.parent = -1
	if n := len(b.open); n > 0 {
		e.parent = b.open[n-1]
	}
	e.end = len(b.nodes) + 1
	b.nodes = append(b.nodes, e)
	return len(b.nodes) - 1
}

// closeTo closes all open elements but the first n.
func (b *treeBuilder) closeTo(n int) {
	for _, i := range b.open[n:] {
		b.nodes[i].end = len(b.nodes)
	}
	b.open = b.open[:n]
}

// makeRoom closes what the start of an element ends: an item the item before it, a
// paragraph or anything else of a block's size the paragraph before it.
func (b *treeBuilder) makeRoom(tag string) {
	ends, stops := closedBy(tag)
	if ends == "" {
		return
	}
	for n := len(b.open) - 1; n >= 0; n-- {
		open := b.nodes[b.open[n]].tag
		switch {
		case contains(ends, open):
			b.closeTo(n)
		case contains(stops, open):
			return
		}
	}
}

// closedBy returns the elements that the start of another ends, and those that it
// never looks out of.
func closedBy(tag string) (ends, stops string) {
	switch {
	case tag == "li":
		return "li p", "ul ol menu table td th body"
	case tag == "dt" || tag == "dd":
		return "dt dd p", "dl table td th body"
	case tag == "td" || tag == "th":
		return "td th p", "tr table body"
	case tag == "tr":
		return "tr td th p", "table thead tbody tfoot body"
	case tag == "thead" || tag == "tbody" || tag == "tfoot":
		return "thead tbody tfoot tr td th p", "table body"
	case tag == "option" || tag == "a":
		return tag, "td th li p table div body"
	case isBlock(tag):
		return "p", "td th li dd dt blockquote table div section article body details button"
	}
	return "", ""
}

// close ends the innermost open element of that name. An end tag never reaches out of
// a table's cell, unless it ends a part of the table; one that ends nothing is no tag.
func (b *treeBuilder) close(tag string) {
	for n := len(b.open) - 1; n >= 0; n-- {
		open := b.nodes[b.open[n]].tag
		if open == tag || isHeading(open) && isHeading(tag) {
			b.closeTo(n)
			return
		}
		if contains("td th table", open) && !contains("table thead tbody tfoot tr td th body html", tag) && !b.xml {
			return
		}
	}
}

// tagOf returns the name and the attributes of the start tag at hand.
func tagOf(z *html.Tokenizer) (string, map[string]string) {
	name, more := z.TagName()
	tag := tagName(name)
	var attributes map[string]string
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if !contains(usedAttributes, string(key)) {
			continue
		}
		if attributes == nil {
			attributes = map[string]string{}
		}
		if _, twice := attributes[string(key)]; !twice {
			attributes[string(key)] = string(value)
		}
	}
	return tag, attributes
}

const usedAttributes = "id name class role hidden style aria-hidden alt start type value href colspan rowspan"

// tagName returns the name as a string, shared by all elements that HTML knows.
func tagName(name []byte) string {
	if a := atom.Lookup(name); a != 0 {
		return a.String()
	}
	return string(name)
}

func knownTag(tag string) bool { return atom.Lookup([]byte(tag)) != 0 }

// contains reports whether a list, its words parted by spaces, has the word.
func contains(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

func isHeading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}

// isBlock reports whether an element stands apart from the text around it.
func isBlock(tag string) bool { return blocks[tag] || isHeading(tag) }

var blocks = setOf(`address article aside blockquote body caption center dd details dialog dir div dl
	dt fieldset figcaption figure footer form head header hgroup hr html legend li main menu nav ol p
	pre section summary table tbody td tfoot th thead title tr ul optgroup option`)

var voids = setOf("area base br col embed hr img input link meta param source track wbr")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
