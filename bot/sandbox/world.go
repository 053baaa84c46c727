package sandbox

import (
	"slices"
	"time"
)

// User is an account. In wire form it has no more than Discord shows a bot.
type User struct {
	ID         string
	Username   string
	GlobalName string
	Bot        bool
	// Locale of the user's client. Default "en-US".
	Locale string
	// DMsClosed: the user accepts no direct messages from apps (50007).
	DMsClosed bool
	// Installed: the user installed the application for themself.
	Installed bool
}

// Application is the bot's application, owned by a user or, where Team is not
// empty, by a team.
type Application struct {
	ID      string
	Name    string
	OwnerID string
	BotID   string
	Team    []TeamMember
	TeamID  string
}

// TeamMember is a member of the team which owns the application.
type TeamMember struct {
	UserID string
	// Role is "admin", "developer" or "read_only"; the owner's is "admin".
	Role string
	// Invited: the member has not accepted yet.
	Invited bool
}

// Role of a guild; the role whose ID is the guild's is @everyone.
type Role struct {
	ID          string
	Name        string
	Permissions Permissions
	Position    int
	Managed     bool
	BotID       string // the bot whose own role it is
}

// Member is a user in a guild.
type Member struct {
	UserID   string
	Nick     string
	Roles    []string
	JoinedAt time.Time
}

// Guild is a server. Its channels are kept apart; see Sandbox.Channels.
type Guild struct {
	ID      string
	Name    string
	OwnerID string
	Locale  string
	Roles   []Role
	Members []Member
	// Absent: the bot is no member here; only users who installed the
	// application for themselves can use it.
	Absent bool
}

// ChannelType is Discord's number for a kind of channel.
type ChannelType int

// The kinds of channel the sandbox knows.
const (
	GuildText          ChannelType = 0
	DM                 ChannelType = 1
	GuildVoice         ChannelType = 2
	GroupDM            ChannelType = 3
	GuildAnnouncement  ChannelType = 5
	AnnouncementThread ChannelType = 10
	PublicThread       ChannelType = 11
	PrivateThread      ChannelType = 12
	GuildForum         ChannelType = 15 // its posts are public threads
	GuildMedia         ChannelType = 16
)

// Overwrite changes the permissions of a role or member in a channel.
type Overwrite struct {
	Subject     string // a role's or a user's ID
	Allow, Deny Permissions
}

// Channel is a place for messages. GuildID is empty for direct messages.
type Channel struct {
	ID         string
	GuildID    string
	ParentID   string
	Type       ChannelType
	Name       string
	Overwrites []Overwrite
	Recipients []string // of direct messages
	OwnerID    string   // of threads
}

// Home is the furniture of a new sandbox.
type Home struct {
	Guild   Guild
	Channel Channel
	// Owner owns the application and the guild.
	Owner User
	// Admin has a role with Administrator.
	Admin User
	// Member has no role of their own.
	Member User
	// OtherBot is a bot which is not ours.
	OtherBot User
}

func (t ChannelType) thread() bool {
	return t == AnnouncementThread || t == PublicThread || t == PrivateThread
}

func (m *Member) has(role string) bool { return slices.Contains(m.Roles, role) }

// member returns nil where the user is not in the guild.
func (g *Guild) member(userID string) *Member {
	i := slices.IndexFunc(g.Members, func(m Member) bool { return m.UserID == userID })
	if i < 0 {
		return nil
	}
	return &g.Members[i]
}

// role returns nil where the guild has no such role.
func (g *Guild) role(id string) *Role {
	i := slices.IndexFunc(g.Roles, func(r Role) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &g.Roles[i]
}

func (g *Guild) clone() Guild {
	c := *g
	c.Roles = slices.Clone(g.Roles)
	c.Members = slices.Clone(g.Members)
	for i := range c.Members {
		c.Members[i].Roles = slices.Clone(c.Members[i].Roles)
	}
	return c
}

func (c *Channel) clone() Channel {
	out := *c
	out.Overwrites = slices.Clone(c.Overwrites)
	out.Recipients = slices.Clone(c.Recipients)
	return out
}
