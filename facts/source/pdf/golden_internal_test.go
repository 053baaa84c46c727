package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files; pdftotext's, too, if there is one")

// The handbook in testdata is set in two columns on several pages, with running heads and
// page numbers, and read back word for word. Its golden files are what is read of it, what
// pdftotext makes of the same file, and in which words the two differ.
func TestManual(t *testing.T) {
	t.Parallel()
	source := contents(t, filepath.Join("testdata", "manual.txt"))
	data := (&press{}).print(source)
	r := readPaper(t, data)
	golden(t, "manual.golden", r.listing())
	if got, want := bare(r.document().Text), bare(source); got != want {
		t.Errorf("the words aren't those that were set, in their order:\n%s", difference(strings.Fields(want), strings.Fields(got)))
	}
	if *update {
		pdftotext(t, data)
	}
	theirs := contents(t, filepath.Join("testdata", "manual.pdftotext"))
	golden(t, "manual.diff", difference(strings.Fields(theirs), strings.Fields(r.document().Text)))
}

// bare returns a text's words without marks.
func bare(text string) string {
	words := slices.DeleteFunc(strings.Fields(text), func(w string) bool { return strings.Trim(w, "#|-") == "" })
	return strings.ReplaceAll(strings.Join(words, " "), "|", "")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if want := contents(t, path); got != want {
		t.Errorf("%s differs; go test -update writes it\ngot:\n%s\nwant:\n%s", name, got, want)
	}
}

func pdftotext(t *testing.T, data []byte) {
	t.Helper()
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Logf("manual.pdftotext stays: %v", err)
		return
	}
	c := exec.CommandContext(t.Context(), path, "-enc", "UTF-8", "-", "-")
	c.Stdin = bytes.NewReader(data)
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("testdata", "manual.pdftotext"), out, 0o600); err != nil {
		t.Fatal(err)
	}
}

// press sets a text in two columns. The zero value is ready.
type press struct {
	paper
	column int
	y      float64
	head   float64 // what the title takes of the first page
}

const (
	top, bottom, width = 80.0, 380.0, 220.0
	leading            = 12.0
)

// print sets a text with simple marks: "#" before a heading, "-" or a number before an item,
// "|" before a row and between its cells, four spaces before code.
func (p *press) print(text string) []byte {
	p.title = "The Ridge Hut"
	p.column, p.y = 1, bottom+1
	for part := range strings.SplitSeq(text, "\n\n") {
		for l := range strings.SplitSeq(strings.TrimRight(part, "\n"), "\n") {
			p.line(l)
		}
		p.y += 6
	}
	return p.bytes()
}

func (p *press) line(l string) {
	mark, rest, _ := strings.Cut(l, " ")
	switch {
	case strings.HasPrefix(l, "    "):
		p.next(leading)
		text := strings.TrimLeft(l[4:], " ")
		p.put(p.x()+float64(len(l)-4-len(text))*6, p.y, 10, codeFont, text)
	case mark == "#":
		p.next(0)
		p.put(72, p.y, 18, boldFont, rest)
		p.head = 30
		p.y += p.head
	case mark == "##" || mark == "###":
		p.next(leading * 3)
		p.y -= leading
		p.put(p.x(), p.y, map[string]float64{"##": 13, "###": 10}[mark], boldFont, rest)
		p.y += 4
	case mark == "|":
		p.row(strings.Split(rest, " | "))
	case mark == "-" || strings.HasSuffix(mark, "."):
		p.paragraph(strings.Replace(mark, "-", "•", 1), rest)
	default:
		p.paragraph("", l)
	}
}

func (p *press) row(cells []string) {
	p.next(leading)
	font := plainFont
	if cells[0] == "Measure" {
		font = boldFont
	}
	for i, c := range cells {
		p.put(p.x()+75*float64(i), p.y, 10, font, c)
	}
}

func (p *press) paragraph(mark, text string) {
	indent := 0.0
	if mark != "" {
		indent = 14
	}
	for i, l := range wrap(text, width-indent, 10) {
		p.next(leading)
		if i == 0 && mark != "" {
			p.put(p.x(), p.y, 10, plainFont, mark)
		}
		p.put(p.x()+indent, p.y, 10, plainFont, l)
	}
}

func (p *press) x() float64 { return 72 + 248*float64(p.column) }

// next goes down by some points, or to the next column or page if there's no place.
func (p *press) next(down float64) {
	if p.y += down; p.y <= bottom {
		return
	}
	p.y, p.column = top+p.head, p.column+1
	if p.column > 1 {
		p.y, p.column, p.head = top, 0, 0
		p.page()
		n := len(p.pages)
		head := "The Ridge Hut"
		if n%2 == 0 {
			head = "A handbook for wardens"
		}
		p.put(72, 40, 9, plainFont, head)
		p.put(300, 440, 9, plainFont, fmt.Sprintf("- %d -", n))
	}
}

// difference lists where two lists of words differ, with a word before and after; "-" is
// before words of a alone, "+" before words of b.
func difference(a, b []string) string {
	common := make([][]int32, len(a)+1) // of a[i:] and b[j:]
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); x == y {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var out strings.Builder
	var gone, came []string
	before := "(start)"
	flush := func(after string) {
		if len(gone)+len(came) > 0 {
			fmt.Fprintf(&out, "%s … %s\n", before, after)
		}
		if len(gone) > 0 {
			fmt.Fprintf(&out, "\t- %s\n", strings.Join(gone, " "))
		}
		if len(came) > 0 {
			fmt.Fprintf(&out, "\t+ %s\n", strings.Join(came, " "))
		}
		gone, came, before = nil, nil, after
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			flush(a[i])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			gone = append(gone, a[i])
			i++
		default:
			came = append(came, b[j])
			j++
		}
	}
	flush("(end)")
	fmt.Fprintf(&out, "%d words are the same, of %d of pdftotext and %d of this reader\n", common[0][0], len(a), len(b))
	return out.String()
}
