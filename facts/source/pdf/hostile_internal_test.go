package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"summitbot/facts"
	"summitbot/facts/cache"
)

// manual is a file of several pages that can be read.
func manual(pages int) *paper {
	p := &paper{title: "Rules of the hut"}
	for i := range pages {
		p.page()
		p.put(72, 60, 16, boldFont, fmt.Sprintf("Part %d", i+1))
		p.set(72, 90, 300, []string{
			"There are twelve beds, and whoever comes first takes the one beside the stove.",
			"No meals are served, so that everyone has to bring a pot and food for all of the days.",
			"The windows are closed and the floor is swept before anyone leaves for the village.",
		}[i])
	}
	return p
}

func TestErrors(t *testing.T) {
	t.Parallel()
	encrypted := manual(1)
	encrypted.trailer = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + strings.Repeat("41", 32) + "> /U <" + strings.Repeat("42", 32) + "> >> /ID [<00><00>]"
	scanned := manual(2)
	scanned.images = map[int]bool{0: true, 1: true}
	for _, c := range []struct {
		name string
		data []byte
		o    Options
		want error
		page int
	}{
		{"encrypted", encrypted.bytes(), Options{}, ErrEncrypted, 0},
		{"scanned", scanned.bytes(), Options{}, ErrNoText, 0},
		{"no PDF", []byte("Rules of the hut"), Options{}, ErrDamaged, 0},
		{"empty", nil, Options{}, ErrDamaged, 0},
		{"the page tree is a loop", assemble([]string{
			"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 2 >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 2 >>",
		}, "/Root 1 0 R"), Options{}, ErrDamaged, 0},
		{"many pages are promised", assemble([]string{
			"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 900000 >>", "<< /Type /Page /Parent 2 0 R >>",
		}, "/Root 1 0 R"), Options{}, ErrTooLarge, 0},
		{"more pages than are read", manual(3).bytes(), Options{Pages: 2}, ErrTooLarge, 0},
		{"more characters than are read", manual(2).bytes(), Options{Characters: 20}, ErrTooLarge, 1},
		{"larger than the memory", bytes.Repeat([]byte("%PDF-1.4\n"), 4000), Options{Memory: 64 << 10}, ErrTooLarge, 0},
		{"too long", manual(2).bytes(), Options{Time: time.Nanosecond}, ErrTooLong, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.o.Cache = t.TempDir()
			link(t, c.o.Cache)
			_, _, err := Read(t.Context(), "hut.pdf", c.data, c.o)
			var e *Error
			if !errors.As(err, &e) || !errors.Is(err, c.want) || e.File != "hut.pdf" || e.Page != c.page {
				t.Errorf("error = %v, want of hut.pdf, page %d: %v", err, c.page, c.want)
			}
		})
	}
}

// link gives a cache pdfium's compiled form.
func link(t *testing.T, dir string) {
	t.Helper()
	if err := os.Symlink(compiled, filepath.Join(dir, "wasm")); err != nil {
		t.Fatal(err)
	}
}

func TestEndOfContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Read(ctx, "hut.pdf", manual(1).bytes(), Options{Cache: t.TempDir()}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want %v", err, context.Canceled)
	}
}

func TestPagesWithoutText(t *testing.T) {
	t.Parallel()
	p := manual(3)
	p.images = map[int]bool{1: true}
	o := Options{Cache: t.TempDir()}
	link(t, o.Cache)
	for _, from := range []string{"the file", "the cache"} {
		d, warnings, err := Read(t.Context(), "hut.pdf", p.bytes(), o)
		if err != nil {
			t.Fatalf("read from %s: %v", from, err)
		}
		if len(warnings) != 1 || warnings[0].Page != 2 || warnings[0].File != "hut.pdf" || !errors.Is(warnings[0], ErrNoText) {
			t.Errorf("warnings from %s = %v, want of page 2: %v", from, warnings, ErrNoText)
		}
		last := d.Blocks[len(d.Blocks)-1]
		if last.Page != 3 || last.Kind != facts.Paragraph {
			t.Errorf("the last block from %s = %+v, want text of page 3", from, last)
		}
	}
}

// An engine reads what is left of a damaged file or says that it can't, and goes on.
func TestTruncated(t *testing.T) {
	t.Parallel()
	e := newEngine(t)
	whole := manual(2).bytes()
	for n := 0; n < len(whole); n += 23 {
		survives(t, e, whole[:n], fmt.Sprintf("cut after %d bytes", n))
	}
}

func TestChangedBytes(t *testing.T) {
	t.Parallel()
	e := newEngine(t)
	whole := manual(2).bytes()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 100 {
		data := bytes.Clone(whole)
		for range 1 + i%9 {
			data[r.IntN(len(data))] = byte(r.IntN(256))
		}
		survives(t, e, data, fmt.Sprintf("changed the %dth time", i))
	}
}

func newEngine(t *testing.T) *engine {
	t.Helper()
	e, err := start(t.Context(), 64<<20, compiled)
	if err != nil {
		t.Fatalf("start: %v", err)
	}
	t.Cleanup(e.close)
	return e
}

// survives reads a file, and fails if that takes long or there is neither text nor reason.
func survives(t *testing.T, e *engine, data []byte, what string) {
	t.Helper()
	began := time.Now()
	f, err := e.extract(t.Context(), data, Options{}.withDefaults())
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("%s: took %v", what, took)
	}
	if err == nil && len(arrange(f).Passages) == 0 {
		t.Errorf("%s: neither text nor error", what)
	}
}

