package sandbox

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// apply writes the fields which the body has into the message, a new one or a
// copy of one which is edited. The body has been checked.
func apply(m *Message, f form, files []Attachment) {
	if has(f, "content") {
		m.Content, _ = f.fields["content"].(string)
	}
	if has(f, "embeds") {
		m.Embeds = decodeInto[[]Embed](f.fields["embeds"])
		for i := range m.Embeds {
			m.Embeds[i].Type = "rich"
		}
	}
	if has(f, "components") {
		m.Components = decodeInto[[]Component](f.fields["components"])
		number(m.Components)
	}
	if has(f, "flags") {
		settable := SuppressEmbeds | SuppressNotifications | ComponentsV2
		n, _ := f.fields["flags"].(json.Number)
		bits, _ := n.Int64()
		kept := m.Flags&^settable | m.Flags&ComponentsV2 // V2 cannot be taken back
		m.Flags = kept | MessageFlags(bits)&settable
	}
	if f.has("poll") {
		m.Poll = encode(f.fields["poll"])
	}
	m.TTS = m.TTS || f.flag("tts")
	applyFiles(m, f, files)
}

// has reports whether the body names the field, be it null.
func has(f form, name string) bool {
	_, ok := f.fields[name]
	return ok
}

// applyFiles keeps the attachments which the body lists, if it has a list, and
// adds the uploaded files.
func applyFiles(m *Message, f form, files []Attachment) {
	listed := decodeInto[[]struct{ ID, Description string }](f.fields["attachments"])
	if has(f, "attachments") {
		m.Attachments = slices.DeleteFunc(slices.Clone(m.Attachments), func(a Attachment) bool {
			return !slices.ContainsFunc(listed, func(l struct{ ID, Description string }) bool { return l.ID == a.ID })
		})
	}
	for _, file := range files {
		for _, l := range listed {
			if l.ID == file.ID {
				file.Description = l.Description
			}
		}
		m.Attachments = append(m.Attachments, file)
	}
}

// checkWhole looks at a message after an edit: it must still show something,
// and Components V2 cannot stand beside content.
func checkWhole(m *Message) *apiError {
	if m.Flags&ComponentsV2 != 0 && (m.Content != "" || len(m.Embeds) > 0) {
		return oneProblem("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			"The message has content or embeds, which cannot stand beside MessageFlags.IS_COMPONENTS_V2")
	}
	if m.Content == "" && len(m.Embeds)+len(m.Components)+len(m.Attachments)+len(m.Poll) == 0 {
		return fail(50006)
	}
	return nil
}

var (
	userMention     = regexp.MustCompile(`<@!?(\d+)>`)
	roleMention     = regexp.MustCompile(`<@&(\d+)>`)
	everyoneMention = regexp.MustCompile(`@(everyone|here)\b`)
)

// mentionRules are allowed_mentions with its default filled in.
type mentionRules struct {
	everyone, users, roles bool
	userIDs, roleIDs       []string
	reply                  bool
}

// everyMention is the default for messages, userMentions for interactions.
var (
	everyMention = mentionRules{everyone: true, users: true, roles: true, reply: true}
	userMentions = mentionRules{users: true, reply: true}
)

// rules reads allowed_mentions, or returns the default.
func rules(f form, fallback mentionRules) mentionRules {
	m, ok := f.child("allowed_mentions")
	if !ok {
		return fallback
	}
	parse := m.list("parse", 0, 3)
	return mentionRules{
		everyone: slices.Contains(parse, any("everyone")),
		users:    slices.Contains(parse, any("users")),
		roles:    slices.Contains(parse, any("roles")),
		userIDs:  m.ids("users", 100), roleIDs: m.ids("roles", 100),
		reply: m.flag("replied_user"),
	}
}

// mention fills in whom the message notifies; s.mu is held.
func (s *Sandbox) mention(m *Message, r mentionRules) {
	text := m.mentionText()
	m.Mentions, m.MentionRoles = nil, nil
	for _, match := range userMention.FindAllStringSubmatch(text, -1) {
		if s.users[match[1]] != nil && (r.users || slices.Contains(r.userIDs, match[1])) {
			m.Mentions = appendNew(m.Mentions, match[1])
		}
	}
	if target := s.messages[m.ReplyTo]; target != nil && r.reply && s.users[target.AuthorID] != nil {
		m.Mentions = appendNew(m.Mentions, target.AuthorID)
	}
	for _, match := range roleMention.FindAllStringSubmatch(text, -1) {
		if r.roles || slices.Contains(r.roleIDs, match[1]) {
			m.MentionRoles = appendNew(m.MentionRoles, match[1])
		}
	}
	channel := s.channels[m.ChannelID]
	m.MentionEveryone = r.everyone && everyoneMention.MatchString(text) &&
		s.permissions(m.AuthorID, channel).Has(MentionEveryone)
}

// mentionText is the text in which mentions count: the content and text displays.
func (m *Message) mentionText() string {
	parts := []string{m.Content}
	for c := range walk(m.Components) {
		if c.Type == TextDisplay {
			parts = append(parts, c.Content)
		}
	}
	return strings.Join(parts, "\n")
}

func appendNew(list []string, id string) []string {
	if slices.Contains(list, id) {
		return list
	}
	return append(list, id)
}
