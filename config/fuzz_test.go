package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"summitbot/config"
)

// Whatever a settings file holds, it is refused with faults that say something, or what is
// printed of it says the same.
func FuzzSettings(f *testing.F) {
	f.Setenv("DISCORD_TOKEN", "")
	for _, seed := range []string{
		"log:\n  level: debug\n", "admins: {users: ['123456789012345678', 1e17]}\n", "limits.user_every: 3\n", "a: &a [*a]\n", "? [x]\n: y\n",
		"documents: a, b\n", "store: {path: ' x '}\n---\n", "discord: {token: 'a b', home: !!int 0x1}\n", "<<: {log: {level: warn}}\n", "log: !!binary aGk=\n", "\xff\xfel\x00",
	} {
		f.Add([]byte(seed))
	}
	name := filepath.Join(f.TempDir(), "summitbot.yaml")
	load := func(t *testing.T, data []byte) (config.Config, error) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return config.Load(config.Options{File: name})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := load(t, data)
		if err != nil {
			if faults, ok := errors.AsType[config.Errors](err); !ok || len(faults) == 0 || err.Error() == "" {
				t.Errorf("error %v, want faults", err)
			}
			return
		}
		again, err := load(t, []byte(printed(t, c)))
		if again.Discord.Token = c.Discord.Token; err != nil || !reflect.DeepEqual(again, c) {
			t.Errorf("printed and read again: %v\ngot  %+v\nwant %+v", err, again, c)
		}
	})
}
