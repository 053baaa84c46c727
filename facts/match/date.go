package match

import (
	"strconv"
	"strings"
	"time"

	"summitbot/facts/text"
)

// writeDates writes out the dates in a question that stand in figures, "2025-06-17", as
// texts write them: 17 June 2025.
func writeDates(question string, words []text.Word) []text.Word {
	for i := 0; i+2 < len(words); i++ {
		if !text.IsNumber(words[i].Form) {
			continue
		}
		s := question[words[i].Start:words[i+2].End]
		day, err := time.Parse("2006-01-02", s)
		if err != nil {
			continue
		}
		start, end := words[i].Start, words[i+2].End
		for j, form := range []string{strconv.Itoa(day.Day()), strings.ToLower(day.Month().String()), strconv.Itoa(day.Year())} {
			words[i+j] = text.Word{Start: start, End: end, Form: form, Stem: text.Stem(form)}
		}
	}
	return words
}
