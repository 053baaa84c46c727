package discord

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
)

const sayRoute = "POST /channels/5000/messages"

func TestWhichMessagesAreAnswered(t *testing.T) {
	t.Parallel()
	dm := with(aMessage("how high?"), fields{"guild_id": nil, "member": nil})
	delete(dm, "guild_id")
	tests := []struct {
		name string
		in   fields
		want string // the request's text; "-" where there is none
	}{
		{"mention", aMessage("<@1000> how high?"), "how high?"},
		{"mention by nickname", aMessage("  so <@!1000>\n"), "so"},
		{"mention alone", aMessage("<@1000>"), ""},
		{"mention of somebody else too", aMessage("<@1000> ask <@3001>"), "ask <@3001>"},
		{"direct message", dm, "how high?"},
		{"reply with a mention", with(aMessage("<@1000> and this?"), fields{"type": 19}), "and this?"},
		{"mere reply to the bot", with(aMessage("thanks"), fields{"type": 19, "mentions": []fields{{"id": selfID}}}), "-"},
		{"everyone", with(aMessage("@everyone hi"), fields{"mention_everyone": true, "mentions": []fields{{"id": selfID}}}), "-"},
		{"role", with(aMessage("<@&1000> hi"), fields{"mention_roles": []string{selfID}}), "-"},
		{"no mention", aMessage("how high?"), "-"},
		{"id without a mention", aMessage("1000"), "-"},
		{"another bot", with(aMessage("<@1000>"), fields{"author": fields{"id": "77", "bot": true}}), "-"},
		{"the bot itself", with(aMessage("<@1000>"), fields{"author": fields{"id": selfID}}), "-"},
		{"poll", with(dm, fields{"content": "", "poll": fields{"question": fields{"text": "how high?"}}}), "how high?"},
		{"forward", with(dm, fields{"content": "", "message_reference": fields{"guild_id": "4001"}, "message_snapshots": []fields{{"message": fields{"content": "how high?"}}}}), "how high?"},
		{"webhook", with(aMessage("<@1000>"), fields{"webhook_id": "88"}), "-"},
		{"member joined", with(aMessage("<@1000>"), fields{"type": 7}), "-"},
		{"no author", with(aMessage("<@1000>"), fields{"author": nil}), "-"},
		{"no channel", with(aMessage("<@1000>"), fields{"channel_id": nil}), "-"},
	}
	for _, tt := range tests {
		raw := []byte(jsonText(tt.in))
		var m message
		err := json.Unmarshal(raw, &m)
		asked := m.asks(selfID)
		got := "-"
		if asked {
			got = m.request(selfID).Text
		}
		if err != nil || got != tt.want {
			t.Errorf("%s: got %q, %v; want %q", tt.name, got, err, tt.want)
		}
		if asked && !concerns(raw, selfID) {
			t.Errorf("%s: would not be queued", tt.name)
		}
	}
}

func TestMentionIsAnsweredWithReply(t *testing.T) {
	t.Parallel()
	var s seen
	story(t, nil, s.handler(bot.Response{Text: "8849 m", Ephemeral: true}), func(f *fake) {
		f.emit(eventMessage, aMessage("<@1000> how high?"))
		synctest.Wait()
		want := `map[allowed_mentions:map[parse:[] replied_user:false] content:8849 m embeds:[] enforce_nonce:true ` +
			`message_reference:map[fail_if_not_exists:false message_id:6000] nonce:6000]`
		if got := fmt.Sprint(f.one(sayRoute)); got != want {
			t.Errorf("reply\n got %s\nwant %s", got, want)
		}
	})
	want := []bot.Request{{Text: "how high?", Message: "6000", User: userID, Roles: []string{"81"}, Guild: guildID, Channel: channelID}}
	if !reflect.DeepEqual(s.requests, want) {
		t.Errorf("request\n got %+v\nwant %+v", s.requests, want)
	}
}

