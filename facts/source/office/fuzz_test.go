package office_test

import (
	"testing"
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/source/office"
)

// Any bytes at all give a document or an error that the package promises.
func FuzzRead(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func(string, []byte) (*facts.Document, error){office.ReadDOCX, office.ReadODT, office.ReadEPUB} {
			check(t, read, data)
		}
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Hello.</w:t></w:r></w:p>`,
		`<w:style w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>`,
		`<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:start w:val="-1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2%"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	f.Add(`<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:tbl/></w:tc></w:tr></w:tbl>`, "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		data := docx(t, body,
			part{"word/_rels/document.xml.rels", `<Relationships><Relationship Type="x/styles" Target="s"/><Relationship Type="x/numbering" Target="n"/></Relationships>`},
			part{"word/s", `<w:styles ` + w + `>` + styles + `</w:styles>`},
			part{"word/n", `<w:numbering ` + w + `>` + numbering + `</w:numbering>`})
		check(t, office.ReadDOCX, data)
	})
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:list text:style-name="a"><text:list-item text:start-value="3"><text:p>Hello.</text:p><text:list/></text:list-item></text:list>`, `<text:list-style style:name="a"><text:list-level-style-number text:level="1" style:num-format="i"/></text:list-style>`)
	f.Add(`<table:table><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>A</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>`, "")
	f.Fuzz(func(t *testing.T, body, styles string) {
		content := `<office:document-content ` + officeNames + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
		check(t, office.ReadODT, zipped(t, part{"content.xml", content}))
	})
}

func FuzzEPUB(f *testing.F) {
	f.Add(`<h1>One</h1><ol type="i"><li value="3"><p>Hello.</p><blockquote>a</blockquote></li></ol><dl><dt>a</dt><dd>b</dd></dl>`)
	f.Add(`<table><tr><th rowspan="2">a</th><td colspan="0">b</td></tr><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>`)
	f.Fuzz(func(t *testing.T, page string) { check(t, office.ReadEPUB, epub(t, page)) })
}

// check says what holds of every file: a document whose blocks stand in its text, in order,
// or an error of a kind that is promised.
func check(t *testing.T, read func(string, []byte) (*facts.Document, error), data []byte) {
	t.Helper()
	d, err := read("a.file", data)
	if err != nil {
		if d != nil || !isOneOf(err) {
			t.Fatalf("got %v, %v", d, err)
		}
		return
	}
	if len(d.Blocks) == 0 || !utf8.ValidString(d.Text) {
		t.Fatalf("got %d blocks of %q", len(d.Blocks), d.Text)
	}
	end := 0
	for _, b := range d.Blocks {
		if b.Span.Start < end || b.Span.End < b.Span.Start || b.Span.End > len(d.Text) {
			t.Fatalf("block at %v after %d in %d bytes", b.Span, end, len(d.Text))
		}
		end = b.Span.End
	}
}
