package document_test

import (
	"strings"
	"testing"

	"summitbot/facts"
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

// What a reader gives in a hundred thousand small parts.
func BenchmarkParts(b *testing.B) {
	const parts = 100_000
	text := strings.Repeat("1. *ab* ", parts)
	for name, give := range map[string]func(*document.Builder, int){
		"puts":  func(d *document.Builder, at int) { d.Put(at, at+4, "x"); d.Copy(at+4, at+6) },
		"drops": func(d *document.Builder, at int) { d.Copy(at+4, at+6) },
		"cells": func(d *document.Builder, at int) { d.Copy(at+4, at+6); d.Cell() },
		"items": func(d *document.Builder, at int) {
			d.Open(facts.Block{Kind: facts.Item, Label: "1."})
			d.Copy(at+4, at+6)
		},
		"nested": func(d *document.Builder, at int) {
			d.Open(facts.Block{Kind: facts.Item, Level: at})
			d.Copy(at+4, at+6)
		},
		"parts of items": func(d *document.Builder, at int) {
			d.Open(facts.Block{Kind: facts.Item, Level: 1 + at})
			d.Copy(at+4, at+5)
			d.Open(facts.Block{Level: 1})
			d.Copy(at+5, at+6)
		},
		"headings": func(d *document.Builder, at int) {
			d.Open(facts.Block{Kind: facts.Heading, Level: at})
			d.Copy(at+4, at+6)
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				d := document.NewBuilder(text)
				d.Open(facts.Block{Kind: facts.Row})
				for at := 0; at < len(text); at += len(text) / parts {
					give(d, at)
				}
				d.Document()
			}
		})
	}
}

// What is written in a hundred thousand small parts.
func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		d := document.NewBuilder("")
		for range 100_000 {
			d.Write("some words. ")
		}
		d.Document()
	}
}
