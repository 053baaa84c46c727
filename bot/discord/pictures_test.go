package discord_test

import (
	"context"
	"encoding/base64"
	"slices"
	"testing"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
)

const alt = "A line from 1992 to 2027 with nine dates."

// pixel is a picture of one pixel.
func pixel() []byte {
	raw, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		panic(err)
	}
	return raw
}

// drawn answers with a picture in a card.
func drawn(context.Context, bot.Request) bot.Response {
	return bot.Response{
		Embeds: []bot.Embed{{Title: "Timeline", Picture: "timeline.png"}},
		Files:  []bot.File{{Name: "timeline.png", Alt: alt, Data: pixel()}},
		Rows:   []bot.Row{{Buttons: []bot.Button{{ID: "next", Label: "Next"}}}},
	}
}

// TestPictures: a picture arrives with its alt text, whichever way the answer takes.
func TestPictures(t *testing.T) {
	t.Parallel()
	slow := bot.Command{Name: "timeline", Description: "Draw.", Slow: true, Handle: func(ctx context.Context, r bot.Request) bot.Response {
		select {
		case <-time.After(50 * time.Millisecond): // longer than DeferAfter below
		case <-ctx.Done():
		}
		return drawn(ctx, r)
	}}
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.DeferAfter = time.Millisecond
		o.Message = drawn
		o.Control = func(ctx context.Context, r bot.Request) bot.Response {
			answer := drawn(ctx, r)
			answer.Update = true
			return answer
		}
		o.Commands[1].Handle = drawn
		o.Commands = append(o.Commands, slow)
	}).ready()
	reply := c.mention("draw")
	ways := map[string]sandbox.Message{
		"reply":         reply,
		"response":      c.use(sandbox.Invocation{Command: "card"}),
		"late response": c.use(sandbox.Invocation{Command: "timeline"}),
		"update":        *c.press(c.Home().Member.ID, reply.ID, "next").Message,
	}
	for way, m := range ways {
		if len(m.Attachments) != 1 || len(m.Embeds) != 1 || m.Embeds[0].Image == nil {
			t.Errorf("%s: %+v, want one picture in one card", way, m)
			continue
		}
		got := m.Attachments[0]
		if got.Description != alt || got.Filename != "timeline.png" || got.ContentType != "image/png" || !slices.Equal(got.Data, pixel()) {
			t.Errorf("%s: %q %q %q, %d bytes; want timeline.png with its alt text", way, got.Filename, got.ContentType, got.Description, len(got.Data))
		}
		if url := m.Embeds[0].Image.URL; url != "attachment://timeline.png" {
			t.Errorf("%s: the card shows %q", way, url)
		}
	}
}

func TestUpdateWithoutThePicture(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Message = drawn
		o.Control = func(context.Context, bot.Request) bot.Response { return bot.Response{Text: "as text", Update: true} }
	}).ready()
	m := c.press(c.Home().Member.ID, c.mention("draw").ID, "next").Message
	if m.Content != "as text" || len(m.Embeds)+len(m.Components)+len(m.Attachments) != 0 {
		t.Errorf("updated to %+v, want the text alone", m)
	}
}
