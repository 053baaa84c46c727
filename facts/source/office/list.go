package office

import (
	"strconv"
	"strings"

	"summitbot/facts/source"
)

// maxListDepth is how many lists may be in one another.
const maxListDepth = 10

// levels say how the items of a list are labelled, by depth.
type levels [maxListDepth]level

type level struct {
	start   int
	format  string // a format of [source.Numeral]
	text    string // "%1.%2)": the counters of the levels, from 1, and what stands around them
	style   string // a paragraph of that style is an item of this level
	restart int    // how many of the levels above start this one again
	legal   bool   // all counters are shown in digits
	picture bool   // the bullet is a picture
}

// list counts the items of a list.
type list struct {
	levels  *levels
	counts  *[maxListDepth]counter // which lists may share
	restart [maxListDepth]bool     // the next item starts again
}

type counter struct {
	value int
	on    bool
}

// count counts an item. One that is the first after an item above it starts again.
func (l *list) count(depth int) {
	c := &l.counts[depth]
	if c.on && !l.restart[depth] {
		c.value++
	} else {
		c.value = l.levels[depth].start
	}
	c.on, l.restart[depth] = true, false
	for i := depth + 1; i < maxListDepth; i++ {
		if l.levels[i].restart > depth {
			l.counts[i].on = false
		}
	}
}

// label writes the label of the item at hand; empty of a bullet.
func (l *list) label(depth int) string {
	level := &l.levels[depth]
	if level.format == "bullet" {
		return ""
	}
	var b strings.Builder
	text := level.text
	for {
		before, after, found := strings.Cut(text, "%")
		b.WriteString(before)
		if !found {
			return oneLine(b.String())
		}
		text = after
		if after != "" && after[0] >= '1' && after[0] <= '9' {
			b.WriteString(l.shown(int(after[0]-'1'), level.legal))
			text = after[1:]
		}
	}
}

// shown writes the counter of a level.
func (l *list) shown(depth int, legal bool) string {
	value := l.levels[depth].start
	if l.counts[depth].on {
		value = l.counts[depth].value
	}
	if legal {
		return strconv.Itoa(value)
	}
	return source.Numeral(value, l.levels[depth].format)
}
