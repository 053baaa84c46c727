package sandbox

import (
	"regexp"
	"strings"
)

// chatInputName is the pattern of a command's or an option's name.
var chatInputName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales are those Discord translates commands to.
var locales = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi
	sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko`)

// checkCommand checks one command; guild says that it belongs to a guild.
func checkCommand(f form, guild bool) {
	// The description has no nsfw; the others are those of a response, which libraries send back.
	f.only(commandFields, "nsfw", "application_id", "guild_id", "version", "default_permission")
	f.need("name")
	kind := CommandType(1)
	if n, ok := f.whole("type", 1, 4); ok && n != 0 {
		kind = CommandType(n)
	}
	checkCommandScope(f, guild)
	checkDefaultPermissions(f)
	if kind == ChatInput {
		checkNames(f)
		checkDescriptions(f)
		checkOptions(f, 0)
	} else {
		f.text("name", 1, 32)
		f.idle("Context menu commands have none", "description", "description_localizations", "options")
	}
	if size := commandSize(f.fields); size > 8000 {
		f.badf("", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
	}
}

func checkCommandScope(f form, guild bool) {
	f.flag("nsfw")
	f.flag("dm_permission")
	f.flag("default_permission")
	checkSmallSet(f, "contexts", 2)
	checkSmallSet(f, "integration_types", 1)
	if guild && (f.has("contexts") || f.has("integration_types")) {
		f.badf("contexts", "APPLICATION_COMMAND_CONTEXTS_GUILD", "Only global commands have contexts and integration types")
	}
	if contains(f.fields["contexts"], 2) && !contains(f.fields["integration_types"], 1) {
		f.badf("contexts", "APPLICATION_COMMAND_INVALID_CONTEXT",
			"PRIVATE_CHANNEL needs the integration type USER_INSTALL")
	}
}

// checkSmallSet checks an array of distinct integers from 0 to most.
func checkSmallSet(f form, name string, most int64) {
	if !f.has(name) {
		return
	}
	seen := map[any]bool{}
	for _, v := range f.list(name, 1, int(most)+1) {
		n := form{out: f.out, path: f.path, fields: object{name: v}}
		n.whole(name, 0, most)
		if seen[v] {
			f.badf(name, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
		}
		seen[v] = true
	}
}

// checkDefaultPermissions wants a decimal string or null; Discord's description
// says integer, its documentation string.
func checkDefaultPermissions(f form) {
	if !f.has("default_member_permissions") {
		return
	}
	v, ok := f.fields["default_member_permissions"].(string)
	if _, number := parseID(v); !ok || !number {
		f.badf("default_member_permissions", "NUMBER_TYPE_COERCE", "Value %q is not a bit set in a string.",
			encode(f.fields["default_member_permissions"]))
	}
}

func checkNames(f form) {
	f.text("name", 1, 32)
	if name, ok := f.fields["name"].(string); ok {
		checkName(f, "name", name)
	}
	for locale, name := range checkLocales(f, "name_localizations", 32) {
		checkName(f, "name_localizations."+locale, name)
	}
}

func checkName(f form, at, name string) {
	if !chatInputName.MatchString(name) || strings.ToLower(name) != name {
		f.badf(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
}

func checkDescriptions(f form) {
	f.need("description")
	f.text("description", 1, 100)
	checkLocales(f, "description_localizations", 100)
}

// checkLocales returns the translations.
func checkLocales(f form, name string, most int) map[string]string {
	out := map[string]string{}
	m, ok := f.child(name)
	if !ok {
		return out
	}
	m.only(locales)
	for _, locale := range sortedKeys(m.fields) {
		out[locale] = m.text(locale, 1, most)
	}
	return out
}

// commandSize counts the code points of names, descriptions and string values,
// the longest translation of each.
func commandSize(fields object) int {
	total := longest(fields, "name") + longest(fields, "description")
	if value, ok := fields["value"].(string); ok {
		total += runes(value)
	}
	for _, list := range []string{"options", "choices"} {
		inner, _ := fields[list].([]any)
		for _, v := range inner {
			if one, ok := v.(object); ok {
				total += commandSize(one)
			}
		}
	}
	return total
}

func longest(fields object, name string) int {
	text, _ := fields[name].(string)
	n := runes(text)
	translations, _ := fields[name+"_localizations"].(object)
	for _, v := range translations {
		text, _ := v.(string)
		n = max(n, runes(text))
	}
	return n
}
