package sandbox_test

import (
	"fmt"
	"strings"
	"testing"

	"summitbot/bot/sandbox"
)

func text(n int) string { return strings.Repeat("x", n) }

func times(n int, one func(i int) any) []any {
	var out []any
	for i := range n {
		out = append(out, one(i))
	}
	return out
}

func row(inner ...any) object { return object{"type": 1, "components": inner} }

func button(id string) object {
	return object{"type": 2, "style": 1, "label": "Go", "custom_id": id}
}

func said(text string) object { return object{"type": 10, "content": text} }

// rule is a body and the path of the complaint Discord has; no path: none.
type rule struct {
	name string
	body object
	path string
}

func check(t *testing.T, rules []rule, send func(b *bot, body object) answer) {
	t.Helper()
	b := start(t, sandbox.Options{RouteLimit: sandbox.Limit{Requests: -1}, GlobalLimit: sandbox.Limit{Requests: -1}})
	for _, r := range rules {
		got := send(b, r.body)
		switch {
		case r.path == "" && got.status >= 300:
			t.Errorf("%s: got %d and %s, want it accepted", r.name, got.status, got.raw)
		case r.path != "" && (got.code != 50035 || leaf(got.body["errors"], strings.Split(r.path, ".")) == nil):
			t.Errorf("%s: got %d and %s, want code 50035 at %s", r.name, got.status, got.raw, r.path)
		}
	}
}

// leaf returns the _errors at the path; "_" is the body itself.
func leaf(tree any, path []string) any {
	for _, name := range path {
		if name != "_" {
			tree = dig(tree, name)
		}
	}
	return dig(tree, "_errors")
}

