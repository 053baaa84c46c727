package bot

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"summitbot/facts/answer"

	"github.com/sahilm/fuzzy"

	"summitbot/facts"
)

// maxPlace is how long a place may be, in characters.
const maxPlace = 200

// quote answers /quote with the sentence at a place, or with the one whose headline has
// the words.
func (b *Bot) quote(_ context.Context, r Request) Response {
	base, typed := b.o.Store.Base(), r.Options["place"]
	id, point := findPlace(base, typed)
	if response, ok := b.factResponse(base, id, point); ok {
		return response
	}
	return Response{Text: noSuchPlace(base, typed), Ephemeral: true}
}

// factResponse shows one point of a fact, and reports whether there is such a fact.
func (b *Bot) factResponse(base *answer.Base, id string, point int) (Response, bool) {
	a, ok := base.Show(id, point)
	if !ok {
		return Response{}, false
	}
	return b.card(base, a), true
}

var (
	// placeForm is "P6S4", "6.4", "6 4", "paragraph 6, sentence 4", and what may follow in
	// a choice of the completion: " · headline".
	placeForm = regexp.MustCompile(`(?i)^\s*(?:p|para|paragraph)?\W*(\d{1,6})\W*(?:s|sentence|\W)\W*(\d{1,6})(?:\s*·\s*(.*?)…?)?\s*$`)
	// paragraphForm is "P6", "6" and "paragraph 6", also where the sentence is to follow.
	paragraphForm = regexp.MustCompile(`(?i)^\s*(?:p|para|paragraph)?\W*(\d{1,6})\W*(?:s|sentence)?\W*$`)
)

// findPlace returns the id of the fact that was typed, by its place or by words of a
// headline, and which of its points; an id that no fact has where there is none.
func findPlace(base *answer.Base, typed string) (id string, point int) {
	if m := placeForm.FindStringSubmatch(typed); m != nil {
		id = placeID(m[1], m[2])
		if f, ok := base.Fact(id); ok && m[3] != "" {
			point = pointNamed(f, m[3])
		}
		return id, point
	}
	if found := byHeadline(base, typed, 1); len(found) > 0 {
		return found[0].fact, found[0].point
	}
	return "", 0
}

// placeID returns the id of the sentence at a place: 06 and 4 are P6S4.
func placeID(paragraph, sentence string) string {
	return "P" + strings.TrimLeft(paragraph, "0") + "S" + strings.TrimLeft(sentence, "0")
}

// pointNamed returns the point of a fact whose headline begins with s, the first one
// where none does.
func pointNamed(f facts.Fact, s string) int {
	for i, p := range f.Points {
		if strings.HasPrefix(p.Headline, s) {
			return i
		}
	}
	return 0
}

// placed is a headline with its place.
type placed struct {
	fact     string
	point    int
	headline string
}

// byHeadline returns at most n facts that have a headline which fits what was typed, best
// first, each with the headline that fits best.
func byHeadline(base *answer.Base, typed string, n int) []placed {
	var all []placed
	var headlines []string
	for _, f := range base.Facts() {
		for i, p := range f.Points {
			all, headlines = append(all, placed{f.ID, i, p.Headline}), append(headlines, p.Headline)
		}
		if len(f.Points) == 0 {
			all, headlines = append(all, placed{f.ID, 0, headline(f)}), append(headlines, headline(f))
		}
	}
	var found []placed
	seen := make(map[string]bool)
	for _, m := range fuzzy.Find(strings.TrimSpace(typed), headlines) {
		if p := all[m.Index]; !seen[p.fact] && len(found) < n {
			seen[p.fact] = true
			found = append(found, p)
		}
	}
	return found
}

// completePlace completes a place, or words of a headline.
func (b *Bot) completePlace(_ context.Context, r Request) []Choice {
	base := b.o.Store.Base()
	found := byPlace(base, r.Text)
	if len(found) == 0 {
		found = byHeadline(base, r.Text, MaxChoices)
	}
	var choices []Choice
	for _, p := range found[:min(len(found), MaxChoices)] {
		name := within(p.fact+" · "+strings.Join(strings.Fields(p.headline), " "), maxChoice)
		choices = append(choices, Choice{Name: name, Value: name})
	}
	return choices
}

// byPlace returns the facts at the place typed so far, in reading order: all of a
// paragraph where there is no sentence yet, all of the document where nothing was typed.
func byPlace(base *answer.Base, typed string) []placed {
	var fits func(f facts.Fact) bool
	if m := placeForm.FindStringSubmatch(typed); m != nil {
		fits = func(f facts.Fact) bool { return strings.HasPrefix(f.ID, placeID(m[1], m[2])) }
	} else if m := paragraphForm.FindStringSubmatch(typed); m != nil {
		fits = func(f facts.Fact) bool { return strings.HasPrefix(f.ID, placeID(m[1], "")) }
	} else if !isBlank(typed) {
		return nil
	}
	var found []placed
	for _, f := range base.Facts() {
		if fits == nil || fits(f) {
			found = append(found, placed{f.ID, 0, headline(f)})
		}
	}
	return found
}

// noSuchPlace says what can be typed.
func noSuchPlace(base *answer.Base, typed string) string {
	const how = " Write paragraph and sentence, such as P6S4, or words of a headline."
	m := placeForm.FindStringSubmatch(typed)
	if m == nil {
		return "I found no sentence by these words." + how
	}
	paragraph, sentences, last := number(m[1]), 0, 0
	for _, f := range base.Facts() {
		last = max(last, f.Sentence.Paragraph)
		if f.Sentence.Paragraph == paragraph {
			sentences++
		}
	}
	if sentences == 0 {
		return fmt.Sprintf("There is no paragraph %d: the text has %s.", paragraph, counted(last, "paragraph"))
	}
	return fmt.Sprintf("There is no sentence %d in paragraph %d: it has %s.", number(m[2]), paragraph, counted(sentences, "sentence"))
}
