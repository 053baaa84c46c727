// Package config reads the settings: defaults, then a YAML file, then the
// environment, then flags. The keys and what they mean stand in default.yaml, which is
// the only list of them: a key that is not there is an error wherever else it stands.
//
// A value is the text that was written, wherever it was written: no number is read out
// of it before it's known that a number is meant. So an id keeps each of its digits, and
// a 3 without a unit is no period. White space around a value is dropped.
package config

import (
	_ "embed"
	"errors"
	"fmt"
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

// Error is a fault in the settings: the key, where it was set, and what would be right.
type Error struct {
	Key   string // "discord.home"; empty where the fault is the file as a whole
	Where string // "summitbot.yaml:3", "SUMMITBOT_DISCORD_HOME"; may be empty
	Err   error
}

func (e *Error) Error() string {
	var parts []string
	for _, p := range []string{e.Where, e.Key} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(append(parts, e.Err.Error()), ": ")
}

func (e *Error) Unwrap() error { return e.Err }

// Options says where settings come from beside the defaults and the environment.
type Options struct {
	File  string                 // must exist; empty: SUMMITBOT_CONFIG, or [DefaultFile] where it exists
	Flags map[string]*pflag.Flag // by key; those that were not given are passed over
}

// DefaultFile is read where no other file is named and it exists.
const DefaultFile = "summitbot.yaml"

// Load returns the settings in force, checked. Its errors are of type *[Error].
func Load(o Options) (Config, error) {
	v, err := withDefaults()
	if err != nil {
		return Config{}, err
	}
	if err := checkEnvironment(v.AllKeys(), os.Environ()); err != nil {
		return Config{}, err
	}
	f, err := mergeFile(v, fileName(o))
	if err != nil {
		return Config{}, err
	}
	if err := bind(v, o.Flags); err != nil {
		return Config{}, err
	}
	c, fault := decode(v)
	if fault != nil {
		fault.Where = whereSet(o.Flags, f, fault.Key)
		return Config{}, fault
	}
	return c, nil
}

// decode makes the values what their keys mean, and checks them.
func decode(v *viper.Viper) (Config, *Error) {
	var c Config
	if err := v.UnmarshalExact(&c, viper.DecodeHook(meant)); err != nil {
		return Config{}, undecoded(err)
	}
	if err := c.readToken(); err != nil {
		return Config{}, err
	}
	if err := c.check(); err != nil {
		return Config{}, err
	}
	return c, nil
}

// withDefaults returns settings that know every key.
func withDefaults() (*viper.Viper, error) {
	f, err := parse("default.yaml", defaults)
	if err != nil {
		return nil, fmt.Errorf("embedded: %w", err)
	}
	v := viper.New()
	for _, e := range f.entries {
		v.SetDefault(e.key, e.value)
	}
	return v, nil
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

// mergeFile reads the file over the defaults. It returns nil where no file is named.
func mergeFile(v *viper.Viper, name string) (*file, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, &Error{Err: fmt.Errorf("read the settings: %w", err)}
	}
	f, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	if err := f.check(v.AllKeys()); err != nil {
		return nil, err
	}
	for _, e := range f.entries {
		if e.value == nil {
			continue // an empty section, or a key with nothing behind it, sets nothing
		}
		if e.key == documents {
			e.value = beside(name, e.value)
		}
		if err := v.MergeConfigMap(nested(e.key, e.value)); err != nil {
			return nil, &Error{Key: e.key, Where: f.where(e.key), Err: err}
		}
	}
	return f, nil
}

// documents is the key of the paths that a file names from where it lies.
const documents = "documents"

// beside returns paths that a file names as the working directory sees them.
func beside(file string, value any) any {
	if one, ok := value.(string); ok {
		value = strings.Split(one, ",")
	}
	paths, ok := value.([]string)
	if !ok {
		return value
	}
	paths = cleanAll(paths)
	for i, p := range paths {
		if !filepath.IsAbs(p) {
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

// bind gives each key its environment variables and its flag.
func bind(v *viper.Viper, flags map[string]*pflag.Flag) error {
	for _, key := range v.AllKeys() {
		if err := v.BindEnv(append([]string{key}, variables(key)...)...); err != nil {
			return &Error{Key: key, Err: err}
		}
	}
	for key, flag := range flags {
		if err := v.BindPFlag(key, flag); err != nil {
			return &Error{Key: key, Err: err}
		}
	}
	return nil
}

// whereSet says what set a key: a flag, a variable, or a line of the file.
func whereSet(flags map[string]*pflag.Flag, f *file, key string) string {
	if flag, ok := flags[key]; ok && flag.Changed {
		return "--" + flag.Name
	}
	for _, name := range variables(key) {
		if os.Getenv(name) != "" {
			return name
		}
	}
	if f != nil && f.sets(key) {
		return f.where(key)
	}
	return ""
}
