package sandbox

import (
	"encoding/json"
	"slices"
	"strconv"
)

// checkButton checks what depends on the style: 1-4 carry a custom_id, 5 a
// link, 6 an SKU.
func checkButton(f form) {
	f.need("style")
	style, _ := f.whole("style", 1, 6)
	label := f.text("label", 0, 80)
	f.flag("disabled")
	switch style {
	case 5:
		f.need("url")
		f.link("url", 512, "http", "https", "discord")
		f.idle("A link button has no custom id", "custom_id")
	case 6:
		f.need("sku_id")
		f.idle("A premium button has neither label nor custom id", "custom_id", "url", "label", "emoji")
	default:
		if f.text("custom_id", 0, 1<<20) == "" {
			f.badf("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
		}
		f.idle("Only a link button has a URL", "url", "sku_id")
	}
	if style != 6 && label == "" && !f.has("emoji") {
		f.badf("label", "BUTTON_COMPONENT_INVALID_STYLE", "A label or an emoji is required")
	}
	checkEmoji(f)
}

func checkEmoji(f form) {
	if emoji, ok := f.child("emoji"); ok {
		emoji.only(emojiFields, "animated")
		emoji.text("name", 0, 32)
		emoji.id("id")
		emoji.flag("animated")
	}
}

func checkSelect(f form) {
	f.text("placeholder", 0, 150)
	f.flag("disabled")
	f.flag("required")
	checkBounds(f, 25)
}

func checkBounds(f form, most int64) {
	least, has := f.whole("min_values", 0, most)
	upper, hasUpper := f.whole("max_values", 1, most)
	if has && hasUpper && least > upper {
		f.badf("min_values", "SELECT_COMPONENT_INVALID_BOUNDS", "min_values cannot exceed max_values")
	}
}

// defaultTypes is which identifiers each menu takes as chosen already.
var defaultTypes = map[ComponentType][]string{
	UserSelect: {"user"}, RoleSelect: {"role"}, MentionableSelect: {"user", "role"}, ChannelSelect: {"channel"},
}

// checkDefaults checks what is chosen already in a menu of identifiers: of the menu's
// kind, and as many as may be chosen, or none. A menu of channels may name their types.
func checkDefaults(f form, kind ComponentType) {
	for i, v := range f.list("channel_types", 0, 20) {
		if _, ok := v.(json.Number); !ok {
			f.badf("channel_types."+strconv.Itoa(i), "NUMBER_TYPE_COERCE", "Value is not int.")
		}
	}
	all := f.forms("default_values", 0, 25)
	for _, one := range all {
		one.only(defaultValueFields)
		one.need("id", "type")
		one.id("id")
		if of := one.text("type", 0, 20); !slices.Contains(defaultTypes[kind], of) {
			one.badf("type", "BASE_TYPE_CHOICES", "Value must be one of %v.", defaultTypes[kind])
		}
	}
	least, most := bounds(f)
	if n := int64(len(all)); n > 0 && (n < least || n > most) {
		f.badf("default_values", "SELECT_COMPONENT_INVALID_DEFAULT_VALUES", "The number of default values must be from %d to %d", least, most)
	}
}

// bounds returns how many a menu lets choose; one where it does not say.
func bounds(f form) (least, most int64) {
	least, most = 1, 1
	if n, ok := f.whole("min_values", 0, 25); ok {
		least = n
	}
	if n, ok := f.whole("max_values", 1, 25); ok {
		most = n
	}
	return least, most
}

// checkChoices checks the options of a select or a group: values are distinct.
func checkChoices(f form, least, most int) {
	f.need("options")
	seen := map[string]bool{}
	for _, o := range f.forms("options", least, most) {
		o.only(selectOptionFields)
		o.need("label", "value")
		o.text("label", 1, 100)
		o.text("description", 0, 100)
		o.flag("default")
		checkEmoji(o)
		value := o.text("value", 1, 100)
		if seen[value] {
			o.badf("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		seen[value] = true
	}
}

func checkMedia(f form, name string) {
	f.need(name)
	f.text("description", 0, 1024)
	f.flag("spoiler")
	if media, ok := f.child(name); ok {
		media.need("url")
		media.link("url", 2048, "http", "https", "attachment")
	}
}

func checkTextInput(f form) {
	f.need("style")
	f.whole("style", 1, 2)
	f.text("label", 0, 45)
	f.text("placeholder", 0, 100)
	f.text("value", 0, 4000)
	f.flag("required")
	least, _ := f.whole("min_length", 0, 4000)
	most, ok := f.whole("max_length", 1, 4000)
	if ok && least > most {
		f.badf("min_length", "TEXT_INPUT_COMPONENT_INVALID_BOUNDS", "min_length cannot exceed max_length")
	}
}

func checkModalChoice(f form, kind ComponentType) {
	f.flag("required")
	f.flag("default")
	checkBounds(f, 10)
	switch kind {
	case RadioGroup:
		checkChoices(f, 2, 10)
	case CheckboxGroup:
		checkChoices(f, 1, 10)
	}
}

// checkModal checks the data of a callback of type 9.
func checkModal(f form) {
	f.only(messageFields)
	f.idle("A modal has no such field", "content", "tts", "embeds", "flags", "choices",
		"allowed_mentions", "attachments", "poll")
	f.need("custom_id", "title", "components")
	f.text("custom_id", 1, 100)
	f.text("title", 1, 45)
	c := componentCheck{v2: true, modal: true, customs: map[string]bool{}, numbers: map[int64]bool{}}
	for _, top := range f.forms("components", 1, 5) {
		c.one(top, modalKinds)
		if row, ok := onlyChild(top); ok {
			row.need("label") // outside a Label a text input brings its own
		}
	}
}

// onlyChild returns the component in an action row.
func onlyChild(top form) (form, bool) {
	inner, _ := top.fields["components"].([]any)
	if top.kind() != ActionRow || len(inner) != 1 {
		return form{}, false
	}
	fields, ok := inner[0].(object)
	return form{out: top.out, path: top.at("components.0"), fields: fields}, ok
}

// checkAutocomplete checks the data of a callback of type 8; kind is the type
// of the focused option.
func checkAutocomplete(f form, kind OptionType) {
	f.only(messageFields)
	f.idle("An autocomplete result has choices only", "content", "tts", "embeds", "components", "flags",
		"allowed_mentions", "attachments", "poll", "custom_id", "title")
	checkOptionChoices(f, kind, 100)
}
