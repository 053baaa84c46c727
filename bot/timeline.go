package bot

import (
	"context"
	"fmt"
	"strings"

	"summitbot/facts"
)

const timelineFile = "timeline.png"

// Shares of a message that is a timeline: all embeds together have at most 6000 units.
const (
	maxTimeline = 5500
	maxAlt      = 1024
)

// drawing is the picture of a base's timeline.
type drawing struct {
	base *facts.Base
	file File
}

// timeline answers /timeline: the dated events in words, and as a picture where one can
// be drawn.
func (b *Bot) timeline(context.Context, Request) Response {
	base := b.o.Store.Base()
	events := base.Dated()
	if len(events) == 0 {
		return Response{Text: "Nothing in this text has a date that I know.", Ephemeral: true}
	}
	response := Response{Embeds: timelineCards(base, events)}
	if file, ok := b.picture(base); ok {
		response.Files = []File{file}
		response.Embeds[0].Picture = file.Name
	}
	return response
}

// picture returns the picture of a base's timeline, drawn once for a base, and whether
// there is one.
func (b *Bot) picture(base *facts.Base) (File, bool) {
	if b.o.Picture == nil {
		return File{}, false
	}
	if d := b.drawn.Load(); d != nil && d.base == base {
		return d.file, true
	}
	png, alt, err := b.o.Picture(base)
	if err != nil {
		b.o.Log.Error("timeline not drawn", "base", base.Hash(), "err", err)
		return File{}, false
	}
	d := &drawing{base, File{Name: timelineFile, Alt: within(alt, maxAlt), Data: png}}
	b.drawn.Store(d)
	return d.file, true
}

// timelineCards lists the events in as many cards as they need, and counts those for
// which a message has no room.
func timelineCards(base *facts.Base, events []facts.Dated) []Embed {
	var cards []Embed
	var page strings.Builder
	turn := func() {
		title := choose(len(cards) == 0, "Timeline", "Timeline, continued")
		cards = append(cards, Embed{Title: title, Color: colorAnswer, Description: strings.TrimSpace(page.String())})
		page.Reset()
	}
	used, inPage := 0, 0
	for i, e := range events {
		line := eventLine(e)
		n := units(line)
		if used+n > maxTimeline-maxTitle {
			page.WriteString(fmt.Sprintf("… and %d more.", len(events)-i))
			break
		}
		if inPage+n > maxDescription-32 {
			turn()
			inPage = 0
		}
		page.WriteString(line)
		used, inPage = used+n, inPage+n
	}
	turn()
	cards[len(cards)-1].Footer = within(base.Title(), maxTitle)
	return cards
}

func eventLine(e facts.Dated) string {
	return fmt.Sprintf("**%s** · %s `%s`\n", oneLine(e.When), oneLine(e.Headline), e.Fact)
}
