package document_test

import (
	"strings"
	"testing"

	"summitbot/facts/document"
)

const running = "The owner of gate No. 4 (see p. 12) shall pay Rs. 500 by 5 p.m. on Jan. 3,\nand \"nobody else.\" It opened in 1931.[4] "

// One paragraph of 640 kB.
func BenchmarkParagraph(b *testing.B) { parse(b, strings.Repeat(running, 640_000/len(running))) }

// A word of 1 MB.
func BenchmarkWord(b *testing.B) { parse(b, strings.Repeat("word", 250_000)) }

// A word of 1 MB that is nothing but end marks, quotation marks, brackets or points.
func BenchmarkMarks(b *testing.B) {
	for _, mark := range []string{".", "!", "\"", "(", "[1]", "“", ". ", "a.", "a. ", "1. ", "•  ", "\u2000", "\u4300\u4300\u4300 ", "\u00ad", "\xff", "-\n", "« ", " [", "。"} {
		b.Run(strings.ToValidUTF8(mark, "x"), func(b *testing.B) { parse(b, strings.Repeat(mark, 1_000_000/len(mark))) })
	}
}

// Paragraphs of 50 MB.
func BenchmarkText(b *testing.B) {
	parse(b, strings.Repeat(strings.Repeat(running, 10)+"\n\n", 50_000_000/(10*len(running))))
}

func parse(b *testing.B, text string) {
	b.Helper()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		document.Parse(text)
	}
}
