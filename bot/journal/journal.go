// Package journal is what the bot remembers, in one SQLite file: the settings of
// servers, votes on answers, and which reply answered which message. It stores no
// question, no answer's text and no user's id.
//
//	Open: create the file → check that it is whole → migrate → sweep
//	Vote, SetSettings, Remember → one connection that writes
//	Votes, Settings, Reply      → a pool of connections that only read
//
// SQLite runs in the process, compiled to Go: there is no server and no C compiler to
// install. The file is in write-ahead mode, so that readers and the writer don't wait
// for each other; beside it lie its -wal and -shm files while it is open. A write is
// in the file when it returns and survives the end of the program; the last few may be
// lost where the machine itself fails, and the file is whole even then.
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
