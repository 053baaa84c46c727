package discord

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"summitbot/bot"
)

// Row 9: what is too long to read is declined politely, and no handler sees it.
func TestRow9TooLongIsDeclined(t *testing.T) {
	t.Parallel()
	long, fits := strings.Repeat("ä", maxAsked+1), strings.Repeat("ä", maxAsked)
	large := strings.Repeat("x", maxEvent)
	option := func(value string) fields { return aCommand("ask", fields{"name": "q", "type": 3, "value": value}) }
	many := make([]string, maxGiven+1)
	for name, tt := range map[string]struct {
		event string
		data  fields
		said  string // empty: nothing
		read  bool
	}{
		"an option that fits":   {eventInteraction, option(fits), "hi", true},
		"a long option":         {eventInteraction, option(long), tooMuch, false},
		"a large interaction":   {eventInteraction, with(aCommand("ask"), fields{"padding": large}), tooMuch, false},
		"a long completion":     {eventInteraction, with(option(long), fields{"type": 4}), `"choices":[]`, false},
		"a large completion":    {eventInteraction, with(option("x"), fields{"type": 4, "padding": large}), `"choices":[]`, false},
		"many values":           {eventInteraction, with(aPress("7000", "menu"), fields{"data": fields{"custom_id": "menu", "values": many}}), tooMuch, false},
		"a message that fits":   {eventMessage, aMessage("<@1000> " + fits), "hi", true},
		"a long message":        {eventMessage, aMessage("<@1000> " + long), tooMuch, false},
		"a large message":       {eventMessage, with(aMessage("<@1000> hi"), fields{"padding": large}), "", false},
		"a long message's menu": {eventInteraction, aMenu(long), tooMuch, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := newFake(t)
			var s seen
			hi := s.handler(bot.Response{Text: "hi"})
			o := f.options()
			o.Message, o.Control = hi, hi
			o.Commands = []bot.Command{{Name: "ask", Handle: hi, Complete: func(_ context.Context, r bot.Request) []bot.Choice {
				hi(t.Context(), r)
				return []bot.Choice{{Name: "x", Value: "x"}}
			}}, {Name: "Ask", OnMessage: true, Handle: hi}}
			f.start(o)
			synctest.Wait()
			f.emit(tt.event, tt.data)
			synctest.Wait()
			said := ""
			for _, a := range append(f.requests(callbackRoute), f.requests(sayRoute)...) {
				said += a.body
			}
			if read := len(s.requests) > 0; read != tt.read || !strings.Contains(said, tt.said) || (said == "") != (tt.said == "") {
				t.Errorf("%s: read %t, said %.200q; want %t, %q", name, read, said, tt.read, tt.said)
			}
		})
	}
}

// aMenu is the use of a message's menu.
func aMenu(text string) fields {
	return with(aCommand("Ask"), fields{"data": fields{
		"name": "Ask", "type": 3, "target_id": "6000", "resolved": fields{"messages": fields{"6000": aMessage(text)}},
	}})
}
