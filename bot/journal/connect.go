package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite" // registers the driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	maxReaders  = 4
	ownerOnly   = 0o600
	application = 0x73756d6d // "summ", as migrations/0001_settings.sql says
)

// connect opens the connections. The one that writes returns from a commit when the disk has
// it: synchronous(FULL) syncs the -wal file, fullfsync the disk's own cache under macOS.
func (s *store) connect(ctx context.Context) (err error) {
	if s.path != Memory {
		if err := create(s.path); err != nil {
			return err
		}
	}
	if s.write, err = pool(s.path, 1, "synchronous(FULL)", "fullfsync(1)", "secure_delete(1)"); err != nil {
		return err
	}
	if err := s.write.PingContext(ctx); err != nil {
		return err
	}
	if s.read = s.write; s.path != Memory {
		s.read, err = pool(s.path, maxReaders, "query_only(1)", "busy_timeout(500)")
	}
	return err
}

// hurry lets the writer wait only 1 s for another process from now on, as long as anybody
// waits for the writer. While a file is opened it is 5 s.
func (s *store) hurry(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, `PRAGMA busy_timeout = 1000`)
	return err
}

// create makes the file where there is none. SQLite gives the files beside it its mode.
func create(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, ownerOnly)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s is not there; create it first", filepath.Dir(path))
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("the file and its folder must be writable for the user that runs the bot: %w", err)
	case err != nil:
		return err
	}
	return f.Close()
}

// pool returns up to size connections, each begun with the pragmas.
func pool(path string, size int, pragmas ...string) (*sql.DB, error) {
	query := url.Values{
		"_txlock": {"immediate"},                                                         // a transaction never finds out late that it may not write
		"_pragma": append([]string{"busy_timeout(5000)", "foreign_keys(1)"}, pragmas...), // the last one holds
	}
	name := path
	if path != Memory {
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		file := url.URL{Path: "/" + strings.TrimPrefix(filepath.ToSlash(full), "/")}
		name = "file:" + file.EscapedPath()
	}
	db, err := sql.Open("sqlite", name+"?"+query.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

// damage is a fault that SQLite found in the file.
type damage string

func (d damage) Error() string { return string(d) }

// inspect refuses a file that is damaged or another program's. It reads all of the
// file, which takes about a millisecond a megabyte.
func (s *store) inspect(ctx context.Context) error {
	var id, tables int
	if err := s.write.QueryRowContext(ctx, `SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id`).Scan(&id, &tables); err != nil {
		return err
	}
	if id != application && (id != 0 || tables > 0) {
		return errors.New("the file is another program's database; give the journal a file of its own")
	}
	var fault string
	if err := s.write.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&fault); err != nil {
		return err
	}
	if fault != "ok" {
		return damage(fault)
	}
	return nil
}

// writeAhead lets readers and the writer work at the same time. The file keeps that.
func (s *store) writeAhead(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, `PRAGMA journal_mode = WAL`)
	return err
}

// failed says what was attempted and, where the file or its folder is at fault, what to
// do. It returns nil where err is nil.
func (j *Journal) failed(what string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s the journal %s: %w", what, j.path, err)
	var fault damage
	code := sqliteCode(err)
	switch {
	case errors.As(err, &fault), code == sqlite3.SQLITE_CORRUPT, code == sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: the file is damaged and was left as it is; stop the bot and put a backup in its place, "+
			"or save what can be read with \"sqlite3 OLD .recover | sqlite3 NEW\", "+
			"or move it away together with the files -wal and -shm beside it to begin an empty one", err)
	case code == sqlite3.SQLITE_CANTOPEN, code == sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%w: the file and its folder must be writable for the user that runs the bot", err)
	}
	return err
}

// sqliteCode returns SQLite's primary result code, 0 where err has none.
func sqliteCode(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}
