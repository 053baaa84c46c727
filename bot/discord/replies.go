package discord

import (
	"context"
	"hash/maphash"
	"sync"
)

// Replies remembers which reply belongs to which question. All ids are Discord's. It
// is safe for concurrent use.
type Replies interface {
	// Remember keeps that the message reply in channel answers question.
	Remember(ctx context.Context, question, channel, reply string) error
	// Reply returns what was remembered; ok is false where nothing was, or where it
	// has been forgotten since.
	Reply(ctx context.Context, question string) (channel, reply string, ok bool, err error)
}

// remembered is how many replies and questions are kept in memory.
const remembered = 4096

// place is where a message is.
type place struct{ channel, message string }

// lately is [Replies] in memory: the newest ones.
type lately struct{ places recent[place] }

func newLately() *lately { return &lately{recent[place]{size: remembered}} }

func (l *lately) Remember(_ context.Context, question, channel, reply string) error {
	l.places.put(question, place{channel, reply})
	return nil
}

func (l *lately) Reply(_ context.Context, question string) (channel, reply string, ok bool, err error) {
	p, ok := l.places.get(question)
	return p.channel, p.message, ok, nil
}

// questions knows the newest questions, of their text only a hash. It is safe for
// concurrent use.
type questions struct {
	seed  maphash.Seed
	texts recent[uint64]
}

func newQuestions() *questions {
	return &questions{maphash.MakeSeed(), recent[uint64]{size: remembered}}
}

// note reports whether a question is new or its text is another one than before.
func (q *questions) note(id, text string) bool {
	hash := maphash.String(q.seed, text)
	before, known := q.texts.get(id)
	q.texts.put(id, hash)
	return !known || before != hash
}

// recent is a map that holds the newest keys, at most size of them. It is safe for
// concurrent use.
type recent[V any] struct {
	size int

	mu     sync.Mutex
	values map[string]V
	keys   []string // a ring, once it is full
	oldest int
}

func (r *recent[V]) get(key string) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.values[key]
	return v, ok
}

// put keeps a value, in the place of an earlier one for the key.
func (r *recent[V]) put(key string, v V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.values == nil {
		r.values = make(map[string]V)
	}
	if _, known := r.values[key]; !known {
		r.admit(key)
	}
	r.values[key] = v
}

func (r *recent[V]) empty() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.values) == 0
}

// forget replaces the values of keys by their zero value.
func (r *recent[V]) forget(which func(string, V) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var zero V
	for key, v := range r.values {
		if which(key, v) {
			r.values[key] = zero
		}
	}
}

// admit makes room for a key.
func (r *recent[V]) admit(key string) {
	if len(r.keys) < r.size {
		r.keys = append(r.keys, key)
		return
	}
	delete(r.values, r.keys[r.oldest])
	r.keys[r.oldest] = key
	r.oldest = (r.oldest + 1) % r.size
}
