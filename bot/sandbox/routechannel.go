package sandbox

import "slices"

func (s *Sandbox) getChannel(c *call) (reply, error) {
	channel, err := s.visible(c, 0)
	if err != nil {
		return reply{}, err
	}
	return ok(s.channelPayload(channel))
}

func (s *Sandbox) startTyping(c *call) (reply, error) {
	channel, err := s.visible(c, SendMessages)
	if err != nil {
		return reply{}, err
	}
	s.publish(Event{Kind: TypingEvent, Channel: channel.ID})
	return nothing()
}

func (s *Sandbox) createDM(c *call) (reply, error) {
	var out problems
	f := c.form(&out)
	f.only(dmFields)
	f.need("recipient_id")
	id := f.id("recipient_id")
	if err := out.refusal(); err != nil {
		return reply{}, err
	}
	if s.users[id] == nil {
		return reply{}, fail(10013)
	}
	if id == s.app.BotID {
		return reply{}, fail(50007)
	}
	return ok(s.channelPayload(s.dm(id)))
}

func (s *Sandbox) startThread(c *call) (reply, error) {
	channel, err := s.visible(c, CreatePublicThreads)
	if err != nil {
		return reply{}, err
	}
	if channel.Type != GuildText && channel.Type != GuildAnnouncement {
		return reply{}, fail(50024)
	}
	m, err := s.standing(c, channel)
	if err != nil {
		return reply{}, err
	}
	if m.ThreadID != "" {
		return reply{}, fail(160004)
	}
	f, err := checkThread(c)
	if err != nil {
		return reply{}, err
	}
	kind := PublicThread
	if channel.Type == GuildAnnouncement {
		kind = AnnouncementThread
	}
	// A thread has the identifier of the message it starts from.
	thread := s.addChannel(Channel{
		ID: m.ID, GuildID: channel.GuildID, ParentID: channel.ID, Type: kind,
		Name: f.text("name", 1, 100), OwnerID: s.app.BotID,
	})
	m.ThreadID = thread.ID
	payload := s.channelPayload(thread)
	s.dispatch(channel.GuildID, "THREAD_CREATE", Guilds, payload)
	s.publish(Event{Kind: ThreadEvent, Channel: thread.ID, Text: thread.Name})
	return created(payload)
}

func checkThread(c *call) (form, *apiError) {
	var out problems
	f := c.form(&out)
	// type and invitable belong to other routes; discordgo sends them always.
	f.only(threadFields, "type", "invitable")
	f.need("name")
	f.text("name", 1, 100)
	f.whole("rate_limit_per_user", 0, 21600)
	minutes, ok := f.whole("auto_archive_duration", 60, 10080)
	if ok && !slices.Contains([]int64{60, 1440, 4320, 10080}, minutes) {
		f.badf("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.")
	}
	return f, out.refusal()
}
