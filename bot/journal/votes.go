package journal

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"time"
)

// Vote is what one user thinks of one answer. Message and User are needed.
type Vote struct {
	Guild   string // the server's id, empty in a direct message
	Channel string
	Message string // the answer's id
	User    string // who votes; kept as an HMAC alone
	Fact    string // the fact that the answer gave
	Base    string // the fact base that it is in
	Up      bool
	At      time.Time
}

const (
	upsertVote = `INSERT INTO votes (message, voter, guild, channel, fact, base, up, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (message, voter) DO UPDATE SET guild = excluded.guild, channel = excluded.channel,
  fact = excluded.fact, base = excluded.base, up = excluded.up, at = excluded.at
WHERE excluded.at >= votes.at`
	countVotes = `SELECT count(*) FILTER (WHERE up = 1), count(*) FILTER (WHERE up = 0) FROM votes WHERE `
)

// Vote keeps a vote in one small write. Where the user has voted on that message before,
// the later vote counts, by At; of two at the same time, the one that came last.
func (j *Journal) Vote(ctx context.Context, v Vote) error {
	if v.Message == "" || v.User == "" {
		return j.failed("keep a vote in", errors.New("it needs a message and a user"))
	}
	_, err := j.statements.vote.ExecContext(ctx, v.Message, j.voter(v.User), v.Guild, v.Channel, v.Fact, v.Base, v.Up, v.At.UnixMilli())
	return j.failed("keep a vote in", err)
}

// Votes returns how many voted for and against the answer in a message; 0, 0 where
// nobody has.
func (j *Journal) Votes(ctx context.Context, message string) (up, down int, err error) {
	return j.count(ctx, j.statements.votes, message)
}

// VotesOf returns the votes on all answers that gave the fact; 0, 0 where there are none.
// A user who votes on two of them counts twice.
func (j *Journal) VotesOf(ctx context.Context, fact string) (up, down int, err error) {
	return j.count(ctx, j.statements.votesOf, fact)
}

func (j *Journal) count(ctx context.Context, counting *sql.Stmt, of string) (up, down int, err error) {
	err = counting.QueryRowContext(ctx, of).Scan(&up, &down)
	return up, down, j.failed("count votes in", err)
}

// voter is what is kept of a user's id.
func (j *Journal) voter(user string) []byte {
	mac := hmac.New(sha256.New, j.key)
	mac.Write([]byte(user))
	return mac.Sum(nil)
}

// loadKey reads the key of the HMAC. The first to open a file makes it.
func (j *Journal) loadKey(ctx context.Context) error {
	fresh := make([]byte, sha256.Size)
	rand.Read(fresh) // never fails
	if _, err := j.write.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES ('voter', ?) ON CONFLICT (name) DO NOTHING`, fresh); err != nil {
		return err
	}
	return j.write.QueryRowContext(ctx, `SELECT value FROM secret WHERE name = 'voter'`).Scan(&j.key)
}
