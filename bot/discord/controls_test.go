package discord_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
)

// withRows lets the bot answer mentions and /card with rows, and controls by control.
func withRows(control bot.Handler, rows ...bot.Row) func(*sandbox.Sandbox, *discord.Options) {
	return func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Control = control
		o.Message = func(context.Context, bot.Request) bot.Response { return bot.Response{Text: "8849 m", Rows: rows} }
		o.Commands[1].Handle = func(context.Context, bot.Request) bot.Response {
			return bot.Response{Text: "8849 m", Rows: rows, Ephemeral: true}
		}
	}
}

// count is a control that counts in its own id: nothing is remembered.
func count(_ context.Context, r bot.Request) bot.Response {
	n, _ := strconv.Atoi(strings.TrimPrefix(r.Control, "count:"))
	next := bot.Button{ID: fmt.Sprintf("count:%d", n+1), Label: "More", Style: bot.Success, Emoji: "👍"}
	return bot.Response{Text: fmt.Sprintf("%d on %s", n, r.Message), Update: true, Rows: []bot.Row{{Buttons: []bot.Button{next}}}}
}

var counter = bot.Row{Buttons: []bot.Button{
	{ID: "count:1", Label: "More", Style: bot.Primary},
	{Label: "Read", URL: "https://example.org/article"},
	{ID: "off", Label: "Off", Disabled: true},
}}

// press presses a button and returns the bot's response.
func (c *camp) press(user, message, id string) sandbox.Response {
	c.t.Helper()
	i, err := c.Click(c.ctx, user, message, id)
	c.must(err)
	r, err := i.Response(c.ctx)
	c.must(err)
	return r
}

func TestButtonUpdatesItsMessage(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, withRows(count, counter)).ready()
	m := c.mention("how high?")
	if inner := m.Components[0].Components; len(inner) != 3 || inner[1].URL == "" || inner[1].CustomID != "" || !inner[2].Disabled {
		t.Errorf("buttons %+v, want three", inner)
	}
	for n := 1; n <= 3; n++ {
		r := c.press(c.Home().Admin.ID, m.ID, fmt.Sprintf("count:%d", n))
		want := fmt.Sprintf("%d on %s", n, m.ID)
		if r.Type != sandbox.UpdateMessage || r.Message.ID != m.ID || r.Message.Content != want {
			t.Errorf("press %d: type %d, %+v; want the message updated to %q", n, r.Type, r.Message, want)
		}
	}
}

func TestButtonOfAPrivateAnswer(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, withRows(count, counter)).ready()
	m := c.use(sandbox.Invocation{Command: "card"})
	r := c.press(c.Home().Member.ID, m.ID, "count:1")
	if r.Type != sandbox.UpdateMessage || r.Message.VisibleTo != c.Home().Member.ID || !strings.HasPrefix(r.Message.Content, "1 on") {
		t.Errorf("type %d, %+v; want the private answer updated", r.Type, r.Message)
	}
}

func TestButtonMayAnswerInPrivate(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, withRows(told, counter)).ready()
	m := c.mention("how high?")
	r := c.press(c.Home().Admin.ID, m.ID, "count:1")
	if r.Type != sandbox.Reply || r.Message.VisibleTo != c.Home().Admin.ID || !strings.Contains(r.Message.Content, `control "count:1"`) {
		t.Errorf("type %d, %+v; want a private answer", r.Type, r.Message)
	}
	if after, _ := c.Message(m.ID); after.Content != "8849 m" || len(after.Components) != 1 {
		t.Errorf("the message became %+v", after)
	}
}

func TestControlsOfABotWithoutAny(t *testing.T) {
	t.Parallel()
	panics := func(context.Context, bot.Request) bot.Response { panic("odd") }
	silent := func(context.Context, bot.Request) bot.Response { return bot.Response{} }
	for want, control := range map[string]bot.Handler{"no longer in use": nil, "Something went wrong": panics, "nothing to say": silent} {
		c := newCamp(t, sandbox.Options{}, withRows(control, counter)).ready()
		r := c.press(c.Home().Member.ID, c.mention("hi").ID, "count:1")
		if r.Type != sandbox.Reply || r.Message.VisibleTo != c.Home().Member.ID || !strings.Contains(r.Message.Content, want) {
			t.Errorf("type %d, %+v; want %q for the one who pressed", r.Type, r.Message, want)
		}
	}
}

