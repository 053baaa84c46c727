package sandbox

import "slices"

// maxUserFollowups is how many an app installed for the user only may send.
const maxUserFollowups = 5

// answered returns the interaction of the path, where it has been answered and
// its token lives.
func (s *Sandbox) answered(c *call) (*Interaction, *apiError) {
	i := s.open[c.vars["token"]]
	if i == nil || c.vars["app"] != s.app.ID {
		return nil, fail(10015)
	}
	if s.opts.Now().Sub(i.Created) > s.opts.TokenLife {
		return nil, fail(50027)
	}
	if i.response == nil {
		return nil, fail(10015)
	}
	return i, nil
}

// followup returns the message of the path: the original or a follow-up.
func (s *Sandbox) followup(c *call) (*Interaction, *Message, *apiError) {
	i, err := s.answered(c)
	if err != nil {
		return nil, nil, err
	}
	id := c.vars["message"]
	if id == "@original" {
		id = i.original
	}
	m := s.messages[id]
	if m == nil || m.Deleted || !i.owns(id) {
		return nil, nil, fail(10008)
	}
	return i, m, nil
}

func (i *Interaction) owns(id string) bool {
	return id == i.original || slices.Contains(i.followups, id)
}

func (s *Sandbox) getFollowup(c *call) (reply, error) {
	_, m, err := s.followup(c)
	if err != nil {
		return reply{}, err
	}
	return ok(s.messagePayload(m))
}

func (s *Sandbox) editFollowup(c *call) (reply, error) {
	i, m, err := s.followup(c)
	if err != nil {
		return reply{}, err
	}
	answer, failed := s.edit(c, m, hookEditBody, userMentions)
	if failed == nil && m.ID == i.original {
		i.deferred = false
	}
	return answer, failed
}

func (s *Sandbox) deleteFollowup(c *call) (reply, error) {
	i, m, err := s.followup(c)
	if err != nil {
		return reply{}, err
	}
	if m.ID == i.original {
		i.deferred = false
	}
	s.remove(m)
	return nothing()
}

// createFollowup posts a further message. Directly after a deferred response it
// fills in the original instead, whose visibility stays as it was.
func (s *Sandbox) createFollowup(c *call) (reply, error) {
	i, err := s.answered(c)
	if err != nil {
		return reply{}, err
	}
	if i.deferred {
		c.vars["message"] = "@original"
		delete(c.form(&problems{}).fields, "flags")
		return s.editFollowup(c)
	}
	var out problems
	f := c.form(&out)
	checkMessage(f, followupBody, 0, len(c.body.files))
	if err := out.refusal(); err != nil {
		return reply{}, err
	}
	if i.userOnly && len(i.followups) >= maxUserFollowups {
		return reply{}, fail(40094)
	}
	m := s.answer(i, f, c.body.files)
	m.Type, m.ReplyTo = PlainMessage, ""
	if i.original != "" {
		m.Type, m.ReplyTo = ReplyMessage, i.original
	}
	s.post(m)
	i.followups = append(i.followups, m.ID)
	return ok(s.messagePayload(m))
}
