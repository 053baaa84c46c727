package office

import (
	"bytes"
	"strings"

	"summitbot/facts"
	"summitbot/facts/source"
)

// docx reads the main part of a Word document.
type docx struct {
	*flow
	styles  styles[wordLook]
	normal  string // the style of a paragraph that names none
	numbers *numbering
	unread  map[string]*node // notes, by "w:footnoteReference 2"
	counted map[string]int   // notes so far, by the name of the reference
	carried *line            // a paragraph that goes on in the next
}

func readDOCX(a *archive, f *flow) error {
	main, err := mainPart(a)
	if err != nil {
		return err
	}
	data, err := a.part(main)
	if err != nil {
		return err
	}
	root, err := parsePart(main, data, false)
	if err != nil {
		return err
	}
	body := root.kid("w:document", "w:body")
	if body == nil {
		return problem(ErrDamaged, "its part %q holds no document; open it in Word and save it again", main)
	}
	if bytes.Contains(data, []byte("lastRenderedPageBreak")) {
		f.page = 1
	}
	d := newDOCX(a, f, main)
	d.blocks(body)
	d.release()
	return nil
}

func newDOCX(a *archive, f *flow, main string) *docx {
	d := &docx{flow: f, unread: map[string]*node{}, counted: map[string]int{}}
	f.called(a.optional(target(a, "", "core-properties")).kid("other:coreProperties", "dc:title").words())
	d.styles, d.normal = readStyles(a.optional(target(a, main, "styles")).kid("w:styles"))
	d.numbers = readNumbering(a.optional(target(a, main, "numbering")).kid("w:numbering"), d.styles)
	for _, n := range a.optional(target(a, main, "footnotes")).kid("w:footnotes").all("w:footnote") {
		d.unread["w:footnoteReference "+n.attr("w:id")] = n
	}
	for _, n := range a.optional(target(a, main, "endnotes")).kid("w:endnotes").all("w:endnote") {
		d.unread["w:endnoteReference "+n.attr("w:id")] = n
	}
	return d
}

// mainPart finds the document in its package: where the package's relationships say.
func mainPart(a *archive) (string, error) {
	types := a.optional("[Content_Types].xml").kid("Types")
	name := target(a, "", "officeDocument")
	for _, o := range types.all("Override") {
		kind := o.attr("ContentType")
		if partName(o.attr("PartName")) == name && !strings.Contains(kind, "word") && strings.HasSuffix(kind, ".main+xml") {
			return "", problem(ErrFormat, "a spreadsheet or slides, not a Word document; save what it says as .docx or PDF")
		}
	}
	if name == "" {
		return "", problem(ErrFormat, "an archive without a Word document in it; open it in its program and save it as .docx")
	}
	return name, nil
}

// target returns the part to which a part (the package itself, if its name is empty) has a
// relationship of that kind; empty if it has none.
func target(a *archive, from, kind string) string {
	at := strings.LastIndex(from, "/") + 1
	links := a.optional(from[:at] + "_rels/" + from[at:] + ".rels").kid("Relationships")
	for _, link := range links.all("Relationship") {
		if strings.HasSuffix(link.attr("Type"), "/"+kind) && link.attr("TargetMode") != "External" {
			return resolve(from, link.attr("Target"))
		}
	}
	return ""
}

// blocks reads what stands one below the other: in the body, a cell, a text box.
func (d *docx) blocks(n *node) {
	for i := range n.kids {
		d.block(&n.kids[i])
	}
}

// block reads an element among others. One that isn't named here is around others.
func (d *docx) block(n *node) {
	switch n.name {
	case "w:p":
		d.paragraph(n)
	case "w:tbl":
		d.table(n)
	case "w:del", "w:moveFrom", "w:sectPr", "w:sdtPr", "w:trPr", "w:tcPr":
	case "w:sdt":
		if !isContents(n) && !isPrompt(n) {
			d.blocks(n)
		}
	case "mc:AlternateContent":
		d.blocks(chosen(n))
	default:
		d.blocks(n)
	}
}

