// Package cache keeps what was made of a file with much work, so that it is made once: one
// file for each, in a directory of the user's. Nothing that is kept is needed: what can't be
// kept, or is damaged, is made again, so no error matters.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

// Cache is one kind of what is kept. The zero value keeps nothing. It is safe for concurrent
// use, by several processes too: a reader sees all of what was stored, or nothing.
type Cache struct{ dir string }

// Open returns the cache of a kind in a directory; if that is empty, in the user's own, under
// summitbot. A directory that can't be made keeps nothing.
func Open(dir, kind string) Cache {
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return Cache{}
		}
		dir = filepath.Join(user, "summitbot")
	}
	dir = filepath.Join(dir, kind)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Cache{}
	}
	return Cache{dir}
}

// Dir returns the directory; empty if nothing is kept.
func (c Cache) Dir() string { return c.dir }

// Load returns what is kept under a name, and whether it is there and whole.
func (c Cache) Load(name string) ([]byte, bool) {
	if c.dir == "" {
		return nil, false
	}
	data, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		return nil, false
	}
	check, body, ok := bytes.Cut(data, []byte("\n"))
	if !ok || string(check) != checksum(body) {
		return nil, false
	}
	return body, true
}

// Store keeps bytes under a name.
func (c Cache) Store(name string, body []byte) {
	if c.dir == "" {
		return
	}
	f, err := os.CreateTemp(c.dir, "*.tmp")
	if err != nil {
		return
	}
	_, err = f.WriteString(checksum(body) + "\n")
	if err == nil {
		_, err = f.Write(body)
	}
	if closing := f.Close(); err == nil && closing == nil {
		err = os.Rename(f.Name(), filepath.Join(c.dir, name))
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

func checksum(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
