package journal

import (
	"context"
	"database/sql"
)

// statements are prepared once, on each connection that runs them.
type statements struct {
	settings, setSettings *sql.Stmt
	vote, votes, votesOf  *sql.Stmt
	remember, reply       *sql.Stmt
}

// prepare prepares all statements.
func (j *Journal) prepare(ctx context.Context) error {
	s := &j.statements
	for _, p := range []struct {
		to    **sql.Stmt
		on    *sql.DB
		query string
	}{
		{&s.settings, j.read, selectSettings},
		{&s.setSettings, j.write, upsertSettings},
		{&s.vote, j.write, upsertVote},
		{&s.votes, j.read, countVotes + `message = ?`},
		{&s.votesOf, j.read, countVotes + `fact = ?`},
		{&s.remember, j.write, upsertReply},
		{&s.reply, j.read, selectReply},
	} {
		prepared, err := p.on.PrepareContext(ctx, p.query)
		if err != nil {
			return err
		}
		*p.to = prepared
	}
	return nil
}
