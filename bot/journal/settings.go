package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// Settings are what a server's managers have set. The zero value is what holds where
// they have set nothing.
type Settings struct {
	Channels           []string // ids of the channels in which mentions are answered; none: in all
	Thread             bool     // mentions are answered in a thread
	Private            bool     // answers to commands are shown to who asked alone
	DeleteWithQuestion bool     // a deleted question takes its answer along
}

const (
	selectSettings = `SELECT channels, thread, private, delete_with_question FROM settings WHERE guild = ?`
	upsertSettings = `INSERT INTO settings (guild, channels, thread, private, delete_with_question) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (guild) DO UPDATE SET channels = excluded.channels, thread = excluded.thread,
  private = excluded.private, delete_with_question = excluded.delete_with_question`
)

// Settings returns what the server with the given id has set, the zero value where it
// has set nothing.
func (j *Journal) Settings(ctx context.Context, guild string) (settings Settings, err error) {
	s, done, err := j.reading()
	if err == nil {
		defer done()
		settings, err = readSettings(s.statements.settings.QueryRowContext(ctx, guild))
	}
	return settings, j.failed("read settings from", err)
}

// ChangeSettings lets change change what the server has set, and returns what holds then.
// Reading, changing and writing are one transaction: two changes at the same time, be it by
// two processes, both count. When it returns nil the change is on the disk. An error means
// that nothing was or will be changed, but for ErrUnsettled. It returns at most 250 ms
// after ctx ends. change waits for nothing.
func (j *Journal) ChangeSettings(ctx context.Context, guild string, change func(*Settings)) (settings Settings, err error) {
	if guild == "" {
		return Settings{}, j.failed("keep settings in", errors.New("they need a server"))
	}
	changed := make(chan Settings, 1)
	err = j.commit(ctx, func(tx *sql.Tx, s *store) error {
		settings, err := readSettings(tx.Stmt(s.statements.change).QueryRow(guild))
		if err != nil {
			return err
		}
		change(&settings)
		changed <- settings
		channels, err := json.Marshal(settings.Channels)
		if err == nil {
			_, err = tx.Stmt(s.statements.setSettings).Exec(guild, string(channels), settings.Thread, settings.Private, settings.DeleteWithQuestion)
		}
		return err
	})
	if err != nil {
		return Settings{}, j.failed("keep settings in", err)
	}
	return <-changed, nil
}

// readSettings returns the zero value for no row.
func readSettings(row *sql.Row) (s Settings, err error) {
	var channels []byte
	err = row.Scan(&channels, &s.Thread, &s.Private, &s.DeleteWithQuestion)
	if errors.Is(err, sql.ErrNoRows) {
		return Settings{}, nil
	}
	if err == nil {
		err = json.Unmarshal(channels, &s.Channels)
	}
	if err != nil {
		return Settings{}, err
	}
	return s, nil
}
