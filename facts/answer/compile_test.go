package answer_test

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/compiled"
	"summitbot/facts/data"
	"summitbot/facts/source"
)

func TestTheBaseOfTheProgramIsCompiledFromItsFiles(t *testing.T) {
	t.Parallel()
	layer, err := base.Load(data.Files, data.Name, source.Opener{}.Read)
	if err != nil {
		t.Fatal(err)
	}
	b, err := answer.New(layer)
	if err != nil {
		t.Fatal(err)
	}
	if string(b.Compile()) != data.Compiled {
		t.Error("facts/data/summit.base is not what compiling the fact base gives; write it again with: go generate ./facts/data")
	}
}

// What was compiled answers and completes as the files that it was compiled from, and
// compiles to the same bytes.
func TestACompiledBaseAnswersTheSame(t *testing.T) {
	t.Parallel()
	read := article(t)
	file := read.Compile()
	b, err := answer.Open(string(file))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(b.Compile(), file) {
		t.Error("compiled again, it gives other bytes")
	}
	for _, q := range devQuestions(t) {
		if got, want := said(t, b, q), said(t, read, q); got != want {
			t.Fatalf("%q\ngot  %s\nwant %s", q, got, want)
		}
	}
}

// said is all that a base says to a question, and to its beginning.
func said(t *testing.T, b *answer.Base, question string) string {
	t.Helper()
	a := b.Answer(question)
	all, err := json.Marshal([]any{a, b.Explain(a), a.Explanation.Signs, b.Complete(question[:min(len(question), 12)], 25)})
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// Documents that nobody wrote about are compiled as well, with all that is known of them.
func TestCompiledDocumentsAreWhole(t *testing.T) {
	t.Parallel()
	read := documents(t)
	b, err := answer.Open(string(read.Compile()))
	if err != nil {
		t.Fatal(err)
	}
	got, want := b.Layer().Library, read.Layer().Library
	for i := range want.Documents {
		if g, w := inJSON(t, got.Documents[i]), inJSON(t, want.Documents[i]); g != w {
			t.Errorf("got  %s\nwant %s", g, w)
		}
	}
	if g, w := inJSON(t, b.Facts()), inJSON(t, read.Facts()); g != w {
		t.Errorf("got  %s\nwant %s", g, w)
	}
	for _, q := range []string{"may I post spam", "when does the library open", "what is a strike", ""} {
		if g, w := said(t, b, q), said(t, read, q); g != w {
			t.Errorf("%q\ngot  %s\nwant %s", q, g, w)
		}
	}
}

// What the sentences mean is part of the file, and not of the file of a base without.
func TestACompiledBaseHoldsVectors(t *testing.T) {
	t.Parallel()
	read := understood(t, libraryRules)
	file := read.Compile()
	b, err := answer.Open(string(file))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(b.Vectors(), read.Vectors()) || len(b.Vectors()) != 1 {
		t.Errorf("it holds other vectors than were made")
	}
	if !slices.Equal(b.Compile(), file) {
		t.Error("compiled again, it gives other bytes")
	}
	words := unwritten(t, libraryRules).Compile()
	if !slices.Equal(b.WithoutVectors().Compile(), words) || len(words) >= len(file) {
		t.Error("without what the sentences mean, it gives other bytes than one of which nobody read it")
	}
}

const (
	rules = "# Rules\n\nMembers may not:\n\n1. post *spam* & links;\n2. share numbers.\n\n## Strikes\n\nA strike is a note. It lasts a month.\n\n| Strike | Means |\n|---|---|\n| one | a warning |\n\n```\nban me\n```\n"
	hours = "<html><body><article><h1>Hours</h1><p>The library&nbsp;opens at <b>nine</b>.</p><dl><dt>Desk</dt><dd>It opens at ten.</dd></dl></article></body></html>"
)

// documents are a base of two documents that nobody wrote about.
func documents(t testing.TB) *answer.Base {
	t.Helper()
	b, err := answer.New(base.Of(madeDocument(t, "rules.md", rules), madeDocument(t, "hours.html", hours)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func madeDocument(t testing.TB, name, text string) *facts.Document {
	t.Helper()
	d, err := source.Opener{}.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func inJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), ":[]", ":null") // a list that is empty is read as none
}

// headSize is how many bytes stand before what is described: the last four are its checksum.
const headSize = len("summitbot base\n") + 5

// sealed is a file that says what is described, with its checksum.
func sealed(described string) string {
	head := append([]byte("summitbot base\n"), compiled.Version)
	head = binary.LittleEndian.AppendUint32(head, crc32.Checksum([]byte(described), crc32.MakeTable(crc32.Castagnoli)))
	return string(head) + described
}

// A file whose checksum is right may still say anything: it is refused, or answers
// something, and nothing breaks.
func FuzzOpen(f *testing.F) {
	for _, base := range []*answer.Base{written(f), documents(f)} {
		described := string(base.Compile()[headSize:])
		f.Add(described)
		f.Add(described + "\x01\x07english\x02\x04name\x05bytes") // and vectors
	}
	f.Fuzz(func(_ *testing.T, described string) { try(described) })
}

// written is a base of two sentences with something of all that can be written about them.
func written(t testing.TB) *answer.Base {
	t.Helper()
	files := small(`lexicon: l.yaml
topics: {air: In the air}
repairs: [{in: P1S2, was: Fish swims, is: Fish swim}]
facts:
  - {id: P1S1, topics: [air], answers: [{headline: At dawn, kinds: [date], mark: at dawn, when: 2020, ask: [when do birds sing], paraphrases: {2: [at what hour do birds sing]}}]}
gaps:
  - {id: song, says: The text doesn't say., near: [P1S2], ask: [which song do birds sing]}
`)
	files["l.yaml"] = &fstest.MapFile{Data: []byte("same: [[sing, make music]]\nstands_for: {bs: birds sing}\nspelling: {byrds: birds}\nlight: [tell]\n")}
	b, err := answer.Load(files, "base.yaml", source.Text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// try opens a base that says what is described, asks it, and reports whether it could.
func try(described string) bool {
	b, err := answer.Open(sealed(described))
	if err != nil {
		return false
	}
	for _, q := range []string{"when do birds sing", "wen do brids sing at nihgt", "may I post spam", "which song", "what is a strike"} {
		b.Explain(b.Answer(q))
		b.Complete(q, 5)
	}
	b.Dated()
	b.Compile()
	return true
}
