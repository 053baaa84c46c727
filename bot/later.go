package bot

import (
	"context"
	"time"
)

const (
	storePatience = time.Second // that somebody waits to hear that a vote or a setting is kept
	maxWaiting    = 512         // responses that wait for the store at once
)

// later returns a response that waits for the store: the context of wait ends after
// storePatience. Where too many wait already, busy is said at once.
func (b *Bot) later(busy string, wait func(ctx context.Context) Response) Response {
	return Response{Later: func(ctx context.Context) Response {
		select {
		case b.waiting <- struct{}{}:
		default:
			b.o.Log.Warn("too many wait for the store")
			return Response{Text: busy, Ephemeral: true}
		}
		defer func() { <-b.waiting }()
		ctx, cancel := context.WithTimeout(ctx, storePatience)
		defer cancel()
		return wait(ctx)
	}}
}
