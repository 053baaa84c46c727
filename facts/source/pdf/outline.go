package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// bookmark is an entry of a file's outline.
type bookmark struct {
	title string
	level int // from 1
	page  int // from 1
}

// title returns what the file's metadata call it; "" if that is nothing or a file's name.
func (d *opened) title() string {
	t, err := d.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: d.doc, Tag: "Title"})
	if err != nil {
		return ""
	}
	title := strings.Join(strings.Fields(strings.ToValidUTF8(t.Value, "")), " ")
	low := strings.ToLower(title)
	if hasAny(low, "untitled", "microsoft word -", ".doc", ".indd", ".tex", ".pdf", ".dvi", ".qxd") {
		return ""
	}
	return title
}

// outline returns the file's outline. An entry is met once, and there are only so many, as a
// damaged file may hold a circle of them; what pdfium can't tell is left out.
func (d *opened) outline(pages int) []bookmark {
	const entries, depth = 10_000, 8
	var marks []bookmark
	seen := 0
	var walk func(parent *references.FPDF_BOOKMARK, level int)
	walk = func(parent *references.FPDF_BOOKMARK, level int) {
		r, err := d.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: d.doc, Bookmark: parent})
		if err != nil || level > depth {
			return
		}
		for at := r.Bookmark; at != nil && seen < entries; {
			seen++
			if b, ok := d.bookmark(*at, level); ok && b.page <= pages {
				marks = append(marks, b)
			}
			walk(at, level+1)
			next, err := d.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: d.doc, Bookmark: *at})
			if err != nil {
				return
			}
			at = next.Bookmark
		}
	}
	walk(nil, 1)
	return marks
}

func (d *opened) bookmark(at references.FPDF_BOOKMARK, level int) (bookmark, bool) {
	t, err := d.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: at})
	if err != nil || strings.TrimSpace(t.Title) == "" {
		return bookmark{}, false
	}
	dest, err := d.FPDFBookmark_GetDest(&requests.FPDFBookmark_GetDest{Document: d.doc, Bookmark: at})
	if err != nil || dest.Dest == nil {
		return bookmark{}, false
	}
	p, err := d.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: d.doc, Dest: *dest.Dest})
	if err != nil || p.Index < 0 {
		return bookmark{}, false
	}
	return bookmark{title: t.Title, level: level, page: p.Index + 1}, true
}
