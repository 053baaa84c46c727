package encoder

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"summitbot/facts/encoder/token"
)

// batch is the number of tokens that are encoded at a time: enough for each weight that is
// read to be used often, few enough for the activations to stay near the processor.
const batch = 128

// Passages encodes texts in the role of passages, on all processors, and calls each with the
// index of every text as soon as it is encoded: one call at a time, in an order that may
// change. While a question is encoded it waits. It fails only with the context; then some
// texts were not handed over.
func (e *Encoder) Passages(ctx context.Context, texts []string, each func(i int, enc Encoding)) error {
	p := &passages{encoder: e, texts: make([]text, len(texts)), each: each}
	p.plan(texts)
	workers, ctx := errgroup.WithContext(ctx)
	for range min(runtime.GOMAXPROCS(0), len(p.groups)) {
		workers.Go(func() error { return p.work(ctx) })
	}
	return workers.Wait()
}

// passages is a call of Passages under way.
type passages struct {
	encoder *Encoder
	texts   []text
	groups  [][]work

	mu   sync.Mutex // guards what follows, the state of texts, and calls of each
	next int        // the group that is taken next
	each func(int, Encoding)
}

// plan cuts the texts and puts windows of like length together, the longest first.
func (p *passages) plan(texts []string) {
	var all []work
	var buffer []token.Piece
	for i, s := range texts {
		t := &p.texts[i]
		*t = p.encoder.cut(&buffer, s, Passage)
		t.index, t.left = i, t.windows()
		for w := range t.left {
			all = append(all, work{t, t.window(w)})
		}
	}
	length := func(w work) int { return w.text.count(w.window) }
	slices.SortStableFunc(all, func(a, b work) int { return cmp.Compare(length(b), length(a)) })
	for len(all) > 0 {
		n, tokens := 0, 0
		for n < len(all) && (n == 0 || tokens+length(all[n]) <= batch) {
			tokens += length(all[n])
			n++
		}
		p.groups, all = append(p.groups, all[:n:n]), all[n:]
	}
}

// work encodes groups until none is left.
func (p *passages) work(ctx context.Context) error {
	s := p.encoder.scratch.Get().(*scratch)
	defer p.encoder.scratch.Put(s)
	pause := func() error { return p.encoder.gate.yield(ctx) }
	for group := p.take(); group != nil; group = p.take() {
		if err := p.encoder.run(ctx, s, group, pause); err != nil {
			return err
		}
		p.hand(group)
	}
	return nil
}

// take returns a group that nobody has taken, its texts with room for vectors; nil when none
// is left.
func (p *passages) take() []work {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == len(p.groups) {
		return nil
	}
	group := p.groups[p.next]
	p.next++
	for _, w := range group {
		w.text.open(p.encoder.Width())
	}
	return group
}

// hand hands over the texts that a group made complete, and forgets their vectors.
func (p *passages) hand(group []work) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range group {
		if w.text.left--; w.text.left == 0 {
			p.each(w.text.index, w.text.encoding(p.encoder.Width()))
			*w.text = text{}
		}
	}
}
