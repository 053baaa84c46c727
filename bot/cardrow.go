package bot

import (
	"summitbot/facts"
	"summitbot/facts/answer"
)

// factRows are the controls under an answer: what stands around it, why it is the answer,
// two votes, and the questions that it leads on to. What nobody asked has no why.
func factRows(g *guide, a facts.Answer) []Row {
	f, ok := g.base.Fact(a.Fact)
	if !ok {
		return nil
	}
	hash, ref := shortened(g.base), refTo(f)
	buttons := []Button{{ID: controlID(doContext, hash, ref), Label: "Context", Style: Secondary}}
	if a.Question != "" {
		buttons = append(buttons, whyButton(g.base, a))
	}
	buttons = append(buttons,
		Button{ID: controlID(doVote, hash, ref, voteUp), Label: "Helpful", Emoji: "👍", Style: Secondary},
		Button{ID: controlID(doVote, hash, ref, voteDown), Label: "Not helpful", Emoji: "👎", Style: Secondary},
	)
	return append([]Row{{Buttons: buttons}}, questionMenu(g.base, "Related questions", g.related(a))...)
}

// relatedRows are the controls under a card that has no answer: the passages near it, each to
// be opened, or if a known gap was asked for, behind a button.
func relatedRows(g *guide, a facts.Answer) []Row {
	found, why := near(g.base, a), whyButton(g.base, a)
	rows := []Row{{Buttons: append(passagesButton(g.base, found), why)}}
	if a.Gap == "" && len(found) > 0 {
		rows = []Row{passagesMenu(g.base, found), {Buttons: []Button{why}}}
	}
	return append(rows, questionMenu(g.base, "Related questions", g.related(a))...)
}

// noneRows are the nearest passages behind a button, if there are any, and examples of what
// can be asked, to be asked with one click.
func noneRows(g *guide, a facts.Answer) []Row {
	var rows []Row
	if show := passagesButton(g.base, near(g.base, a)); len(show) > 0 {
		rows = []Row{{Buttons: show}}
	}
	examples := questions{asked: letters(a.Question)}
	examples.add(maxExamples, g.examples...)
	return append(rows, questionMenu(g.base, "Ask one of these", examples.list)...)
}

// passagesButton shows passages; none for no passages.
func passagesButton(base *answer.Base, found []facts.Fact) []Button {
	if len(found) == 0 {
		return nil
	}
	parts := []string{shortened(base)}
	for _, f := range found {
		parts = append(parts, refTo(f))
	}
	return []Button{{ID: controlID(doPassages, parts...), Label: "Show the closest passages", Style: Secondary}}
}

// questionMenu offers questions, each answered when it is chosen; no row for no question.
func questionMenu(base *answer.Base, placeholder string, questions []string) []Row {
	if len(questions) == 0 {
		return nil
	}
	menu := &Menu{ID: controlID(doRelated, shortened(base)), Placeholder: placeholder}
	for _, q := range questions {
		menu.Choices = append(menu.Choices, Choice{Name: q, Value: q})
	}
	return []Row{{Menu: menu}}
}

// shortened is how a control names a base.
func shortened(base *answer.Base) string { return base.Hash()[:shortHash] }
