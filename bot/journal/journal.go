// Package journal is what the bot remembers, in one SQLite file: the settings of
// servers, votes on answers, and which reply answered which message. It stores no
// question, no answer's text and no user's id.
//
//	Open: create the file → check that it is whole → migrate → sweep
//	Vote, ChangeSettings, Forget… → queue → one goroutine that writes → commit, sync → the caller
//	Remember → memory → the same goroutine
//	Votes, Settings, Reply → a pool of connections that only read
//
// SQLite runs in the process, compiled to Go: there is no server and no C compiler to
// install. The file is in write-ahead mode, so that readers and the writer don't wait
// for each other; beside it lie its -wal and -shm files while it is open.
//
// # What is acknowledged is kept
//
// Vote, ChangeSettings and the like return nil when the change is on the disk. The file is
// written with synchronous=FULL (and fullfsync where the system knows it), with which SQLite
// syncs the -wal file in each commit: what was acknowledged survives the end of the process at
// any moment, SIGKILL too, and that of the machine as far as its disk keeps what it said it
// synced (https://www.sqlite.org/pragma.html#pragma_synchronous). A sync takes its time, so
// that all who wait share one: a transaction has what came while the last one was written.
//
// An error means that the change isn't kept and never will be. A caller's context ends the
// waiting, for another process that has the file locked for one; a change that was not being
// written yet is dropped then. One that was can't be taken back. Its caller waits 250 ms more
// for what comes of it, and gets ErrUnsettled, the one error after which it may be kept. The
// machine that fails in the very moment of writing leaves the same doubt.
//
// A user's votes on one answer, and a server's settings, end as the last change left them: of
// votes the last is the one whose interaction Discord made last, whichever came here first. A
// change of settings is read, changed and written in one transaction, which other changes, in
// this process or another, come before or after. Nothing read is kept in memory, but for what
// Remember hasn't written yet, so that what another process writes is seen at once.
//
// # A file that goes
//
// A running process can write on a file that was deleted, and on Unix nobody would notice. So
// after each commit, before it is acknowledged, and every 5 seconds, the journal looks whether
// its files are still those at the path. Where they aren't, it says so in the log as an error
// and does what a restart would do: it opens what lies at the path now, a backup that was put
// there for one, or begins an empty file. Where that fails, for the folder is gone or the file
// is damaged or another program's, nothing is written there: all changes fail until it can be
// opened. A file that was moved away has all that was acknowledged before. A file that is
// written over while it is open, by cp for one, isn't noticed: stop the bot first.
//
// # Users' ids
//
// A user has one vote on an answer, so a vote must tell its users apart, but nobody
// needs to know who they are. A vote therefore keeps the HMAC-SHA256 of the user's id
// under a random key, which is made with the file and kept in it. A reader of the file
// learns no ids at a glance. Who has the whole file can still test whether an id that
// they know has voted: it is a pseudonym, not anonymity, so the file is made readable by
// its owner alone.
//
// # Room for more
//
// A table more is a numbered file more in migrations: unanswered questions and an audit
// of what administrators did are to come, each with its own time to live, swept beside
// the replies. A journal in PostgreSQL is to become a second type with these methods:
// what uses a journal names the methods that it needs in an interface of its own, and
// the statements keep to what both databases know, but for their placeholders.
package journal

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Memory is the path of a journal that is kept in memory and gone when it is closed.
const Memory = ":memory:"

// Options of a journal. The zero value is ready to use.
type Options struct {
	KeepReplies time.Duration    // how long replies are remembered; 7 days
	Now         func() time.Time // nil: time.Now
	Log         *slog.Logger     // for sweeps that fail; nil: no log
}

// complete fills the defaults in.
func (o Options) complete() Options {
	if o.KeepReplies <= 0 {
		o.KeepReplies = 7 * 24 * time.Hour
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Journal remembers. It is safe for concurrent use, and must be closed. The zero value
// is not usable.
type Journal struct {
	o     Options
	path  string
	queue chan *write // to the one goroutine that writes
	late  *late
	stop  context.CancelFunc
	ended chan struct{} // closed when that goroutine has ended

	mu    sync.RWMutex // read-locked while the store is read, locked while another takes its place
	store *store       // nil: there is none
	fault error        // why
}

// Open opens the journal at path and brings it to the newest schema. A file that is not
// there is created, readable by its owner alone; its folder must be there. Open fails
// where the file is damaged, another program's, or written by a newer version of this
// one, and leaves such a file as it is.
func Open(ctx context.Context, path string, o Options) (*Journal, error) {
	j := &Journal{
		o: o.complete(), path: path, late: newLate(),
		queue: make(chan *write, maxQueue), ended: make(chan struct{}),
	}
	var err error
	if j.store, err = openStore(ctx, path); err != nil {
		return nil, j.failed("open", err)
	}
	if _, err := j.store.write.ExecContext(ctx, sweepOld, j.oldest()); err != nil {
		_ = j.store.close()
		return nil, j.failed("open", err)
	}
	writing, stop := context.WithCancel(context.WithoutCancel(ctx))
	j.stop = stop
	go j.keepWriting(writing)
	return j, nil
}

// Close writes what was asked for before, and closes the file. What is asked of the journal
// afterwards fails. It may be called twice.
func (j *Journal) Close() error {
	j.stop()
	<-j.ended
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.store == nil {
		return nil
	}
	err := j.store.close()
	j.store, j.fault = nil, errClosed
	return j.failed("close", err)
}
