package gateway

import (
	"context"
	"errors"
	"time"

	"summitbot/bot/discord/backoff"
)

// admission returns the gateway's address as soon as one more Identify is allowed. It
// fails when ctx ends, and with a *[FatalError].
func (g *gateway) admission(ctx context.Context) (address string, err error) {
	if again := g.starts.wait(); again > 0 {
		g.log.Info("waiting to identify again", "wait", again)
		if err := backoff.Sleep(ctx, again); err != nil {
			return "", err
		}
	}
	for failures := 1; ; failures++ {
		info, err := g.o.Find(ctx)
		if err == nil && (info.Limit.Remaining > 0 || info.Limit.Total == 0) {
			return info.URL, g.spare(ctx, info)
		}
		if _, fatal := errors.AsType[*FatalError](err); fatal {
			return "", err
		}
		if err := backoff.Sleep(ctx, g.refused(info, err, failures)); err != nil {
			return "", err
		}
	}
}

// spare waits before one of the day's last session starts, so that a bot which loses
// session after session doesn't use them up.
func (g *gateway) spare(ctx context.Context, info Info) error {
	l := info.Limit
	g.log.Debug("identify allowed", "remaining", l.Remaining, "total", l.Total)
	if l.Remaining > l.Total/10 || l.Remaining <= 0 {
		return nil
	}
	again := min(time.Duration(l.ResetAfter)*time.Millisecond/time.Duration(l.Remaining), 10*time.Minute)
	g.log.Warn("few session starts are left today, waiting", "remaining", l.Remaining, "total", l.Total, "wait", again)
	return backoff.Sleep(ctx, again)
}

// refused logs why the gateway can't be used yet, and says for how long.
func (g *gateway) refused(info Info, err error, failures int) time.Duration {
	if err == nil {
		again := time.Duration(max(info.Limit.ResetAfter, 1000)) * time.Millisecond
		g.log.Error("discord allows no more session starts today, waiting",
			"total", info.Limit.Total, "wait", again, "until", time.Now().Add(again).UTC().Format(time.RFC3339))
		return again
	}
	again := backoff.Delay(failures, time.Second, 2*time.Minute)
	g.log.Warn("discord does not say where its gateway is", "err", err, "wait", again)
	return again
}
