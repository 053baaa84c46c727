package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// version is of this reader: what an earlier one read is read again.
const version = 2

// cache keeps what was read in a directory, a file for each. The zero value keeps nothing.
// What can't be kept or is damaged is read again, so no error matters.
type cache struct{ dir string }

// openCache returns the cache in a directory; "" is summitbot in the user's own.
func openCache(dir string) cache {
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return cache{}
		}
		dir = filepath.Join(user, "summitbot")
	}
	if err := os.MkdirAll(filepath.Join(dir, "pdf"), 0o700); err != nil {
		return cache{}
	}
	return cache{dir: dir}
}

// compiled is the directory for pdfium's compiled form; "" if nothing is kept.
func (c cache) compiled() string {
	if c.dir == "" {
		return ""
	}
	return filepath.Join(c.dir, "wasm")
}

func (c cache) path(sum [sha256.Size]byte, o Options) string {
	name := fmt.Sprintf("%x-%d-%d-%d.json", sum, version, o.Pages, o.Characters)
	return filepath.Join(c.dir, "pdf", name)
}

// load returns what was read of the file with this hash.
func (c cache) load(sum [sha256.Size]byte, o Options) (*reading, bool) {
	if c.dir == "" {
		return nil, false
	}
	data, err := os.ReadFile(c.path(sum, o))
	if err != nil {
		return nil, false
	}
	check, body, ok := bytes.Cut(data, []byte("\n"))
	if !ok || string(check) != checksum(body) {
		return nil, false
	}
	r := &reading{}
	if err := json.Unmarshal(body, r); err != nil {
		return nil, false
	}
	for _, f := range r.Failed {
		if f.Reason < 0 || f.Reason >= len(reasons) {
			return nil, false
		}
	}
	return r, true
}

// store keeps what was read. A reader beside sees all of it or nothing.
func (c cache) store(sum [sha256.Size]byte, o Options, r *reading) {
	if c.dir == "" {
		return
	}
	body, err := json.Marshal(r)
	if err != nil {
		return
	}
	path := c.path(sum, o)
	f, err := os.CreateTemp(filepath.Dir(path), "*.tmp")
	if err != nil {
		return
	}
	_, err = f.WriteString(checksum(body) + "\n" + string(body))
	if closing := f.Close(); err == nil && closing == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

func checksum(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
