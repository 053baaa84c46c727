package office_test

import (
	"strings"
	"testing"

	"summitbot/facts/source/office"
)

// Each case is a body, and what is read: a line for each block, as kind and words.
func TestDOCX(t *testing.T) {
	t.Parallel()
	p := func(s string) string { return `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p>` }
	tc := func(s string) string { return `<w:tc>` + s + `</w:tc>` }
	bold := func(s string) string { return `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>` + s + `</w:t></w:r></w:p>` }
	tr := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	item := func(level, s string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>` + s + `</w:t></w:r></w:p>`
	}
	page := `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`
	turned := `<w:p><w:r><w:lastRenderedPageBreak/><w:t>`
	tests := []struct{ name, body, want string }{
		{"a bold first row is the head", `<w:tbl>` + tr(tc(bold("Day")), tc(bold("Hour"))) + tr(tc(p("Monday")), tc(p("9"))) + `</w:tbl>`, "head Day | Hour\nrow Monday | 9"},
		{"of bold rows alone none is", `<w:tbl>` + tr(tc(bold("a")), tc(bold("b"))) + tr(tc(bold("c")), tc(bold("d"))) + `</w:tbl>`, "row a | b\nrow c | d"},
		{"an empty cell keeps its place", `<w:tbl>` + tr(tc(p("a")), tc("<w:p/>"), tc(p("c"))) + `</w:tbl>`, "row a |  | c"},
		{"a single column only sets text apart", `<w:tbl>` + tr(tc(p("a"))) + tr(tc(item("0", "b"))) + `</w:tbl>`, "text a\nitem 1. b"},
		{"a list in a cell keeps its numbers", `<w:tbl>` + tr(tc(item("0", "a")+item("0", "b")), tc(p("c"))) + `</w:tbl>`, "row 1. a⏎2. b | c"},
		{"an outer item starts the inner list again", item("0", "a") + item("1", "b") + item("0", "c") + item("1", "d"), "item 1. a\nitem 1.1 b\nitem 2. c\nitem 2.1 d"},
		{"an inner item may come first", item("1", "a") + item("0", "b"), "item 1.1 a\nitem 1. b"},
		{"an empty item counts, as it shows its number", item("0", "a") + item("0", "") + item("0", "b"), "item 1. a\nitem 3. b"},
		{"no pages without a trace of the last layout", p("a") + page + p("b"), "text a\ntext b"},
		{"a page that the author ends counts once", p("a") + page + turned + "b</w:t></w:r></w:p>" + turned + "c</w:t></w:r></w:p>", "text@1 a\ntext@2 b\ntext@3 c"},
		{"a break that no layout followed counts too", turned + "a</w:t></w:r></w:p>" + page + p("b"), "text@2 a\ntext@3 b"},
		{"a large first letter belongs to its word", `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>` + p("nce upon a time"), "text Once upon a time"},
		{"a choice that isn't understood falls back", `<w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="v99"><w:r><w:t>new</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>`, "text old"},
		{"a form's prompt is no text", p("a") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here.</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here.</w:t></w:r></w:sdtContent></w:sdt></w:p>`, "text a"},
	}
	numbering := part{"word/n", `<w:numbering ` + w + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`}
	links := part{"word/_rels/document.xml.rels", `<Relationships><Relationship Type="x/numbering" Target="n"/></Relationships>`}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, err := office.ReadDOCX("a.docx", docx(t, tt.body, links, numbering))
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(d); got != tt.want {
				t.Errorf("body %s\ngot:\n%s\nwant:\n%s", tt.body, got, tt.want)
			}
		})
	}
}
