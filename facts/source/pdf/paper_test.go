package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// paper is a PDF file being written, a page at a time. Its fonts are the standard ones, so
// that nothing is embedded. The zero value is an empty file.
type paper struct {
	title   string
	outline []bookmark
	extra   []string // objects after the pages' own
	trailer string   // entries of the trailer
	rotate  int
	pages   []*bytes.Buffer
	images  map[int]bool // pages, from 0, that are pictures
}

const (
	plainFont = "F1"
	boldFont  = "F2"
	codeFont  = "F3"
	signsFont = "F4"
)

// fixed is how many objects a file begins with: catalog, page tree and fonts.
const fixed = 6

// page begins a page of 612 by 792 points.
func (p *paper) page() { p.pages = append(p.pages, &bytes.Buffer{}) }

// put writes a text with its baseline y points below the top.
func (p *paper) put(x, y, size float64, font, text string) {
	escaped := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "•", `\225`, "’", `\222`, "–", `\226`, "ﬁ", `\200`, "§", `\247`, "ü", `\374`).Replace(text)
	fmt.Fprintf(p.pages[len(p.pages)-1], "BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, size, x, 792-y, escaped)
}

// rule draws a line.
func (p *paper) rule(x0, x1, y float64) {
	fmt.Fprintf(p.pages[len(p.pages)-1], "%g %g m %g %g l S\n", x0, 792-y, x1, 792-y)
}

// upright draws a line from top to bottom.
func (p *paper) upright(x, y0, y1 float64) {
	fmt.Fprintf(p.pages[len(p.pages)-1], "%g %g m %g %g l S\n", x, 792-y0, x, 792-y1)
}

// set writes a paragraph of 10 points in a column, and returns where it ends. Words may
// break at "|".
func (p *paper) set(x, y, width float64, text string) float64 {
	for _, l := range wrap(text, width, 10) {
		p.put(x, y, 10, plainFont, l)
		y += 12
	}
	return y
}

// wrap breaks a text to lines of a width, in words at "|" with a hyphen.
func wrap(text string, width, size float64) []string {
	var ls []string
	l := ""
	for w := range strings.FieldsSeq(text) {
		whole := strings.ReplaceAll(w, "|", "")
		sep := " "
		if l == "" {
			sep = ""
		}
		if measure(l+sep+whole, size) <= width {
			l += sep + whole
			continue
		}
		left, right, ok := strings.Cut(w, "|")
		if ok && !strings.HasSuffix(left, "-") {
			left += "-"
		}
		if ok && measure(l+sep+left, size) <= width {
			l, whole = l+sep+left, right
		}
		ls = append(ls, l)
		l = whole
	}
	return append(ls, l)
}

// measure returns the width of a text in Helvetica.
func measure(text string, size float64) float64 {
	n := 0
	for _, r := range text {
		if r < ' ' || r > '~' {
			r = 'n'
		}
		n += widthsOfHelvetica[r-' ']
	}
	return float64(n) * size / 1000
}

var widthsOfHelvetica = [...]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// bytes returns the file.
func (p *paper) bytes() []byte {
	var kids []string
	objects := []string{"", ""}
	for _, f := range []string{"Helvetica", "Helvetica-Bold", "Courier", "Wingdings"} {
		objects = append(objects, fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [128 /fi] >> >>", f))
	}
	for i, content := range p.pages {
		n := fixed + 1 + 2*i
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		resources := "/Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 6 0 R >>"
		body := content.String()
		if p.images[i] {
			body = "q 400 0 0 400 100 200 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n"
		}
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate %d /Resources << %s >> /Contents %d 0 R >>", p.rotate, resources, n+1),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(body), body))
	}
	outlines := ""
	if len(p.outline) > 0 {
		outlines = fmt.Sprintf(" /Outlines %d 0 R", len(objects)+1)
		objects = append(objects, p.bookmarks(len(objects)+1)...)
	}
	objects = append(objects, p.extra...)
	objects[0] = "<< /Type /Catalog /Pages 2 0 R" + outlines + " >>"
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	objects = append(objects, fmt.Sprintf("<< /Title (%s) >>", p.title))
	return assemble(objects, fmt.Sprintf("/Root 1 0 R /Info %d 0 R %s", len(objects), p.trailer))
}

// bookmarks returns the objects of an outline of one level, the first of which is number n.
func (p *paper) bookmarks(n int) []string {
	last := n + len(p.outline)
	objects := []string{fmt.Sprintf("<< /Type /Outlines /First %d 0 R /Last %d 0 R >>", n+1, last)}
	for i, b := range p.outline {
		next := ""
		if i+1 < len(p.outline) {
			next = fmt.Sprintf(" /Next %d 0 R", n+2+i)
		}
		objects = append(objects, fmt.Sprintf("<< /Title (%s) /Parent %d 0 R%s /Dest [%d 0 R /Fit] >>", b.title, n, next, fixed+1+2*(b.page-1)))
	}
	return objects
}

// assemble puts numbered objects together to a file with a table of their places.
func assemble(objects []string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, at)
	return b.Bytes()
}

// deflated returns a stream object with content that is packed several times over.
func deflated(content []byte, times int) string {
	filters := ""
	for range times {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		_, _ = w.Write(content)
		_ = w.Close()
		content = b.Bytes()
		filters += " /FlateDecode"
	}
	return fmt.Sprintf("<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream", len(content), filters, content)
}
