package discord

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// join makes a path of parts, none of which can add a part of its own.
func join(parts ...string) string {
	path := ""
	for _, part := range parts {
		path += "/" + url.PathEscape(part)
	}
	return path
}

// callback gives the first response to an interaction. ctx bounds it.
func (c *client) callback(ctx context.Context, i *interaction, kind int, data any) error {
	return c.do(ctx, call{
		method: http.MethodPost,
		path:   join("interactions", i.ID, i.Token, "callback"),
		body:   callback{kind, data},
	})
}

func original(i *interaction) string {
	return join("webhooks", i.Application, i.Token, "messages", "@original")
}

// edit puts the answer where the deferral was.
func (c *client) edit(ctx context.Context, i *interaction, b body) error {
	return c.do(ctx, call{method: http.MethodPatch, path: original(i), body: b})
}

// retract takes the deferral back.
func (c *client) retract(ctx context.Context, i *interaction) error {
	return c.do(ctx, call{method: http.MethodDelete, path: original(i)})
}

// say posts a message to a channel.
func (c *client) say(ctx context.Context, channel string, b body) error {
	return c.do(ctx, call{
		method: http.MethodPost,
		path:   join("channels", channel, "messages"),
		body:   b,
		auth:   true,
	})
}

// mute says nothing to a channel for d.
func (c *client) mute(channel string, d time.Duration) {
	c.routes.extend(call{method: http.MethodPost, path: join("channels", channel, "messages")}.route(), d)
}
