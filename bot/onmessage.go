package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"
)

// What is said where there is no question.
const (
	welcome       = "You're welcome."
	hello         = "Hello! " + emptyHelp
	nothingToAsk  = "There is no text in that message that I could take as a question."
	botsAskNobody = "That message is by a bot. I take questions from people alone."
)

// askMessage takes the text of a message as the question, and answers who asked alone.
func (b *Bot) askMessage(_ context.Context, r Request) Response {
	switch t := r.Target; {
	case t != nil && t.Bot:
		return Response{Text: botsAskNobody, Ephemeral: true}
	case t == nil || !hasWords(t.Text):
		return Response{Text: nothingToAsk, Ephemeral: true}
	}
	question := within(strings.TrimSpace(r.Target.Text), MaxQuestion)
	response := b.answerAloud(b.o.Store.Base(), question)
	response.Ephemeral = true
	return response
}

// Message answers a message that mentions the bot, or was sent to it directly. Its
// text comes without the mention. Where the server's managers want no answer, or the
// asker was told already to wait, it is silent.
func (b *Bot) Message(ctx context.Context, r Request) Response {
	s := b.settings(ctx, r.Guild)
	if len(s.Channels) > 0 && !has(s.Channels, r.Channel) {
		return Response{}
	}
	if v := b.manners.weigh(r); v.over {
		return Response{Text: v.notice, Brief: v.notice != ""}
	}
	if line := smallTalk(r.Text); line != "" {
		return Response{Text: line}
	}
	response := b.answerTo(b.o.Store.Base(), r.Text)
	response.Thread = s.Thread && r.Guild != ""
	return response
}

// Words that make no question by themselves.
var (
	thanks    = []string{"thanks", "thank", "thx", "ty", "cheers", "great", "nice", "cool", "good", "awesome", "perfect", "wow", "ok", "okay", "lol", "bye"}
	greetings = []string{"hi", "hello", "hey", "yo", "morning", "evening"}
	fillers   = []string{"you", "u", "so", "very", "much", "a", "lot", "bot", "there", "again", "job", "one", "all"}
)

// smallTalk returns the line that answers a text without a question in it: nothing,
// thanks, a greeting. It is empty where the text may be a question.
func smallTalk(text string) string {
	if !hasWords(text) {
		return emptyHelp
	}
	line := ""
	for _, w := range strings.FieldsFunc(strings.ToLower(text), isNoWord) {
		switch {
		case slices.Contains(thanks, w):
			if line == "" {
				line = welcome
			}
		case slices.Contains(greetings, w):
			line = hello
		case !slices.Contains(fillers, w):
			return ""
		}
	}
	return line
}

func isNoWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// hasWords reports whether there is a letter or a digit in s.
func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !isNoWord(r) })
}
