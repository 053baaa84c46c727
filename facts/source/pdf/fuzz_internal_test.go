package pdf

import (
	"testing"
	"time"
)

// Whatever the bytes, there is text or an error, and soon.
func FuzzRead(f *testing.F) {
	f.Add(manual(2).bytes())
	f.Add((&press{}).print("# Rules\n\n- a list\n\n| Measure | Limit\n| Acid | 3\n\n    code"))
	f.Add(assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 2 >>"}, "/Root 1 0 R"))
	e, err := start(f.Context(), 64<<20, compiled)
	if err != nil {
		f.Fatal(err)
	}
	defer e.close()
	f.Fuzz(func(t *testing.T, data []byte) {
		began := time.Now()
		file, err := e.extract(t.Context(), data, Options{}.withDefaults())
		if err == nil {
			arrange(file).document()
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

// Wherever words stand, they are read, each once.
func FuzzArrange(f *testing.F) {
	f.Add([]byte("\x10\x10\x0a\x00\x40\x10\x0a\x00\x10\x20\x0a\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := page{number: 1}
		for i := 0; i+4 <= len(data) && i < 4000; i += 4 {
			w := word{
				text: string(rune('a'+i/4%26)) + string(rune('a'+i/104%26)), size: 1 + float64(data[i+2]%32),
				x0: 3 * float64(data[i]), y: 3 * float64(data[i+1]), style: style(data[i+3] % 4), broken: data[i+3] == 7,
			}
			w.x1 = w.x0 + w.size
			p.words = append(p.words, w)
		}
		n := 0
		for _, b := range arrange(&file{pages: []page{p}}).Passages {
			for _, c := range b.Cells {
				for _, r := range c {
					if r >= 'a' && r <= 'z' {
						n++
					}
				}
			}
		}
		if n != 2*len(p.words) {
			t.Errorf("%d letters of %d words", n, len(p.words))
		}
	})
}
