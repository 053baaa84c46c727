package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// store is an opened file.
type store struct {
	path        string
	write, read *sql.DB // the same in memory
	key         []byte  // of the HMAC of users' ids
	statements  statements
	files       []lying // those that SQLite works on
}

// openStore opens the file at path and brings it to the newest schema. It leaves nothing
// open where it fails.
func openStore(ctx context.Context, path string) (*store, error) {
	s := &store{path: path}
	if err := s.connect(ctx); err != nil {
		_ = s.close() // it was never whole
		return nil, err
	}
	for _, step := range []func(context.Context) error{s.inspect, s.writeAhead, s.migrate, s.loadKey, s.prepare, s.hurry, s.look} {
		if err := step(ctx); err != nil {
			_ = s.close()
			return nil, err
		}
	}
	return s, nil
}

// lying is what was found at a path.
type lying struct {
	path string
	file os.FileInfo
}

func (s *store) close() error {
	for _, db := range []*sql.DB{s.read, s.write} { // the writer last: it tidies the -wal file up
		if db == nil {
			continue
		}
		if err := db.Close(); err != nil {
			return err
		}
	}
	return nil
}

// look remembers which files the store works on.
func (s *store) look(context.Context) error {
	if s.path == Memory {
		return nil
	}
	for _, path := range []string{s.path, s.path + "-wal", s.path + "-shm"} {
		file, err := os.Stat(path)
		if err != nil {
			return err
		}
		s.files = append(s.files, lying{path, file})
	}
	return nil
}

// lies returns nil where the store's files lie where they were opened. On Unix a deleted
// file can be written on, to no avail.
func (s *store) lies() error {
	for _, was := range s.files {
		is, err := os.Stat(was.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("the file %s was deleted", was.path)
		case err != nil:
			return err
		case !os.SameFile(was.file, is):
			return fmt.Errorf("another file was put in the place of %s", was.path)
		}
	}
	return nil
}

// leave closes a store whose file is gone. What is in the -wal file goes into the file first:
// it may have been moved, and what lies in its place must not find a -wal file that isn't its
// own. It fails, and closes nothing, where another process that reads keeps that from being
// done.
func (s *store) leave() error {
	var busy, pages, moved int
	err := s.write.QueryRow(`PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
	if wal, gone := os.Stat(s.path + "-wal"); err == nil && busy != 0 && gone == nil && os.SameFile(wal, s.files[1].file) {
		return errors.New("another process still reads the file that was there")
	}
	_ = s.close()
	return nil
}

// usable returns the store. Where its file is gone it does what a restart would do: it opens
// what lies at the path now, or begins an empty file. For the writer alone.
func (j *Journal) usable() (*store, error) {
	if j.store == nil {
		return j.reopen("it could not be opened")
	}
	if err := j.store.lies(); err != nil {
		return j.reopen(err.Error())
	}
	return j.store, nil
}

// reopen puts what lies at the path in the place of the store, and logs that, or why it
// can't, once.
func (j *Journal) reopen(why string) (*store, error) {
	j.mu.Lock() // waits for what is being read
	defer j.mu.Unlock()
	if err := j.replace(); err != nil {
		err = j.failed("open", err)
		if j.fault == nil || j.fault.Error() != err.Error() {
			j.o.Log.Error("the journal's file is gone and can't be opened again: nothing is kept until it can", "why", why, "err", err)
		}
		j.fault = err
		return nil, err
	}
	j.fault = nil
	j.o.Log.Error("the journal's file was gone: what lies at its path now was opened, or an empty one begun", "path", j.path, "why", why)
	return j.store, nil
}

func (j *Journal) replace() (err error) {
	if j.store != nil {
		if err := j.store.leave(); err != nil {
			return err
		}
	}
	j.store, err = openStore(context.Background(), j.path)
	return err
}

var errReopening = errors.New("its file is gone, and is being opened again")

// reading returns the store for reading, and what to call afterwards. It waits for nothing.
func (j *Journal) reading() (s *store, done func(), err error) {
	switch {
	case !j.mu.TryRLock():
		return nil, nil, errReopening
	case j.store == nil:
		defer j.mu.RUnlock()
		return nil, nil, j.fault
	}
	return j.store, j.mu.RUnlock, nil
}
