package journal

import "context"

// ForgetUser deletes the user's votes. Nothing else is kept of a user.
func (j *Journal) ForgetUser(ctx context.Context, user string) error {
	_, err := j.write.ExecContext(ctx, `DELETE FROM votes WHERE voter = ?`, j.voter(user))
	if err == nil {
		err = j.wipe(ctx)
	}
	return j.failed("forget a user in", err)
}

// ForgetGuild deletes the server's settings and all votes in it. Which reply answered
// which message is not kept by server: it goes by itself, after Options.KeepReplies.
func (j *Journal) ForgetGuild(ctx context.Context, guild string) error {
	err := j.forgetGuild(ctx, guild)
	if err == nil {
		err = j.wipe(ctx)
	}
	return j.failed("forget a server in", err)
}

func (j *Journal) forgetGuild(ctx context.Context, guild string) error {
	tx, err := j.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back, else the error before it tells more
	for _, statement := range []string{`DELETE FROM settings WHERE guild = ?`, `DELETE FROM votes WHERE guild = ?`} {
		if _, err := tx.ExecContext(ctx, statement, guild); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// wipe empties the -wal file, which still holds what was deleted; in the file itself
// secure_delete has overwritten it. Where a reader is in the way, a later one does it.
func (j *Journal) wipe(ctx context.Context) error {
	_, err := j.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}
