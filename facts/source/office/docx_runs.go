package office

import "slices"

// runs reads the words of one paragraph.
type runs struct {
	*docx
	*line
	look   wordLook
	fields []bool // those that are open: whether what comes is the field's code
	raised bool   // the run at hand is set above the line
}

func (r *runs) walk(n *node) {
	for i := range n.kids {
		r.inline(&n.kids[i])
	}
}

// inline reads an element in a paragraph. One that isn't named here is around others.
func (r *runs) inline(n *node) {
	switch n.name {
	case "w:pPr", "w:rPr", "w:sdtPr", "m:rPr", // how it looks
		"w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", // what it no longer says
		"w:rt": // how a word is spoken, above it
	case "w:r":
		r.run(n)
	case "w:t", "m:t":
		r.words(n.words())
	case "w:tab", "w:ptab":
		r.words("\t")
	case "w:br", "w:cr":
		r.lineBreak(n)
	case "w:noBreakHyphen":
		r.words("-")
	case "m:den":
		r.sign("/", n)
	case "m:sup":
		r.sign("^", n)
	case "m:sub":
		r.sign("_", n)
	default:
		r.special(n)
	}
}

func (r *runs) special(n *node) {
	switch n.name {
	case "w:lastRenderedPageBreak":
		r.turned()
	case "w:fldChar":
		r.field(n.attr("w:fldCharType"))
	case "w:footnoteReference", "w:endnoteReference":
		if note, ok := r.note(n); ok {
			r.noted(note)
		}
	case "w:txbxContent":
		r.boxes = append(r.boxes, n)
	case "mc:AlternateContent":
		r.walk(chosen(n))
	case "w:sdt":
		if !isPrompt(n) {
			r.walk(n)
		}
	default:
		r.walk(n)
	}
}

// sign reads a part of a formula that is set above or below, after the sign that stands for it.
func (r *runs) sign(sign string, n *node) {
	if n.brief() != "" {
		r.words(sign)
		r.walk(n)
	}
}

// run reads words of one look, unless they are hidden.
func (r *runs) run(n *node) {
	look := n.kid("w:rPr")
	style := r.styles.look(look.kid("w:rStyle").attr("w:val"))
	if toggle(look.kid("w:vanish"), style.hidden || r.look.hidden) {
		return
	}
	before := r.Len()
	r.raised = look.kid("w:vertAlign").attr("w:val") == "superscript"
	r.walk(n)
	r.raised = false
	if r.Len() > before && !toggle(look.kid("w:b"), style.bold || r.look.bold) {
		r.plain = true
	}
}

// words adds words, unless they are a field's code: what Word shows is its result.
func (r *runs) words(text string) {
	if slices.Contains(r.fields, true) {
		return
	}
	if r.raised {
		text = raised(text)
	}
	r.say(r.line, text)
}

func (r *runs) lineBreak(n *node) {
	if n.attr("w:type") == "page" {
		r.broke()
	}
	r.words("\n")
}

// field follows the marks of a field: its begin, the code, "separate", the result, its end.
// A field may go on in the next paragraphs, but its code doesn't.
func (r *runs) field(mark string) {
	last := len(r.fields) - 1
	switch {
	case mark == "begin":
		r.fields = append(r.fields, true)
	case mark == "separate" && last >= 0:
		r.fields[last] = false
	case mark == "end" && last >= 0:
		r.fields = r.fields[:last]
	}
}

// toggle reads a property that is on or off.
func toggle(n *node, inherited bool) bool {
	if n == nil {
		return inherited
	}
	return !off(n.attr("w:val"))
}

func off(value string) bool { return value == "0" || value == "false" || value == "off" }
