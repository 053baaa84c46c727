package complete_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"summitbot/facts/complete"
)

func TestPlay(t *testing.T) {
	ways, l := article(t)
	x := complete.New(ways, l)
	for _, q := range strings.Split(os.Getenv("Q"), "|") {
		s := time.Now()
		r := x.Complete(q, 25)
		d := time.Since(s)
		fmt.Printf("%q -> %d in %v\n", q, len(r), d)
		for i, w := range r {
			if i < 12 {
				fmt.Printf("      %s [%d]\n", ways[w].Text, ways[w].Owner)
			}
		}
	}
}
