package sandbox

import (
	"slices"
	"strconv"
)

// Permissions is a set of guild permissions. In JSON it is a decimal string.
type Permissions uint64

// The permissions which the sandbox enforces or hands out.
const (
	KickMembers            Permissions = 1 << 1
	BanMembers             Permissions = 1 << 2
	Administrator          Permissions = 1 << 3
	ManageChannels         Permissions = 1 << 4
	ManageGuild            Permissions = 1 << 5
	AddReactions           Permissions = 1 << 6
	ViewChannel            Permissions = 1 << 10
	SendMessages           Permissions = 1 << 11
	ManageMessages         Permissions = 1 << 13
	EmbedLinks             Permissions = 1 << 14
	AttachFiles            Permissions = 1 << 15
	ReadMessageHistory     Permissions = 1 << 16
	MentionEveryone        Permissions = 1 << 17
	UseApplicationCommands Permissions = 1 << 31
	CreatePublicThreads    Permissions = 1 << 35
	SendMessagesInThreads  Permissions = 1 << 38
	ModerateMembers        Permissions = 1 << 40
)

// DefaultBotPermissions is what an ordinary invitation grants a bot.
const DefaultBotPermissions = ViewChannel | SendMessages | EmbedLinks | AttachFiles |
	ReadMessageHistory | UseApplicationCommands | CreatePublicThreads | SendMessagesInThreads

// everyonePermissions is what @everyone may do in a new guild.
const everyonePermissions = DefaultBotPermissions | AddReactions

// dmPermissions is what both ends may do in a direct message.
const dmPermissions = everyonePermissions | MentionEveryone

// allPermissions is what an administrator has.
const allPermissions = Permissions(1<<53 - 1)

// String returns the set as Discord writes it: a decimal number.
func (p Permissions) String() string { return strconv.FormatUint(uint64(p), 10) }

// Has reports whether all of want are in p.
func (p Permissions) Has(want Permissions) bool { return p&want == want }

// permissions returns what the user may do in the channel; s.mu is held. It
// returns none for a channel of a guild where the user is no member.
// The order is Discord's: owner, roles, administrator, then the overwrites of
// @everyone, of the roles together, and of the member.
func (s *Sandbox) permissions(userID string, ch *Channel) Permissions {
	if ch.GuildID == "" {
		return dmAccess(userID, ch)
	}
	guild := s.guilds[ch.GuildID]
	base := guild.permissions(userID)
	if base.Has(Administrator) {
		return allPermissions
	}
	member := guild.member(userID)
	if member == nil {
		return 0
	}
	if ch.ParentID != "" && s.channels[ch.ParentID] != nil && ch.Type.thread() {
		ch = s.channels[ch.ParentID]
	}
	return overwritten(base, ch.Overwrites, guild.ID, member)
}

func dmAccess(userID string, ch *Channel) Permissions {
	if slices.Contains(ch.Recipients, userID) {
		return dmPermissions
	}
	return 0
}

func overwritten(base Permissions, all []Overwrite, everyone string, member *Member) Permissions {
	roles := Overwrite{}
	own := Overwrite{}
	for _, o := range all {
		switch {
		case o.Subject == everyone:
			base = base&^o.Deny | o.Allow
		case o.Subject == member.UserID:
			own = o
		case member.has(o.Subject):
			roles.Allow |= o.Allow
			roles.Deny |= o.Deny
		}
	}
	base = base&^roles.Deny | roles.Allow
	return base&^own.Deny | own.Allow
}

// permissions returns what the roles of the member grant in the guild at large.
func (g *Guild) permissions(userID string) Permissions {
	if userID == g.OwnerID {
		return allPermissions
	}
	member := g.member(userID)
	if member == nil {
		return 0
	}
	granted := Permissions(0)
	for _, role := range g.Roles {
		if role.ID == g.ID || member.has(role.ID) {
			granted |= role.Permissions
		}
	}
	if granted.Has(Administrator) {
		return allPermissions
	}
	return granted
}
