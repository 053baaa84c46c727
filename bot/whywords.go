package bot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// verdictLine says how sure the answer is, against what it takes.
func verdictLine(why reasons) string {
	line := sureLine(why)
	if why.meant {
		line += " What the question means was compared, not its words alone."
	}
	return line
}

func sureLine(why reasons) string {
	switch {
	case why.exact && why.status == facts.Answered:
		return "This is one of the questions that the fact base knows by heart."
	case why.exact || why.gap:
		return "The document is known not to say this."
	case why.status == facts.Answered:
		return fmt.Sprintf("I am %s sure of it; from %s I answer.", percent(why.score), percent(why.threshold))
	}
	return fmt.Sprintf("I am only %s sure that a sentence answers this; I answer from %s.", percent(why.score), percent(why.threshold))
}

// named names a fact by its headline and place.
func named(base *answer.Base, f facts.Fact) string {
	return oneLine(within(headline(f), maxTitle)) + " (" + where(base, f) + ")"
}

// percent writes a share from 0 to 1, rounded down: a score that is below the threshold
// must not look as if it reached it.
func percent(share float64) string {
	if share > 0 && share < 0.01 {
		return "less than 1 %"
	}
	return fmt.Sprintf("%d %%", int(math.Round(share*1e4))/100)
}

func wordsTitle(why reasons) string {
	switch {
	case len(weighty(why.words)) == 0:
		return ""
	case why.partly:
		return "**Words of the question that matched:**"
	}
	return "**What became of the question's words:**"
}

// leastWeight is what a word weighs that says something; those of grammar weigh less.
const leastWeight = 0.3

// weighty returns the words that count, the weightiest first, as many as are worth naming.
func weighty(words []facts.QuestionWord) []facts.QuestionWord {
	seen := make(map[string]bool) // a short form stands for several words
	kept := slices.DeleteFunc(slices.Clone(words), func(w facts.QuestionWord) bool {
		again := seen[w.Word]
		seen[w.Word] = true
		return again || w.Weight < leastWeight
	})
	slices.SortStableFunc(kept, func(a, b facts.QuestionWord) int { return cmp.Compare(b.Weight, a.Weight) })
	return kept[:min(len(kept), maxWords)]
}

// fateOf says what became of one word.
func fateOf(w facts.QuestionWord) string {
	word := "*" + oneLine(within(w.Word, maxChoice)) + "*"
	if w.Corrected != "" {
		word += ", read as *" + oneLine(w.Corrected) + "*,"
	}
	switch {
	case w.By != "":
		return word + " matched *" + oneLine(within(w.By, maxChoice)) + "*"
	case w.Matched:
		return word + " matched"
	case w.Known:
		return word + " is not in this fact"
	}
	return word + " is not known to the fact base"
}

// lined joins as many whole lines as have room.
func lined(lines []string, limit int) string {
	text := ""
	for _, line := range lines {
		if units(text)+1+units(line) > limit {
			break
		}
		text += "\n" + line
	}
	return strings.TrimSpace(text)
}
