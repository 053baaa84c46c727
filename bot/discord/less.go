package discord

import (
	"fmt"
	"strings"

	"summitbot/bot"
)

// fullest sends a response, and less of it where the bot lacks a right: without its
// files, then in plain text. It sends three times at most, and returns the last error.
func fullest(r bot.Response, send func(bot.Response) error) error {
	err := send(r)
	for code(err) == codeMissingPermission && len(r.Files)+len(r.Embeds) > 0 {
		r = less(r)
		err = send(r)
	}
	return err
}

// trim leaves out what a channel is known to refuse.
func (l lacking) trim(r bot.Response) bot.Response {
	switch {
	case l.embeds && len(r.Files)+len(r.Embeds) > 0:
		return plain(r)
	case l.files && len(r.Files) > 0:
		return less(r)
	default:
		return r
	}
}

// without is what a channel lacks that took a part of a response.
func (l lacking) without(r, part bot.Response) lacking {
	if len(part.Embeds) < len(r.Embeds) {
		l.embeds = true
	} else if len(part.Files) < len(r.Files) {
		l.files = true
	}
	return l
}

// less is a response that needs fewer rights; it keeps its controls.
func less(r bot.Response) bot.Response {
	if len(r.Files) == 0 || r.Text == "" && len(r.Embeds) == 0 {
		return plain(r)
	}
	r.Files = nil
	return r
}

// plain says a response without embeds, for where the bot may not send any. Where
// there are only pictures, it says what they show.
func plain(r bot.Response) bot.Response {
	parts := []string{r.Text}
	for _, e := range r.Embeds {
		parts = append(parts, bold(e.Title), e.Description)
		for _, f := range e.Fields {
			parts = append(parts, strings.TrimSpace(bold(f.Name)+"\n"+f.Value))
		}
		parts = append(parts, e.Footer)
	}
	for _, f := range r.Files {
		parts = append(parts, f.Alt)
	}
	r.Text, r.Embeds, r.Files = cut(joinFilled(parts), maxText), nil, nil
	return r
}

func bold(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("**%s**", s)
}

// joinFilled joins the parts that are not empty, with a blank line between them.
func joinFilled(parts []string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, "\n\n")
}
