// Package config reads the settings: defaults, then a YAML file, then the
// environment, then flags. The keys and what they mean stand in default.yaml, which is
// the only list of them: a key that is not there is an error wherever else it stands.
//
// A value is the text that was written, wherever it was written: no number is read out
// of it before it's known that a number is meant. So an id keeps each of its digits, and
// a 3 without a unit is no period. White space around a value is dropped.
//
//	sources → texts by key → a check of each (check.go) → [Config]
//
// Nothing is taken over before all is checked, and all that is wrong is told at once, each
// fault with its place. A token is known wherever it stands, and no error shows it.
package config

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

//go:embed default.yaml
var defaults []byte

// Config is all settings in force. It holds plain values and may be copied.
type Config struct {
	Discord   Discord  `mapstructure:"discord"`
	Admins    Admins   `mapstructure:"admins"`
	Documents []string `mapstructure:"documents"`
	Facts     Facts    `mapstructure:"facts"`
	Meaning   Meaning  `mapstructure:"meaning"`
	Store     Store    `mapstructure:"store"`
	Limits    Limits   `mapstructure:"limits"`
	Log       Log      `mapstructure:"log"`
}

// Discord says how the bot connects.
type Discord struct {
	Token     string `mapstructure:"token"`
	TokenFile string `mapstructure:"token_file"`
	Home      string `mapstructure:"home"`
	APIURL    string `mapstructure:"api_url"`
}

// Admins are ids of those who may use /admin.
type Admins struct {
	Users []string `mapstructure:"users"`
	Roles []string `mapstructure:"roles"`
}

// Facts says which fact base serves.
type Facts struct {
	Path string `mapstructure:"path"`
}

// Meaning says whether questions are matched by what they mean, not by their words alone.
type Meaning struct {
	Enabled   bool `mapstructure:"enabled"`
	Sentences int  `mapstructure:"sentences"` // more than these are matched by their words alone
}

// Store says where the bot remembers.
type Store struct {
	Path string `mapstructure:"path"`
}

// Limits are how often one user, and one channel, gets an answer.
type Limits struct {
	UserEvery    time.Duration `mapstructure:"user_every"`
	UserBurst    int           `mapstructure:"user_burst"`
	ChannelEvery time.Duration `mapstructure:"channel_every"`
	ChannelBurst int           `mapstructure:"channel_burst"`
}

// Log says what is logged, and how.
type Log struct {
	Level  string `mapstructure:"level"`
	Format string `mapstructure:"format"`
}

// Options says where settings come from beside the defaults and the environment.
type Options struct {
	File  string                 // must exist; empty: SUMMITBOT_CONFIG, or [DefaultFile] where it exists
	Flags map[string]*pflag.Flag // by key; those that were not given are passed over
}

// DefaultFile is read where no other file is named and it exists.
const DefaultFile = "summitbot.yaml"

// Load returns the settings in force, checked. Its error is of type [Errors] and has all that
// is wrong with them.
func Load(o Options) (Config, error) {
	s, err := gather(o)
	if err != nil {
		return Config{}, err
	}
	s.check()
	token := s.token()
	if len(s.faults) > 0 {
		return Config{}, s.faults.inOrder()
	}
	var c Config
	if err := s.v.UnmarshalExact(&c, viper.DecodeHook(meant)); err != nil {
		return Config{}, Errors{{Err: err}}
	}
	c.Discord.Token = token
	return c, nil
}

// settings are all values as they are written, what set them, and what is wrong with them.
type settings struct {
	v      *viper.Viper
	known  *file // default.yaml
	file   *file // empty if there is none
	flags  map[string]*pflag.Flag
	faults Errors
}

// gather lets each source override the one before it.
func gather(o Options) (*settings, error) {
	known, faults := parse("default.yaml", defaults)
	if len(faults) > 0 {
		return nil, fmt.Errorf("embedded: %w", faults)
	}
	s := &settings{v: viper.New(), known: known, file: &file{}, flags: o.Flags}
	for _, e := range known.entries {
		s.v.SetDefault(e.key, e.value)
	}
	if name := fileName(o); name != "" {
		s.read(name)
	}
	s.faults = append(s.faults, checkEnvironment(known.keys(), os.Environ())...)
	for _, key := range known.keys() {
		if err := s.v.BindEnv(append([]string{key}, variables(key)...)...); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	for key, flag := range o.Flags {
		if err := s.v.BindPFlag(key, flag); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return s, nil
}

// fileName returns the file to read, empty where there is none.
func fileName(o Options) string {
	if o.File != "" {
		return o.File
	}
	if name := clean(os.Getenv(fileVariable)); name != "" {
		return name
	}
	if _, err := os.Stat(DefaultFile); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return DefaultFile
}

// maxFile is how many bytes of a file are read.
const maxFile = 1 << 20

// readFile reads a file, which may be a pipe; one without an end is an error.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s: at most %d bytes are read", name, maxFile)
	}
	return data, err
}

// read reads the file over the defaults.
func (s *settings) read(name string) {
	data, err := readFile(name)
	if err != nil {
		s.faults = append(s.faults, &Error{Err: fmt.Errorf("read the settings: %w", err)})
		return
	}
	s.file, s.faults = parse(name, data)
	s.faults = append(s.faults, s.file.check(s.known.keys())...)
	for _, e := range s.file.entries {
		if e.value == nil || !s.known.sets(e.key) {
			continue // an empty section, or a key with nothing behind it, sets nothing
		}
		if e.key == documents {
			e.value = beside(name, e.value)
		}
		if err := s.v.MergeConfigMap(nested(e.key, e.value)); err != nil {
			s.faults = append(s.faults, &Error{Key: e.key, Where: name, Line: e.line, Err: err})
		}
	}
}

const (
	documents = "documents" // paths that a file names from where it lies
	tokenKey  = "discord.token"
)

// beside returns paths that a file names as the working directory sees them.
func beside(file string, value any) []string {
	paths, _ := asList(value, true)
	for i, p := range paths {
		if p != "" && !filepath.IsAbs(p) {
			paths[i] = filepath.Join(filepath.Dir(file), p)
		}
	}
	return paths
}

// nested is the value below its sections, as viper keeps it.
func nested(key string, value any) map[string]any {
	if section, below, ok := strings.Cut(key, "."); ok {
		return map[string]any{section: nested(below, value)}
	}
	return map[string]any{key: value}
}

// note notes what is wrong with a value of a key, of a list the one at i; nil is nothing.
func (s *settings) note(key string, i int, err error) {
	if err != nil {
		where, line := s.where(key, i)
		s.faults = append(s.faults, &Error{Key: key, Where: where, Line: line, Err: err})
	}
}

// where says what set a value: a flag, a variable, or a line of the file.
func (s *settings) where(key string, i int) (name string, line int) {
	if flag, ok := s.flags[key]; ok && flag.Changed {
		return "--" + flag.Name, 0
	}
	for _, name := range variables(key) {
		if os.Getenv(name) != "" {
			return name, 0
		}
	}
	if e, ok := s.file.entry(key); ok {
		return s.file.name, e.lineOf(i)
	}
	return "", 0
}
