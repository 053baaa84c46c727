package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Folder is the files of a folder, and of the folders in it. It opens regular files alone,
// never a pipe or a device, which may have no end. A link is followed as long as it doesn't
// lead out of the folder: so who may write there can't have other files quoted.
type Folder struct {
	Path string
	Max  int64 // bytes of a file; 0: [MaxFileSize]
}

// Open opens a file, whose name has slashes. It doesn't wait for anybody. Its error is a
// *[fs.PathError] with that name.
func (d Folder) Open(name string) (fs.File, error) {
	f, err := d.open(filepath.FromSlash(name))
	if err != nil {
		if e, ok := errors.AsType[*fs.PathError](err); ok {
			err = e.Err
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return f, nil
}

func (d Folder) open(name string) (*os.File, error) {
	root, err := os.OpenRoot(d.Path)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		if info, linkErr := root.Lstat(name); linkErr == nil && info.Mode()&fs.ModeSymlink != 0 && !errors.Is(err, fs.ErrNotExist) {
			err = ErrLink
		}
		return nil, err
	}
	if err := d.check(f); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (d Folder) check(f *os.File) error {
	most := d.Max
	if most == 0 {
		most = MaxFileSize
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return ErrIrregular
	case info.Size() > most:
		return fmt.Errorf("%w: at most %d bytes are read", ErrTooLarge, most)
	}
	return nil
}

// readFile reads a regular file of bounded size.
func readFile(path string) ([]byte, error) {
	return fs.ReadFile(Folder{Path: filepath.Dir(path)}, filepath.Base(path))
}
