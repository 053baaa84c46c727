//go:build unix

package source_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"summitbot/facts/source"
)

// TestRow12OnlyFilesAreDocuments: pipes, devices, and links out of their folder are refused
// at once, also in a fact base's folder. Links within it are followed, as Kubernetes makes
// them for each file that it mounts.
func TestRow12OnlyFilesAreDocuments(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(write(t, map[string]string{"secret": "The password is swordfish."}), "secret")
	dir := write(t, map[string]string{"data/real.md": "The hut opens at nine.", "sub/near.md": "The hut is small."})
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, "sub", "near.md"), source.MaxFileSize+1); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{
		"within.md": "data/real.md", "out.md": secret, "up.md": "../" + filepath.Base(filepath.Dir(secret)) + "/secret",
		"zero.md": "/dev/zero", "dangling.md": "none.md", "piped.md": "pipe.md",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		path string
		want error
	}{
		{"data/real.md", nil},
		{"within.md", nil},
		{"out.md", source.ErrLink},
		{"up.md", source.ErrLink},
		{"zero.md", source.ErrLink},
		{"dangling.md", fs.ErrNotExist},
		{"pipe.md", source.ErrIrregular},
		{"piped.md", source.ErrIrregular},
		{"data", source.ErrIrregular},
		{"sub/near.md", source.ErrTooLarge},
	}
	within(t, func() {
		for _, tt := range tests {
			if _, err := fs.ReadFile(source.Folder{Path: dir}, tt.path); !errors.Is(err, tt.want) {
				t.Errorf("the folder's %s: error %v, want %v", tt.path, err, tt.want)
			}
			if tt.path == "data" {
				continue // its files are read
			}
			docs, errs := source.Opener{}.Open(filepath.Join(dir, tt.path))
			if tt.want == nil && (len(docs) != 1 || len(errs) > 0) || tt.want != nil && (len(docs) > 0 || len(errs) != 1 || !errors.Is(errs[0], tt.want)) {
				t.Errorf("open %s: %d documents, %v, want %v", tt.path, len(docs), errs, tt.want)
			}
		}
		for _, device := range []string{"/dev/zero", "/dev/null"} {
			if docs, errs := (source.Opener{}).Open(device); len(docs) > 0 || len(errs) != 1 || !errors.Is(errs[0], source.ErrIrregular) {
				t.Errorf("%s: %d documents, %v", device, len(docs), errs)
			}
		}
	})
}

// within fails where f waits, as for somebody who writes into a pipe.
func within(t *testing.T, f func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-ctx.Done():
		t.Fatal("it waits")
	}
}
