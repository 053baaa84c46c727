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
func (j *Journal) Settings(ctx context.Context, guild string) (Settings, error) {
	var s Settings
	var channels []byte
	err := j.statements.settings.QueryRowContext(ctx, guild).Scan(&channels, &s.Thread, &s.Private, &s.DeleteWithQuestion)
	if errors.Is(err, sql.ErrNoRows) {
		return Settings{}, nil
	}
	if err == nil {
		err = json.Unmarshal(channels, &s.Channels)
	}
	if err != nil {
		return Settings{}, j.failed("read settings from", err)
	}
	return s, nil
}

// SetSettings puts s in the place of all that the server has set before.
func (j *Journal) SetSettings(ctx context.Context, guild string, s Settings) error {
	if guild == "" {
		return j.failed("keep settings in", errors.New("they need a server"))
	}
	channels, err := json.Marshal(s.Channels)
	if err == nil {
		_, err = j.statements.setSettings.ExecContext(ctx, guild, string(channels), s.Thread, s.Private, s.DeleteWithQuestion)
	}
	return j.failed("keep settings in", err)
}
