package office_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"summitbot/facts"
	"summitbot/facts/source/office"
)

const w = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

const officeNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"`

func docx(t testing.TB, body string, more ...part) []byte {
	t.Helper()
	document := `<w:document ` + w + `><w:body>` + body + `</w:body></w:document>`
	return zipped(t, append([]part{{"_rels/.rels", rels}, {"word/document.xml", document}}, more...)...)
}

func odt(t testing.TB, body string, more ...part) []byte {
	t.Helper()
	content := `<office:document-content ` + officeNames + `><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
	return zipped(t, append([]part{{"content.xml", content}}, more...)...)
}

func epub(t testing.TB, page string, more ...part) []byte {
	t.Helper()
	return zipped(t, append([]part{
		{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`},
		{"book.opf", `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`},
		{"a.xhtml", page},
	}, more...)...)
}

func wideText(s string) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteString(string(c) + "\x00")
	}
	return b.String()
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 512)
	p := `<w:p><w:r><w:t>Hello.</w:t></w:r></w:p>`
	deep := strings.Repeat("<w:ins>", 100_000) + strings.Repeat("</w:ins>", 100_000)
	tests := []struct {
		name string
		read func(string, []byte) (*facts.Document, error)
		data []byte
		want error
		says string
	}{
		{"nothing", office.ReadDOCX, nil, office.ErrNoText, "empty"},
		{"a text", office.ReadDOCX, []byte("Hello there, this is a text."), office.ErrFormat, "neither DOCX"},
		{"an encrypted DOCX", office.ReadDOCX, []byte(ole + wideText("EncryptedPackage")), office.ErrEncrypted, "password"},
		{"a DOC", office.ReadDOCX, []byte(ole + wideText("WordDocument")), office.ErrFormat, "save it as .docx"},
		{"RTF", office.ReadDOCX, []byte(`{\rtf1 Hello}`), office.ErrFormat, "Rich Text"},
		{"a PDF", office.ReadODT, []byte("%PDF-1.7\n"), office.ErrFormat, ".pdf"},
		{"an archive of other things", office.ReadDOCX, zipped(t, part{"a.txt", "Hello."}), office.ErrFormat, "without a Word document"},
		{"an archive of other things as ODT", office.ReadODT, zipped(t, part{"a.txt", "Hello."}), office.ErrFormat, "without an OpenDocument text"},
		{"an archive of other things as EPUB", office.ReadEPUB, zipped(t, part{"a.txt", "Hello."}), office.ErrFormat, "without a book"},
		{"a spreadsheet", office.ReadDOCX, zipped(t, part{"_rels/.rels", rels}, part{"word/document.xml", ""}, part{"[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`}), office.ErrFormat, "spreadsheet"},
		{"an OpenDocument spreadsheet", office.ReadODT, zipped(t, part{"content.xml", `<office:document-content ` + officeNames + `><office:body><office:spreadsheet/></office:body></office:document-content>`}), office.ErrFormat, "not a text"},
		{"no main part", office.ReadDOCX, zipped(t, part{"_rels/.rels", rels}), office.ErrDamaged, `"word/document.xml"`},
		{"a main part twice", office.ReadDOCX, docx(t, p, part{`word\document.xml`, "<a/>"}), office.ErrDamaged, "more than one"},
		{"a main part of other XML", office.ReadDOCX, zipped(t, part{"_rels/.rels", rels}, part{"word/document.xml", "<a/>"}), office.ErrDamaged, "no document"},
		{"XML that ends early", office.ReadDOCX, zipped(t, part{"_rels/.rels", rels}, part{"word/document.xml", "<w:document " + w + "><w:body><w:p>"}), office.ErrDamaged, "unexpected EOF"},
		{"an entity of the document's own", office.ReadDOCX, zipped(t, part{"_rels/.rels", rels}, part{"word/document.xml", `<!DOCTYPE a [<!ENTITY b "c">]><w:document ` + w + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`}), office.ErrDamaged, "entity"},
		{"elements in one another", office.ReadDOCX, docx(t, deep), office.ErrTooLarge, "in one another"},
		{"no words", office.ReadDOCX, docx(t, "<w:p/>"), office.ErrNoText, "pictures"},
		{"an encrypted ODT", office.ReadODT, odt(t, "", part{"META-INF/manifest.xml", `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`}), office.ErrEncrypted, "password"},
		{"a locked book", office.ReadEPUB, epub(t, "<p>Hello.</p>", part{"META-INF/encryption.xml", `<encryption><EncryptedData><CipherData><CipherReference URI="a.xhtml"/></CipherData></EncryptedData></encryption>`}), office.ErrEncrypted, "DRM"},
		{"a chapter that isn't there", office.ReadEPUB, zipped(t, part{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="b"/></rootfiles></container>`}, part{"b", `<package><manifest><item id="a" href="../../etc/passwd" media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>`}), office.ErrDamaged, `"etc/passwd"`},
		{"a book of nothing", office.ReadEPUB, zipped(t, part{"META-INF/container.xml", `<container/>`}), office.ErrDamaged, "names no book"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, err := tt.read("some.file", tt.data)
			if d != nil || !errors.Is(err, tt.want) || !strings.Contains(fmt.Sprint(err), tt.says) {
				t.Errorf("got %v, %v; want %v that says %q", d, err, tt.want, tt.says)
			}
		})
	}
}

// Little that could become much is refused, or read as little, in a time that a person waits.
func TestBounds(t *testing.T) {
	t.Parallel()
	p := `<w:p><w:r><w:t>Hello.</w:t></w:r></w:p>`
	cell := func(s string) string { return `<w:tc><w:tcPr>` + s + `</w:tcPr>` + p + `</w:tc>` }
	long := strings.Repeat("long ", 100_000)
	merged := `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>` + long + `</w:t></w:r></w:p></w:tc>` + cell("") + `</w:tr>` +
		strings.Repeat(`<w:tr>`+cell(`<w:vMerge/>`)+cell("")+`</w:tr>`, 10_000) + `</w:tbl>`
	wide := `<w:tbl>` + strings.Repeat(`<w:tr><w:trPr><w:tblHeader/></w:trPr>`+cell(`<w:gridSpan w:val="1000000000"/>`)+cell("")+`</w:tr>`, 1000) + `<w:tr>` + cell("") + `</w:tr></w:tbl>`
	repeated := `<table:table>` + strings.Repeat(`<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000" table:number-rows-spanned="1000000000"><text:p>Hello.</text:p></table:table-cell></table:table-row>`, 20_000) + `</table:table>`
	based := `<w:styles ` + w + `><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`
	styled := docx(t, `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>Hello.</w:t></w:r></w:p>`,
		part{"word/_rels/document.xml.rels", `<Relationships><Relationship Type="x/styles" Target="styles.xml"/></Relationships>`}, part{"word/styles.xml", based})
	many := make([]part, 20_001)
	for i := range many {
		many[i] = part{name: fmt.Sprint(i)}
	}
	tests := []struct {
		name string
		read func(string, []byte) (*facts.Document, error)
		data []byte
		want error // nil if it is read
	}{
		{"a bomb", office.ReadDOCX, docx(t, strings.Repeat(" ", 40<<20)), office.ErrTooLarge},
		{"a part that says it is small", office.ReadDOCX, lying(t), office.ErrDamaged},
		{"many parts", office.ReadODT, zipped(t, many...), office.ErrTooLarge},
		{"many elements", office.ReadDOCX, docx(t, strings.Repeat("<a/>", 3_500_000)), office.ErrTooLarge},
		{"a long cell merged over many rows", office.ReadDOCX, docx(t, merged), office.ErrTooLarge},
		{"cells over a billion columns", office.ReadDOCX, docx(t, wide), nil},
		{"cells repeated a billion times", office.ReadODT, odt(t, repeated), office.ErrTooLarge},
		{"a billion spaces", office.ReadODT, odt(t, `<text:p>Hello.<text:s text:c="1000000000"/></text:p>`), nil},
		{"a footnote used again and again", office.ReadDOCX, docx(t, p+`<w:p><w:r>`+strings.Repeat(`<w:footnoteReference w:id="1"/>`, 50_000)+`</w:r></w:p>`), nil},
		{"paragraphs that all go on", office.ReadDOCX, docx(t, strings.Repeat(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>on and</w:t></w:r></w:p>`, 30_000)), nil},
		{"styles based on each other", office.ReadDOCX, styled, nil},
		{"a chapter read again and again", office.ReadEPUB, zipped(t,
			part{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="b"/></rootfiles></container>`},
			part{"a", "<p>" + long + "</p>"},
			part{"b", `<package><manifest><item id="a" href="a" media-type="text/html"/></manifest><spine>` + strings.Repeat(`<itemref idref="a"/>`, 100_000) + `</spine></package>`},
		), office.ErrTooLarge},
		{"cells over many rows and columns", office.ReadEPUB, epub(t, `<table>`+strings.Repeat(`<tr><td rowspan="1000000000" colspan="1000000000">a</td><td>b</td></tr>`, 20_000)+`</table>`), nil},
		{"elements that are never closed", office.ReadEPUB, epub(t, "<p>Hello."+strings.Repeat("<div>", 100_000)), office.ErrTooLarge},
		{"lists in lists", office.ReadEPUB, epub(t, strings.Repeat("<ul><li>a ", 200)+strings.Repeat("</li></ul>", 200)), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := tt.read("some.file", tt.data)
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
			if (tt.want == nil) != (err == nil) || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v; want %v", err, tt.want)
			}
		})
	}
}

