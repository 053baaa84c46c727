package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

const (
	sweepEvery = time.Hour

	upsertReply = `INSERT INTO replies (question, channel, reply, at) VALUES (?, ?, ?, ?)
ON CONFLICT (question) DO UPDATE SET channel = excluded.channel, reply = excluded.reply, at = excluded.at`
	selectReply = `SELECT channel, reply FROM replies WHERE question = ? AND at > ?`
)

// Remember keeps that the message with the id question was answered by the message
// reply, which stands in the channel. It is kept for Options.KeepReplies.
func (j *Journal) Remember(ctx context.Context, question, channel, reply string) error {
	if question == "" {
		return j.failed("keep a reply in", errors.New("it needs a question"))
	}
	_, err := j.statements.remember.ExecContext(ctx, question, channel, reply, j.o.Now().UnixMilli())
	return j.failed("keep a reply in", err)
}

// Reply returns where a message was answered; false where it was not, or too long ago.
func (j *Journal) Reply(ctx context.Context, question string) (channel, reply string, ok bool, err error) {
	err = j.statements.reply.QueryRowContext(ctx, question, j.oldest()).Scan(&channel, &reply)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", false, nil
	}
	return channel, reply, err == nil, j.failed("read a reply from", err)
}

// oldest is when the oldest reply came that is no longer kept.
func (j *Journal) oldest() int64 { return j.o.Now().Add(-j.o.KeepReplies).UnixMilli() }

// sweep deletes the replies that were kept long enough.
func (j *Journal) sweep(ctx context.Context) error {
	_, err := j.write.ExecContext(ctx, `DELETE FROM replies WHERE at <= ?`, j.oldest())
	return err
}

// keepSwept sweeps now and then until ctx ends.
func (j *Journal) keepSwept(ctx context.Context) {
	defer close(j.swept)
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := j.sweep(ctx); err != nil && ctx.Err() == nil {
				j.o.Log.Warn("old replies could not be swept", "err", j.failed("sweep", err))
			}
		}
	}
}
