package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// What is said of settings.
const (
	settingsServerOnly   = "Settings belong to a server. Use this in one."
	settingsManagersOnly = "This is for those who may manage the server. Nothing was changed."
	settingsNone         = "This bot keeps no settings: it does the same in every server."
	settingsFailed       = "The settings can't be reached right now. Nothing was changed. Please try again in a moment."
	settingsUnsettled    = "My disk is slow, and I can't tell yet whether that is saved. Use `/settings` again to see what holds."
)

// maxSettingChannels is how many channels a server can name: as many as a menu takes.
const maxSettingChannels = 25

// What can be set: the first argument of a control of the panel.
const (
	setChannels = "channels" // a menu
	setThread   = "thread"   // these have "on" or "off" behind them
	setPrivate  = "private"
	setDelete   = "delete"
)

// What a toggle sets. Anything but on is off.
const (
	on  = "on"
	off = "off"
)

func (b *Bot) addSettingsControls(table map[string]controlHandler) {
	table[doSettings] = b.changeSettings
}

// showSettings answers /settings with a panel of controls.
func (b *Bot) showSettings(_ context.Context, r Request) Response {
	if refusal := b.refuseSettings(r); refusal != "" {
		return Response{Text: refusal, Ephemeral: true}
	}
	return b.later(settingsFailed, func(ctx context.Context) Response {
		s, err := b.readSettings(ctx, r.Guild, storePatience)
		if err != nil {
			return Response{Text: settingsFailed, Ephemeral: true}
		}
		return settingsPanel(s)
	})
}

// changeSettings keeps what a control of the panel says, and shows the panel again.
func (b *Bot) changeSettings(_ context.Context, r Request, args []string) Response {
	if refusal := b.refuseSettings(r); refusal != "" {
		return Response{Text: refusal, Ephemeral: true}
	}
	change := settingOf(arg(args, 0), arg(args, 1) == on, r.Values)
	if change == nil {
		return Response{Text: oldControl, Ephemeral: true}
	}
	return b.later(settingsFailed, func(ctx context.Context) Response {
		s, err := b.keepSettings(ctx, r.Guild, change)
		switch {
		case errors.Is(err, ErrUnsettled):
			return Response{Text: settingsUnsettled, Ephemeral: true}
		case err != nil:
			return Response{Text: settingsFailed, Ephemeral: true}
		}
		panel := settingsPanel(s)
		panel.Update = true
		return panel
	})
}

// refuseSettings says why the settings are not for this request, empty where they are.
func (b *Bot) refuseSettings(r Request) string {
	switch {
	case r.Guild == "":
		return settingsServerOnly
	case !r.Manager && !b.o.Admins.allow(r):
		return settingsManagersOnly
	case b.o.Settings == nil:
		return settingsNone
	}
	return ""
}

// settingOf returns what sets one thing, nil where there is no such thing.
func settingOf(what string, yes bool, channels []string) func(*ServerSettings) {
	switch what {
	case setChannels:
		channels = slices.Clone(channels[:min(len(channels), maxSettingChannels)])
		return func(s *ServerSettings) { s.Channels = channels }
	case setThread:
		return func(s *ServerSettings) { s.Thread = yes }
	case setPrivate:
		return func(s *ServerSettings) { s.Private = yes }
	case setDelete:
		return func(s *ServerSettings) { s.DeleteWithQuestion = yes }
	}
	return nil
}

func settingsPanel(s ServerSettings) Response {
	return Response{
		Ephemeral: true,
		Embeds: []Embed{{
			Title: "Settings of this server", Color: colorAnswer, Description: settingsText(s),
			Footer: "Each change holds at once.",
		}},
		Rows: []Row{
			{Menu: &Menu{
				ID: controlID(doSettings, setChannels), Placeholder: "Answer mentions only in…",
				Channels: true, Chosen: s.Channels, Min: 0, Max: maxSettingChannels,
			}},
			{Buttons: []Button{
				toggle("Thread", setThread, s.Thread),
				toggle("Private by default", setPrivate, s.Private),
				toggle("Delete the answer with its question", setDelete, s.DeleteWithQuestion),
			}},
		},
	}
}

// settingsText says what holds, in sentences.
func settingsText(s ServerSettings) string {
	where := "Mentions are answered in every channel that I can write in."
	if len(s.Channels) > 0 {
		where = "Mentions are answered only in <#" + strings.Join(s.Channels, ">, <#") + ">."
	}
	return strings.Join([]string{
		where,
		choose(s.Thread, "Answers to mentions go into a thread.", "Answers to mentions are replies in the channel."),
		choose(s.Private, "Answers to commands are seen by the asker alone, unless asked otherwise.", "Answers to commands are seen by all, unless asked otherwise."),
		choose(s.DeleteWithQuestion, "An answer is deleted with its question.", "An answer stays when its question is deleted."),
	}, "\n")
}

// toggle is a button that says what holds, and sets the contrary.
func toggle(label, what string, yes bool) Button {
	style := Secondary
	if yes {
		style = Success
	}
	return Button{ID: controlID(doSettings, what, choose(yes, off, on)), Label: label + ": " + choose(yes, on, off), Style: style}
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
