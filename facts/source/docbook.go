package source

import (
	"strconv"
)

// alias returns the element of HTML that one of DocBook amounts to; else the tag itself.
// A title's level is the number of sections that it is in.
func alias(tag string, w *htmlWriter, i int) string {
	if tag == "title" && w.nodes[i].parent >= 0 && w.nodes[w.nodes[i].parent].tag != "head" {
		return w.titleTag(i)
	}
	if a, ok := docBook[tag]; ok {
		return a
	}
	return tag
}

func (w *htmlWriter) titleTag(i int) string {
	level := 0
	for p := w.nodes[i].parent; p >= 0; p = w.nodes[p].parent {
		switch tag := w.nodes[p].tag; {
		case sections[tag]:
			level++
		case tag == "svg":
			return "title"
		}
	}
	return "h" + strconv.Itoa(min(max(level, 1), 6))
}

var sections = setOf("book part chapter appendix preface section sect1 sect2 sect3 sect4 sect5 article refsect1")

var docBook = map[string]string{
	"para": "p", "simpara": "p", "formalpara": "div", "note": "div", "tip": "div", "warning": "div",
	"important": "div", "caution": "div", "chapter": "section", "sect1": "section", "sect2": "section",
	"sect3": "section", "sect4": "section", "book": "section", "part": "section", "appendix": "section",
	"itemizedlist": "ul", "orderedlist": "ol", "procedure": "ol", "listitem": "li", "step": "li",
	"variablelist": "dl", "varlistentry": "div", "term": "dt", "row": "tr", "entry": "td",
	"programlisting": "pre", "screen": "pre", "literallayout": "pre", "informaltable": "table",
	"qandaset": "div", "qandaentry": "div", "question": "dt", "answer": "dd", "emphasis": "em",
	"bookinfo": "div", "articleinfo": "div", "tgroup": "tbody", "author": "p", "othercredit": "p",
	"copyright": "p", "date": "p", "releaseinfo": "p", "keywordset": "p", "legalnotice": "p",
}
