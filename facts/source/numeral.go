package source

import (
	"cmp"
	"strconv"
	"strings"
)

// Counter numbers the items of a list of HTML as browsers do. A nil counter is of a list
// without numbers.
type Counter struct {
	format string
	next   int
}

// NewCounter returns the counter of a list with numbers, whose attributes type and start
// are given.
func NewCounter(format, start string) *Counter {
	c := &Counter{cmp.Or(format, "1"), 1}
	c.set(start)
	return c
}

func (c *Counter) set(value string) {
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
		c.next = n
	}
}

// Label counts an item, whose attribute value is given, and returns its label.
func (c *Counter) Label(value string) string {
	if c == nil {
		return ""
	}
	c.set(value)
	c.next++
	return Numeral(c.next-1, c.format) + "."
}

// Numeral writes a number as a list does, in one of the formats that DOCX names, or HTML
// and ODT: "lowerLetter" or "a". One that is unknown, or in which a number that high isn't
// written, gives decimal digits.
func Numeral(n int, format string) string {
	switch format {
	case "none", "bullet":
		return ""
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerLetter", "a":
		return strings.ToLower(letters(n))
	case "upperLetter", "A":
		return letters(n)
	case "lowerRoman", "i":
		return strings.ToLower(roman(n))
	case "upperRoman", "I":
		return roman(n)
	case "ordinal":
		return strconv.Itoa(n) + ordinalEnd(n)
	}
	return strconv.Itoa(n)
}

// letters counts A, B, ... Z, AA, BB, as word processors do.
func letters(n int) string {
	if n < 1 || n > 26*30 {
		return strconv.Itoa(n)
	}
	letter := string(rune('A' + (n-1)%26))
	return strings.Repeat(letter, (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	place := func(digit int, one, five, ten string) string {
		return [...]string{
			"", one, one + one, one + one + one, one + five,
			five, five + one, five + one + one, five + one + one + one, one + ten,
		}[digit]
	}
	return place(n/1000, "M", "", "") + place(n/100%10, "C", "D", "M") + place(n/10%10, "X", "L", "C") + place(n%10, "I", "V", "X")
}

func ordinalEnd(n int) string {
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}
