package source_test

import (
	"testing"

	"summitbot/facts/source"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	testFormat(t, source.Markdown, []formatTest{
		{"headings and their anchors", "# The mill\nIt opened.\n\nHow much?\n---------\nFree.\n\n## How much? ##\n", `
h1 The mill #the-mill
p It opened.
h2 How much? #how-much
p Free.
h2 How much? #how-much-1
`},
		{"a heading names its anchor", "## Rules & fees {#fees}\nx\n", `
h2 Rules & fees #fees
p x
`},
		{"marks, escapes, entities, links", "A **bold** _word_, `code`, 2 \\* 3 &amp; [a link](http://x.org) <https://y.org> ~~gone~~.\n", `
p A bold word, code, 2 * 3 & a link https://y.org gone.
`},
		{"a run-in head stays", "**Acid.** The spray burns.\n", "p Acid.|The spray burns.\n"},
		{"a bold line heads what follows", "**How do I join?**\n\nAsk.\n\n**The end of it**\n", `
h7 How do I join?
p Ask.
p The end of it
`},
		{"a bold sentence is a sentence", "**Heaters are prohibited.**\n\nAlways.\n", `
p Heaters are prohibited.
p Always.
`},
		{"lists", "We serve:\n\n3. tea\n4. coffee\n\n   black\n   - and cake\n- [x] done\n", `
p We serve:
item1 3. tea
item1 4. coffee
p1 black
item2 and cake
item1 done
`},
		{"a table", "| Day | Hours |\n|---|---|\n| Mon<br>Tue | 9 \\| 5 |\n", `
head Day | Hours
row Mon Tue | 9 | 5
`},
		{"code and quotations", "    go test\n    go vet\n\n> Be kind.\n> Always.\n\n```sh\nls -l\n\npwd\n```\n", `
code go test
go vet
quote Be kind.|Always.
code ls -l

pwd
`},
		{"definitions", "HP\n: Hit points.\n\n    They run out.\n", `
term HP
p1 Hit points.
p1 They run out.
`},
		{"footnotes", "It rose.[^a] It fell.\n\n[^a]: By half.\n", `
p It rose.|It fell.
quote By half.
`},
		{"front matter, comments, contents", "---\ntitle: \"Fees\"\n---\n<!-- toc -->\n- [Prices](#prices)\n\n{: .no_toc}\n\n## Prices <!-- omit -->\nFree.\n", `
h2 Prices #prices
p Free.
`},
		{"HTML", "<details>\n<summary>Why &amp; how?</summary>\n\nBecause.\n\n</details>\n\n<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>\n\n<p align=center>Hello<br>World</p>\n", `
term Why & how?
p Because.
head A | B
row 1 | 2
p Hello
p World
`},
		{"line breaks", "Doors: 7 pm  \nShow: 8 pm\\\nand on it\ngoes.\n", `
p Doors: 7 pm
p Show: 8 pm and on it goes.
`},
		{"pictures", "[![Build](b.svg)](http://ci)\n\n![A red mill](mill.png)\n", "p A red mill\n"},
	})
}

func TestMarkdownTitle(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"---\ntitle: Fees\n---\n# Prices\nx", "Fees"},
		{"Hello.\n\n# Prices\nx", "Prices"},
		{"## Intro\nx\n\n# One\nx\n\n# Two\nx", "Intro"},
		{"Hello.\n\n## Contents\nx", "rules"},
	}
	for _, tt := range tests {
		d, err := source.Markdown("a/rules.md", []byte(tt.in))
		if err != nil || d.Title != tt.want {
			t.Errorf("the title of %q is %q, %v, want %q", tt.in, d.Title, err, tt.want)
		}
	}
}