func TestSilence(t *testing.T) {
	t.Parallel()
	for name, h := range map[string]bot.Handler{"zero response": new(seen).handler(bot.Response{}), "no handler": nil} {
		story(t, nil, h, func(f *fake) {
			f.emit(eventMessage, aMessage("<@1000> hi"))
			synctest.Wait()
			if got := f.requests("POST"); len(got) != 0 {
				t.Errorf("%s: asked %v, want silence", name, got)
			}
		})
	}
}

func TestReplyWithoutTheRights(t *testing.T) {
	t.Parallel()
	embeds := bot.Response{Embeds: []bot.Embed{{Title: "Everest", Description: "8849 m", Fields: []bot.Field{{Name: "a", Value: "b"}}, Footer: "f"}}}
	tests := []struct {
		name   string
		code   int
		answer bot.Response
		want   []string // the contents sent; "+" for embeds, "^" for a reply
	}{
		{"no embeds", codeMissingPermission, embeds, []string{"^+", "^**Everest**\n\n8849 m\n\n**a**\nb\n\nf"}},
		{"no speaking", codeMissingPermission, bot.Response{Text: "hi"}, []string{"^hi"}},
		{"no access", codeMissingAccess, embeds, []string{"^+"}},
		{"no history", codeNoHistory, bot.Response{Text: "hi"}, []string{"^hi", "hi"}},
		{"no direct messages", codeCannotDM, bot.Response{Text: "hi"}, []string{"^hi"}},
		{"AutoMod", codeAutoMod, embeds, []string{"^+"}},
	}
	for _, tt := range tests {
		story(t, nil, new(seen).handler(tt.answer), func(f *fake) {
			f.handle(sayRoute, refuse(http.StatusForbidden, tt.code))
			f.emit(eventMessage, aMessage("<@1000> hi"))
			time.Sleep(time.Minute)
			if got := contents(f.requests(sayRoute)); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%s\n got %q\nwant %q", tt.name, got, tt.want)
			}
			if n := strings.Count(f.logs.String(), `msg="not sent"`); n != 1 {
				t.Errorf("%s: %d log lines, want 1", tt.name, n)
			}
		})
	}
}

func contents(as []asked) (out []string) {
	for _, a := range as {
		_, content, _ := strings.Cut(a.body, `"content":"`)
		content, _, _ = strings.Cut(content, `","`)
		content = strings.ReplaceAll(content, `\n`, "\n")
		if !strings.Contains(a.body, `"embeds":[]`) {
			content, _, _ = strings.Cut("+"+content, `"`)
		}
		if strings.Contains(a.body, "message_reference") {
			content = "^" + content
		}
		out = append(out, content)
	}
	return out
}

func TestMutedChannelIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	story(t, nil, new(seen).handler(bot.Response{Text: "hi"}), func(f *fake) {
		f.handle(sayRoute, refuse(http.StatusForbidden, codeMissingPermission))
		for range 50 {
			f.emit(eventMessage, aMessage("<@1000> hi"))
			synctest.Wait()
		}
		if got := len(f.requests(sayRoute)); got != 1 {
			t.Errorf("%d requests, want 1", got)
		}
	})
}

