package discord

import (
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"summitbot/bot/discord/backoff"
)

// application is what Discord says of the bot's application. The zero value knows
// no owner. It is safe for concurrent use.
type application struct {
	owners atomic.Pointer[map[string]bool]
}

// owns reports whether the user owns the application or is a member of its team;
// false as long as Discord has not said who does.
func (a *application) owns(user string) bool {
	owners := a.owners.Load()
	return owners != nil && user != "" && (*owners)[user]
}

// applicationInfo is Discord's answer to GET /oauth2/applications/@me.
type applicationInfo struct {
	ID       string `json:"id"`
	Owner    *user  `json:"owner"` // a made-up user where there is a team
	Endpoint string `json:"interactions_endpoint_url"`
	Team     *struct {
		Members []struct {
			State int   `json:"membership_state"`
			User  *user `json:"user"`
		} `json:"members"`
	} `json:"team"`
}

// people returns the ids of the owner, or of those who joined the team.
func (i applicationInfo) people() map[string]bool {
	const joined = 2
	ids := make(map[string]bool)
	if i.Team == nil {
		ids[i.Owner.id()] = true
		return ids
	}
	for _, m := range i.Team.Members {
		if m.State == joined {
			ids[m.User.id()] = true
		}
	}
	return ids
}

// learn asks for the application until Discord tells, or ctx ends. It returns the
// application's id, "" where ctx ended.
func (a *application) learn(ctx context.Context, api *client, timeout time.Duration, log *slog.Logger) string {
	for failures := 1; ; failures++ {
		info, err := askApplication(ctx, api, timeout)
		if err == nil {
			people := info.people()
			a.owners.Store(&people)
			warnEndpoint(info, log)
			return info.ID
		}
		wait := backoff.Delay(failures, 5*time.Second, 10*time.Minute)
		if ctx.Err() == nil {
			log.Warn("the application's owner is not known yet", "err", err, "wait", wait)
		}
		if backoff.Sleep(ctx, wait) != nil {
			return ""
		}
	}
}

func askApplication(ctx context.Context, api *client, timeout time.Duration) (info applicationInfo, err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err = api.do(ctx, call{method: http.MethodGet, path: "/oauth2/applications/@me", into: &info, auth: true})
	return info, err
}

// warnEndpoint warns where Discord sends interactions elsewhere.
func warnEndpoint(info applicationInfo, log *slog.Logger) {
	if info.Endpoint != "" {
		log.Error("commands do not reach this bot: remove the interactions endpoint URL in https://discord.com/developers/applications",
			"endpoint", info.Endpoint)
	}
}
