package office

import "testing"

func TestHeadingLevel(t *testing.T) {
	t.Parallel()
	tests := []struct {
		style string
		want  int
	}{
		{"heading 1", 1},
		{"Überschrift 2", 2},
		{"Titre 3", 3},
		{"見出し 1", 1},
		{"Heading1", 1},
		{"heading", 0},
		{"heading 0", 0},
		{"heading 10", 0},
		{"Body Text 2", 0},
	}
	for _, tt := range tests {
		var look wordLook
		look.named(tt.style)
		if look.level != tt.want {
			t.Errorf("a style %q has level %d; want %d", tt.style, look.level, tt.want)
		}
	}
}

func TestPartName(t *testing.T) {
	t.Parallel()
	tests := []struct{ from, link, want string }{
		{"word/document.xml", "styles.xml", "word/styles.xml"},
		{"word/document.xml", "/word/Styles.xml", "word/styles.xml"},
		{"word/document.xml", "../docProps/core.xml", "docprops/core.xml"},
		{"", "word/document.xml", "word/document.xml"},
		{"OEBPS/book.opf", "text/chapter%20one.xhtml#two", "oebps/text/chapter one.xhtml"},
		{"a.opf", "../../../etc/passwd", "etc/passwd"},
	}
	for _, tt := range tests {
		if got := resolve(tt.from, tt.link); got != tt.want {
			t.Errorf("resolve(%q, %q) = %q; want %q", tt.from, tt.link, got, tt.want)
		}
	}
}
