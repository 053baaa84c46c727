package source

import (
	"fmt"
	"strings"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// marker is the attribute by which elements are known again after readability.
const marker = "data-summitbot-element"

// maxMarked is how many nodes a page may have to be judged by readability, which looks
// at each many times.
const maxMarked = 100_000

// page is a page and what of it is to be read.
type page struct {
	text    string
	nodes   []element
	out     []bool // nodes that are not read, with all they contain
	body    []int  // bytes of text before each node that are not in what is out
	links   []int  // those of them in links
	anchors []int  // links before each node
	places  []int  // those of them that lead to a place in the page
	kept    []int  // those of them that readability keeps
}

// choose marks what is read of a page. Scripts, forms' fields, navigation and what is
// hidden go by their tags, roles and classes. Readability finds where the article is;
// inside it, what it drops stays unless it is mostly links, since it drops tables, lists
// and questions that are the page's point. If it finds no article, or one that lacks
// much of the running text, the whole page is read so.
func choose(text string, nodes []element) *page {
	p := &page{text: text, nodes: nodes, out: make([]bool, len(nodes))}
	for i, e := range nodes {
		p.out[i] = !e.isText() && isNoise(e)
	}
	survived, ids := p.survivors(), p.ids()
	p.count(survived, ids)
	root := p.root()
	top := p.topHeading()
	for i, e := range nodes {
		if e.isText() || p.out[i] {
			continue
		}
		inside := root < 0 || p.overlaps(i, root) || top >= 0 && p.overlaps(i, top) || e.tag == "head" || e.tag == "title"
		p.out[i] = !inside || p.isMenu(i) || p.isContents(i, ids) && !p.namesRow(i) || p.isBack(i, ids)
	}
	return p
}

// overlaps reports whether an element is in another or around it.
func (p *page) overlaps(i, root int) bool {
	return i < p.nodes[root].end && root < p.nodes[i].end
}

// topHeading returns the page's first heading of the first level, -1 if it has none.
func (p *page) topHeading() int {
	gone := 0
	for i, e := range p.nodes {
		if p.out[i] {
			gone = max(gone, e.end)
		}
		if e.tag == "h1" && i >= gone {
			return i
		}
	}
	return -1
}

// ids returns the names that links in the page can lead to.
func (p *page) ids() map[string]bool {
	ids := map[string]bool{}
	for _, e := range p.nodes {
		ids[e.attributes["id"]], ids[e.attributes["name"]] = true, true
	}
	delete(ids, "")
	return ids
}

// isContents reports whether a paragraph, or an item of a list up to the list in it, is
// but links to places in the page: a line of a table of contents. If ids is nil, any
// place will do.
func (p *page) isContents(i int, ids map[string]bool) bool {
	if tag := p.nodes[i].tag; tag != "li" && tag != "p" {
		return false
	}
	links := 0
	for j := i + 1; j < p.nodes[i].end; j++ {
		switch e := p.nodes[j]; {
		case e.tag == "ul" || e.tag == "ol":
			return links > 0
		case e.tag == "a":
			if !p.leadsTo(j, ids) {
				return false
			}
			links++
			j = e.end - 1
		case e.isText() && p.says(j):
			return false
		}
	}
	return links > 0
}

// namesRow reports whether a paragraph is the cell of a table's row that says more: its
// link names what the row is about.
func (p *page) namesRow(i int) bool {
	if p.nodes[i].tag != "p" {
		return false
	}
	cell := i
	for cell >= 0 && !contains("td th", p.nodes[cell].tag) {
		cell = p.nodes[cell].parent
	}
	return cell >= 0 && p.nodes[cell].parent >= 0 && p.sum(p.anchors, cell) < minMenu && p.prose(p.nodes[cell].parent) > 0
}

// isBack reports whether a link is a mark without words that leads to a place in the page,
// such as from a note back to the text.
func (p *page) isBack(i int, ids map[string]bool) bool {
	e := p.nodes[i]
	return e.tag == "a" && e.end == i+2 && p.nodes[i+1].isText() && p.leadsTo(i, ids) && !p.says(i+1)
}

// says reports whether a text has a letter or a number.
func (p *page) says(i int) bool {
	e := p.nodes[i]
	return strings.ContainsFunc(html.UnescapeString(p.text[e.start:e.stop]), isWord)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func (p *page) leadsTo(link int, ids map[string]bool) bool {
	path, name, found := strings.Cut(p.nodes[link].attributes["href"], "#")
	return found && (ids[name] || ids == nil && path == "")
}

// survivors returns which elements are in what readability takes for the article; nil
// if it finds none.
func (p *page) survivors() map[string]bool {
	if len(p.nodes) > maxMarked {
		return nil
	}
	doc, err := html.Parse(strings.NewReader(p.marked()))
	if err != nil {
		return nil
	}
	article, err := readability.FromDocument(doc, nil)
	if err != nil || article.Node == nil {
		return nil
	}
	found := map[string]bool{}
	for n := range article.Node.Descendants() {
		for _, a := range n.Attr {
			if a.Key == marker {
				found[a.Val] = true
			}
		}
	}
	return found
}

// marked returns the page with its elements numbered, and without what is out.
func (p *page) marked() string {
	var b strings.Builder
	at := 0
	for i := 0; i < len(p.nodes); i++ {
		e := p.nodes[i]
		if e.isText() {
			continue
		}
		name := e.start + 1 + len(e.tag)
		b.WriteString(p.text[at:min(name, e.stop)])
		fmt.Fprintf(&b, " %s=%d ", marker, i)
		at = min(name, e.stop)
	}
	b.WriteString(p.text[at:])
	return b.String()
}

// count adds up the text before each node.
func (p *page) count(survived, ids map[string]bool) {
	n := len(p.nodes)
	for _, c := range []*[]int{&p.body, &p.links, &p.kept, &p.anchors, &p.places} {
		*c = make([]int, n+1)
	}
	gone, link, keep := 0, 0, make([]bool, n)
	for i, e := range p.nodes {
		if p.out[i] {
			gone = max(gone, e.end)
		}
		p.anchors[i+1], p.places[i+1] = p.anchors[i], p.places[i]
		if e.tag == "a" {
			link = max(link, e.end)
			p.anchors[i+1]++
			if p.leadsTo(i, ids) {
				p.places[i+1]++
			}
		}
		keep[i] = survived[fmt.Sprint(i)] || !isBlock(e.tag) && e.parent >= 0 && keep[e.parent]
		size := 0
		if e.isText() && i >= gone {
			size = len(strings.Join(strings.Fields(p.text[e.start:e.stop]), " "))
		}
		p.body[i+1] = p.body[i] + size
		p.links[i+1], p.kept[i+1] = p.links[i], p.kept[i]
		if i < link {
			p.links[i+1] += size
		}
		if keep[i] {
			p.kept[i+1] += size
		}
	}
}

// sum returns how much a count grows over an element.
func (p *page) sum(count []int, i int) int { return count[p.nodes[i].end] - count[i] }

// prose returns how much text outside links an element has.
func (p *page) prose(i int) int { return p.sum(p.body, i) - p.sum(p.links, i) }

// root returns the innermost element that has nearly all of what readability keeps; -1
// if that lacks much of the page's running text.
func (p *page) root() int {
	n := len(p.nodes)
	root, all := -1, p.kept[n]
	for i, e := range p.nodes {
		if all > 0 && !e.isText() && p.sum(p.kept, i)*100 >= all*95 {
			root = i
		}
	}
	if root < 0 || p.prose(root)*10 < (p.body[n]-p.links[n])*6 {
		return -1
	}
	return root
}

// minMenu is how many links make a menu.
const minMenu = 3

// isMenu reports whether an element is a list of links that readability drops whole, or
// would, had it found an article; or little else than links to places in the page.
func (p *page) isMenu(i int) bool {
	anchors := p.sum(p.anchors, i)
	if anchors < minMenu || !contains("ul ol div table dl section p menu", p.nodes[i].tag) {
		return false
	}
	text, links := p.sum(p.body, i), p.sum(p.links, i)
	return p.sum(p.kept, i) == 0 && links*10 > text*7 || p.sum(p.places, i) == anchors && links*10 > text*9
}

// isNoise reports whether an element is never read, whatever it contains.
func isNoise(e element) bool {
	if unread[e.tag] || noiseRoles[e.attributes["role"]] {
		return true
	}
	if _, hidden := e.attributes["hidden"]; hidden || e.attributes["aria-hidden"] == "true" {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(e.attributes["style"]), " ", "")
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(e.attributes["class"])) {
		if noiseClasses[class] {
			return true
		}
	}
	return false
}

var unread = setOf(`script style template noscript svg math canvas object embed iframe audio video map
	nav aside footer button input select textarea datalist meter progress rp indexterm`)

var noiseRoles = setOf("navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog")

// noiseClasses are names that generators of pages give to what is no text: menus, and
// the marks beside headings.
var noiseClasses = setOf(`navbar navbox navigation nav menu sidebar breadcrumb breadcrumbs toc noprint
	headerlink mw-editsection footer site-header site-footer cookie-banner skip-link sr-only
	visually-hidden screen-reader-text catlinks printfooter mw-jump-link hatnote`)
