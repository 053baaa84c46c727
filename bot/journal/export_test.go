package journal

import "fmt"

// FillUp lets the file grow no further, as a full disk does, or makes room again.
func (j *Journal) FillUp(full bool) error {
	pages := 1 << 30
	if full {
		pages = 1 // SQLite takes what the file has, where that is more
	}
	_, err := j.store.write.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages))
	return err
}
