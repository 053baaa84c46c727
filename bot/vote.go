package bot

import (
	"context"
	"time"
)

// What a vote says, the last part of its control's id.
const (
	voteUp   = "up"
	voteDown = "down"
)

// What voters are told.
const (
	thanksUp   = "Thank you! 👍 is noted. To change your vote, press the other one."
	thanksDown = "Thank you for telling. 👎 is noted. To change your vote, press the other one."
	votesFull  = "Thank you, but I cannot note votes right now. Please try again in a minute."
)

const (
	voteTimeout  = 2 * time.Second // that writing one vote may take
	maxVotesOpen = 64              // votes that are being written at once
)

// vote notes what a user thinks of an answer. The voter hears at once, and the vote is
// written meanwhile: a slow store keeps nobody waiting, and [Bot.Wait] waits for it. The
// vote is on what was answered then, whatever the base has now.
func (b *Bot) vote(ctx context.Context, r Request, args []string) Response {
	ref, says := arg(args, 1), arg(args, 2)
	if ref == "" || says != voteUp && says != voteDown || r.Message == "" || r.User == "" {
		return Response{Text: oldControl, Ephemeral: true}
	}
	v := Vote{
		Guild: r.Guild, Channel: r.Channel, Message: r.Message, User: r.User,
		Fact: idOf(ref), Base: arg(args, 0), Up: says == voteUp, At: b.o.Now(),
	}
	switch {
	case !b.keepVote(ctx, v):
		return Response{Text: votesFull, Ephemeral: true}
	case v.Up:
		return Response{Text: thanksUp, Ephemeral: true}
	}
	return Response{Text: thanksDown, Ephemeral: true}
}

// keepVote begins to write a vote, and reports whether it could: not where too many are
// being written already.
func (b *Bot) keepVote(ctx context.Context, v Vote) bool {
	if b.o.Votes == nil {
		return true
	}
	select {
	case b.votes.room <- struct{}{}:
	default:
		b.o.Log.Warn("vote not kept", "err", "too many votes at once")
		return false
	}
	b.votes.open.Go(func() {
		defer func() { <-b.votes.room }()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), voteTimeout)
		defer cancel()
		if err := b.o.Votes.Vote(ctx, v); err != nil {
			b.o.Log.Warn("vote not kept", "err", err)
		}
	})
	return true
}

// Wait returns when the votes that were cast so far are written, or failed to be. Call it
// when the bot gets no more requests, before its store is closed.
func (b *Bot) Wait() { b.votes.open.Wait() }
