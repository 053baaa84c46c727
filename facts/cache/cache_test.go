package cache_test

import (
	"os"
	"path/filepath"
	"testing"

	"summitbot/facts/cache"
)

func TestWhatIsKeptComesBackWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := cache.Open(dir, "poem")
	if _, ok := c.Load("a"); ok {
		t.Error("something is there before anything was kept")
	}
	for _, body := range []string{"", "one\ntwo\n", "three"} {
		c.Store("a", []byte(body))
		if got, ok := cache.Open(dir, "poem").Load("a"); !ok || string(got) != body {
			t.Errorf("kept %q, got %q, %v", body, got, ok)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "poem", "*")); len(left) != 1 {
		t.Errorf("files %q, want one", left)
	}
}

func TestWhatIsDamagedIsNotThere(t *testing.T) {
	t.Parallel()
	c := cache.Open(t.TempDir(), "poem")
	c.Store("a", []byte("roses are red"))
	path := filepath.Join(c.Dir(), "a")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"cut off": whole[:len(whole)-1], "longer": append(whole, 'x'), "empty": nil, "no sum": []byte("roses")} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Load("a"); ok {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestWhereNothingCanBeKeptNothingIsThere(t *testing.T) {
	t.Parallel()
	occupied := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(occupied, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []cache.Cache{{}, cache.Open(occupied, "poem")} {
		c.Store("a", []byte("roses"))
		if _, ok := c.Load("a"); ok || c.Dir() != "" {
			t.Errorf("%+v keeps something", c)
		}
	}
}
