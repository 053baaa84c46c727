package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/config"
	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/cache"
	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
	"summitbot/facts/meaning"
	"summitbot/facts/source"
)

const rule = "Dogs must be kept on a lead."

// compiledWith writes a base of one sentence with the vectors of a model, and returns the
// settings that name it.
func compiledWith(t *testing.T, name string) config.Config {
	t.Helper()
	e, err := model.Open("english", encoder.Options{})
	if err != nil {
		t.Skip(err)
	}
	d, err := source.Opener{}.Read("rules.txt", []byte(rule))
	if err != nil {
		t.Fatal(err)
	}
	b, err := answer.New(base.Of(d))
	if err != nil {
		t.Fatal(err)
	}
	x, err := meaning.NewReader(e, name, cache.Cache{}).Index(t.Context(), b.Texts(answer.English), nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rules.base")
	if err := os.WriteFile(path, b.WithMeaning(answer.English, x).Compile(), 0o600); err != nil {
		t.Fatal(err)
	}
	return config.Config{Facts: config.Facts{Path: path}, Meaning: config.Meaning{Enabled: true, Sentences: 1}}
}

// loaded loads what the settings name, and returns what was reported.
func loaded(t *testing.T, c config.Config) (b *answer.Base, reported string) {
	t.Helper()
	b, err := newLoader(t.Context(), func(err error) { reported += err.Error() + "\n" }).load(c)
	if err != nil {
		t.Fatal(err)
	}
	return b, reported
}

func TestACompiledBaseIsUnderstoodAtOnce(t *testing.T) {
	t.Parallel()
	c := compiledWith(t, "english")
	b, reported := loaded(t, c)
	if !b.UnderstoodBy(answer.English) || reported != "" {
		t.Fatalf("understood %v, reported %q", b.UnderstoodBy(answer.English), reported)
	}
	if a := b.Answer("may my puppy run around"); len(a.Passages) == 0 || !b.Explain(a).Meant {
		t.Errorf("what it means wasn't compared: %+v", a)
	}
}

func TestVectorsInAFileAreTakenOnlyIfWantedAndFit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		what, model string
		settings    func(*config.Config)
		reported    string
	}{
		{"another model", "other", func(*config.Config) {}, "rules.base: the vectors in it are not used: they are of a model that this program doesn't have\n"},
		{"meaning off", "english", func(c *config.Config) { c.Meaning.Enabled = false }, ""},
		{"too many sentences", "english", func(c *config.Config) { c.Meaning.Sentences = 0 }, ""},
		{"one more document", "english", func(c *config.Config) {
			c.Documents = []string{filepath.Join(folder(t, map[string]string{"more.txt": "Cats may run free."}), "more.txt")}
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			c := compiledWith(t, tt.model)
			tt.settings(&c)
			b, reported := loaded(t, c)
			if b.UnderstoodBy(answer.English) || len(b.Vectors()) > 0 || !strings.HasSuffix(reported, tt.reported) || (tt.reported == "") != (reported == "") {
				t.Errorf("understood %v, %d vectors, reported %q", b.UnderstoodBy(answer.English), len(b.Vectors()), reported)
			}
		})
	}
}

func TestCompileWritesVectorsIfMeaningIsRead(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"rules.txt": rule})
	size := func(args ...string) int64 {
		out := filepath.Join(t.TempDir(), "rules.base")
		args = append([]string{"--document", filepath.Join(dir, "rules.txt")}, args...)
		if _, errs, status := cli(t, "", append(args, "facts", "compile", "--out", out)...); status != exitOK {
			t.Fatalf("status %d, %s", status, errs)
		}
		info, err := os.Stat(out)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	if _, err := newMeaningReader(answer.English); err != nil {
		t.Skip(err)
	}
	if with, without := size(), size("--meaning=false"); with < without+1000 {
		t.Errorf("%d bytes, and without meaning %d", with, without)
	}
}
