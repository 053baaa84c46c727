package sandbox

import (
	"fmt"
	"slices"
)

// furnish makes the application, its people and the home guild.
func (s *Sandbox) furnish() {
	s.app = Application{ID: s.ids.fixed(), Name: s.opts.Name, TeamID: s.ids.fixed()}
	// A bot user has its application's identifier, as on Discord.
	bot := s.addUser(User{ID: s.app.ID, Username: s.opts.Name, Bot: true})
	s.app.BotID = bot.ID
	owner := s.addUser(User{Username: "olga", GlobalName: "Olga"})
	admin := s.addUser(User{Username: "adam", GlobalName: "Adam"})
	member := s.addUser(User{Username: "mia", GlobalName: "Mia"})
	other := s.addUser(User{Username: "beep", Bot: true})
	s.app.OwnerID = owner.ID

	guild := s.addGuild(Guild{Name: "Base Camp", OwnerID: owner.ID})
	role := s.addRole(guild, Role{Name: "admin", Permissions: Administrator})
	s.join(guild, Member{UserID: admin.ID, Roles: []string{role.ID}})
	s.join(guild, Member{UserID: member.ID})
	s.join(guild, Member{UserID: other.ID})
	channel := s.addChannel(Channel{GuildID: guild.ID, Name: "general"})
	s.home = Home{Owner: *owner, Admin: *admin, Member: *member, OtherBot: *other}
	s.home.Guild, s.home.Channel = guild.clone(), channel.clone()
}

// Home returns the furniture as it was made.
func (s *Sandbox) Home() Home { return s.home }

// Application returns the bot's application.
func (s *Sandbox) Application() Application {
	defer s.read()()
	app := s.app
	app.Team = slices.Clone(app.Team)
	return app
}

// Bot returns the bot's user.
func (s *Sandbox) Bot() User {
	defer s.read()()
	return *s.users[s.app.BotID]
}

// SetTeam gives the application to a team whose owner is the present owner. No
// members: back to the owner alone.
func (s *Sandbox) SetTeam(members ...TeamMember) {
	defer s.locked()()
	s.app.Team = slices.Clone(members)
}

// AddUser adds an account; an empty ID is filled in.
func (s *Sandbox) AddUser(u User) User {
	defer s.locked()()
	return *s.addUser(u)
}

// AddGuild adds a guild. Where OwnerID is empty the home guild's owner owns it.
// Unless it is Absent the bot joins it, and connected sessions get GUILD_CREATE.
func (s *Sandbox) AddGuild(g Guild) Guild {
	defer s.locked()()
	guild := s.addGuild(g)
	if !guild.Absent {
		s.dispatch(guild.ID, "GUILD_CREATE", Guilds, s.guildPayload(guild))
	}
	return guild.clone()
}

// AddChannel adds a channel to its guild.
func (s *Sandbox) AddChannel(c Channel) (Channel, error) {
	defer s.locked()()
	if s.guilds[c.GuildID] == nil {
		return Channel{}, fmt.Errorf("sandbox: add channel: no guild %q", c.GuildID)
	}
	channel := s.addChannel(c)
	s.dispatch(c.GuildID, "CHANNEL_CREATE", Guilds, s.channelPayload(channel))
	return channel.clone(), nil
}

// AddRole adds a role to a guild.
func (s *Sandbox) AddRole(guildID string, r Role) (Role, error) {
	defer s.locked()()
	guild := s.guilds[guildID]
	if guild == nil {
		return Role{}, fmt.Errorf("sandbox: add role: no guild %q", guildID)
	}
	return *s.addRole(guild, r), nil
}

// SetMember makes the user a member of the guild, or replaces the member.
func (s *Sandbox) SetMember(guildID string, m Member) error {
	defer s.locked()()
	guild := s.guilds[guildID]
	if guild == nil || s.users[m.UserID] == nil {
		return fmt.Errorf("sandbox: set member: no guild %q or no user %q", guildID, m.UserID)
	}
	s.join(guild, m)
	return nil
}

// SetOverwrites replaces the permission overwrites of a channel.
func (s *Sandbox) SetOverwrites(channelID string, overwrites ...Overwrite) error {
	defer s.locked()()
	channel := s.channels[channelID]
	if channel == nil {
		return fmt.Errorf("sandbox: set overwrites: no channel %q", channelID)
	}
	channel.Overwrites = slices.Clone(overwrites)
	s.dispatch(channel.GuildID, "CHANNEL_UPDATE", Guilds, s.channelPayload(channel))
	return nil
}

// DirectMessage returns the channel of the user and the bot, and makes it.
func (s *Sandbox) DirectMessage(userID string) (Channel, error) {
	defer s.locked()()
	if s.users[userID] == nil {
		return Channel{}, fmt.Errorf("sandbox: direct message: no user %q", userID)
	}
	return s.dm(userID).clone(), nil
}

// Channels returns the channels of a guild, or all where guildID is empty.
func (s *Sandbox) Channels(guildID string) []Channel {
	defer s.read()()
	var out []Channel
	for _, id := range sortedKeys(s.channels) {
		if c := s.channels[id]; guildID == "" || c.GuildID == guildID {
			out = append(out, c.clone())
		}
	}
	return out
}

func (s *Sandbox) addUser(u User) *User {
	u.ID = s.idOr(u.ID)
	u.Locale = or(u.Locale, "en-US")
	s.users[u.ID] = &u
	return &u
}

func (s *Sandbox) addGuild(g Guild) *Guild {
	guild := g.clone()
	guild.ID = s.idOr(g.ID)
	guild.Locale = or(g.Locale, "en-US")
	guild.OwnerID = or(g.OwnerID, s.app.OwnerID)
	s.guilds[guild.ID] = &guild
	everyone := Role{ID: guild.ID, Name: "@everyone", Permissions: everyonePermissions}
	guild.Roles = append([]Role{everyone}, guild.Roles...)
	s.join(&guild, Member{UserID: guild.OwnerID})
	if !guild.Absent {
		role := s.addRole(&guild, Role{Name: s.opts.Name, Permissions: s.opts.BotPermissions, Managed: true, BotID: s.app.BotID})
		s.join(&guild, Member{UserID: s.app.BotID, Roles: []string{role.ID}})
	}
	return &guild
}

func (s *Sandbox) addRole(g *Guild, r Role) *Role {
	r.ID = s.idOr(r.ID)
	r.Position = or(r.Position, len(g.Roles))
	g.Roles = append(g.Roles, r)
	return &g.Roles[len(g.Roles)-1]
}

func (s *Sandbox) addChannel(c Channel) *Channel {
	channel := c.clone()
	channel.ID = s.idOr(c.ID)
	s.channels[channel.ID] = &channel
	return &channel
}

func (s *Sandbox) join(g *Guild, m Member) {
	if m.JoinedAt.IsZero() {
		m.JoinedAt = s.opts.Now()
	}
	m.Roles = slices.Clone(m.Roles)
	if old := g.member(m.UserID); old != nil {
		*old = m
		return
	}
	g.Members = append(g.Members, m)
}

// dm returns the bot's channel with the user and makes it; s.mu is held.
func (s *Sandbox) dm(userID string) *Channel {
	if id, ok := s.dms[userID]; ok {
		return s.channels[id]
	}
	channel := s.addChannel(Channel{Type: DM, Recipients: []string{userID, s.app.BotID}})
	s.dms[userID] = channel.ID
	return channel
}

func (s *Sandbox) idOr(id string) string {
	if id == "" {
		return s.ids.fixed()
	}
	return id
}
