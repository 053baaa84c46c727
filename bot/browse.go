package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// What is said while browsing.
const (
	baseChanged = "The fact base has changed since this list was made."
	factGone    = "The fact base has changed, and this fact is no longer in it. Please ask again."
)

// pageSize is how many choices a page has: as many as a menu takes.
const pageSize = MaxChoices

// maxChoice is how long a choice's name may be.
const maxChoice = 100

// shelf is a topic with its facts, in reading order.
type shelf struct {
	title string
	facts []facts.Fact
}

// shelves returns the topics that have facts, and at the end the facts without a topic.
func shelves(base *answer.Base) []shelf {
	var all []shelf
	placed := make(map[string]bool)
	for _, topic := range base.Topics() {
		s := shelf{title: topic.Title}
		for _, f := range base.Facts() {
			if has(f.Topics, topic.ID) {
				s.facts = append(s.facts, f)
				placed[f.ID] = true
			}
		}
		if len(s.facts) > 0 {
			all = append(all, s)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(base.Facts()), func(f facts.Fact) bool { return placed[f.ID] })
	switch {
	case len(rest) == 0:
		return all
	case len(all) > 0:
		return append(all, shelf{title: "Everything else", facts: rest})
	}
	return sections(base, rest)
}

// sections returns facts without topics by the headings that they stand under, of which
// two levels count.
func sections(base *answer.Base, rest []facts.Fact) []shelf {
	var all []shelf
	for _, f := range rest {
		d := base.Documents()[f.Document]
		title := "All sentences"
		if path := d.Path(f.Sentence.Block); len(path) > 0 {
			title = path[min(len(path), 2)-1]
		}
		if len(base.Documents()) > 1 {
			title = d.ID + " › " + title
		}
		if len(all) == 0 || all[len(all)-1].title != title {
			all = append(all, shelf{title: title})
		}
		last := &all[len(all)-1]
		last.facts = append(last.facts, f)
	}
	return all
}

// addBrowseControls adds what /topics is browsed with. Its ids have the base, then the
// topic's number, then the page.
func (b *Bot) addBrowseControls(table map[string]controlHandler) {
	table[doTopics] = b.browseTopics
	table[doTopic] = b.browseTopic
	table[doFact] = b.browseFact
}

func (b *Bot) topics(context.Context, Request) Response {
	return topicList(b.o.Store.Base(), 0)
}

func (b *Bot) browseTopics(_ context.Context, _ Request, args []string) Response {
	list := topicList(b.o.Store.Base(), number(arg(args, 1)))
	list.Update = true
	return list
}

// browseTopic shows a page of one topic: the one in the control's id, or chosen in a menu.
func (b *Bot) browseTopic(_ context.Context, r Request, args []string) Response {
	base := b.o.Store.Base()
	topic := arg(args, 1)
	if len(r.Values) > 0 {
		topic = r.Values[0]
	}
	all, i := shelves(base), number(topic)
	if !sameBase(base.Hash(), arg(args, 0)) || i >= len(all) {
		list := topicList(base, 0)
		list.Text, list.Update = baseChanged+" These are the topics now.", true
		return list
	}
	page := factList(base, all[i], i, number(arg(args, 2)))
	page.Update = true
	return page
}

// browseFact shows a fact: the one chosen in a list of /topics in the list's place, any
// other by itself.
func (b *Bot) browseFact(_ context.Context, r Request, args []string) Response {
	base, id := b.o.Store.Base(), arg(args, 1)
	inList := len(r.Values) > 0 && len(args) == 3
	if len(r.Values) > 0 {
		id = r.Values[0]
	}
	f, _ := tagged(base, id)
	response, ok := b.factResponse(base, f.ID, 0)
	if !ok {
		return Response{Text: factGone, Ephemeral: true}
	}
	response.Ephemeral = true
	if !sameBase(base.Hash(), arg(args, 0)) {
		response.Text = baseChanged
	}
	if inList {
		back := Button{ID: controlID(doTopic, args...), Label: "Back", Emoji: "◀", Style: Secondary}
		response.Rows = append(response.Rows, Row{Buttons: []Button{back}})
		response.Update = true
	}
	return response
}

// topicList is a page of the list of topics.
func topicList(base *answer.Base, page int) Response {
	all := shelves(base)
	from, to, page := pageOf(len(all), page)
	hash := base.Hash()[:shortHash]
	var lines []string
	menu := &Menu{ID: controlID(doTopic, hash), Placeholder: "Choose a topic"}
	for i, s := range all[from:to] {
		lines = append(lines, fmt.Sprintf("**%s** · %s", oneLine(s.title), counted(len(s.facts), "fact")))
		menu.Choices = append(menu.Choices, Choice{Name: within(s.title, maxChoice), Value: strconv.Itoa(from + i)})
	}
	turn := turnButtons(page, pages(len(all)), func(p int) string { return controlID(doTopics, hash, strconv.Itoa(p)) })
	return listing(Embed{
		Title: "Topics", Color: colorAnswer,
		Description: within(strings.Join(lines, "\n"), maxDescription), Footer: within(base.Title(), maxFooter),
	}, menu, turn)
}

// factList is a page of one topic's facts.
func factList(base *answer.Base, s shelf, topic, page int) Response {
	from, to, page := pageOf(len(s.facts), page)
	hash, number := base.Hash()[:shortHash], strconv.Itoa(topic)
	var lines []string
	menu := &Menu{ID: controlID(doFact, hash, number, strconv.Itoa(page)), Placeholder: "Choose a fact"}
	for _, f := range s.facts[from:to] {
		lines = append(lines, fmt.Sprintf("`%s` %s", f.ID, oneLine(within(headline(f), maxChoice))))
		menu.Choices = append(menu.Choices, Choice{Name: within(headline(f), maxChoice), Value: tagOf(f)})
	}
	turn := turnButtons(page, pages(len(s.facts)), func(p int) string { return controlID(doTopic, hash, number, strconv.Itoa(p)) })
	turn = append(turn, Button{ID: controlID(doTopics, hash, strconv.Itoa(topic/pageSize)), Label: "All topics", Style: Secondary})
	return listing(Embed{
		Title: within(escape(s.title), maxTitle), Color: colorAnswer,
		Description: within(strings.Join(lines, "\n"), maxDescription), Footer: within(base.Title(), maxFooter),
	}, menu, turn)
}

// listing is a private list with a menu and the buttons to turn its pages.
func listing(card Embed, menu *Menu, turn []Button) Response {
	r := Response{Ephemeral: true, Embeds: []Embed{card}, Rows: []Row{{Menu: menu}}}
	if len(turn) > 0 {
		r.Rows = append(r.Rows, Row{Buttons: turn})
	}
	return r
}

// turnButtons lead to the pages before and after, where there are any.
func turnButtons(page, pages int, id func(page int) string) []Button {
	var turn []Button
	if page > 0 {
		turn = append(turn, Button{ID: id(page - 1), Label: "Previous", Emoji: "◀", Style: Secondary})
	}
	if page+1 < pages {
		turn = append(turn, Button{ID: id(page + 1), Label: "Next", Emoji: "▶", Style: Secondary})
	}
	return turn
}

// pageOf returns what of n things stands on a page, and the page: the last one where
// there are fewer.
func pageOf(n, page int) (from, to, shown int) {
	page = min(page, max(0, pages(n)-1))
	return page * pageSize, min(n, (page+1)*pageSize), page
}

func pages(n int) int { return (n + pageSize - 1) / pageSize }

// number reads a number from 0 in a control's id, 0 where there is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// headline is what a fact says in a few words, and its sentence where nobody wrote them.
func headline(f facts.Fact) string {
	if h := f.Headline(); h != "" {
		return h
	}
	return f.Sentence.Text
}

// counted says "1 fact", "2 facts".
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