func TestMessageRules(t *testing.T) {
	t.Parallel()
	v2 := 1 << 15
	rules := []rule{
		{"longest content", object{"content": text(2000)}, ""},
		{"long content", object{"content": text(2001)}, "content"},
		{"content is no string", object{"content": 1}, "content"},
		{"misspelt field", object{"content": "x", "contents": "y"}, "contents"},
		{"nulls are absent", object{"content": "x", "embeds": nil, "components": nil, "sticker_ids": nil, "tts": false}, ""},
		{"ephemeral in a channel", object{"content": "x", "flags": 64}, "flags"},
		{"suppressed embeds", object{"content": "x", "flags": 4}, ""},

		{"ten embeds", object{"embeds": times(10, func(int) any { return object{"title": "t"} })}, ""},
		{"eleven embeds", object{"embeds": times(11, func(int) any { return object{"title": "t"} })}, "embeds"},
		{"embed title", object{"embeds": []any{object{"title": text(257)}}}, "embeds.0.title"},
		{"embed description", object{"embeds": []any{object{"description": text(4097)}}}, "embeds.0.description"},
		{"empty embed", object{"embeds": []any{object{"color": 1}}}, "embeds.0.description"},
		{"embed colour", object{"embeds": []any{object{"title": "t", "color": 1 << 24}}}, "embeds.0.color"},
		{"embed URL", object{"embeds": []any{object{"title": "t", "url": "nowhere"}}}, "embeds.0.url"},
		{"embed timestamp", object{"embeds": []any{object{"title": "t", "timestamp": "today"}}}, "embeds.0.timestamp"},
		{"embed footer", object{"embeds": []any{object{"footer": object{"text": text(2049)}}}}, "embeds.0.footer.text"},
		{"embed author", object{"embeds": []any{object{"author": object{"name": text(257)}}}}, "embeds.0.author.name"},
		{"embed fields", object{"embeds": []any{object{"fields": times(26, func(int) any {
			return object{"name": "n", "value": "v"}
		})}}}, "embeds.0.fields"},
		{"empty field name", object{"embeds": []any{object{"fields": []any{object{"name": "", "value": "v"}}}}}, "embeds.0.fields.0.name"},
		{"field value", object{"embeds": []any{object{"fields": []any{object{"name": "n", "value": text(1025)}}}}}, "embeds.0.fields.0.value"},
		{"6000 in all", object{"embeds": []any{object{"description": text(4000)}, object{"description": text(2000)}}}, ""},
		{"6001 in all", object{"embeds": []any{object{"description": text(4000)}, object{"description": text(2001)}}}, "embeds"},
		{"misspelt in an embed", object{"embeds": []any{object{"title": "t", "colour": 1}}}, "embeds.0.colour"},

		{"parse and ids of the other kind", object{"content": "x", "allowed_mentions": object{"parse": []any{"roles"}, "users": []any{"1"}}}, ""},
		{"parse with users", object{"content": "x", "allowed_mentions": object{"parse": []any{"users"}, "users": []any{"1"}}}, "allowed_mentions.users"},
		{"unknown parse", object{"content": "x", "allowed_mentions": object{"parse": []any{"all"}}}, "allowed_mentions.parse.0"},
		{"101 users", object{"content": "x", "allowed_mentions": object{"users": times(101, func(i int) any { return fmt.Sprint(i + 1) })}}, "allowed_mentions.users"},

		{"five rows", object{"components": times(5, func(i int) any { return row(button(fmt.Sprint(i))) })}, ""},
		{"six rows", object{"components": times(6, func(i int) any { return row(button(fmt.Sprint(i))) })}, "components"},
		{"six buttons", object{"components": []any{row(times(6, func(i int) any { return button(fmt.Sprint(i)) })...)}}, "components.0.components"},
		{"duplicate custom_id", object{"components": []any{row(button("a"), button("a"))}}, "components.0.components.1.custom_id"},
		{"button without custom_id", object{"components": []any{row(object{"type": 2, "style": 1, "label": "x"})}}, "components.0.components.0.custom_id"},
		{"link without url", object{"components": []any{row(object{"type": 2, "style": 5, "label": "x"})}}, "components.0.components.0.url"},
		{"link", object{"components": []any{row(object{"type": 2, "style": 5, "label": "x", "url": "https://example.org"})}}, ""},
		{"link with custom_id", object{"components": []any{row(object{"type": 2, "style": 5, "label": "x", "url": "https://example.org", "custom_id": "c"})}}, "components.0.components.0.custom_id"},
		{"button label", object{"components": []any{row(object{"type": 2, "style": 1, "label": text(81), "custom_id": "a"})}}, "components.0.components.0.label"},
		{"button without label", object{"components": []any{row(object{"type": 2, "style": 1, "custom_id": "a"})}}, "components.0.components.0.label"},
		{"long custom_id", object{"components": []any{row(button(text(101)))}}, "components.0.components.0.custom_id"},
		{"button outside a row", object{"components": []any{button("a")}}, "components.0.type"},
		{"text input in a message", object{"components": []any{row(object{"type": 4, "custom_id": "a", "style": 1, "label": "x"})}}, "components.0.components.0.type"},
		{"two menus in a row", object{"components": []any{row(object{"type": 5, "custom_id": "a"}, object{"type": 5, "custom_id": "b"})}}, "components.0.components"},
		{"menu of 26", object{"components": []any{row(object{"type": 3, "custom_id": "a", "options": times(26, func(i int) any {
			return object{"label": "l", "value": fmt.Sprint(i)}
		})})}}, "components.0.components.0.options"},
		{"menu values twice", object{"components": []any{row(object{"type": 3, "custom_id": "a", "options": times(2, func(int) any {
			return object{"label": "l", "value": "v"}
		})})}}, "components.0.components.0.options.1.value"},
		{"chosen channels", object{"components": []any{row(object{"type": 8, "custom_id": "a", "min_values": 0, "max_values": 2, "channel_types": []any{0, 5}, "default_values": []any{
			object{"id": "1", "type": "channel"}, object{"id": "2", "type": "channel"},
		}})}}, ""},
		{"too many chosen channels", object{"components": []any{row(object{"type": 8, "custom_id": "a", "default_values": []any{
			object{"id": "1", "type": "channel"}, object{"id": "2", "type": "channel"},
		}})}}, "components.0.components.0.default_values"},
		{"chosen users in a menu of channels", object{"components": []any{row(object{"type": 8, "custom_id": "a", "default_values": []any{
			object{"id": "1", "type": "user"},
		}})}}, "components.0.components.0.default_values.0.type"},
		{"channel types in words", object{"components": []any{row(object{"type": 8, "custom_id": "a", "channel_types": []any{"text"}})}}, "components.0.components.0.channel_types.0"},

		{"V2", object{"flags": v2, "components": []any{object{"type": 17, "components": []any{said("hi"), object{"type": 14}, row(button("a"))}}}}, ""},
		{"V2 without the flag", object{"components": []any{said("hi")}}, "components.0.type"},
		{"V2 with content", object{"flags": v2, "content": "x", "components": []any{said("hi")}}, "content"},
		{"V2 with embeds", object{"flags": v2, "embeds": []any{object{"title": "t"}}, "components": []any{said("hi")}}, "embeds"},
		{"41 components", object{"flags": v2, "components": []any{object{"type": 17, "components": times(40, func(int) any { return said("x") })}}}, "components"},
		{"V2 text in all", object{"flags": v2, "components": []any{said(text(4000)), said("x")}}, "components"},
		{"section without accessory", object{"flags": v2, "components": []any{object{"type": 9, "components": []any{said("x")}}}}, "components.0.accessory"},
		{"container in a container", object{"flags": v2, "components": []any{object{"type": 17, "components": []any{object{"type": 17, "components": []any{said("x")}}}}}}, "components.0.components.0.type"},
		{"gallery", object{"flags": v2, "components": []any{object{"type": 12, "items": []any{object{"media": object{"url": "https://example.org/a.png"}}}}}}, ""},
		{"gallery of nothing", object{"flags": v2, "components": []any{object{"type": 12, "items": []any{}}}}, "components.0.items"},
		{"thumbnail", object{"flags": v2, "components": []any{object{
			"type": 9, "components": []any{said("x")},
			"accessory": object{"type": 11, "media": object{"url": "nowhere"}},
		}}}, "components.0.accessory.media.url"},
		{"embed image", object{"embeds": []any{object{"image": object{"url": "ftp://example.org"}}}}, "embeds.0.image.url"},
		{"emoji", object{"components": []any{row(object{"type": 2, "style": 2, "custom_id": "a", "emoji": object{"name": "x"}})}}, ""},
		{"emoji with a wrong id", object{"components": []any{row(object{"type": 2, "style": 2, "custom_id": "a", "emoji": object{"id": "x"}})}}, "components.0.components.0.emoji.id"},
		{"poll", object{"poll": object{"question": object{"text": "?"}, "answers": []any{object{"poll_media": object{"text": text(56)}}}}}, "poll.answers.0.poll_media.text"},
		{"no such file", object{"content": "x", "attachments": []any{object{"id": "0"}}}, "attachments.0.id"},
	}
	check(t, rules, func(b *bot, body object) answer {
		return b.call("POST", "/channels/"+b.s.Home().Channel.ID+"/messages", body)
	})
}

