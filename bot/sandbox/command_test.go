package sandbox_test

import (
	"fmt"
	"testing"

	"summitbot/bot/sandbox"
)

func TestCommandsAreKeptByScope(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	guild := b.s.Home().Guild.ID
	path := "/applications/" + b.s.Application().ID
	b.register("", object{"name": "ask", "description": "d", "name_localizations": object{"de": "frag"}}, object{"name": "old", "description": "d"})
	b.register(guild, object{"name": "admin", "description": "d"})
	before := b.s.Commands("")
	b.register("", object{"name": "ask", "description": "better"})
	after := b.s.Commands("")
	if len(after) != 1 || after[0].ID != before[0].ID || after[0].Version == before[0].Version || after[0].Description != "better" {
		t.Errorf("after PUT: got %+v, want one command with the same ID and a new version", after)
	}
	if got := b.s.Commands(guild); len(got) != 1 || got[0].GuildID != guild {
		t.Errorf("guild commands: got %+v", got)
	}
	id := after[0].ID
	b.want(200, "PATCH", path+"/commands/"+id, object{"description": "best"})
	if got := b.want(200, "GET", path+"/commands/"+id, nil).body["description"]; got != "best" {
		t.Errorf("after PATCH: got %v", got)
	}
	b.want(200, "POST", path+"/commands", object{"name": "ask", "description": "same name"})
	b.want(201, "POST", path+"/commands", object{"name": "new", "description": "d"})
	b.want(204, "DELETE", path+"/commands/"+id, nil)
	if got := b.s.Commands(""); len(got) != 1 || got[0].Name != "new" {
		t.Errorf("after DELETE: got %+v", got)
	}
}

func TestOverwriteRefusesDuplicatesAndTooMany(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	path := "/applications/" + b.s.Application().ID + "/commands"
	named := func(name string) any { return object{"name": name, "description": "d"} }
	many := func(n int, prefix string) []any {
		return times(n, func(i int) any { return named(fmt.Sprintf("%s%d", prefix, i)) })
	}
	if got := b.want(400, "PUT", path, []any{named("a"), named("a")}); dig(got.body, "errors", "1", "name") == nil {
		t.Errorf("duplicate: got %s", got.raw)
	}
	if got := b.want(400, "PUT", path, many(101, "a")); got.code != 30032 {
		t.Errorf("101 commands: got %s, want 30032", got.raw)
	}
	b.want(200, "PUT", path, many(100, "a"))
	b.want(200, "PUT", path, many(100, "a")) // no creates
	b.want(200, "PUT", path, many(100, "b"))
	if got := b.want(400, "PUT", path, many(1, "c")); got.code != 30034 {
		t.Errorf("201st create: got %s, want 30034", got.raw)
	}
}
