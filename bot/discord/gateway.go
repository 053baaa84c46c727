package discord

import (
	"context"
	"errors"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"summitbot/bot/discord/gateway"
)

// intents are the events asked for: servers, their messages and direct messages.
// Nothing of it is privileged, so Discord leaves out the text of messages that do
// not mention the bot.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// online keeps the bot online until ctx ends, as [gateway.Run] does, and hands over events.
func (e *edge) online(ctx context.Context, receive func(gateway.Event)) error {
	return gateway.Run(ctx, gateway.Options{
		Token:        e.o.Token,
		Intents:      intents,
		Find:         e.findGateway,
		Event:        receive,
		Ready:        e.know,
		Connected:    e.o.Connected,
		Starts:       e.o.Starts,
		HelloTimeout: e.o.HelloTimeout,
		Log:          e.log,
		Dial:         e.o.Dial,
		Roots:        e.o.roots,
	})
}

// findGateway asks Discord where its gateway is.
func (e *edge) findGateway(ctx context.Context) (info gateway.Info, err error) {
	ctx, cancel := context.WithTimeout(ctx, e.o.RequestTimeout)
	defer cancel()
	err = e.api.do(ctx, call{method: http.MethodGet, path: pathGateway, into: &info, auth: true})
	switch {
	case status(err) == http.StatusUnauthorized:
		return info, gateway.RefusedToken(err)
	case err == nil && info.URL == "":
		return info, errors.New("GET /gateway/bot: the answer holds no address")
	default:
		return info, err
	}
}