// Row 2: a channel that refused the bot is left alone, until something changes in its server
// that may let it in, and for hours at most.
func TestRow2ChannelsAreLeftAlone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what  string
		event string
		data  fields
		waits time.Duration
		again bool
	}{
		{what: "nothing", waits: time.Hour},
		{what: "hours", waits: 7 * time.Hour, again: true},
		{what: "the channel changes", event: "CHANNEL_UPDATE", data: fields{"id": channelID, "guild_id": guildID}, again: true},
		{what: "another server's channel changes", event: "CHANNEL_UPDATE", data: fields{"id": "5001", "guild_id": "4001"}},
		{what: "a role changes", event: "GUILD_ROLE_UPDATE", data: fields{"guild_id": guildID, "role": fields{"id": "81"}}, again: true},
		{what: "the server comes back", event: "GUILD_CREATE", data: fields{"id": guildID}, again: true},
		{what: "the bot's roles change", event: "GUILD_MEMBER_UPDATE", data: fields{"guild_id": guildID, "user": fields{"id": selfID}}, again: true},
		{what: "a member's roles change", event: "GUILD_MEMBER_UPDATE", data: fields{"guild_id": guildID, "user": fields{"id": userID}}},
		{what: "the thread changes", event: "THREAD_UPDATE", data: fields{"id": channelID, "guild_id": guildID}, again: true},
		{what: "another thread changes", event: "THREAD_UPDATE", data: fields{"id": "5001", "guild_id": guildID}},
		{what: "a thread begins", event: "THREAD_CREATE", data: fields{"id": channelID, "guild_id": guildID}},
	} {
		for _, refusal := range []http.HandlerFunc{refuse(403, codeMissingAccess), refuse(404, codeUnknownChannel)} {
			story(t, nil, new(seen).handler(bot.Response{Text: "hi"}), func(f *fake) {
				f.handle(sayRoute, refusal)
				mention := func(id string) {
					f.emit(eventMessage, with(aMessage("<@1000> hi"), fields{"id": id}))
					synctest.Wait()
				}
				mention("7000")
				mention("7001")
				if got := len(f.requests(sayRoute)); got != 1 {
					t.Errorf("%s: %d requests for two mentions, want 1", tt.what, got)
				}
				if tt.event != "" {
					f.emit(tt.event, tt.data)
				}
				time.Sleep(tt.waits)
				mention("7002")
				if again := len(f.requests(sayRoute)) == 2; again != tt.again {
					t.Errorf("%s: asked again %t, want %t", tt.what, again, tt.again)
				}
			})
		}
	}
}

// What a channel refuses beside messages is remembered: no answer there costs a refusal again.
func TestRow2LackingRightsAreRemembered(t *testing.T) {
	t.Parallel()
	card := bot.Response{Embeds: []bot.Embed{{Title: "Everest"}}}
	story(t, nil, new(seen).handler(card), func(f *fake) {
		f.handle(sayRoute, func(w http.ResponseWriter, r *http.Request) {
			f.mu.Lock()
			sent := f.asked[len(f.asked)-1].body
			f.mu.Unlock()
			if strings.Contains(sent, "title") {
				refuse(403, codeMissingPermission)(w, r)
				return
			}
			answer(w, 200, fields{"id": "1"})
		})
		for n := range 3 {
			f.emit(eventMessage, with(aMessage("<@1000> hi"), fields{"id": fmt.Sprint(7000 + n)}))
			synctest.Wait()
		}
		if got := len(f.requests(sayRoute)); got != 4 {
			t.Errorf("%d requests for three answers, want 4: one refusal", got)
		}
	})
}

func TestThreadNamesAreAsTheyAreRead(t *testing.T) {
	t.Parallel()
	tests := []struct{ question, want string }{
		{"<:thonk:123456789012345678> how much cash did xi promise <@1323802875071037445>", "how much cash did xi promise"},
		{"<a:party:123456789012345678> who?<@!1> <@&2> <#3>", "who?"},
		{"what does </ask:123456789012345678> do", "what does /ask do"},
		{"what happened <t:1700000000:R> <t:1700000000>", "what happened"},
		{"**how** `much` __cash__ ~~now~~ ||secret||", "how much cash now secret"},
		{"# how much\n> cash\n- today", "how much cash today"},
		{"is [this](https://example.org/a_b) right", "is this right"},
		{"3 < 5 and snake_case stay", "3 < 5 and snake_case stay"},
		{"<:thonk:123456789012345678>", ""},
		{"🙂 how high", "🙂 how high"},
	}
	for _, tt := range tests {
		if got := threadName(tt.question); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.question, got, tt.want)
		}
	}
}
