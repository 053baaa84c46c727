package sandbox

import (
	"encoding/json"
	"slices"
)

// componentCheck goes through the components of one message or modal.
type componentCheck struct {
	v2      bool
	modal   bool
	count   int
	text    int             // code points in text displays
	customs map[string]bool // custom_ids seen
	numbers map[int64]bool  // ids seen
}

// Where a kind of component may stand.
var (
	topKinds       = []ComponentType{ActionRow}
	topKindsV2     = []ComponentType{ActionRow, Section, TextDisplay, MediaGallery, FileDisplay, Separator, Container}
	containerKinds = []ComponentType{ActionRow, Section, TextDisplay, MediaGallery, FileDisplay, Separator}
	rowKinds       = []ComponentType{Button, StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect}
	modalKinds     = []ComponentType{ActionRow, Label, TextDisplay}
	labelKinds     = []ComponentType{
		TextInput, StringSelect, UserSelect, RoleSelect, MentionableSelect,
		ChannelSelect, FileUpload, RadioGroup, CheckboxGroup, Checkbox,
	}
)

// checkMessageComponents checks the components of a message body.
func checkMessageComponents(f form, v2 bool) {
	c := componentCheck{v2: v2, customs: map[string]bool{}, numbers: map[int64]bool{}}
	most, kinds := 5, topKinds
	if v2 {
		most, kinds = 40, topKindsV2
	}
	for _, top := range f.forms("components", 0, most) {
		c.one(top, kinds)
	}
	if c.count > 40 {
		f.badf("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "Must be 40 or fewer in total.")
	}
	if c.text > 4000 {
		f.badf("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
			"Total displayable text exceeds maximum size of 4000")
	}
}

// one checks a component which must be of one of these kinds, and all inside it.
func (c *componentCheck) one(f form, kinds []ComponentType) {
	c.count++
	f.need("type")
	n, ok := f.whole("type", 1, 23)
	kind := ComponentType(n)
	if !ok {
		return
	}
	if !slices.Contains(kinds, kind) {
		f.badf("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of %v.", kinds)
		return
	}
	f.only(componentFields[kind])
	c.identifiers(f, kind)
	c.body(f, kind)
}

func (c *componentCheck) identifiers(f form, kind ComponentType) {
	if n, ok := f.whole("id", 0, 1<<31-1); ok && n != 0 {
		if c.numbers[n] {
			f.badf("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
		}
		c.numbers[n] = true
	}
	custom := f.text("custom_id", 1, 100)
	if kind != Button && slices.Contains(componentFields[kind], "custom_id") {
		f.need("custom_id")
	}
	if custom == "" {
		return
	}
	if c.customs[custom] {
		f.badf("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	c.customs[custom] = true
}

// body dispatches on the kind; every kind has one line.
func (c *componentCheck) body(f form, kind ComponentType) {
	switch kind {
	case ActionRow:
		c.row(f)
	case Button:
		checkButton(f)
	case StringSelect:
		checkSelect(f)
		checkChoices(f, 1, 25)
	case UserSelect, RoleSelect, MentionableSelect, ChannelSelect:
		checkSelect(f)
		checkDefaults(f, kind)
	case TextInput:
		checkTextInput(f)
	case Section:
		c.section(f)
	case TextDisplay:
		f.need("content")
		c.text += runes(f.text("content", 1, 4000))
	case Thumbnail:
		checkMedia(f, "media")
	case MediaGallery:
		f.need("items")
		for _, item := range f.forms("items", 1, 10) {
			item.only(galleryItemFields)
			checkMedia(item, "media")
		}
	case FileDisplay:
		checkMedia(f, "file")
	case Separator:
		f.whole("spacing", 1, 2)
		f.flag("divider")
	case Container:
		c.container(f)
	case Label:
		c.label(f)
	case FileUpload, CheckboxGroup, RadioGroup, Checkbox:
		checkModalChoice(f, kind)
	}
}

// row checks an action row: up to five buttons, or one select, or, in a modal,
// one text input.
func (c *componentCheck) row(f form) {
	kinds, most := rowKinds, 5
	if c.modal {
		kinds, most = []ComponentType{TextInput}, 1
	}
	f.need("components")
	inner := f.forms("components", 1, most)
	for _, one := range inner {
		c.one(one, kinds)
	}
	if len(inner) > 1 && slices.ContainsFunc(inner, isSelect) {
		f.badf("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
	}
}

func isSelect(f form) bool { return f.kind().selects() }

// kind reads the type without complaint.
func (f form) kind() ComponentType {
	v, _ := f.fields["type"].(json.Number)
	n, _ := v.Int64()
	return ComponentType(n)
}

func (c *componentCheck) section(f form) {
	f.need("components", "accessory")
	for _, one := range f.forms("components", 1, 3) {
		c.one(one, []ComponentType{TextDisplay})
	}
	if accessory, ok := f.child("accessory"); ok {
		c.one(accessory, []ComponentType{Button, Thumbnail})
	}
}

func (c *componentCheck) container(f form) {
	f.need("components")
	f.whole("accent_color", 0, 0xffffff)
	f.flag("spoiler")
	for _, one := range f.forms("components", 1, 40) {
		c.one(one, containerKinds)
	}
}

func (c *componentCheck) label(f form) {
	f.need("label", "component")
	f.text("label", 1, 45)
	f.text("description", 1, 100)
	if inner, ok := f.child("component"); ok {
		inner.idle("A component in a label takes the label's", "label", "disabled")
		c.one(inner, labelKinds)
	}
}
