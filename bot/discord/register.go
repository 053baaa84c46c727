package discord

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord/backoff"
	"summitbot/bot/discord/gateway"
)

// wireCommand is what is registered of a command, and all that is compared.
type wireCommand struct {
	Type         int          `json:"type"`
	Name         string       `json:"name"`
	Description  string       `json:"description,omitempty"` // a message's menu has none
	Options      []wireOption `json:"options,omitempty"`
	Permissions  *string      `json:"default_member_permissions"`
	Integrations []int        `json:"integration_types,omitempty"`
	Contexts     []int        `json:"contexts,omitempty"`
}

type wireOption struct {
	Type         int          `json:"type"`
	Name         string       `json:"name"`
	Description  string       `json:"description"`
	Required     bool         `json:"required,omitempty"`
	Autocomplete bool         `json:"autocomplete,omitempty"`
	MaxLength    int          `json:"max_length,omitempty"`
	Options      []wireOption `json:"options,omitempty"`
}

// scope is a set of commands that Discord replaces as a whole.
type scope struct {
	name     string // "global" or "home"
	path     string
	commands []wireCommand
}

// The types of commands, the bits of the permissions that are asked for, and the
// places where a command is offered: by whom the app was installed, and in which kinds
// of conversation.
const (
	commandSlash     = 1
	commandOnMessage = 3

	permitNobody  = "0" // but administrators
	permitManager = "32"

	byServer, byUser               = 0, 1
	inServer, inDirect, inAnywhere = 0, 1, 2
)

// scopes says which commands are registered where: everybody's globally, the
// administrators' in the home server, or globally too where there is no home.
func scopes(application, home string, commands []bot.Command) []scope {
	global := scope{"global", join("applications", application, "commands"), []wireCommand{}}
	local := scope{"home", join("applications", application, "guilds", home, "commands"), []wireCommand{}}
	for _, c := range commands {
		if c.Admin && home != "" {
			local.commands = append(local.commands, wire(c))
		} else {
			global.commands = append(global.commands, wireGlobal(c))
		}
	}
	if home == "" {
		return []scope{global}
	}
	return []scope{global, local}
}

// wireGlobal is a command for Discord, with the places where it is offered.
func wireGlobal(c bot.Command) wireCommand {
	w := wire(c)
	w.Integrations, w.Contexts = []int{byServer}, []int{inServer, inDirect}
	switch {
	case c.Admin || c.Manager:
		w.Contexts = []int{inServer}
	case c.Anywhere:
		w.Integrations, w.Contexts = []int{byServer, byUser}, []int{inServer, inDirect, inAnywhere}
	}
	return w
}

// wire is a command for Discord as a server's own, which is offered there alone.
func wire(c bot.Command) wireCommand {
	w := wireCommand{Type: commandSlash, Name: c.Name, Description: c.Description, Options: wireOptions(c), Permissions: permission(c)}
	if c.OnMessage {
		w.Type, w.Description, w.Options = commandOnMessage, "", nil
	}
	return w
}

// permission says to whom Discord shows a command; nil: to everybody.
func permission(c bot.Command) *string {
	switch {
	case c.Admin:
		return new(permitNobody)
	case c.Manager:
		return new(permitManager)
	default:
		return nil
	}
}

func wireOptions(c bot.Command) (out []wireOption) {
	for _, sub := range c.Subcommands {
		kind := optionSubcommand
		if len(sub.Subcommands) > 0 {
			kind = optionGroup
		}
		out = append(out, wireOption{Type: kind, Name: sub.Name, Description: sub.Description, Options: wireOptions(sub)})
	}
	for _, o := range c.Options {
		out = append(out, wireValue(o))
	}
	return out
}

// wireValue is an option with a value: a text, or yes or no.
func wireValue(o bot.Option) wireOption {
	w := wireOption{Type: optionString, Name: o.Name, Description: o.Description, Required: o.Required}
	if o.YesNo {
		w.Type = optionBoolean
		return w
	}
	w.Autocomplete, w.MaxLength = o.Autocomplete, o.MaxLength
	return w
}

// normal puts commands into an order of their own and fills in Discord's defaults,
// so that equal sets are deeply equal.
func normal(cs []wireCommand) []wireCommand {
	out := make([]wireCommand, 0, len(cs))
	for _, c := range cs {
		c.Type = max(c.Type, commandSlash)
		c.Options = normalOptions(c.Options)
		c.Contexts = slices.Sorted(slices.Values(c.Contexts))
		c.Integrations = slices.Sorted(slices.Values(c.Integrations))
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b wireCommand) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name)) })
	return out
}

func normalOptions(os []wireOption) []wireOption {
	out := make([]wireOption, 0, len(os))
	for _, o := range os {
		o.Options = normalOptions(o.Options)
		out = append(out, o)
	}
	return out
}

func sameCommands(a, b []wireCommand) bool { return reflect.DeepEqual(normal(a), normal(b)) }

// registrar registers commands, and tries again, ever more slowly, for as long as that may help.
type registrar struct {
	api     *client
	timeout time.Duration
	log     *slog.Logger
}

// register makes Discord's set of commands equal to s, or logs why it cannot be.
func (r registrar) register(ctx context.Context, s scope) {
	for failures := 1; ; failures++ {
		err := r.once(ctx, s)
		if err == nil || ctx.Err() != nil {
			return
		}
		again, advice := registrationAdvice(err)
		if !again {
			r.log.Error("commands not registered", "scope", s.name, "err", err, "advice", advice)
			return
		}
		wait := backoff.Delay(failures, 10*time.Second, 15*time.Minute)
		r.log.Error("commands not registered yet", "scope", s.name, "err", err, "advice", advice, "wait", wait)
		if backoff.Sleep(ctx, wait) != nil {
			return
		}
	}
}

// once compares first: an unchanged set costs no write.
func (r registrar) once(ctx context.Context, s scope) error {
	ctx, cancel := context.WithTimeout(ctx, 2*r.timeout)
	defer cancel()
	var there []wireCommand
	if err := r.api.once(ctx, call{method: http.MethodGet, path: s.path, into: &there, auth: true}); err != nil {
		return fmt.Errorf("reading the registered commands: %w", err)
	}
	if sameCommands(there, s.commands) {
		r.log.Debug("commands registered already", "scope", s.name, "count", len(there))
		return nil
	}
	if err := r.api.once(ctx, call{method: http.MethodPut, path: s.path, body: s.commands, auth: true}); err != nil {
		return fmt.Errorf("registering the commands: %w", err)
	}
	r.log.Info("commands registered", "scope", s.name, "count", len(s.commands))
	return nil
}

// registrationAdvice tells the operator what to do, and whether to try again.
func registrationAdvice(err error) (again bool, advice string) {
	switch {
	case status(err) == http.StatusUnauthorized:
		return true, gateway.TokenRefused
	case status(err) == http.StatusForbidden:
		return true, "invite the bot to the home server with the scopes bot and applications.commands, or correct the home server's id in the configuration"
	case status(err) == http.StatusNotFound:
		return true, "correct the home server's id in the configuration"
	case code(err) == codeTooManyCreates:
		return true, "nothing: too many commands were made today, and this bot tries again by itself"
	case status(err) == http.StatusBadRequest:
		return false, "discord refuses a command's form, which is a bug of this bot: the error names the field"
	default:
		return true, "nothing: this bot tries again by itself"
	}
}
