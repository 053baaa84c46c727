package sandbox

import (
	"encoding/json"
	"slices"
)

// responsesTo lists the responses which each kind of interaction may get.
var responsesTo = map[InteractionType][]ResponseType{
	CommandInteraction:      {Reply, DeferredReply, ModalResponse},
	ComponentInteraction:    {Reply, DeferredReply, DeferredUpdate, UpdateMessage, ModalResponse},
	AutocompleteInteraction: {Autocomplete},
	ModalInteraction:        {Reply, DeferredReply, DeferredUpdate, UpdateMessage},
}

// callback is POST /interactions/{interaction}/{token}/callback.
func (s *Sandbox) callback(c *call) (reply, error) {
	i := s.open[c.vars["token"]]
	if i == nil || i.ID != c.vars["interaction"] {
		return reply{}, fail(10062)
	}
	var out problems
	if err := s.respond(i, c.form(&out), &out, c.body); err != nil {
		return reply{}, err
	}
	if c.query.Get("with_response") != "true" {
		return nothing()
	}
	return ok(s.callbackPayload(i))
}

// respond checks and applies a first response.
func (s *Sandbox) respond(i *Interaction, f form, out *problems, b body) *apiError {
	after := s.opts.Now().Sub(i.Created)
	switch {
	case i.response != nil:
		return fail(40060)
	case after > s.opts.ResponseWindow:
		return fail(10062)
	}
	kind, data := s.checkCallback(i, f, len(b.files))
	if err := out.refusal(); err != nil {
		return err
	}
	response := &Response{Type: kind, Body: b.raw, After: after}
	if err := s.carryOut(i, response, data, b.files); err != nil {
		return err
	}
	i.response = response
	s.publish(Event{Kind: ResponseEvent, Channel: i.Channel, Text: i.Name, Interaction: i, Response: response})
	return nil
}

// checkCallback checks the body by its type and returns its data.
func (s *Sandbox) checkCallback(i *Interaction, f form, files int) (ResponseType, form) {
	f.only(callbackFields)
	f.need("type")
	n, _ := f.whole("type", 1, 13)
	kind := ResponseType(n)
	if !slices.Contains(s.responses(i), kind) {
		f.badf("type", "BASE_TYPE_CHOICES", "Value must be one of %v.", s.responses(i))
	}
	data, ok := f.child("data")
	if !ok {
		data = form{out: f.out, path: "data", fields: object{}}
	}
	switch kind {
	case Reply:
		f.need("data")
		checkMessage(data, replyBody, 0, files)
	case DeferredReply:
		checkMessage(data, deferBody, 0, files)
		data.fields = object{"flags": data.fields["flags"]} // Discord ignores the rest
	case DeferredUpdate:
		data.only(messageFields)
	case UpdateMessage:
		f.need("data")
		checkMessage(data, updateBody, s.sourceFlags(i), files)
	case Autocomplete:
		f.need("data")
		checkAutocomplete(data, i.focused)
	case ModalResponse:
		f.need("data")
		checkModal(data)
	}
	return kind, data
}

// responses leaves out updates where there is no message to update.
func (s *Sandbox) responses(i *Interaction) []ResponseType {
	all := slices.Clone(responsesTo[i.Type])
	if i.source == "" {
		all = slices.DeleteFunc(all, func(t ResponseType) bool { return t == DeferredUpdate || t == UpdateMessage })
	}
	return all
}

func (s *Sandbox) sourceFlags(i *Interaction) MessageFlags {
	if m := s.messages[i.source]; m != nil {
		return m.Flags
	}
	return 0
}

// carryOut does what the response says.
func (s *Sandbox) carryOut(i *Interaction, r *Response, data form, files []Attachment) *apiError {
	switch r.Type {
	case Reply, DeferredReply:
		m := s.answer(i, data, files)
		if r.Type == DeferredReply {
			m.Flags |= Loading
			i.deferred = true
		}
		s.post(m)
		i.original = m.ID
		r.Message = snapshot(m)
	case DeferredUpdate:
		i.original = i.source
	case UpdateMessage:
		i.original = i.source
		return s.update(i, r, data, files)
	case Autocomplete:
		r.Choices = decodeInto[[]Choice](data.fields["choices"])
	case ModalResponse:
		r.Modal = decodeInto[*Modal](data.fields)
		number(r.Modal.Components)
		r.Modal.via = i
	}
	return nil
}

func (s *Sandbox) update(i *Interaction, r *Response, data form, files []Attachment) *apiError {
	old := s.messages[i.source]
	if old == nil || old.Deleted {
		return fail(10008)
	}
	m := old.clone()
	apply(&m, data, files)
	if err := checkWhole(&m); err != nil {
		return err
	}
	s.mention(&m, rules(data, userMentions))
	s.replace(&m)
	r.Message = snapshot(&m)
	return nil
}

// answer makes a message which answers the interaction, not posted yet.
func (s *Sandbox) answer(i *Interaction, data form, files []Attachment) *Message {
	m := &Message{
		ChannelID: i.Channel, GuildID: i.Guild, AuthorID: s.app.BotID, WebhookID: s.app.ID,
		Type: PlainMessage, Via: i.via(),
	}
	if i.Type == CommandInteraction {
		m.Type = ChatInputMessage
	}
	apply(m, data, files)
	if n, ok := data.fields["flags"].(json.Number); ok {
		bits, _ := n.Int64()
		m.Flags |= MessageFlags(bits) & Ephemeral
	}
	if m.Flags&Ephemeral != 0 {
		m.VisibleTo = i.UserID
	}
	s.mention(m, rules(data, userMentions))
	return m
}

// via says of a message that it answers the interaction.
func (i *Interaction) via() *Via {
	out := &Via{ID: i.ID, Type: i.Type, Name: i.Name, UserID: i.UserID, MessageID: i.source}
	if i.trigger != nil {
		out.Trigger = i.trigger.via()
	}
	return out
}

func snapshot(m *Message) *Message {
	c := m.clone()
	return &c
}

// callbackPayload is the answer to with_response=true.
func (s *Sandbox) callbackPayload(i *Interaction) object {
	about := object{"id": i.ID, "type": int(i.Type)}
	out := object{"interaction": about}
	if i.response.Message == nil && i.response.Type != DeferredUpdate {
		return out
	}
	resource := object{"type": int(i.response.Type)}
	if m := s.messages[i.original]; m != nil {
		about["response_message_id"] = m.ID
		about["response_message_loading"] = m.Flags&Loading != 0
		about["response_message_ephemeral"] = m.Flags&Ephemeral != 0
		about["channel_id"] = m.ChannelID
		if m.GuildID != "" {
			about["guild_id"] = m.GuildID
		}
		resource["message"] = s.messagePayload(m)
	}
	out["resource"] = resource
	return out
}
