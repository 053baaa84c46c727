package bot

import (
	"context"
	"strings"
)

// What is said where there is no question.
const (
	nothingToAsk  = "There is no text in that message that I could take as a question."
	roleMentioned = "You mentioned my role, and Discord hides the text of such messages from me. Mention me instead: choose the name with the APP tag, not the role."
	botsAskNobody = "That message is by a bot. I take questions from people alone."
)

// askMessage takes the text of a message as the question, and answers who asked alone.
func (b *Bot) askMessage(ctx context.Context, r Request) Response {
	switch t := r.Target; {
	case t != nil && t.Bot:
		return Response{Text: botsAskNobody, Ephemeral: true}
	case t == nil || !hasWords(t.Text):
		return Response{Text: nothingToAsk, Ephemeral: true}
	}
	question := within(strings.TrimSpace(r.Target.Text), MaxQuestion)
	response, ok := b.smallTalk(ctx, r, question)
	if !ok {
		response = b.answerAloud(b.o.Store.Base(), question)
	}
	response.Ephemeral = true
	return response
}

// Message answers a message that mentions the bot, or was sent to it directly. Its
// text comes without the mention. Where the server's managers want no answer, or the
// asker was told already to wait, it is silent. A thread belongs to its channel.
func (b *Bot) Message(ctx context.Context, r Request) Response {
	s := b.settings(ctx, r.Guild)
	if len(s.Channels) > 0 && !has(s.Channels, r.Channel) && !has(s.Channels, r.Parent) {
		return Response{}
	}
	if v := b.manners.weigh(r); v.over {
		return Response{Text: v.notice, Brief: v.notice != ""}
	}
	if r.Role {
		return Response{Text: roleMentioned}
	}
	asked := question(r.Text)
	if response, ok := b.smallTalk(ctx, r, asked); ok {
		return response
	}
	response := b.answerTo(b.o.Store.Base(), asked)
	response.Thread = s.Thread && r.Guild != ""
	return response
}
