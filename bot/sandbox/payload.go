package sandbox

import "time"

// begin makes the interaction and fills in what all payloads have; s.mu is held.
func (s *Sandbox) begin(kind InteractionType, user *User, channel *Channel, name string, data object) *Interaction {
	now := s.opts.Now()
	i := &Interaction{
		ID: s.ids.at(now), Type: kind, UserID: user.ID, Channel: channel.ID,
		Guild: channel.GuildID, Name: name, Created: now, s: s,
	}
	i.Token = "aW50ZXJhY3Rpb246" + i.ID
	guild := s.guilds[channel.GuildID]
	i.userOnly = guild != nil && guild.Absent
	payload := object{
		"id": i.ID, "application_id": s.app.ID, "type": int(kind), "data": data, "token": i.Token,
		"version": 1, "channel_id": channel.ID, "channel": s.channelPayload(channel), "locale": user.Locale,
		"app_permissions": s.appPermissions(channel).String(), "entitlements": []object{},
		"entitlement_sku_ids": []string{}, "attachment_size_limit": maxFile,
		"authorizing_integration_owners": owners(user, guild),
	}
	s.addPlace(payload, user, channel, guild)
	i.Payload = encode(payload)
	s.prune(now)
	s.open[i.Token] = i
	return i
}

// addPlace adds what differs between guilds and direct messages.
func (s *Sandbox) addPlace(payload object, user *User, channel *Channel, guild *Guild) {
	if guild == nil {
		payload["user"], payload["context"] = userPayload(user), 1
		if channel.Type == GroupDM || s.dms[user.ID] != channel.ID {
			payload["context"] = 2
		}
		return
	}
	member := s.memberWithUser(guild.member(user.ID))
	member["permissions"] = s.permissions(user.ID, channel).String()
	payload["member"], payload["context"] = member, 0
	payload["guild_id"], payload["guild_locale"] = guild.ID, guild.Locale
	payload["guild"] = object{"id": guild.ID, "locale": guild.Locale, "features": []string{}}
	payload["channel"].(object)["permissions"] = s.permissions(user.ID, channel).String()
}

// appPermissions is what the app may do where it was used. Where it is no
// member, it may answer, no more.
func (s *Sandbox) appPermissions(channel *Channel) Permissions {
	if granted := s.permissions(s.app.BotID, channel); granted != 0 {
		return granted
	}
	return EmbedLinks | AttachFiles | MentionEveryone
}

// owners says for which installations the interaction was authorized: "0" a
// guild, or "0" again in direct messages with the bot, "1" the user.
func owners(user *User, guild *Guild) object {
	out := object{}
	switch {
	case guild == nil:
		out["0"] = "0"
	case !guild.Absent:
		out["0"] = guild.ID
	}
	if user.Installed {
		out["1"] = user.ID
	}
	return out
}

// prune forgets interactions which ended long ago.
func (s *Sandbox) prune(now time.Time) {
	if len(s.open) < 10_000 {
		return
	}
	for token, i := range s.open {
		if now.Sub(i.Created) > 2*s.opts.TokenLife {
			delete(s.open, token)
		}
	}
}
