package bot

import (
	"context"
	"strings"

	"summitbot/facts/answer"
)

// maxPlace is how long a place may be, in characters.
const maxPlace = 200

// quote answers /quote with the sentence at a place, or with the one whose headline has
// the words.
func (b *Bot) quote(_ context.Context, r Request) Response {
	base, typed := b.o.Store.Base(), r.Options["place"]
	id, point := b.findPlace(base, typed)
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

// findPlace returns the id of the fact that was typed, by its place or by words of a
// headline, and which of its points; an id that no fact has where there is none. Bare
// numbers that are no place, such as 94.8, are words of a headline.
func (b *Bot) findPlace(base *answer.Base, typed string) (id string, point int) {
	if tag, headline, ok := strings.Cut(typed, " · "); ok {
		if f, there := tagged(base, tag); there {
			return f.ID, pointNamed(f, strings.TrimSuffix(headline, "…"))
		}
	}
	if f, there := base.Fact(strings.TrimSpace(typed)); there {
		return f.ID, 0
	}
	p, ok := readPlace(typed)
	if ok {
		if f, there := p.first(base); there {
			return f.ID, pointNamed(f, p.headline)
		}
	}
	if ok && p.named {
		return "", 0
	}
	if found := b.headlinesOf(base).find(typed, 1); len(found) > 0 {
		return found[0].fact, found[0].point
	}
	return "", 0
}

// completePlace completes a place, or words of a headline.
func (b *Bot) completePlace(_ context.Context, r Request) []Choice {
	base := b.o.Store.Base()
	found := byPlace(base, r.Text)
	if len(found) == 0 {
		found = b.headlinesOf(base).find(r.Text, MaxChoices)
	}
	var choices []Choice
	for _, p := range found {
		f, _ := base.Fact(p.fact)
		headline := " · " + strings.Join(strings.Fields(p.headline), " ")
		place := choose(units(p.fact) <= maxChoice/3, p.fact, tagOf(f))
		choices = append(choices, Choice{Name: within(place+headline, maxChoice), Value: within(tagOf(f)+headline, maxChoice)})
	}
	return choices
}

// byPlace returns the first facts at the place typed so far, in reading order: those of a
// paragraph where there is no sentence yet, those of the document where nothing was typed.
func byPlace(base *answer.Base, typed string) (found []placed) {
	label := ""
	if p, ok := readPlace(typed); ok {
		label = p.label()
	} else if !isBlank(typed) {
		return nil
	}
	for _, f := range base.Facts() {
		if strings.HasPrefix(f.Sentence.ID, label) && len(found) < MaxChoices {
			found = append(found, placed{f.ID, 0, headline(f)})
		}
	}
	return found
}
