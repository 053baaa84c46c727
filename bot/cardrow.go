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

// relatedRows are the controls under a card that has no answer, but passages near it.
func relatedRows(g *guide, a facts.Answer) []Row {
	var refs []string
	for _, p := range a.Others[:min(len(a.Others), maxPassages)] {
		if f, ok := g.base.Fact(p.Fact); ok {
			refs = append(refs, refTo(f))
		}
	}
	buttons := []Button{whyButton(g.base, a)}
	if len(refs) > 0 {
		id := controlID(doPassages, append([]string{shortened(g.base)}, refs...)...)
		buttons = append([]Button{{ID: id, Label: "Show the closest passages", Style: Secondary}}, buttons...)
	}
	return append([]Row{{Buttons: buttons}}, questionMenu(g.base, "Related questions", g.related(a))...)
}

// noneRows are the examples of what can be asked, to be asked with one click.
func noneRows(g *guide, a facts.Answer) []Row {
	examples := questions{asked: letters(a.Question)}
	examples.add(maxExamples, g.examples...)
	return questionMenu(g.base, "Ask one of these", examples.list)
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
