package sandbox

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// CommandType is Discord's number for a kind of command.
type CommandType int

// The kinds of command.
const (
	ChatInput      CommandType = 1
	UserCommand    CommandType = 2
	MessageCommand CommandType = 3
)

// OptionType is Discord's number for a kind of option.
type OptionType int

// The kinds of option.
const (
	Subcommand        OptionType = 1
	SubcommandGroup   OptionType = 2
	StringOption      OptionType = 3
	IntegerOption     OptionType = 4
	BooleanOption     OptionType = 5
	UserOption        OptionType = 6
	ChannelOption     OptionType = 7
	RoleOption        OptionType = 8
	MentionableOption OptionType = 9
	NumberOption      OptionType = 10
	AttachmentOption  OptionType = 11
)

// Command is a registered command. It is also its wire form.
type Command struct {
	ID                       string            `json:"id"`
	ApplicationID            string            `json:"application_id"`
	GuildID                  string            `json:"guild_id,omitempty"`
	Version                  string            `json:"version"`
	Type                     CommandType       `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations"`
	Options                  []Option          `json:"options,omitempty"`
	DefaultMemberPermissions *string           `json:"default_member_permissions"`
	DMPermission             *bool             `json:"dm_permission,omitempty"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types,omitempty"`
	NSFW                     bool              `json:"nsfw"`

	fields object // as it was sent, for PATCH
}

// Option is an option, a subcommand or a group of a command.
type Option struct {
	Type                     OptionType        `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Choices                  []Choice          `json:"choices,omitempty"`
	Options                  []Option          `json:"options,omitempty"`
	ChannelTypes             []ChannelType     `json:"channel_types,omitempty"`
	MinValue                 *float64          `json:"min_value,omitempty"`
	MaxValue                 *float64          `json:"max_value,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"`
	MaxLength                *int              `json:"max_length,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
}

// Choice is a suggestion of an option. Value is a string or a json.Number.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}

// UnmarshalJSON keeps numbers as they were written.
func (c *Choice) UnmarshalJSON(raw []byte) error {
	var v struct {
		Name              string            `json:"name"`
		NameLocalizations map[string]string `json:"name_localizations"`
		Value             json.RawMessage   `json:"value"`
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	c.Name, c.NameLocalizations = v.Name, v.NameLocalizations
	var text string
	if json.Unmarshal(v.Value, &text) == nil {
		c.Value = text
		return nil
	}
	c.Value = json.Number(v.Value)
	return nil
}

// commandStore is what is registered; the scope is a guild, or "" for global.
type commandStore struct {
	scopes    map[string][]*Command
	creates   map[createsKey]int
	overrides map[overrideKey]bool
}

// createsKey counts the creates of a scope on a day.
type createsKey struct{ scope, day string }

// overrideKey is a command of a guild and a user or role.
type overrideKey struct{ guild, command, subject string }

// maxCreates is the number of new commands a day and scope.
const maxCreates = 200

func newCommandStore() commandStore {
	return commandStore{scopes: map[string][]*Command{}, creates: map[createsKey]int{}, overrides: map[overrideKey]bool{}}
}

// find returns nil where the scope has no such command.
func (st *commandStore) find(scope, name string, kind CommandType) *Command {
	for _, c := range st.scopes[scope] {
		if c.Name == name && c.Type == kind {
			return c
		}
	}
	return nil
}

func (st *commandStore) byID(scope, id string) *Command {
	for _, c := range st.scopes[scope] {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Commands returns what is registered: globally, or in the guild.
func (s *Sandbox) Commands(guildID string) []Command {
	defer s.read()()
	var out []Command
	for _, c := range s.commands.scopes[guildID] {
		out = append(out, *c)
	}
	return out
}

// WaitCommands returns when done reports true of what is registered in the
// scope.
func (s *Sandbox) WaitCommands(ctx context.Context, guildID string, done func([]Command) bool) ([]Command, error) {
	var now []Command
	err := s.await(ctx, "commands", func() bool {
		now = nil
		for _, c := range s.commands.scopes[guildID] {
			now = append(now, *c)
		}
		return done(now)
	})
	return now, err
}

// AllowCommand is an override by a guild's administrators: the role or user may
// or may not use the command there, whatever its default permissions say.
func (s *Sandbox) AllowCommand(guildID, name, subject string, allow bool) {
	defer s.locked()()
	s.commands.overrides[overrideKey{guildID, name, subject}] = allow
}

// allowed reports whether the member may see the command in the channel: first
// the overrides for the user, then for the user's roles, then the default
// permissions.
func (s *Sandbox) allowed(cmd *Command, userID string, ch *Channel) bool {
	granted := s.permissions(userID, ch)
	if ch.GuildID == "" || granted.Has(Administrator) {
		return true
	}
	if allow, ok := s.commands.overrides[overrideKey{ch.GuildID, cmd.Name, userID}]; ok {
		return allow
	}
	if allow, ok := s.roleOverride(cmd, s.guilds[ch.GuildID].member(userID), ch.GuildID); ok {
		return allow
	}
	if !granted.Has(UseApplicationCommands) || cmd.DefaultMemberPermissions == nil {
		return granted.Has(UseApplicationCommands)
	}
	want, _ := parseID(*cmd.DefaultMemberPermissions)
	return want != 0 && granted.Has(Permissions(want))
}

func (s *Sandbox) roleOverride(cmd *Command, member *Member, guildID string) (allow, ok bool) {
	if member == nil {
		return false, false
	}
	for _, role := range append(slices.Clone(member.Roles), guildID) {
		one, set := s.commands.overrides[overrideKey{guildID, cmd.Name, role}]
		allow, ok = allow || one, ok || set
	}
	return allow, ok
}

// newCommand makes a command from a checked body.
func (s *Sandbox) newCommand(fields object, guildID string) *Command {
	cmd := decodeInto[*Command](fields)
	cmd.Type = or(cmd.Type, ChatInput)
	cmd.ApplicationID, cmd.GuildID = s.app.ID, guildID
	if guildID == "" && cmd.IntegrationTypes == nil {
		cmd.IntegrationTypes = []int{0}
	}
	cmd.fields = maps.Clone(fields)
	return cmd
}
