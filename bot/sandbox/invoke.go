package sandbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Invocation is a slash command as a person types it.
type Invocation struct {
	// User and Channel are identifiers. Default: the home guild's member and
	// channel.
	User, Channel string
	// Command is the name and those of a group and a subcommand, such as
	// "admin reload".
	Command string
	// Options by name: string, bool, int, int64, float64, or the identifier of a
	// user, role or channel; an Attachment for a file.
	Options map[string]any
	// Locale overrides the user's.
	Locale string
}

// Invoke uses a slash command. It returns an error where a client would not
// offer it: not registered here, not permitted, options which do not fit.
func (s *Sandbox) Invoke(ctx context.Context, v Invocation) (*Interaction, error) {
	return s.run(ctx, v, CommandInteraction, "")
}

// Complete asks for suggestions while the person types the option partial; the
// other options may be incomplete. It waits for them.
func (s *Sandbox) Complete(ctx context.Context, v Invocation, partial string) ([]Choice, error) {
	i, err := s.run(ctx, v, AutocompleteInteraction, partial)
	if err != nil {
		return nil, err
	}
	response, err := i.Response(ctx)
	return response.Choices, err
}

func (s *Sandbox) run(ctx context.Context, v Invocation, kind InteractionType, partial string) (*Interaction, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	defer s.locked()()
	i, err := s.prepareCommand(v, kind, partial)
	if err != nil {
		return nil, fmt.Errorf("sandbox: /%s: %w", v.Command, err)
	}
	return s.deliver(ctx, i)
}

func (s *Sandbox) prepareCommand(v Invocation, kind InteractionType, partial string) (*Interaction, error) {
	channel, user, err := s.actors(v.Channel, v.User)
	if err != nil {
		return nil, err
	}
	path := strings.Fields(v.Command)
	if len(path) == 0 {
		return nil, errors.New("no command named")
	}
	cmd, err := s.offered(path[0], ChatInput, user, channel)
	if err != nil {
		return nil, err
	}
	leaf, err := descend(cmd, path[1:])
	if err != nil {
		return nil, err
	}
	fill := filling{s: s, channel: channel, user: user, partial: partial, resolved: object{}}
	options, err := fill.options(leaf, v.Options)
	if err != nil {
		return nil, err
	}
	data := commandData(cmd, nest(path[1:], options), fill.resolved)
	caller := *user
	caller.Locale = or(v.Locale, user.Locale)
	i := s.begin(kind, &caller, channel, v.Command, data)
	i.focused = fill.focused
	return i, nil
}

// offered returns the command where a client would show it: registered for the
// guild or globally, in this context, to this member.
func (s *Sandbox) offered(name string, kind CommandType, user *User, channel *Channel) (*Command, error) {
	cmd := s.commands.find(channel.GuildID, name, kind)
	if cmd == nil || channel.GuildID == "" {
		cmd = s.commands.find("", name, kind)
	}
	guild := s.guilds[channel.GuildID]
	switch {
	case cmd == nil:
		return nil, errors.New("no such command is registered here")
	case guild != nil && guild.member(user.ID) == nil:
		return nil, fmt.Errorf("%s is no member of %s", user.Username, guild.Name)
	case !s.permissions(user.ID, channel).Has(ViewChannel):
		return nil, fmt.Errorf("%s does not see the channel", user.Username)
	case !s.installed(cmd, user, channel):
		return nil, errors.New("it is not offered in this context")
	case !s.allowed(cmd, user.ID, channel):
		return nil, fmt.Errorf("%s may not use it (default_member_permissions %s)", user.Username, encode(cmd.DefaultMemberPermissions))
	}
	return cmd, nil
}

// installed reports whether the command's contexts and integration types
// include this place.
func (s *Sandbox) installed(cmd *Command, user *User, channel *Channel) bool {
	place := 0
	if channel.GuildID == "" {
		place = 1
		if s.dms[user.ID] != channel.ID {
			place = 2
		}
	}
	if cmd.Contexts != nil && !slices.Contains(cmd.Contexts, place) {
		return false
	}
	if cmd.DMPermission != nil && !*cmd.DMPermission && place != 0 {
		return false
	}
	if cmd.GuildID != "" {
		return true
	}
	byGuild := slices.Contains(cmd.IntegrationTypes, 0) && place != 2
	if guild := s.guilds[channel.GuildID]; guild != nil && guild.Absent {
		byGuild = false
	}
	return byGuild || user.Installed && slices.Contains(cmd.IntegrationTypes, 1)
}

// descend returns the options of the command or subcommand which the path names.
func descend(cmd *Command, path []string) ([]Option, error) {
	options := cmd.Options
	for _, name := range path {
		at := slices.IndexFunc(options, func(o Option) bool { return o.Name == name && o.Type <= SubcommandGroup })
		if at < 0 {
			return nil, fmt.Errorf("no subcommand %q", name)
		}
		options = options[at].Options
	}
	if len(options) > 0 && options[0].Type <= SubcommandGroup {
		return nil, errors.New("a subcommand is needed")
	}
	return options, nil
}

// nest wraps the options in the subcommands of the path.
func nest(path []string, options []object) []object {
	for n := len(path); n > 0; n-- {
		kind := Subcommand
		if n < len(path) {
			kind = SubcommandGroup
		}
		options = []object{{"name": path[n-1], "type": int(kind), "options": orEmpty(options)}}
	}
	return options
}

func commandData(cmd *Command, options []object, resolved object) object {
	data := object{"id": cmd.ID, "name": cmd.Name, "type": int(cmd.Type)}
	if cmd.GuildID != "" {
		data["guild_id"] = cmd.GuildID
	}
	if len(options) > 0 {
		data["options"] = options
	}
	if len(resolved) > 0 {
		data["resolved"] = resolved
	}
	return data
}
