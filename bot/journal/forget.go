package journal

import (
	"context"
	"database/sql"
)

// ForgetUser deletes the user's votes. Nothing else is kept of a user.
func (j *Journal) ForgetUser(ctx context.Context, user string) error {
	return j.forget(ctx, "forget a user in", func(tx *sql.Tx, s *store) error {
		_, err := tx.Exec(`DELETE FROM votes WHERE voter = ?`, s.voter(user))
		return err
	})
}

// ForgetGuild deletes the server's settings and all votes in it. Which reply answered
// which message is not kept by server: it goes by itself, after Options.KeepReplies.
func (j *Journal) ForgetGuild(ctx context.Context, guild string) error {
	return j.forget(ctx, "forget a server in", func(tx *sql.Tx, _ *store) error {
		for _, statement := range []string{`DELETE FROM settings WHERE guild = ?`, `DELETE FROM votes WHERE guild = ?`} {
			if _, err := tx.Exec(statement, guild); err != nil {
				return err
			}
		}
		return nil
	})
}

// forget deletes, and empties the -wal file, which still holds what was deleted; in the file
// itself secure_delete has overwritten it. Where a reader is in the way, a later one does it.
func (j *Journal) forget(ctx context.Context, what string, do func(tx *sql.Tx, s *store) error) error {
	err := j.commit(ctx, do)
	if err == nil {
		err = j.wipe(ctx)
	}
	return j.failed(what, err)
}

func (j *Journal) wipe(ctx context.Context) error {
	s, done, err := j.reading()
	if err != nil {
		return err
	}
	defer done()
	_, err = s.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}
