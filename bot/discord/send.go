package discord

import (
	"context"
	"net/http"
	"net/url"
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
	b, _ := data.(body) // nothing else has files
	return c.do(ctx, call{
		method: http.MethodPost,
		path:   join("interactions", i.ID, i.Token, "callback"),
		body:   callback{kind, data},
		files:  b.files,
	})
}

func original(i *interaction) string {
	return join("webhooks", i.Application, i.Token, "messages", "@original")
}

// edit puts the answer where the deferral was.
func (c *client) edit(ctx context.Context, i *interaction, b body) error {
	return c.do(ctx, call{method: http.MethodPatch, path: original(i), body: b, files: b.files})
}

// retract takes the deferral back.
func (c *client) retract(ctx context.Context, i *interaction) error {
	return c.do(ctx, call{method: http.MethodDelete, path: original(i)})
}

// say posts a message to a channel, and returns its id.
func (c *client) say(ctx context.Context, to spot, b body) (id string, err error) {
	var posted made
	err = c.do(ctx, call{
		method: http.MethodPost,
		path:   join("channels", to.channel, "messages"),
		spot:   to,
		body:   b,
		files:  b.files,
		into:   &posted,
		auth:   true,
	})
	return posted.ID, err
}

// made is what is read of something that Discord made.
type made struct {
	ID string `json:"id"`
}

// change puts b in the place of a message of the bot's.
func (c *client) change(ctx context.Context, in spot, message string, b body) error {
	return c.do(ctx, call{
		method: http.MethodPatch,
		path:   join("channels", in.channel, "messages", message),
		spot:   in,
		body:   b,
		files:  b.files,
		auth:   true,
	})
}

// remove deletes a message of the bot's.
func (c *client) remove(ctx context.Context, from spot, message string) error {
	return c.do(ctx, call{method: http.MethodDelete, path: join("channels", from.channel, "messages", message), spot: from, auth: true})
}

// thread makes a thread that starts from a message, and returns its id. The id is
// the message's, which helps where there is one already.
func (c *client) thread(ctx context.Context, in spot, message, name string) (id string, err error) {
	var thread made
	err = c.do(ctx, call{
		method: http.MethodPost,
		path:   join("channels", in.channel, "messages", message, "threads"),
		spot:   in,
		body:   map[string]string{"name": name},
		into:   &thread,
		auth:   true,
	})
	if code(err) == codeThreadExists {
		return message, nil
	}
	return thread.ID, err
}