// isContents says whether a control holds the table of contents.
func isContents(sdt *node) bool {
	gallery := sdt.kid("w:sdtPr", "w:docPartObj", "w:docPartGallery").attr("w:val")
	return strings.EqualFold(gallery, "Table of Contents")
}

// isPrompt says whether a control of a form still says "Click here to enter text".
func isPrompt(sdt *node) bool { return sdt.kid("w:sdtPr", "w:showingPlcHdr") != nil }

// chosen returns one of the ways in which an element is given for older and newer programs.
func chosen(alternate *node) *node {
	for _, choice := range alternate.all("mc:Choice") {
		if understood(choice.attr("Requires")) {
			return choice
		}
	}
	if n := alternate.kid("mc:Fallback"); n != nil {
		return n
	}
	return new(node)
}

// understood says whether what needs these extensions is read here: shapes with text are.
func understood(extensions string) bool {
	for e := range strings.FieldsSeq(extensions) {
		switch {
		case e == "wps", e == "wpg", e == "wpc", e == "wp14", strings.HasPrefix(e, "w1"), strings.HasPrefix(e, "a1"):
		default:
			return false
		}
	}
	return true
}

// paragraph reads a paragraph, and then what floats beside it.
func (d *docx) paragraph(p *node) {
	look := d.look(p)
	l := d.line(p, look)
	if look.title {
		d.called(l.String())
	}
	if goesOn(p) {
		d.carried = l
	} else if !look.contents {
		d.add(d.kind(look, l), l)
	}
	boxes := l.boxes
	l.boxes = nil
	for _, box := range boxes {
		if !d.later(box) {
			d.blocks(box)
		}
	}
}

// goesOn says whether a paragraph is the beginning of the next: because its end was deleted,
// or because it is a letter set large.
func goesOn(p *node) bool {
	letter := p.kid("w:pPr", "w:framePr").attr("w:dropCap")
	return p.kid("w:pPr", "w:rPr", "w:del") != nil || letter == "drop" || letter == "margin"
}

// line reads the words of a paragraph.
func (d *docx) line(p *node, look wordLook) *line {
	r := runs{docx: d, look: look, line: d.carried}
	if r.line == nil {
		r.line = new(line)
	}
	d.carried = nil
	r.walk(p)
	return r.line
}

// release ends a paragraph that was to go on, if no other follows it.
func (d *docx) release() {
	if d.carried != nil {
		d.add(facts.Block{}, d.carried)
		d.carried = nil
	}
}

// kind says what kind of block a paragraph's look makes it, and counts it if it is in a list.
// The number of a heading becomes a part of its words.
func (d *docx) kind(look wordLook, l *line) facts.Block {
	label := ""
	if look.list != "" {
		label = d.numbers.next(look.list, look.depth)
	}
	switch {
	case look.level > 0:
		l.labelled(label)
		return facts.Block{Kind: facts.Heading, Level: look.level}
	case d.numbers.shows(look.list, look.depth):
		return facts.Block{Kind: facts.Item, Level: look.depth + 1, Label: label}
	case look.list != "":
		return facts.Block{Kind: look.kind, Level: look.depth + 1}
	}
	return facts.Block{Kind: look.kind}
}

// note reads the note that a reference names, unless it was read before.
func (d *docx) note(ref *node) (note, bool) {
	id := ref.name + " " + ref.attr("w:id")
	n := d.unread[id]
	if n == nil {
		return note{}, false
	}
	delete(d.unread, id)
	made := note{page: d.page}
	if on := ref.attr("w:customMarkFollows"); on == "" || off(on) {
		d.counted[ref.name]++
		made.label = source.Numeral(d.counted[ref.name], noteFormat(ref.name))
	}
	var text []string
	for _, p := range deep(n, "w:p") {
		text = append(text, d.line(p, d.look(p)).String())
	}
	made.text = strings.Join(text, "\n")
	return made, true
}

func noteFormat(reference string) string {
	if reference == "w:endnoteReference" {
		return "lowerRoman"
	}
	return "decimal"
}
