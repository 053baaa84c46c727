package bot

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// What is said to those who ask too much at once.
const (
	userNotice    = "That is a lot at once. Give me a few seconds, then ask again."
	channelNotice = "There is a lot going on in this channel. Give me a few seconds, then ask again."
)

// The limits where none are given.
const (
	userEvery, userBurst       = 3 * time.Second, 5
	channelEvery, channelBurst = time.Second, 10
)

// maxBuckets is how many users, and how many channels, are remembered at once.
const maxBuckets = 10_000

// verdict is what manners have to say to one question.
type verdict struct {
	over   bool
	notice string // to be said where over; empty where it was said already
}

// manners keep anybody from getting more answers than a conversation needs. They are
// safe for concurrent use.
type manners struct {
	users, channels *buckets
	now             func() time.Time
}

func newManners(l Limits, now func() time.Time) *manners {
	return &manners{
		users:    newBuckets(l.User, Limit{userEvery, userBurst}),
		channels: newBuckets(l.Channel, Limit{channelEvery, channelBurst}),
		now:      now,
	}
}

// weigh takes one answer from what the user and the channel have left.
func (m *manners) weigh(r Request) verdict {
	now := m.now()
	if over, told := m.users.take(r.User, now); over {
		return overLimit(userNotice, told)
	}
	if over, told := m.channels.take(r.Channel, now); over {
		return overLimit(channelNotice, told)
	}
	return verdict{}
}

func overLimit(notice string, told bool) verdict {
	if told {
		return verdict{over: true}
	}
	return verdict{over: true, notice: notice}
}

// politely returns the handler of a command or a control, for those who have answers left.
func (b *Bot) politely(h Handler) Handler {
	return func(ctx context.Context, r Request) Response {
		if v := b.manners.weigh(r); v.over {
			// Discord knows no silence for an interaction: this line is seen by one person.
			return Response{Text: cmp.Or(v.notice, userNotice), Ephemeral: true}
		}
		return h(ctx, r)
	}
}

// politelyControlled is politely for a control that answers a question.
func (b *Bot) politelyControlled(h controlHandler) controlHandler {
	return func(ctx context.Context, r Request, args []string) Response {
		return b.politely(func(ctx context.Context, r Request) Response { return h(ctx, r, args) })(ctx, r)
	}
}

// buckets are token buckets by id. One that is idle for long enough is as a fresh one,
// and is forgotten where room is needed.
type buckets struct {
	limit Limit
	mu    sync.Mutex
	byID  map[string]*bucket
}

// bucket is what one user or channel has left.
type bucket struct {
	tokens *rate.Limiter
	told   bool // that it is empty
}

// newBuckets returns buckets of the limit, with the default for what it leaves out.
func newBuckets(l, byDefault Limit) *buckets {
	if l.Every <= 0 {
		l.Every = byDefault.Every
	}
	if l.Burst <= 0 {
		l.Burst = byDefault.Burst
	}
	return &buckets{limit: l, byID: make(map[string]*bucket)}
}

// take takes one token of the id, and reports whether there was none and whether that
// was told before. After a rest, half a burst long, it is told again. An empty id
// is nobody's and has no limit.
func (b *buckets) take(id string, now time.Time) (over, told bool) {
	if id == "" {
		return false, false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	k := b.bucket(id, now)
	if k.tokens.TokensAt(now) >= max(1, float64(b.limit.Burst)/2) {
		k.told = false
	}
	if k.tokens.AllowN(now, 1) {
		return false, false
	}
	told, k.told = k.told, true
	return true, told
}

func (b *buckets) bucket(id string, now time.Time) *bucket {
	if k := b.byID[id]; k != nil {
		return k
	}
	if len(b.byID) >= maxBuckets {
		b.forget(now)
	}
	k := &bucket{tokens: rate.NewLimiter(rate.Every(b.limit.Every), b.limit.Burst)}
	b.byID[id] = k
	return k
}

// forget makes room for an eighth of all: the buckets go first that have most left.
func (b *buckets) forget(now time.Time) {
	ids := slices.SortedFunc(maps.Keys(b.byID), func(x, y string) int {
		return cmp.Or(cmp.Compare(b.byID[y].tokens.TokensAt(now), b.byID[x].tokens.TokensAt(now)), cmp.Compare(x, y))
	})
	for _, id := range ids[:len(ids)-maxBuckets*7/8] {
		delete(b.byID, id)
	}
}