func TestBombs(t *testing.T) {
	t.Parallel()
	page := func(content string, extra ...string) []byte {
		return assemble(append([]string{
			"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> /Contents 5 0 R >>",
			"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", content,
		}, extra...), "/Root 1 0 R")
	}
	stream := func(s string) string { return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(s), s) }
	form := fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 600 600] /Resources << /XObject << /X 6 0 R >> >> /Length %d >>\nstream\n%s\nendstream", 12, "/X Do /X Do ")
	looped := manual(1)
	looped.outline = []bookmark{{title: "Part 1", page: 1}, {title: "Again", page: 1}}
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"a stream of 128 MiB, packed twice", page(deflated(make([]byte, 1<<27), 2))},
		{"a page of 300,000 letters", page(stream("BT /F1 1 Tf " + strings.Repeat("(aaaaaaaaaa) Tj ", 30_000) + "ET"))},
		{"a form that shows itself", page(stream("/X Do"), form)},
		{"deep brackets", page(stream(strings.Repeat("[", 1_000_000)))},
		{"deep dictionaries", page(strings.Repeat("<< /A ", 100_000))},
		{"an outline that is a circle", bytes.Replace(looped.bytes(), []byte("/Title (Again) "), []byte("/Next 10 0 R /X "), 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := newEngine(t)
			began := time.Now()
			f, err := e.extract(t.Context(), c.data, Options{}.withDefaults())
			if err == nil {
				arrange(f)
			}
			t.Logf("%v, %d bytes: %v", time.Since(began).Round(time.Millisecond), len(c.data), err)
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// The time that a page takes grows no faster than its words do, wherever they stand.
func TestManyWords(t *testing.T) {
	t.Parallel()
	const n = 50_000
	for _, c := range []struct {
		name  string
		place func(i int) word
	}{
		{"on one line", func(i int) word { return word{x0: 40 * float64(i), y: 10, size: 10} }},
		{"one below the other", func(i int) word { return word{x0: 10, y: 12 * float64(i), size: 10} }},
		{"far apart", func(i int) word { return word{x0: 40 * float64(i), y: 12 * float64(i), size: 10} }},
		{"in one place", func(int) word { return word{x0: 10, y: 10, size: 10} }},
		{"small beside large", func(i int) word { return word{x0: 10, y: float64(i) / 100, size: 1 + float64(i%2*9)} }},
		{"in a hundred columns", func(i int) word { return word{x0: float64(i%100) * 40, y: float64(i/100) * 12, size: 10} }},
		{"in two columns", func(i int) word { return word{x0: float64(i%2) * 300, y: float64(i/2) * 12, size: 10} }},
		{"in lists", func(i int) word {
			return word{text: "a)", x0: float64(i%2*20 + i%7*30), y: float64(i/2) * 12, size: 10}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page{number: 1}
			for i := range n {
				w := c.place(i)
				w.x1 = w.x0 + 2*w.size
				if w.text == "" {
					w.text = "hut"
				}
				p.words = append(p.words, w)
			}
			began := time.Now()
			arrange(&file{pages: []page{p}})
			took := time.Since(began)
			t.Logf("%v", took.Round(time.Millisecond))
			if took > 20*time.Second {
				t.Errorf("%d words take %v", n, took)
			}
		})
	}
}

func TestCache(t *testing.T) {
	t.Parallel()
	o := Options{Cache: t.TempDir()}
	link(t, o.Cache)
	data := manual(2).bytes()
	first, _, err := Read(t.Context(), "hut.pdf", data, o)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob(filepath.Join(o.Cache, "pdf", "*"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("the cache holds %q (%v), want one file", kept, err)
	}
	whole, err := os.ReadFile(kept[0])
	if err != nil {
		t.Fatal(err)
	}
	cache.Open(o.Cache, "pdf").Store(filepath.Base(kept[0]), []byte("[]"))
	something, err := os.ReadFile(kept[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		kept []byte
	}{
		{"whole", whole},
		{"cut", whole[:len(whole)/2]},
		{"empty", nil},
		{"changed", bytes.Replace(whole, []byte("beds"), []byte("bugs"), 1)},
		{"of something else", something},
	} {
		if err := os.WriteFile(kept[0], c.kept, 0o600); err != nil {
			t.Fatal(err)
		}
		d, _, err := Read(t.Context(), "again.pdf", data, o)
		if err != nil || d.Text != first.Text || d.SHA256 != first.SHA256 || d.File != "again.pdf" {
			t.Errorf("with a cache that is %s: %+v (%v), want %+v", c.name, d, err, first)
		}
	}
}

// A damaged compiled form is made again, which takes seconds.
func TestDamagedCompiledForm(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("pdfium is compiled")
	}
	newEngine(t) // compiles it
	copies, err := filepath.Glob(filepath.Join(compiled, "*", "*"))
	if err != nil || len(copies) == 0 {
		t.Fatalf("the compiled form is in %q (%v)", copies, err)
	}
	o := Options{Cache: t.TempDir()}
	for _, c := range copies {
		to := filepath.Join(o.Cache, "wasm", filepath.Base(filepath.Dir(c)), filepath.Base(c))
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), os.WriteFile(to, []byte("WAZERO broken"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	d, _, err := Read(t.Context(), "hut.pdf", manual(1).bytes(), o)
	if err != nil || !strings.Contains(d.Text, "twelve beds") {
		t.Errorf("read: %+v, %v", d, err)
	}
}