func TestCommandRules(t *testing.T) {
	t.Parallel()
	cmd := func(name string, value any) object {
		out := object{"name": "ask", "description": "Asks."}
		out[name] = value
		return out
	}
	option := func(kind int, name string, value any) object {
		out := object{"type": kind, "name": "o", "description": "d"}
		out[name] = value
		return cmd("options", []any{out})
	}
	named := func(kind int, name string, required bool) object {
		return object{"type": kind, "name": name, "description": "d", "required": required}
	}
	rules := []rule{
		{"plain", cmd("type", 1), ""},
		{"Thai name", cmd("name", "สวัสดี"), ""},
		{"upper case", cmd("name", "Ask"), "name"},
		{"space in the name", cmd("name", "ask me"), "name"},
		{"name of 33", cmd("name", text(33)), "name"},
		{"no description", object{"name": "ask"}, "description"},
		{"description of 101", cmd("description", text(101)), "description"},
		{"context menu", object{"name": "Ask This", "type": 3}, ""},
		{"context menu with description", object{"name": "Ask This", "type": 3, "description": "x"}, "description"},
		{"misspelt field", cmd("descr", "x"), "descr"},
		{"permissions 0", cmd("default_member_permissions", "0"), ""},
		{"permissions as a number", cmd("default_member_permissions", 8), "default_member_permissions"},
		{"permissions as words", cmd("default_member_permissions", "admin"), "default_member_permissions"},
		{"known locale", cmd("name_localizations", object{"de": "frag"}), ""},
		{"unknown locale", cmd("name_localizations", object{"deu": "frag"}), "name_localizations.deu"},
		{"localized name in capitals", cmd("name_localizations", object{"de": "Frag"}), "name_localizations.de"},
		{"contexts", cmd("contexts", []any{0, 1}), ""},
		{"private channel without user install", cmd("contexts", []any{2}), "contexts"},
		{"context twice", cmd("contexts", []any{1, 1}), "contexts"},
		{"26 options", cmd("options", times(26, func(i int) any { return named(3, fmt.Sprintf("o%d", i), false) })), "options"},
		{"duplicate option", cmd("options", []any{named(3, "a", false), named(3, "a", false)}), "options.1.name"},
		{"required after optional", cmd("options", []any{named(3, "a", false), named(3, "b", true)}), "options.1"},
		{"subcommands beside options", cmd("options", []any{named(1, "a", false), named(3, "b", false)}), "options"},
		{"group in a group", option(2, "options", []any{object{"type": 2, "name": "g", "description": "d"}}), "options.0.options.0.type"},
		{"26 choices", option(3, "choices", times(26, func(i int) any { return object{"name": fmt.Sprint(i), "value": fmt.Sprint(i)} })), "options.0.choices"},
		{"choice name of 101", option(3, "choices", []any{object{"name": text(101), "value": "v"}}), "options.0.choices.0.name"},
		{"choice of the wrong type", option(4, "choices", []any{object{"name": "n", "value": "v"}}), "options.0.choices.0.value"},
		{"choices of a boolean", option(5, "choices", []any{object{"name": "n", "value": "v"}}), "options.0.choices"},
		{"length of an integer", option(4, "min_length", 1), "options.0.min_length"},
		{"bounds of a string", option(3, "max_value", 1), "options.0.max_value"},
		{"bounds crossed", option(3, "max_length", 0), "options.0.max_length"},
		{"autocomplete", option(3, "autocomplete", true), ""},
		{"zero fields of a library", option(5, "autocomplete", false), ""},
		{"8000 characters", cmd("options", times(25, func(i int) any {
			return object{
				"type": 3, "name": fmt.Sprintf("o%d", i), "description": text(100),
				"choices": times(5, func(j int) any { return object{"name": fmt.Sprintf("%d%s", j, text(60)), "value": fmt.Sprint(j)} }),
			}
		})), "_"},
	}
	check(t, rules, func(b *bot, body object) answer {
		return b.call("POST", "/applications/"+b.s.Application().ID+"/commands", body)
	})
}

func TestNestedErrorsLookLikeDiscords(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	got := b.want(400, "POST", "/channels/"+b.s.Home().Channel.ID+"/messages", object{"content": text(2001)})
	want := `{"code":50035,"errors":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}},"message":"Invalid Form Body"}`
	if strings.TrimSpace(got.raw) != want {
		t.Errorf("got %s, want %s", got.raw, want)
	}
	if v := b.s.Violations(); len(v) != 1 || !strings.Contains(v[0].What, "content: Must be 2000 or fewer") {
		t.Errorf("violations: got %v, want one with a readable path", v)
	}
}
