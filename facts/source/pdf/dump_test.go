package pdf

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestDump(t *testing.T) {
	name := os.Getenv("PDF")
	if name == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(name)
	o := Options{}.withDefaults()
	start := time.Now()
	f, err := extract(context.Background(), data, o, "/tmp/pdfx/cache")
	fmt.Fprintln(os.Stderr, "extract", time.Since(start))
	if err != nil {
		t.Fatal(err)
	}
	start = time.Now()
	r := arrange(f)
	fmt.Fprintln(os.Stderr, "arrange", time.Since(start), "title", r.Title, "failed", r.Failed)
	kinds := []string{"P", "H", "I", "R", "HEAD", "CODE", "Q", "T"}
	for _, p := range r.Passages {
		fmt.Printf("%d %s%d %s", p.Page, kinds[p.Kind], p.Level, p.Label)
		for _, c := range p.Cells {
			fmt.Printf("| %s ", c)
		}
		fmt.Println()
	}
}
