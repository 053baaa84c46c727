package journal

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

const (
	maxQueue   = 1024                   // changes that wait for the writer
	maxBatch   = 256                    // changes in one transaction
	settleTime = 250 * time.Millisecond // that a change which is being written may go on after its context
	lookEvery  = 5 * time.Second        // for the file, where nothing is written
)

// ErrUnsettled is returned of a change that the disk hasn't confirmed in time, and that could
// not be taken back any more: it may be kept or not. To make it again does no harm.
var ErrUnsettled = errors.New("the disk has not confirmed it yet")

var errClosed = errors.New("it is closed")

// write is a change that waits for its transaction. Either the writer takes it and then
// tells what came of it, or its caller takes it back. The transaction is the writer's: no
// caller's context ends it.
type write struct {
	do    func(tx *sql.Tx, s *store) error
	tell  func(error)
	taken atomic.Bool
}

// take reports whether the write belongs to who asks from now on: nobody else had taken it.
func (w *write) take() bool { return w.taken.CompareAndSwap(false, true) }

// commit makes a change and returns when it is on the disk. Where ctx ends before the change
// is being written, it is never made; ErrUnsettled is the one error after which it may be.
func (j *Journal) commit(ctx context.Context, do func(tx *sql.Tx, s *store) error) error {
	if ctx.Err() != nil {
		return tooLate(ctx)
	}
	outcome := make(chan error, 1)
	w := &write{do: do, tell: func(err error) { outcome <- err }}
	select {
	case j.queue <- w:
	case <-ctx.Done():
		return tooLate(ctx)
	case <-j.ended:
		return errClosed
	}
	select {
	case err := <-outcome:
		return err
	case <-ctx.Done():
	case <-j.ended:
	}
	if w.take() {
		return cmp.Or(tooLate(ctx), errClosed)
	}
	select {
	case err := <-outcome:
		return err
	case <-time.After(settleTime):
		return ErrUnsettled
	}
}

// tooLate says why a change is never made, nil where ctx has not ended.
func tooLate(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return fmt.Errorf("not written in time, so it is dropped; another process has the file locked, or the disk is slow: %w", ctx.Err())
}

// keepWriting writes what waits, sweeps, and looks after the file, until ctx ends. Then it
// writes what is left.
func (j *Journal) keepWriting(ctx context.Context) {
	defer close(j.ended)
	sweep, look := time.NewTicker(sweepEvery), time.NewTicker(lookEvery)
	defer sweep.Stop()
	defer look.Stop()
	for {
		select {
		case w := <-j.queue:
			j.write(w)
		case <-j.late.wake:
			j.write(j.keepReplies())
		case <-look.C:
			j.lookAfter()
		case <-sweep.C:
			j.write(j.sweeping())
		case <-ctx.Done():
			j.writeRest()
			return
		}
	}
}

// lookAfter notices a file that is gone, and tries again to write replies that wait.
func (j *Journal) lookAfter() {
	if j.late.waiting() {
		j.write(j.keepReplies())
		return
	}
	_, _ = j.usable() // it logs what is wrong
}

// writeRest writes what was asked for before the journal was closed.
func (j *Journal) writeRest() {
	for {
		select {
		case w := <-j.queue:
			j.write(w)
		default:
			if j.late.waiting() {
				j.write(j.keepReplies())
			}
			return
		}
	}
}

// write makes the first change and those that wait behind it, in one transaction, and tells
// each what came of it.
func (j *Journal) write(first *write) {
	batch, err := j.transact(first)
	for _, w := range batch {
		w.tell(err)
	}
}

// transact returns the changes that share the outcome. While another process has the file
// locked, callers can still take theirs back.
func (j *Journal) transact(first *write) (batch []*write, err error) {
	s, err := j.usable()
	if err != nil {
		return j.take(first), err
	}
	tx, err := s.write.Begin()
	batch = j.take(first)
	if err != nil {
		return batch, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back, else the error before it tells more
	if batch, err = run(tx, s, batch); err != nil || len(batch) == 0 {
		return batch, err
	}
	if err := tx.Commit(); err != nil {
		return batch, err
	}
	return batch, s.lies() // else it went into a file that nobody will read
}

// take returns the first change and those that wait behind it, in their order, but for those
// that were taken back.
func (j *Journal) take(first *write) (batch []*write) {
	for w := first; ; {
		if w.take() {
			batch = append(batch, w)
		}
		if len(batch) == maxBatch {
			return batch
		}
		select {
		case w = <-j.queue:
		default:
			return batch
		}
	}
}

// run makes the changes and returns those that share the outcome. One that fails by itself is
// told; an error of SQLite's, after which the transaction may be gone, is everybody's.
func run(tx *sql.Tx, s *store, batch []*write) (made []*write, err error) {
	for i, w := range batch {
		err := w.do(tx, s)
		switch {
		case err == nil:
			made = append(made, w)
		case sqliteCode(err) == 0:
			w.tell(err)
		default:
			return append(made, batch[i:]...), err
		}
	}
	return made, nil
}
