package sandbox

import (
	"encoding/json"
	"fmt"
	"math"
)

// maxSafe is the largest integer an option can hold: 2^53.
const maxSafe = 1 << 53

// checkOptions checks the options of a command (depth 0), of a group (1) or of
// a subcommand (2).
func checkOptions(f form, depth int) {
	seen := map[string]bool{}
	optional, plain, nested := false, 0, 0
	for _, o := range f.forms("options", 0, 25) {
		kind := checkOption(o, depth)
		if kind <= SubcommandGroup {
			nested++
		} else {
			plain++
		}
		name, _ := o.fields["name"].(string)
		if seen[name] {
			o.badf("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		}
		seen[name] = true
		required, _ := o.fields["required"].(bool)
		if required && optional {
			o.badf("", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
				"Required options must be placed before non-required options")
		}
		optional = optional || !required && kind > SubcommandGroup
	}
	if nested > 0 && plain > 0 {
		f.badf("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
			"Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

func checkOption(o form, depth int) OptionType {
	o.only(optionFields)
	o.need("type", "name")
	n, _ := o.whole("type", 1, 11)
	kind := OptionType(n)
	checkNames(o)
	checkDescriptions(o)
	o.flag("required")
	switch {
	case kind == Subcommand && depth < 2:
		checkOptions(o, 2)
	case kind == SubcommandGroup && depth == 0:
		checkGroup(o)
	case kind <= SubcommandGroup:
		o.badf("type", "BASE_TYPE_CHOICES", "Nested this deep a sub-command (group) is not allowed")
	default:
		o.idle("Only sub-commands and groups have options", "options")
	}
	checkOptionLimits(o, kind)
	return kind
}

func checkGroup(o form) {
	for _, inner := range o.forms("options", 0, 25) {
		if n, _ := inner.whole("type", 1, 11); OptionType(n) != Subcommand {
			inner.badf("type", "BASE_TYPE_CHOICES", "A group holds sub-commands only")
		}
	}
	checkOptions(o, 1)
}

func checkOptionLimits(o form, kind OptionType) {
	if kind != ChannelOption {
		o.idle("Only channel options have channel types", "channel_types")
	}
	if kind != StringOption {
		o.idle("Only string options have lengths", "min_length", "max_length")
	}
	if kind != IntegerOption && kind != NumberOption {
		o.idle("Only integer and number options have bounds", "min_value", "max_value")
	}
	if kind != StringOption && kind != IntegerOption && kind != NumberOption {
		o.idle("This type of option has neither", "choices", "autocomplete")
	}
	if kind <= SubcommandGroup {
		o.idle("A sub-command (group) cannot be required", "required")
	}
	least, _ := o.whole("min_length", 0, 6000)
	if most, ok := o.whole("max_length", 1, 6000); ok && least > most {
		o.badf("min_length", "APPLICATION_COMMAND_OPTIONS_MIN_LENGTH_INVALID", "min_length cannot exceed max_length")
	}
	lower, has := o.number("min_value")
	if upper, ok := o.number("max_value"); ok && has && lower > upper {
		o.badf("min_value", "APPLICATION_COMMAND_OPTIONS_MIN_VALUE_INVALID", "min_value cannot exceed max_value")
	}
	if o.flag("autocomplete") && !blank(o.fields["choices"]) {
		o.badf("choices", "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "choices and autocomplete exclude each other")
	}
	checkOptionChoices(o, kind, 100)
}

// checkOptionChoices checks choices of a command's option or of an
// autocomplete result; the longest string value is most.
func checkOptionChoices(f form, kind OptionType, most int) {
	seenNames, seenValues := map[string]bool{}, map[string]bool{}
	for _, c := range f.forms("choices", 0, 25) {
		c.only(choiceFields)
		c.need("name", "value")
		name := c.text("name", 1, 100)
		checkLocales(c, "name_localizations", 100)
		checkChoiceValue(c, kind, most)
		value := fmt.Sprint(c.fields["value"])
		if seenNames[name] {
			c.badf("name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", "Option choice name already exists")
		}
		if seenValues[value] {
			c.badf("value", "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_ALREADY_EXISTS", "Option choice value already exists")
		}
		seenNames[name], seenValues[value] = true, true
	}
}

func checkChoiceValue(c form, kind OptionType, most int) {
	switch kind {
	case IntegerOption:
		c.whole("value", -maxSafe, maxSafe)
	case NumberOption:
		if n, ok := c.number("value"); ok && math.Abs(n) > maxSafe {
			c.badf("value", "NUMBER_TYPE_RANGE", "Must be between -2^53 and 2^53.")
		}
	default:
		c.text("value", 1, most)
	}
}

// contains reports whether a JSON array holds the integer.
func contains(list any, n int64) bool {
	all, _ := list.([]any)
	for _, v := range all {
		number, ok := v.(json.Number)
		if got, err := number.Int64(); ok && err == nil && got == n {
			return true
		}
	}
	return false
}