func TestMenus(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(s *sandbox.Sandbox, o *discord.Options) {
		withRows(told,
			bot.Row{Menu: &bot.Menu{
				ID: "related", Placeholder: "Related questions", Chosen: []string{"f2"},
				Choices: []bot.Choice{{Name: "How high?", Value: "f1"}, {Name: "How old?", Value: "f2"}},
			}},
			bot.Row{Menu: &bot.Menu{ID: "where", Channels: true, Max: 25, Chosen: []string{s.Home().Channel.ID, "nowhere"}}},
		)(s, o)
	}).ready()
	here := c.Home().Channel.ID
	m := c.mention("hi")
	related, where := m.Components[0].Components[0], m.Components[1].Components[0]
	if !related.Options[1].Default || related.Options[0].Default || *related.MinValues != 1 || *related.MaxValues != 1 {
		t.Errorf("menu %+v, want the second of two chosen", related)
	}
	if !slices.Contains(where.ChannelTypes, sandbox.GuildText) || *where.MinValues != 0 || string(where.DefaultValues) != `[{"id":"`+here+`","type":"channel"}]` {
		t.Errorf("menu of channels %+v %s, want this one chosen", where, where.DefaultValues)
	}
	for id, values := range map[string][]string{"related": {"f1"}, "where": {here}} {
		i, err := c.Select(c.ctx, c.Home().Member.ID, m.ID, id, values...)
		c.must(err)
		got, err := i.Final(c.ctx)
		c.must(err)
		if want := fmt.Sprintf("control %q values %q", id, values); !strings.Contains(got.Content, want) {
			t.Errorf("menu %s: got %q, want %q in it", id, got.Content, want)
		}
	}
}

// TestTooMuchIsCut: whatever a handler says, Discord takes it.
func TestTooMuchIsCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 5000)
	big := bot.Response{Text: long}
	for range 12 {
		e := bot.Embed{Title: long, Description: long, Footer: long, Color: 1 << 30, Picture: "no such picture"}
		for range 30 {
			e.Fields = append(e.Fields, bot.Field{Name: long, Value: long}, bot.Field{Name: " ", Value: ""})
		}
		big.Embeds = append(big.Embeds, e, bot.Embed{})
		row := bot.Row{}
		for n := range 9 {
			row.Buttons = append(row.Buttons, bot.Button{ID: "same", Label: long}, bot.Button{ID: long, Label: "x"}, bot.Button{Label: "no id"},
				bot.Button{ID: fmt.Sprintf("b%d.%d", n, len(big.Rows)), Label: long, Style: 77, Emoji: "👍"}, bot.Button{ID: "bare"},
				bot.Button{Label: "x", URL: "nonsense"}, bot.Button{Label: "x", URL: "https://example.org/" + long})
		}
		menu := bot.Menu{ID: fmt.Sprintf("m%d", len(big.Rows)), Placeholder: long, Min: 30, Max: -1}
		for n := range 60 {
			menu.Choices = append(menu.Choices, bot.Choice{Name: long, Value: fmt.Sprint(n / 2)}, bot.Choice{Name: "x"}, bot.Choice{Value: long})
			menu.Chosen = append(menu.Chosen, fmt.Sprint(n))
		}
		channels := bot.Menu{ID: menu.ID + "c", Channels: true, Min: 3, Chosen: []string{"1", "1"}}
		big.Rows = append(big.Rows, bot.Row{}, bot.Row{Menu: &bot.Menu{ID: "none"}}, row, bot.Row{Menu: &menu}, bot.Row{Menu: &channels})
	}
	for range 12 {
		big.Files = append(big.Files, bot.File{Name: "../" + long + "ü.png", Alt: long, Data: []byte("x")}, bot.File{}, bot.File{Data: make([]byte, 11<<20)})
	}
	c := newCamp(t, sandbox.Options{}, withRows(func(context.Context, bot.Request) bot.Response {
		again := big
		again.Update = true
		return again
	}, counter)).ready()
	r := c.press(c.Home().Member.ID, c.mention("hi").ID, "count:1")
	m := r.Message
	if r.Type != sandbox.UpdateMessage || len(m.Content) != 2000 || len(m.Embeds) == 0 || len(m.Components) != 5 || len(m.Attachments) != 10 {
		t.Errorf("type %d, %d characters, %d embeds, %d rows, %d files; want as much as fits",
			r.Type, len(m.Content), len(m.Embeds), len(m.Components), len(m.Attachments))
	}
	if raw, err := json.Marshal(m.Components); err != nil || strings.Contains(string(raw), "nonsense") {
		t.Errorf("components %s, %v", raw, err)
	}
}
