package sandbox

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// bodyKind is the place a message body comes in; the fields and flags which are
// allowed depend on it.
type bodyKind int

const (
	createBody      bodyKind = iota // POST /channels/{}/messages
	editBody                        // PATCH /channels/{}/messages/{}
	replyBody                       // callback type 4
	updateBody                      // callback type 7
	followupBody                    // POST /webhooks/{}/{}
	hookEditBody                    // PATCH /webhooks/{}/{}/messages/{}
	deferBody                       // callback type 5
	deferUpdateOnly                 // callback type 6
)

var allowedFlags = map[bodyKind]MessageFlags{
	createBody:      SuppressEmbeds | SuppressNotifications | ComponentsV2,
	editBody:        SuppressEmbeds | ComponentsV2,
	replyBody:       SuppressEmbeds | SuppressNotifications | ComponentsV2 | Ephemeral,
	updateBody:      SuppressEmbeds | ComponentsV2,
	followupBody:    SuppressEmbeds | SuppressNotifications | ComponentsV2 | Ephemeral,
	hookEditBody:    SuppressEmbeds | ComponentsV2,
	deferBody:       Ephemeral,
	deferUpdateOnly: 0,
}

// checkMessage notes what Discord refuses in a message body. had are the flags
// of the message which is edited, files the number of uploaded files.
func checkMessage(f form, kind bodyKind, had MessageFlags, files int) {
	// discordgo sends two fields of its own along, which Discord ignores.
	f.only(messageFields, "ID", "Channel")
	flags := checkFlags(f, kind)
	f.text("content", 0, 2000)
	f.flag("tts")
	checkEmbeds(f)
	checkMentions(f)
	checkUploads(f, files)
	checkPoll(f)
	f.ids("sticker_ids", 3)
	f.idle("This type of response has no such field", "choices", "custom_id", "title")
	v2 := (flags|had)&ComponentsV2 != 0
	if v2 {
		checkNoLegacy(f)
	}
	checkMessageComponents(f, v2)
	if kind == createBody || kind == replyBody || kind == followupBody {
		f.out.empty = files == 0 && !showsSomething(f)
	}
	if ref, ok := f.child("message_reference"); ok {
		checkReference(ref)
	}
}

func checkFlags(f form, kind bodyKind) MessageFlags {
	n, _ := f.whole("flags", 0, 1<<31-1)
	flags := MessageFlags(n)
	if extra := flags &^ allowedFlags[kind]; extra != 0 {
		f.badf("flags", "MESSAGE_FLAGS_NOT_ALLOWED", "These flags cannot be set here: %d", extra)
	}
	return flags
}

func checkNoLegacy(f form) {
	for _, name := range []string{"content", "embeds", "poll", "sticker_ids"} {
		if !blank(f.fields[name]) {
			f.badf(name, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
				"The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2", name)
		}
	}
}

func showsSomething(f form) bool {
	for _, name := range []string{"content", "embeds", "components", "poll", "sticker_ids", "shared_client_theme"} {
		if !blank(f.fields[name]) {
			return true
		}
	}
	ref, _ := f.child("message_reference")
	forward, _ := ref.whole("type", 0, 1)
	return forward == 1
}

func checkReference(f form) {
	f.only(referenceFields)
	f.need("message_id")
	f.whole("type", 0, 1)
	f.id("message_id")
	f.id("channel_id")
	f.id("guild_id")
	f.flag("fail_if_not_exists")
}

// checkMentions checks allowed_mentions: a kind in parse excludes its own list.
func checkMentions(f form) {
	m, ok := f.child("allowed_mentions")
	if !ok {
		return
	}
	m.only(mentionFields)
	m.flag("replied_user")
	var parse []string
	for i, v := range m.list("parse", 0, 3) {
		kind, _ := v.(string)
		if !slices.Contains([]string{"users", "roles", "everyone"}, kind) {
			m.badf("parse."+strconv.Itoa(i), "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').")
		}
		parse = append(parse, kind)
	}
	for _, kind := range []string{"users", "roles"} {
		if ids := m.ids(kind, 100); len(ids) > 0 && slices.Contains(parse, kind) {
			m.badf(kind, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
				"parse:[\"%s\"] and %s: [ids...] are mutually exclusive.", kind, kind)
		}
	}
}

// checkUploads checks the attachments field. An id below the number of uploaded
// files names one of these; a larger one names a file the message has already.
func checkUploads(f form, files int) {
	for _, a := range f.forms("attachments", 0, 10) {
		// These are fields of a response, which libraries send back.
		a.only(attachmentFields, "url", "proxy_url", "content_type", "width", "height", "size", "ephemeral", "flags")
		a.need("id")
		a.text("filename", 0, 1024)
		a.text("description", 0, 1024)
		id := a.id("id")
		if n, ok := parseID(id); ok && n < 10 && int(n) >= files {
			a.badf("id", "ATTACHMENT_NOT_FOUND", "No file with this id was uploaded")
		}
	}
}

func checkPoll(f form) {
	p, ok := f.child("poll")
	if !ok {
		return
	}
	p.only(pollFields, "expiry", "results")
	p.need("question", "answers")
	p.whole("duration", 1, 768)
	p.flag("allow_multiselect")
	for _, answer := range p.forms("answers", 1, 10) {
		if media, ok := answer.child("poll_media"); ok {
			media.text("text", 1, 55)
		}
	}
	if question, ok := p.child("question"); ok {
		question.text("text", 1, 300)
	}
}

// runes counts the code points of some texts together.
func runes(parts ...string) int {
	n := 0
	for _, part := range parts {
		n += utf8.RuneCountInString(part)
	}
	return n
}
