package bot

import (
	"context"
	"fmt"

	"summitbot/facts"
	"summitbot/facts/answer"
)

const timelineFile = "timeline.png"

// Shares of a message that is a timeline: all embeds together have at most 6000 units.
const (
	maxTimeline = 5500
	maxAlt      = 1024
)

// drawing is the picture of a base's timeline.
type drawing struct {
	base *answer.Base
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
func (b *Bot) picture(base *answer.Base) (File, bool) {
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
func timelineCards(base *answer.Base, events []facts.Dated) []Embed {
	var cards []Embed
	for _, page := range paged(eventLines(events), maxDescription) {
		title := choose(len(cards) == 0, "Timeline", "Timeline, continued")
		cards = append(cards, Embed{Title: title, Color: colorAnswer, Description: page})
	}
	cards[len(cards)-1].Footer = within(base.Title(), maxTitle)
	return cards
}

// eventLines returns a line for each event, and where a message has no room for all, the
// count of the rest.
func eventLines(events []facts.Dated) []string {
	var lines []string
	used := 0
	for i, e := range events {
		line := eventLine(e)
		if used += units(line) + 1; used > maxTimeline-maxTitle {
			return append(lines, fmt.Sprintf("… and %d more.", len(events)-i))
		}
		lines = append(lines, line)
	}
	return lines
}

// paged joins lines to pages of at most limit units. A line is shorter than a page.
func paged(lines []string, limit int) []string {
	var all []string
	page := ""
	for _, line := range lines {
		if page != "" && units(page)+1+units(line) > limit {
			all, page = append(all, page), ""
		}
		if page != "" {
			page += "\n"
		}
		page += line
	}
	return append(all, page)
}

func eventLine(e facts.Dated) string {
	return fmt.Sprintf("**%s** · %s `%s`", oneLine(e.When), oneLine(e.Headline), e.Fact)
}
