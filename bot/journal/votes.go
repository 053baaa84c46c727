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
	Click   int64 // the id of the interaction, which Discord counts up; 0 where none is known
}

const (
	upsertVote = `INSERT INTO votes (message, voter, guild, channel, fact, base, up, at, click) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (message, voter) DO UPDATE SET guild = excluded.guild, channel = excluded.channel,
  fact = excluded.fact, base = excluded.base, up = excluded.up, at = excluded.at, click = excluded.click
WHERE (excluded.click, excluded.at) >= (votes.click, votes.at)`
	countVotes = `SELECT count(*) FILTER (WHERE up = 1), count(*) FILTER (WHERE up = 0) FROM votes WHERE `
)

// Vote keeps a vote. Where the user has voted on that message before, the later vote counts,
// by Click and then by At; of two at the same time, the one that came last. When Vote returns
// nil the vote is on the disk. An error means that it is not kept and never will be, but
// for ErrUnsettled. It returns at most 250 ms after ctx ends.
func (j *Journal) Vote(ctx context.Context, v Vote) error {
	if v.Message == "" || v.User == "" {
		return j.failed("keep a vote in", errors.New("it needs a message and a user"))
	}
	return j.failed("keep a vote in", j.commit(ctx, func(tx *sql.Tx, s *store) error {
		_, err := tx.Stmt(s.statements.vote).Exec(v.Message, s.voter(v.User), v.Guild, v.Channel, v.Fact, v.Base, v.Up, v.At.UnixMilli(), v.Click)
		return err
	}))
}

// Votes returns how many voted for and against the answer in a message; 0, 0 where
// nobody has.
func (j *Journal) Votes(ctx context.Context, message string) (up, down int, err error) {
	return j.count(ctx, func(s *store) *sql.Stmt { return s.statements.votes }, message)
}

// VotesOf returns the votes on all answers that gave the fact; 0, 0 where there are none.
// A user who votes on two of them counts twice.
func (j *Journal) VotesOf(ctx context.Context, fact string) (up, down int, err error) {
	return j.count(ctx, func(s *store) *sql.Stmt { return s.statements.votesOf }, fact)
}

func (j *Journal) count(ctx context.Context, counting func(*store) *sql.Stmt, of string) (up, down int, err error) {
	s, done, err := j.reading()
	if err == nil {
		defer done()
		err = counting(s).QueryRowContext(ctx, of).Scan(&up, &down)
	}
	return up, down, j.failed("count votes in", err)
}

// voter is what is kept of a user's id.
func (s *store) voter(user string) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(user))
	return mac.Sum(nil)
}

// loadKey reads the key of the HMAC. The first to open a file makes it.
func (s *store) loadKey(ctx context.Context) error {
	fresh := make([]byte, sha256.Size)
	rand.Read(fresh) // never fails
	if _, err := s.write.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES ('voter', ?) ON CONFLICT (name) DO NOTHING`, fresh); err != nil {
		return err
	}
	return s.write.QueryRowContext(ctx, `SELECT value FROM secret WHERE name = 'voter'`).Scan(&s.key)
}
