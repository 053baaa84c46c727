package office

import (
	"net/url"
	"strings"
)

func readEPUB(a *archive, f *flow) error {
	name, err := packageFile(a)
	if err != nil {
		return err
	}
	root, err := a.xml(name, false)
	if err != nil {
		return err
	}
	opf := root.kid("package")
	f.called(opf.kid("metadata", "dc:title").words())
	locked := encryptedParts(a)
	for _, chapter := range spine(opf, name) {
		if locked[chapter] {
			return problem(ErrEncrypted, "its shop allows only its own programs to read it; ask for a copy without copy protection (DRM)")
		}
		page, err := a.xml(chapter, true)
		if err != nil {
			return err
		}
		x := xhtml{flow: f}
		x.walk(page)
		x.flush()
	}
	return nil
}

// packageFile finds the list of the book's parts.
func packageFile(a *archive) (string, error) {
	const container = "META-INF/container.xml"
	if !a.has(container) {
		return "", problem(ErrFormat, "an archive without a book in it; open it in its program and save it as .epub")
	}
	root, err := a.xml(container, false)
	if err != nil {
		return "", err
	}
	file := root.kid("container", "rootfiles", "rootfile").attr("full-path")
	if file == "" {
		return "", problem(ErrDamaged, "its part %q names no book; make the file again", container)
	}
	return partName(file), nil
}

// spine returns the parts that are the book's text, in reading order: without the table of
// contents and what the book keeps beside its text.
func spine(opf *node, from string) []string {
	toc := map[string]bool{}
	for _, r := range opf.kid("guide").all("reference") {
		if r.attr("type") == "toc" {
			toc[resolve(from, r.attr("href"))] = true
		}
	}
	items := map[string]*node{}
	for _, item := range opf.kid("manifest").all("item") {
		items[item.attr("id")] = item
	}
	var parts []string
	for _, ref := range opf.kid("spine").all("itemref") {
		item := items[ref.attr("idref")]
		part := resolve(from, item.attr("href"))
		if ref.attr("linear") != "no" && isChapter(item) && !toc[part] {
			parts = append(parts, part)
		}
	}
	return parts
}

// isChapter says whether a part is a page of text other than the book's navigation.
func isChapter(item *node) bool {
	kind := item.attr("media-type")
	page := kind == "application/xhtml+xml" || kind == "text/html" || kind == "text/x-oeb1-document"
	for property := range strings.FieldsSeq(item.attr("properties")) {
		page = page && property != "nav"
	}
	return page
}

// encryptedParts returns the parts that are encrypted. Fonts often are in books that can be
// read all the same.
func encryptedParts(a *archive) map[string]bool {
	locked := map[string]bool{}
	for _, ref := range deep(a.optional("META-INF/encryption.xml"), "CipherReference") {
		name := ref.attr("URI")
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		locked[partName(name)] = true
	}
	return locked
}
