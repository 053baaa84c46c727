package discord

import (
	"maps"
	"slices"
	"unicode/utf8"

	"summitbot/bot"
)

// What is read of Discord, which allows a little less of each: this is for what isn't Discord's
// to guarantee, and for the day it allows more.
const (
	maxEvent = 512 << 10 // bytes of an interaction or a message with all that it shows
	maxAsked = 6000      // characters of an option, a message or a value that was chosen
	maxGiven = 25        // options, and values that were chosen
)

// tooLong reports whether a request is more than is read.
func tooLong(r bot.Request) bool {
	texts := append(slices.Collect(maps.Values(r.Options)), r.Text)
	if r.Target != nil {
		texts = append(texts, r.Target.Text)
	}
	texts = append(texts, r.Values...)
	return len(r.Options) > maxGiven || len(r.Values) > maxGiven || slices.ContainsFunc(texts, func(s string) bool {
		return utf8.RuneCountInString(s) > maxAsked
	})
}
