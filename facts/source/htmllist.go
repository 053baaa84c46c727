package source

import (
	"cmp"
	"strconv"
	"strings"
)

// counter numbers the items of a list as browsers do.
type counter struct {
	style  string // empty of a list that has no numbers
	number int
}

func newCounter(e element, tag string) *counter {
	if tag != "ol" {
		return &counter{}
	}
	c := &counter{style: cmp.Or(e.attributes["type"], "1"), number: 1}
	if n, err := strconv.Atoi(e.attributes["start"]); err == nil {
		c.number = n
	}
	return c
}

// next returns the label of the next item.
func (c *counter) next(e element) string {
	if c == nil || c.style == "" {
		return ""
	}
	if n, err := strconv.Atoi(e.attributes["value"]); err == nil {
		c.number = n
	}
	n := c.number
	c.number++
	if n < 1 || n > 26 || c.style == "1" {
		return strconv.Itoa(n) + "."
	}
	switch c.style {
	case "a":
		return string(rune('a'+n-1)) + "."
	case "A":
		return string(rune('A'+n-1)) + "."
	case "i":
		return strings.ToLower(romans[n-1]) + "."
	}
	return romans[n-1] + "."
}

var romans = strings.Fields("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI")
