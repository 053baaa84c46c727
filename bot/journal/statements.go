package journal

import (
	"context"
	"database/sql"
)

// statements are prepared once, on each connection that runs them.
type statements struct {
	settings, change, setSettings *sql.Stmt
	vote, votes, votesOf          *sql.Stmt
	remember, reply               *sql.Stmt
}

// prepare prepares all statements.
func (s *store) prepare(ctx context.Context) error {
	p := &s.statements
	for _, q := range []struct {
		to    **sql.Stmt
		on    *sql.DB
		query string
	}{
		{&p.settings, s.read, selectSettings},
		{&p.change, s.write, selectSettings},
		{&p.setSettings, s.write, upsertSettings},
		{&p.vote, s.write, upsertVote},
		{&p.votes, s.read, countVotes + `message = ?`},
		{&p.votesOf, s.read, countVotes + `fact = ?`},
		{&p.remember, s.write, upsertReply},
		{&p.reply, s.read, selectReply},
	} {
		prepared, err := q.on.PrepareContext(ctx, q.query)
		if err != nil {
			return err
		}
		*q.to = prepared
	}
	return nil
}
