package discord

import (
	"slices"
	"strings"
	"unicode/utf8"

	"summitbot/bot"
)

// Discord's limits on embeds.
const (
	maxEmbeds      = 10
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 2048
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxEmbedText   = 6000 // over all embeds of a message
	maxColor       = 0xFFFFFF
)

type embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
	Fields      []field `json:"fields,omitempty"`
	Image       *image  `json:"image,omitempty"`
}

type footer struct {
	Text string `json:"text"`
}

type field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type image struct {
	URL string `json:"url"`
}

// room is how many characters of embeds' text a message has left.
type room int

// take returns the part of s that fits, of at most most characters.
func (r *room) take(s string, most int) string {
	s = cut(s, min(most, int(*r)))
	*r -= room(utf8.RuneCountInString(s))
	return s
}

// renderEmbeds leaves out embeds that show nothing. A picture is shown where its file
// goes with the message.
func renderEmbeds(es []bot.Embed, files []file) []embed {
	out, left := []embed{}, room(maxEmbedText)
	for _, e := range es {
		shown := renderEmbed(e, &left)
		if name := fileName(e.Picture); slices.ContainsFunc(files, func(f file) bool { return f.name == name }) {
			shown.Image = &image{"attachment://" + name}
		}
		if len(out) < maxEmbeds && !shown.empty() {
			out = append(out, shown)
		}
	}
	return out
}

func (e embed) empty() bool {
	return e.Title == "" && e.Description == "" && e.Footer == nil && len(e.Fields) == 0 && e.Image == nil
}

func renderEmbed(e bot.Embed, left *room) embed {
	out := embed{Title: left.take(e.Title, maxTitle), Description: left.take(e.Description, maxDescription), Color: e.Color & maxColor}
	if text := left.take(e.Footer, maxFooter); text != "" {
		out.Footer = &footer{text}
	}
	for _, f := range e.Fields[:min(len(e.Fields), maxFields)] {
		name, value := left.take(f.Name, maxFieldName), left.take(f.Value, maxFieldValue)
		if strings.TrimSpace(name) != "" && strings.TrimSpace(value) != "" {
			out.Fields = append(out.Fields, field{name, value})
		}
	}
	return out
}
