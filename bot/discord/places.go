package discord

import (
	"context"
	"net/http"
	"time"
)

// places knows what a message doesn't say of the place where it was written. Discord is
// asked once for each thread and server, and again after a while. It is safe for
// concurrent use.
type places struct {
	api     *client
	parents recent[learnt] // by thread
	roles   recent[learnt] // by server
}

// learnt is an id that Discord told; empty for none, and where it doesn't tell.
type learnt struct {
	id string
	at time.Time
}

// placesFresh is how long what was learnt holds: threads and roles rarely move.
const placesFresh = time.Hour

// placesPatience is how long an answer waits for Discord to say it.
const placesPatience = 3 * time.Second

func newPlaces(api *client) *places {
	return &places{api, recent[learnt]{size: remembered}, recent[learnt]{size: remembered}}
}

// parent returns the channel that a thread, or a forum's post, belongs to.
func (p *places) parent(ctx context.Context, thread string) (string, error) {
	return recall(ctx, &p.parents, thread, func(ctx context.Context) (string, error) {
		var channel struct {
			Parent string `json:"parent_id"`
		}
		err := p.api.do(ctx, call{method: http.MethodGet, path: join("channels", thread), into: &channel, auth: true})
		return channel.Parent, err
	})
}

// role returns the role that Discord made for the bot in a server; empty where it made none.
func (p *places) role(ctx context.Context, guild, selfID string) (string, error) {
	return recall(ctx, &p.roles, guild, func(ctx context.Context) (string, error) {
		var roles []struct {
			ID   string `json:"id"`
			Tags struct {
				Bot string `json:"bot_id"`
			} `json:"tags"`
		}
		err := p.api.do(ctx, call{method: http.MethodGet, path: join("guilds", guild, "roles"), into: &roles, auth: true})
		for _, r := range roles {
			if r.Tags.Bot == selfID {
				return r.ID, err
			}
		}
		return "", err
	})
}

// recall returns what was learnt of a key, and asks where that is nothing or too old.
func recall(ctx context.Context, known *recent[learnt], key string, ask func(context.Context) (string, error)) (string, error) {
	if l, ok := known.get(key); ok && time.Since(l.at) < placesFresh {
		return l.id, nil
	}
	ctx, cancel := context.WithTimeout(ctx, placesPatience)
	defer cancel()
	id, err := ask(ctx)
	if err == nil || refused(err) {
		known.put(key, learnt{id, time.Now()})
	}
	return id, err
}
