package office

import (
	"archive/zip"
	"bytes"
	"io"
	"net/url"
	"path"
	"strings"
)

// What a file may ask for. A document of a thousand pages takes a tenth of it.
const (
	maxEntries  = 20_000
	maxRatio    = 100       // times its own size that a file may unpack to ...
	minUnpacked = 16 << 20  // ... or to this many bytes, if that is more,
	maxUnpacked = 256 << 20 // but never to more than this
)

// archive is a file of named parts. What was unpacked of it counts against its limit.
type archive struct {
	parts map[string][]*zip.File // by name, in lower case and without a slash at the start
	left  int64                  // bytes that may still be unpacked
}

// openArchive reads the archive's list of parts, and unpacks none.
func openArchive(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, notArchive(data)
	}
	if len(z.File) > maxEntries {
		return nil, problem(ErrTooLarge, "it holds %d parts, and at most %d are read", len(z.File), maxEntries)
	}
	a := &archive{parts: make(map[string][]*zip.File, len(z.File))}
	a.left = min(max(maxRatio*int64(len(data)), minUnpacked), maxUnpacked)
	for _, f := range z.File {
		name := partName(f.Name)
		a.parts[name] = append(a.parts[name], f)
	}
	return a, nil
}

// partName makes one name of all the ways to write it. Nothing is ever written to disk, so
// a path out of the archive leads nowhere.
func partName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

// resolve returns the name of the part that a link in another part leads to.
func resolve(from, link string) string {
	link, _, _ = strings.Cut(link, "#")
	if plain, err := url.PathUnescape(link); err == nil {
		link = plain
	}
	if strings.HasPrefix(link, "/") {
		return partName(link)
	}
	return partName(path.Join(path.Dir(from), link))
}

func (a *archive) has(name string) bool { return len(a.parts[partName(name)]) > 0 }

// part unpacks a part. It is an error if there is none, or more than one of that name.
func (a *archive) part(name string) ([]byte, error) {
	switch files := a.parts[partName(name)]; len(files) {
	case 0:
		return nil, problem(ErrDamaged, "it lacks its part %q; open it in its program and save it again", name)
	case 1:
		return a.unpack(files[0])
	}
	return nil, problem(ErrDamaged, "it holds more than one part %q; open it in its program and save it again", name)
}

func (a *archive) unpack(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, problem(ErrEncrypted, "it is an archive with a password; save a copy without one, and use the copy")
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(f.Name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, a.left+1))
	a.left -= int64(len(data))
	if a.left < 0 {
		return nil, problem(ErrTooLarge, "it unpacks to far more than its own size; split it, or leave out what isn't text")
	}
	if err != nil {
		return nil, damaged(f.Name, err)
	}
	return data, nil
}

// xml unpacks a part and reads its elements. A lenient reading is for pages as people write
// them: it knows the entities of HTML and closes what was left open.
func (a *archive) xml(name string, lenient bool) (*node, error) {
	data, err := a.part(name)
	if err != nil {
		return nil, err
	}
	return parsePart(name, data, lenient)
}

// optional is xml, but nil if the archive has no such part or it can't be read: a document
// without its title or its list of styles still has a text.
func (a *archive) optional(name string) *node {
	if name == "" || !a.has(name) {
		return nil
	}
	n, err := a.xml(name, false)
	if err != nil {
		return nil
	}
	return n
}

func damaged(part string, err error) error {
	return problem(ErrDamaged, "its part %q can't be read (%v); open it in its program and save it again", part, err)
}
