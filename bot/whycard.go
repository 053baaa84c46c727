package bot

import (
	"fmt"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// whyCard lays out an explanation.
func whyCard(base *answer.Base, why reasons) Embed {
	title, color := "Why this answer", colorAnswer
	lines := []string{verdictLine(why)}
	if why.status != facts.Answered {
		title, color = "Why no answer", colorNone
		if f, ok := base.Fact(why.first); ok {
			lines = append(lines, "**Closest:** "+named(base, f))
		}
	}
	lines = append(lines, runnerUp(base, why)...)
	lines = append(lines, "", wordsTitle(why))
	for _, w := range weighty(why.words) {
		lines = append(lines, "- "+fateOf(w))
	}
	return Embed{
		Title: title, Color: color,
		Description: lined(lines, maxDescription),
		Footer:      "fact base " + base.Hash()[:12],
	}
}

// runnerUp is the line that names the fact which came second, or says that none did; no
// line where nothing was compared, or nobody knows any more. What stands near a known gap
// has no score.
func runnerUp(base *answer.Base, why reasons) []string {
	f, ok := base.Fact(why.second)
	switch {
	case ok && why.gap:
		return []string{"**Next:** " + named(base, f)}
	case ok:
		return []string{fmt.Sprintf("**Runner-up:** %s, %s", named(base, f), percent(why.secondScore))}
	case why.status == facts.Answered && !why.exact && !why.partly:
		return []string{"**Runner-up:** none; no other sentence came near."}
	}
	return nil
}
