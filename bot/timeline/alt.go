package timeline

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// Alt says what the picture of the timeline shows, in at most MaxAlt characters:
// "Timeline: Summits. 2023: The first summit. 17 June 2025: The second." Where that is
// too long, all texts are shortened to the same length; where even that does not help,
// the last entries are only counted.
func Alt(t Timeline) string {
	var rows []row
	for _, y := range years(t.Entries) {
		rows = append(rows, y.rows...)
	}
	title := sentence("Timeline", within(oneLine(t.Title), MaxAlt/4))
	for length := MaxAlt; length >= 32; length = length * 7 / 8 {
		if alt := title + tell(rows, length); units(alt) <= MaxAlt {
			return alt
		}
	}
	for n := len(rows) - 1; ; n-- {
		alt := fmt.Sprintf("%s%s And %d more.", title, tell(rows[:n], 32), len(rows)-n)
		if n == 0 || units(alt) <= MaxAlt {
			return alt
		}
	}
}

// tell says the rows, each text in at most length characters.
func tell(rows []row, length int) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(" " + sentence(within(r.date, 40), within(r.text, length)))
	}
	return b.String()
}

// sentence says what stands under a heading; either may be empty.
func sentence(heading, text string) string {
	if heading != "" && text != "" {
		heading += ": "
	}
	said := heading + text
	if strings.HasSuffix(said, ".") || strings.HasSuffix(said, "…") {
		return said
	}
	return said + "."
}

// within returns s, or as many of its words as fit into limit characters with an
// ellipsis; of a first word that is too long by itself, its beginning.
func within(s string, limit int) string {
	if units(s) <= limit {
		return s
	}
	end, size := 0, 1 // the ellipsis counts
	for i, r := range s {
		if size += utf16.RuneLen(r); size > limit {
			break
		}
		end = i + len(string(r))
	}
	if s[end] != ' ' {
		if space := strings.LastIndexByte(s[:end], ' '); space > 0 {
			end = space
		}
	}
	return strings.TrimRight(s[:end], " ,;:.–-") + "…"
}

// units is the length of s in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
