package compiled_test

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/compiled"
)

// thing has all that can be described.
type thing struct {
	Name   string
	Count  int
	Kind   uint8
	Parent int32
	Share  float64
	Is     bool
	Places []int32
	Parts  []thing
	Words  map[string]int
}

func (t *thing) describe(c *compiled.Coder) {
	c.String(&t.Name)
	compiled.Number(c, &t.Count)
	compiled.Below(c, &t.Kind, 3)
	compiled.Place(c, &t.Parent, 2)
	c.Float(&t.Share)
	c.Flag(&t.Is)
	c.Places(&t.Places, 300)
	compiled.List(c, &t.Parts, func(p *thing) { p.describe(c) })
	compiled.Map(c, &t.Words, func(n *int) { compiled.Number(c, n) })
}

func (t *thing) equal(u *thing) bool {
	return t.Name == u.Name && t.Count == u.Count && t.Kind == u.Kind && t.Parent == u.Parent && t.Share == u.Share && t.Is == u.Is &&
		slices.Equal(t.Places, u.Places) && maps.Equal(t.Words, u.Words) &&
		slices.EqualFunc(t.Parts, u.Parts, func(a, b thing) bool { return a.equal(&b) })
}

func whole() thing {
	return thing{
		"Birds", math.MaxInt - 1, 2, -1, -0.25, true,
		[]int32{0, 127, 128, 299},
		[]thing{{Parent: 1}, {Name: "", Words: map[string]int{}}},
		map[string]int{"b": 1, "a": 300, "": 2},
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	want := whole()
	file := compiled.Write(want.describe)
	var got thing
	if err := compiled.Read(string(file), got.describe); err != nil || !got.equal(&want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	if !slices.Equal(compiled.Write(got.describe), file) {
		t.Error("written again, it has other bytes")
	}
}

func TestAFileThatIsNotWholeIsRefused(t *testing.T) {
	t.Parallel()
	w := whole()
	file := string(compiled.Write(w.describe))
	other := strings.Replace(file, "\n\x02", "\n\x7f", 1)
	tests := []struct{ name, file, want string }{
		{"empty", "", "no compiled file"},
		{"YAML", "document: {id: d}\n", "no compiled file"},
		{"head", file[:17], "cut off; compile it again"},
		{"cut off", file[:len(file)-1], "damaged or cut off; compile it again"},
		{"longer", file + "x", "damaged or cut off; compile it again"},
		{"a letter changed", strings.Replace(file, "Birds", "Bards", 1), "damaged or cut off; compile it again"},
		{"another version", other, "compiled by another version (127, this is 2); compile it again"},
	}
	for _, tt := range tests {
		var got thing
		if err := compiled.Read(tt.file, got.describe); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// A file that is whole, but says what can't be, is refused too.
func TestNumbersOutOfBoundsAreRefused(t *testing.T) {
	t.Parallel()
	number := func(n int) func(*compiled.Coder) {
		return func(c *compiled.Coder) { compiled.Number(c, &n) }
	}
	var small uint8
	var place int32
	var text string
	var list []int32
	var things []thing
	tests := []struct {
		name     string
		is, want func(*compiled.Coder)
	}{
		{"bound", number(3), func(c *compiled.Coder) { compiled.Below(c, &small, 3) }},
		{"size", number(256), func(c *compiled.Coder) { compiled.Number(c, &small) }},
		{"place", number(4), func(c *compiled.Coder) { compiled.Place(c, &place, 3) }},
		{"negative", number(-1), func(c *compiled.Coder) { compiled.Number(c, &place) }},
		{"flag", number(2), func(c *compiled.Coder) { var b bool; c.Flag(&b) }},
		{"text", number(1000), func(c *compiled.Coder) { c.String(&text) }},
		{"places", number(1 << 40), func(c *compiled.Coder) { c.Places(&list, 5) }},
		{"list", number(1 << 40), func(c *compiled.Coder) { compiled.List(c, &things, func(t *thing) { t.describe(c) }) }},
		{"rest", number(7), func(*compiled.Coder) {}},
		{"nothing", func(*compiled.Coder) {}, func(c *compiled.Coder) { compiled.Number(c, &place) }},
	}
	for _, tt := range tests {
		if err := compiled.Read(string(compiled.Write(tt.is)), tt.want); err == nil || !strings.Contains(err.Error(), "damaged; compile it again: ") {
			t.Errorf("%s: error %v", tt.name, err)
		}
	}
}
