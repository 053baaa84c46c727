package pdf

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// file is what pdfium finds in a PDF.
type file struct {
	title   string // as its metadata says
	outline []bookmark
	pages   []page
	failed  []failed
}

// page is a page's words, in the order of the file.
type page struct {
	number int // from 1
	words  []word
	edges  []edge
	walls  []edge
}

// opened is a file in pdfium.
type opened struct {
	pdfium.Pdfium
	doc references.FPDF_DOCUMENT
}

// extract takes the words out of a file. If no page has any, it says why.
func extract(ctx context.Context, data []byte, o Options, compiled string) (*file, error) {
	if len(data) > o.Memory/2 {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(data))
	}
	e, err := start(ctx, o.Memory, compiled)
	if err != nil {
		return nil, err
	}
	defer e.close()
	return e.extract(ctx, data, o)
}

func (e *engine) extract(ctx context.Context, data []byte, o Options) (*file, error) {
	doc, err := e.open(ctx, data)
	if err != nil {
		return nil, err
	}
	defer func() { _ = doc.Close() }()
	f, err := doc.pages(ctx, o)
	if err != nil {
		return nil, err
	}
	f.title, f.outline = doc.title(), doc.outline(len(f.pages))
	return f, f.reason()
}

// reason says why a file without words can't be read; nil if it has some.
func (f *file) reason() error {
	for _, p := range f.pages {
		if len(p.words) > 0 {
			return nil
		}
	}
	if len(f.failed) > 0 {
		return f.failed[0].err()
	}
	return ErrNoText
}

// pages reads all pages. One that is damaged or has no text is noted; one that is too large
// or stops pdfium ends the reading.
func (d *opened) pages(ctx context.Context, o Options) (*file, error) {
	count, err := d.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.doc})
	if err != nil || count.PageCount <= 0 {
		return nil, ErrDamaged
	}
	if count.PageCount > o.Pages {
		return nil, fmt.Errorf("%w: %d pages, at most %d are read", ErrTooLarge, count.PageCount, o.Pages)
	}
	f := &file{}
	for i := range count.PageCount {
		p, err := d.page(i, o)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if fatal(err) {
			return nil, &Error{Page: i + 1, Err: err}
		}
		if err != nil {
			f.failed = append(f.failed, failed{i + 1, max(0, slices.Index(reasons, err))})
		}
		f.pages = append(f.pages, p)
	}
	return f, nil
}

// page returns what is on a page: no words and no error if it is blank.
func (d *opened) page(index int, o Options) (page, error) {
	p := page{number: index + 1}
	loaded, err := d.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.doc, Index: index})
	if err != nil {
		return p, pageError(err)
	}
	defer func() { _, _ = d.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) }()
	ref := requests.Page{ByReference: &loaded.Page}
	drawn, pictured, err := d.drawn(ref)
	if err != nil {
		return p, pageError(err)
	}
	turn := 0
	p.words, turn, err = d.words(ref, o)
	if err == nil && len(p.words) == 0 && pictured {
		err = ErrNoText
	}
	for _, box := range drawn {
		g := turned(box, ' ', 0, turn)
		p.edges = append(p.edges, edge{g.top, span{g.left, g.right}}, edge{g.bottom, span{g.left, g.right}})
		p.walls = append(p.walls, edge{g.left, span{g.top, g.bottom}}, edge{g.right, span{g.top, g.bottom}})
	}
	return p, err
}

// words returns the words of a page, and by how many quarters it was turned to read them.
func (d *opened) words(ref requests.Page, o Options) ([]word, int, error) {
	text, err := d.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: ref})
	if err != nil {
		return nil, 0, pageError(err)
	}
	defer func() { _, _ = d.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) }()
	count, err := d.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, 0, pageError(err)
	}
	if count.Count > o.Characters {
		return nil, 0, fmt.Errorf("%w: %d characters, at most %d are read", ErrTooLarge, count.Count, o.Characters)
	}
	chars, err := d.GetPageTextStructured(&requests.GetPageTextStructured{Page: ref, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, 0, pageError(err)
	}
	glyphs, turn, garbled := upright(chars.Chars)
	if garbled {
		return nil, 0, ErrNoWords
	}
	t := typesetter{opened: d, text: text.TextPage}
	var words []word
	for _, g := range spell(glyphs) {
		w, err := t.typeset(g)
		if err != nil {
			return nil, 0, pageError(err)
		}
		words = append(words, w)
	}
	return words, turn, nil
}

// drawn returns the places of what is drawn on a page, of the first so many, and whether
// there is a picture.
func (d *opened) drawn(ref requests.Page) (boxes []responses.CharPosition, pictured bool, err error) {
	const most = 5000
	count, err := d.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return nil, false, err
	}
	for i := range min(count.Count, most) {
		o, err := d.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil {
			return nil, false, err
		}
		kind, err := d.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil {
			return nil, false, err
		}
		switch kind.Type {
		case enums.FPDF_PAGEOBJ_IMAGE, enums.FPDF_PAGEOBJ_FORM:
			pictured = true
		case enums.FPDF_PAGEOBJ_PATH:
			if b, err := d.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o.PageObject}); err == nil {
				boxes = append(boxes, responses.CharPosition{
					Left: float64(b.Left), Right: float64(b.Right), Top: float64(b.Top), Bottom: float64(b.Bottom),
				})
			}
		}
	}
	return boxes, pictured, nil
}

// fatal reports whether reading ends with this error of a page.
func fatal(err error) bool {
	return errors.Is(err, ErrStopped) || errors.Is(err, ErrTooLarge)
}
