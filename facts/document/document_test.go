package document_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/document"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"white space alone", " \n\u00a0\n ", ""},
		{"wrapped lines are joined", "the capital \nof Kazakhstan", "the capital of Kazakhstan"},
		{"a hyphen at the line's end", "China-\nCentral Asia", "China-Central Asia"},
		{"a hyphen over a page break", "China-Kyrgyzstan- \n\f Uzbekistan", "China-Kyrgyzstan-Uzbekistan"},
		{"a dash is no hyphen", "he came -\nlate", "he came - late"},
		{"no-break spaces", "Summit.\u00a0 In his", "Summit. In his"},
		{"blank lines are white space", "one\r\n \r\n\r\ntwo\n", "one two"},
		{"swapped UTF-16", "EU\u2000\u1300\u4300\u6500\u6e00\u7400\u7200\u6100\u6c00\u2000Asia", "EU–Central Asia"},
		{"a few such characters are what they are", "一\u4300 one", "一\u4300 one"},
		{"soft hyphens and controls", "co\u00adop\x00 eration\ufeff", "coop eration"},
		{"broken UTF-8", "a\xffb", "a\uFFFDb"},
		{"a soft hyphen at the line's end", "The invest\u00ad\nments grew", "The investments grew"},
		{"a soft hyphen before spaces", "invest\u00ad \n ments", "investments"},
		{"a PDF's hyphens", "invest\x02\nments, ra\ufffe\nther", "investments, rather"},
		{"a range over a line's end", "The tables are 1999-\n2001 models.", "The tables are 1999-2001 models."},
		{"a range with a dash", "1999–\n2001", "1999–2001"},
		{"a suspended hyphen", "pre-\nand post-war", "pre- and post-war"},
		{"lines of Chinese", "今天天\n气很\n好。", "今天天气很好。"},
		{"lines of Chinese and Latin", "使用\nGo 语言", "使用 Go 语言"},
		{"lines of Korean", "오늘\n날씨", "오늘 날씨"},
		{"line ends of old", "one\rtwo\u0085three\u2028four\vfive", "one two three four five"},
		{"marks of direction", "a\u200eb\u202ec", "abc"},
		{"joiners show", "👩\u200d🚀", "👩\u200d🚀"},
	}
	for _, tt := range tests {
		if got := document.Clean(tt.in); got != tt.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"One. Two! Three?", "One.|Two!|Three?"},
		{"It rose to $94.8 billion.[4] China is next.", "It rose to $94.8 billion.[4]|China is next."},
		{`He said "yes." Then he left.`, `He said "yes."|Then he left.`},
		{"Mr. Wang met the U.S. President. They spoke.", "Mr. Wang met the U.S. President.|They spoke."},
		{"The (BRI). The next", "The (BRI).|The next"},
		{"第一。第二！", "第一。|第二！"},
		{"No end mark", "No end mark"},
		{"Wait... what? he said", "Wait... what? he said"},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range document.Parse(tt.in).Sentences {
			got = append(got, s.Text)
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("Parse(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestRepairMustMatchOnce(t *testing.T) {
	t.Parallel()
	s := facts.Sentence{ID: "P1S1", Text: "Chinas trade, Chinas aid"}
	if _, err := document.Repair(s, facts.Repair{Was: "Chinas aid", Is: "China's aid"}); err != nil {
		t.Errorf("a repair that matches once: %v", err)
	}
	for was, want := range map[string]string{"Chinas": "2 times", "Russia": "finds nothing", "": "finds nothing"} {
		if _, err := document.Repair(s, facts.Repair{Was: was}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Repair(%q): error %v, want one that says %q", was, err, want)
		}
	}
}

func TestVerifySeesAChangedQuote(t *testing.T) {
	t.Parallel()
	d := document.Parse("One stands.\nTwo falls.")
	if err := document.Verify(d); err != nil {
		t.Fatal(err)
	}
	d.Sentences[1].Text = "Two stands."
	if err := document.Verify(d); err == nil || !strings.Contains(err.Error(), "P1S2") {
		t.Errorf("Verify after a change: %v, want an error that names P1S2", err)
	}
}

// The article's sentences are those that readers numbered.
func TestArticle(t *testing.T) {
	t.Parallel()
	original, err := os.ReadFile("../data/summit.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := document.Parse(string(original))
	if err := document.Verify(d); err != nil {
		t.Error(err)
	}
	if got, want := d.SHA256, "7248e32255f13be1d4e5a16ca19dcddbd5e4f726229a0286622aefdf223e2e87"; got != want {
		t.Errorf("SHA256 of summit.txt = %s, want %s", got, want)
	}
	want, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	got := "id\tsentence\n"
	for _, s := range d.Sentences {
		got += s.ID + "\t" + s.Text + "\n"
	}
	if got != string(want) {
		t.Errorf("sentences differ from testdata/sentences.tsv:\n%s", firstDifference(got, string(want)))
	}
	compareWithShared(t, want)
}

// compareWithShared holds the copy in testdata to the numbered sentences beside the
// checkout, where they are.
func compareWithShared(t *testing.T, want []byte) {
	t.Helper()
	shared, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "article", "sentences.tsv"))
	if err != nil {
		t.Log("shared/article is not beside this checkout: the copy in testdata alone was compared")
		return
	}
	if strings.TrimSpace(string(shared)) != strings.TrimSpace(string(want)) {
		t.Error("testdata/sentences.tsv is not shared/article/sentences.tsv any more")
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer"
}
