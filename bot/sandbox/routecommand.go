package sandbox

import (
	"maps"
	"slices"
	"strconv"
)

// scope returns the guild of the path, or "" for global commands.
func (s *Sandbox) scope(c *call) (string, *apiError) {
	if c.vars["app"] != s.app.ID {
		return "", fail(20012)
	}
	if c.vars["guild"] == "" {
		return "", nil
	}
	guild, err := s.knownGuild(c)
	if err != nil {
		return "", fail(50001)
	}
	return guild.ID, nil
}

func (s *Sandbox) listCommands(c *call) (reply, error) {
	scope, err := s.scope(c)
	if err != nil {
		return reply{}, err
	}
	out := []Command{}
	for _, cmd := range s.commands.scopes[scope] {
		one := *cmd
		if c.query.Get("with_localizations") != "true" {
			one.NameLocalizations, one.DescriptionLocalizations = nil, nil
		}
		out = append(out, one)
	}
	return ok(out)
}

func (s *Sandbox) getCommand(c *call) (reply, error) {
	cmd, err := s.command(c)
	if err != nil {
		return reply{}, err
	}
	return ok(cmd)
}

// command returns the command of the path.
func (s *Sandbox) command(c *call) (*Command, *apiError) {
	scope, err := s.scope(c)
	if err != nil {
		return nil, err
	}
	cmd := s.commands.byID(scope, c.vars["command"])
	if cmd == nil {
		return nil, fail(10063)
	}
	return cmd, nil
}

// createCommand replaces a command of the same name and type.
func (s *Sandbox) createCommand(c *call) (reply, error) {
	scope, err := s.scope(c)
	if err != nil {
		return reply{}, err
	}
	var out problems
	f := c.form(&out)
	checkCommand(f, scope != "")
	if err := out.refusal(); err != nil {
		return reply{}, err
	}
	cmd := s.newCommand(f.fields, scope)
	list := s.commands.scopes[scope]
	if old := s.commands.find(scope, cmd.Name, cmd.Type); old != nil {
		s.replaceCommand(old, cmd)
		return ok(old)
	}
	if err := s.register(scope, append(slices.Clip(list), cmd)); err != nil {
		return reply{}, err
	}
	return created(cmd)
}

// overwriteCommands replaces all commands of the scope.
func (s *Sandbox) overwriteCommands(c *call) (reply, error) {
	scope, err := s.scope(c)
	if err != nil {
		return reply{}, err
	}
	list, isList := c.body.value.([]any)
	if !isList {
		return reply{}, oneProblem("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
	}
	var out problems
	commands := []*Command{}
	for i, v := range list {
		f, isObject := form{out: &out, fields: object{}}.wrap(strconv.Itoa(i), v)
		if !isObject {
			continue
		}
		checkCommand(f, scope != "")
		commands = append(commands, s.newCommand(f.fields, scope))
	}
	checkDuplicates(&out, commands)
	if err := out.refusal(); err != nil {
		return reply{}, err
	}
	if err := s.register(scope, commands); err != nil {
		return reply{}, err
	}
	return ok(commands)
}

func checkDuplicates(out *problems, commands []*Command) {
	type key struct {
		name string
		kind CommandType
	}
	seen := map[key]bool{}
	for i, cmd := range commands {
		k := key{cmd.Name, cmd.Type}
		if seen[k] {
			out.addf(strconv.Itoa(i)+".name", "APPLICATION_COMMANDS_DUPLICATE_NAME",
				"Application command names must be unique")
		}
		seen[k] = true
	}
}

// register puts the list in place of the scope's commands. A command whose name
// and type exist keeps its identifier; the others count as creates.
func (s *Sandbox) register(scope string, list []*Command) *apiError {
	limits := map[CommandType]int{ChatInput: 100, UserCommand: 15, MessageCommand: 15}
	fresh := 0
	for _, cmd := range list {
		limits[cmd.Type]--
		if limits[cmd.Type] < 0 {
			return fail(30032)
		}
		if s.commands.find(scope, cmd.Name, cmd.Type) == nil {
			fresh++
		}
	}
	day := createsKey{scope, s.opts.Now().UTC().Format("2006-01-02")}
	if s.commands.creates[day]+fresh > maxCreates {
		return fail(30034)
	}
	s.commands.creates[day] += fresh
	for _, cmd := range list {
		old := s.commands.find(scope, cmd.Name, cmd.Type)
		if old == cmd {
			continue
		}
		cmd.ID, cmd.Version = s.ids.at(s.opts.Now()), s.ids.at(s.opts.Now())
		if old != nil {
			cmd.ID = old.ID
		}
	}
	s.commands.scopes[scope] = list
	s.publish(Event{Kind: CommandsEvent, Text: scope})
	return nil
}

func (s *Sandbox) replaceCommand(old, cmd *Command) {
	cmd.ID, cmd.Version = old.ID, s.ids.at(s.opts.Now())
	*old = *cmd
	s.publish(Event{Kind: CommandsEvent, Text: cmd.GuildID})
}

func (s *Sandbox) editCommand(c *call) (reply, error) {
	old, err := s.command(c)
	if err != nil {
		return reply{}, err
	}
	var out problems
	f := c.form(&out)
	merged := maps.Clone(old.fields)
	maps.Copy(merged, f.fields)
	f.fields = merged
	checkCommand(f, old.GuildID != "")
	if err := out.refusal(); err != nil {
		return reply{}, err
	}
	s.replaceCommand(old, s.newCommand(merged, old.GuildID))
	return ok(old)
}

func (s *Sandbox) deleteCommand(c *call) (reply, error) {
	cmd, err := s.command(c)
	if err != nil {
		return reply{}, err
	}
	var rest []*Command
	for _, one := range s.commands.scopes[cmd.GuildID] {
		if one != cmd {
			rest = append(rest, one)
		}
	}
	s.commands.scopes[cmd.GuildID] = rest
	s.publish(Event{Kind: CommandsEvent, Text: cmd.GuildID})
	return nothing()
}
