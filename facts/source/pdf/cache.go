package pdf

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"summitbot/facts/cache"
)

// version is of this reader: what an earlier one read is read again.
const version = 2

// kept is what was read of files, by their hashes.
type kept struct{ cache cache.Cache }

// compiledIn returns the directory for pdfium's compiled form; "" if nothing is kept.
func compiledIn(dir string) string { return cache.Open(dir, "wasm").Dir() }

func nameOf(sum [sha256.Size]byte, o Options) string {
	return fmt.Sprintf("%x-%d-%d-%d.json", sum, version, o.Pages, o.Characters)
}

// load returns what was read of the file with this hash.
func (k kept) load(sum [sha256.Size]byte, o Options) (*reading, bool) {
	body, ok := k.cache.Load(nameOf(sum, o))
	if !ok {
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

// store keeps what was read.
func (k kept) store(sum [sha256.Size]byte, o Options, r *reading) {
	if body, err := json.Marshal(r); err == nil {
		k.cache.Store(nameOf(sum, o), body)
	}
}