// lying makes an archive whose list says that its main part is a few bytes long.
func lying(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	header := &zip.FileHeader{Name: "word/document.xml", UncompressedSize64: 5, CompressedSize64: 5, Method: zip.Store}
	if f, err := z.Create("_rels/.rels"); err != nil {
		t.Fatal(err)
	} else if _, err := f.Write([]byte(rels)); err != nil {
		t.Fatal(err)
	}
	f, err := z.CreateRaw(header)
	if err == nil {
		_, err = f.Write([]byte("<w:document/>"))
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A file that wasn't copied to its end is refused at every length.
func TestTruncated(t *testing.T) {
	t.Parallel()
	for name, data := range samples(t) {
		for n := range data {
			if d, err := reader(name)(name, data[:n]); d != nil || !isOneOf(err) {
				t.Fatalf("%s, %d of %d bytes: got %v, %v; want an error", name, n, len(data), d, err)
			}
		}
	}
}

// samples are a document in each format, by a name that tells it.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	return map[string][]byte{
		"a.docx": docx(t, `<w:p><w:r><w:t>Hello.</w:t></w:r></w:p>`),
		"a.odt":  odt(t, `<text:p>Hello.</text:p>`),
		"a.epub": epub(t, "<p>Hello.</p>"),
	}
}
