package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// reload loads the fact base anew for those who may, and tells what came of it.
func (b *Bot) reload(_ context.Context, r Request) Response {
	if !b.o.Admins.allow(r) {
		return Response{Text: "This is for the bot's keepers alone. Nothing was changed.", Ephemeral: true}
	}
	start := b.o.Now()
	changes, err := b.o.Store.Reload()
	if err != nil {
		return Response{Ephemeral: true, Embeds: []Embed{{
			Title: "The fact base was not loaded", Color: colorTrouble,
			Description: within("The old one goes on serving. What is wrong:\n"+codeBlock(err.Error(), maxDescription-100), maxDescription),
		}}}
	}
	return Response{Ephemeral: true, Embeds: []Embed{reloadCard(b.o.Store.Base(), changes, b.o.Now().Sub(start))}}
}

func reloadCard(base *answer.Base, c facts.Changes, took time.Duration) Embed {
	return Embed{
		Title: "The fact base was loaded", Color: colorAnswer,
		Description: fmt.Sprintf("%d facts, in %s.", len(base.Facts()), took.Round(100*time.Microsecond)),
		Fields: []Field{
			{"Added", idList(c.Added)},
			{"Removed", idList(c.Removed)},
			{"Changed", idList(c.Changed)},
		},
		Footer: "fact base " + base.Hash()[:12],
	}
}

// idList counts ids and names as many as fit into a field.
func idList(ids []string) string {
	if len(ids) == 0 {
		return "none"
	}
	return within(fmt.Sprintf("%d: %s", len(ids), strings.Join(ids, ", ")), maxFieldValue)
}
