package journal

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"sync"
	"time"
)

const (
	sweepEvery = time.Hour
	maxLate    = 4096 // replies that are not in the file yet

	upsertReply = `INSERT INTO replies (question, channel, reply, at) VALUES (?, ?, ?, ?)
ON CONFLICT (question) DO UPDATE SET channel = excluded.channel, reply = excluded.reply, at = excluded.at`
	selectReply = `SELECT channel, reply FROM replies WHERE question = ? AND at > ?`
	sweepOld    = `DELETE FROM replies WHERE at <= ?`
)

// Remember keeps that the message with the id question was answered by the message
// reply, which stands in the channel. It is kept for Options.KeepReplies. Nobody is told of
// it, so Remember doesn't wait for the disk: the reply is known at once and in the file soon
// after. One that can't be written is tried again; at the end of the process, killed, the last
// few are forgotten. Remember fails where thousands wait already.
func (j *Journal) Remember(_ context.Context, question, channel, reply string) error {
	if question == "" {
		return j.failed("keep a reply in", errors.New("it needs a question"))
	}
	return j.failed("keep a reply in", j.late.put(question, answer{channel, reply, j.o.Now().UnixMilli()}))
}

// Reply returns where a message was answered; false where it was not, or too long ago.
func (j *Journal) Reply(ctx context.Context, question string) (channel, reply string, ok bool, err error) {
	if a, ok := j.late.get(question); ok {
		return a.channel, a.reply, true, nil
	}
	s, done, err := j.reading()
	if err == nil {
		defer done()
		err = s.statements.reply.QueryRowContext(ctx, question, j.oldest()).Scan(&channel, &reply)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", false, nil
	}
	return channel, reply, err == nil, j.failed("read a reply from", err)
}

// oldest is when the oldest reply came that is no longer kept.
func (j *Journal) oldest() int64 { return j.o.Now().Add(-j.o.KeepReplies).UnixMilli() }

// sweeping deletes the replies that were kept long enough.
func (j *Journal) sweeping() *write {
	return &write{
		do: func(tx *sql.Tx, _ *store) error {
			_, err := tx.Exec(sweepOld, j.oldest())
			return err
		},
		tell: func(err error) {
			if err != nil {
				j.o.Log.Warn("old replies could not be swept", "err", j.failed("sweep", err))
			}
		},
	}
}

// keepReplies writes the late replies.
func (j *Journal) keepReplies() *write {
	var written map[string]answer
	return &write{
		do: func(tx *sql.Tx, s *store) error {
			written = j.late.all()
			for question, a := range written {
				if _, err := tx.Stmt(s.statements.remember).Exec(question, a.channel, a.reply, a.at); err != nil {
					return err
				}
			}
			return nil
		},
		tell: func(err error) {
			if err != nil {
				j.o.Log.Warn("replies are not kept yet", "err", j.failed("keep replies in", err))
				return
			}
			j.late.drop(written)
		},
	}
}

// answer is a reply to a message.
type answer struct {
	channel, reply string
	at             int64 // milliseconds since 1970
}

// late are the replies that are not in the file yet, by question. It is safe for concurrent use.
type late struct {
	wake chan struct{} // has one where replies came since the last time that they were written

	mu      sync.Mutex
	answers map[string]answer
}

func newLate() *late { return &late{wake: make(chan struct{}, 1), answers: make(map[string]answer)} }

func (l *late) put(question string, a answer) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.answers[question]; !known && len(l.answers) == maxLate {
		return errors.New("too many replies wait for the disk")
	}
	l.answers[question] = a
	select {
	case l.wake <- struct{}{}:
	default:
	}
	return nil
}

func (l *late) get(question string) (answer, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	a, ok := l.answers[question]
	return a, ok
}

func (l *late) all() map[string]answer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.answers)
}

func (l *late) waiting() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.answers) > 0
}

// drop forgets what was written and has not changed since.
func (l *late) drop(written map[string]answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	maps.DeleteFunc(l.answers, func(question string, a answer) bool { return written[question] == a })
}
