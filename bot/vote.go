package bot

import (
	"context"
	"errors"
	"strconv"
)

// What a vote says, the last part of its control's id.
const (
	voteUp   = "up"
	voteDown = "down"
)

// What voters are told.
const (
	thanksUp      = "Thank you! 👍 is noted. To change your vote, press the other one."
	thanksDown    = "Thank you for telling. 👎 is noted. To change your vote, press the other one."
	voteLost      = "Sorry, your vote couldn't be saved right now. Please press again in a minute."
	voteUnsettled = "Sorry, my disk is slow, and I can't tell yet whether your vote is saved. Press again in a minute to be sure: it counts once."
)

// vote keeps what a user thinks of an answer, and thanks for it once it is kept. The vote is
// on what was answered then, whatever the base has now.
func (b *Bot) vote(_ context.Context, r Request, args []string) Response {
	ref, says := arg(args, 1), arg(args, 2)
	if ref == "" || says != voteUp && says != voteDown || r.Message == "" || r.User == "" {
		return Response{Text: oldControl, Ephemeral: true}
	}
	click, _ := strconv.ParseInt(r.ID, 10, 64) // 0 where there is none
	v := Vote{
		Guild: r.Guild, Channel: r.Channel, Message: r.Message, User: r.User,
		Fact: idOf(ref), Base: arg(args, 0), Up: says == voteUp, At: b.o.Now(), Click: click,
	}
	return b.later(voteLost, func(ctx context.Context) Response {
		return Response{Text: b.told(v, b.keepVote(ctx, v)), Ephemeral: true}
	})
}

// told is what the voter hears of what came of a vote.
func (b *Bot) told(v Vote, err error) string {
	if err != nil {
		b.o.Log.Warn("vote not kept", "err", err)
	}
	switch {
	case errors.Is(err, ErrUnsettled):
		return voteUnsettled
	case err != nil:
		return voteLost
	case v.Up:
		return thanksUp
	}
	return thanksDown
}

// keepVote writes a vote, where votes are kept.
func (b *Bot) keepVote(ctx context.Context, v Vote) error {
	if b.o.Votes == nil {
		return nil
	}
	return b.o.Votes.Vote(ctx, v)
}
