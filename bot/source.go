package bot

import (
	"context"
	"fmt"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// maxRepairs is how many repairs are named one by one.
const maxRepairs = 15

// source answers /source: which document this is, and what was done to it.
func (b *Bot) source(context.Context, Request) Response {
	base := b.o.Store.Base()
	return Response{Ephemeral: true, Embeds: []Embed{{
		Title: within(escape(base.Title()), maxTitle), Color: colorAnswer,
		Description: "Every quote is made from the bytes of its document and checked against them when the bot starts. " +
			"Its place, such as P6S4, is paragraph 6, sentence 4: /quote shows the sentence there, and anybody with the document can check it.",
		Fields: []Field{
			{"Document", documentList(base, func(d *facts.Document) string { return escape(d.ID) })},
			{"SHA-256", documentList(base, func(d *facts.Document) string { return "`" + d.SHA256 + "`" })},
			{"What is in it", fmt.Sprintf("%s, %s", counted(len(base.Facts()), "sentence"), counted(countNotes(base), "note"))},
			{"What was repaired", repairList(base)},
		},
		Footer: "fact base " + base.Hash()[:12],
	}}}
}

// documentList says something of each document, as far as a field has room for it.
func documentList(base *answer.Base, say func(*facts.Document) string) string {
	const room = maxFieldValue - 32 // for the count of the rest
	var lines []string
	used := 0
	for i, d := range base.Documents() {
		line := within(say(d), room)
		if used += units(line) + 1; i > 0 && used > room {
			lines = append(lines, fmt.Sprintf("and %d more", len(base.Documents())-i))
			break
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// countNotes counts the notes that sentences cite.
func countNotes(base *answer.Base) int {
	notes := make(map[int]bool)
	for _, f := range base.Facts() {
		for _, n := range f.Sentence.Notes() {
			notes[n] = true
		}
	}
	return len(notes)
}

// repairList says what readers put right, as much of it as a field has room for.
func repairList(base *answer.Base) string {
	const room = maxFieldValue - 32 // for the count of the rest
	var lines []string
	used, all := 0, 0
	for _, f := range base.Facts() {
		for _, r := range f.Sentence.Repairs {
			line := fmt.Sprintf("`%s` %s → %s", f.ID, oneLine(r.Was), oneLine(r.Is))
			if all++; len(lines) == all-1 && all <= maxRepairs && used+units(line)+1 <= room {
				lines, used = append(lines, line), used+units(line)+1
			}
		}
	}
	switch more := all - len(lines); {
	case all == 0:
		return "nothing"
	case more > 0:
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}
