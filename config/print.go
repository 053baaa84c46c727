package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Print writes default.yaml, its comments with it, with the values that are in force.
// The token is hidden.
func (c Config) Print(w io.Writer) error {
	var root yaml.Node
	if err := yaml.Unmarshal(defaults, &root); err != nil {
		return fmt.Errorf("the embedded default.yaml: %w", err)
	}
	if len(root.Content) == 0 {
		return errors.New("the embedded default.yaml is empty")
	}
	for key, value := range c.values() {
		if err := set(root.Content[0], strings.Split(key, "."), value); err != nil {
			return fmt.Errorf("print %s: %w", key, err)
		}
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(&root); err != nil {
		return fmt.Errorf("print the settings: %w", err)
	}
	_, err := w.Write(apart(out.Bytes()))
	return err
}

// apart puts a blank line between sections, which the encoder leaves out.
func apart(text []byte) []byte {
	var b bytes.Buffer
	set := false // the line before sets a value
	for line := range bytes.Lines(text) {
		if set && !bytes.HasPrefix(line, []byte(" ")) {
			b.WriteByte('\n')
		}
		set = !bytes.HasPrefix(line, []byte("#")) && !bytes.HasSuffix(line, []byte(":\n")) && len(line) > 1
		b.Write(line)
	}
	return b.Bytes()
}

// values returns every setting by its key, with secrets hidden.
func (c Config) values() map[string]any {
	token := c.Discord.Token
	if token != "" {
		token = "(hidden)"
	}
	return map[string]any{
		"discord.token": token, "discord.token_file": c.Discord.TokenFile, "discord.home": c.Discord.Home,
		"discord.api_url": c.Discord.APIURL, "admins.users": c.Admins.Users, "admins.roles": c.Admins.Roles,
		documents: c.Documents, "facts.path": c.Facts.Path, "meaning.enabled": c.Meaning.Enabled, "meaning.sentences": c.Meaning.Sentences, "store.path": c.Store.Path,
		"limits.user_every": c.Limits.UserEvery.String(), "limits.user_burst": c.Limits.UserBurst,
		"limits.channel_every": c.Limits.ChannelEvery.String(), "limits.channel_burst": c.Limits.ChannelBurst, "log.level": c.Log.Level, "log.format": c.Log.Format,
	}
}

// Changed returns the keys that two settings have different values of, in order.
func Changed(a, b Config) []string {
	before, after := a.values(), b.values()
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(before)), func(key string) bool { return reflect.DeepEqual(before[key], after[key]) })
	if a.Discord.Token != b.Discord.Token && !slices.Contains(keys, tokenKey) {
		keys = append(keys, tokenKey) // values hides it
	}
	return slices.Sorted(slices.Values(keys))
}

// set puts a value where the path leads to, keeping the comments around it.
func set(n *yaml.Node, path []string, value any) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value != path[0] {
			continue
		}
		if len(path) > 1 {
			return set(n.Content[i+1], path[1:], value)
		}
		var fresh yaml.Node
		if err := fresh.Encode(value); err != nil {
			return err
		}
		fresh.HeadComment, fresh.LineComment, fresh.FootComment = n.Content[i+1].HeadComment, n.Content[i+1].LineComment, n.Content[i+1].FootComment
		if fresh.Kind == yaml.SequenceNode {
			fresh.Style = yaml.FlowStyle
		}
		n.Content[i+1] = &fresh
		return nil
	}
	return fmt.Errorf("default.yaml has no key %q", path[0])
}
