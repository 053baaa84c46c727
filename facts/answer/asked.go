package answer

import (
	"regexp"
	"slices"
	"strings"

	"summitbot/facts/text"
)

// beside is what stands in a message and asks nothing: blocks of code, addresses, what a
// chat writes in angle brackets for people, channels, times and emoji.
var beside = regexp.MustCompile("(?s)```.*?```|https?://\\S+|<[@#]?[!&]?\\d+>|<a?:\\w+:\\d+>|<t:\\d+(?::\\w)?>|</[\\w -]+:\\d+>")

// quoted is a line that quotes somebody.
var quoted = regexp.MustCompile(`(?m)^>.*$`)

// bare returns a message without what asks nothing, each byte of it made a space, so that
// words keep their places. A message that is all of that is returned as it is.
func bare(message string) string {
	if !strings.ContainsAny(message, "`/<>") {
		return message
	}
	s := message
	for _, drop := range []*regexp.Regexp{beside, quoted} {
		less := drop.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat(" ", len(m)) })
		if strings.TrimSpace(less) != "" {
			s = less
		}
	}
	return s
}

// ends part the sentences of a message.
var ends = regexp.MustCompile(`[.!?]+\s+|[:;]\s+|\s+[-–—]\s+|\n+`)

// shortest is how many bytes a message has that may be too long to be one question.
const shortest = 2 * maxPlain

// maxSentences is how many sentences of a message are looked at one by one; what is left
// counts as the last. Each that asks costs an answer.
const maxSentences = 12

// maxPlain is how many words a message may have that is one sentence and read as a whole.
const maxPlain = 40

// asked returns the parts of a message that ask, the likeliest first: the sentences that
// end in a question mark or begin as a question does, or the end of a long one, from its
// last question word on. It returns nil if that is all of it or none.
func asked(message string) []string {
	if len(message) < shortest && !strings.ContainsAny(message, ".!?:;-–—\n") {
		return nil
	}
	var asks, others []string
	start := 0
	for _, end := range append(ends.FindAllStringIndex(message, maxSentences), []int{len(message), len(message)}) {
		part := strings.TrimSpace(message[start:end[0]])
		switch {
		case part == "":
		case strings.Contains(message[end[0]:end[1]], "?") || strings.HasSuffix(part, "?") || opens(part):
			asks = append(asks, part)
		default:
			others = append(others, part)
		}
		start = end[1]
	}
	for _, part := range slices.Concat(asks, others) {
		if words := text.Forms(part); len(words) > maxPlain {
			if last := lastOpener(words); last > 0 {
				asks = append(asks, part[words[last].Start:])
			}
		}
	}
	if len(asks) == 1 && asks[0] == strings.TrimSpace(message) {
		return nil
	}
	return asks
}

// openers begin a question.
var openers = text.Set(`who whom whose what when where which why how is are was were do does did can could may must
	should will would has have`)

// opens reports whether a sentence begins as a question does.
func opens(sentence string) bool {
	words := text.Forms(sentence)
	return len(words) > 2 && openers[words[0].Form]
}

// questionWords begin a question wherever they stand.
var questionWords = text.Set("who whom whose what when where which why how")

// leastAsked is how many words a question has that stands at the end of a sentence.
const leastAsked = 4

// lastOpener returns the place of the last question word with enough words after it, 0 if
// there is none.
func lastOpener(words []text.Word) int {
	for i := len(words) - leastAsked; i > 0; i-- {
		if questionWords[words[i].Form] {
			return i
		}
	}
	return 0
}

// aboutText are the words by which people ask of the text itself, not of what it says.
var (
	wholeText = text.Set("tldr tl dr summary summarise summarize summed sum up overview gist please pls it this that the article text document me give a of in short")
	summing   = text.Set("tldr dr summary summarise summarize sum overview gist")
	textParts = text.Set("sentence sentences paragraph paragraphs line lines word words page pages chapter heading")
	ordinals  = text.Set("first second third last next 1st 2nd 3rd fourth fifth final opening")
)

// isAboutText reports whether a question asks of the text itself: to sum it up, or for its
// first sentence.
func isAboutText(words []text.Word) bool {
	if len(words) == 0 {
		return false
	}
	whole, sums := true, false
	for i, w := range words {
		whole = whole && wholeText[w.Form]
		sums = sums || summing[w.Form]
		if i > 0 && textParts[w.Form] && ordinals[words[i-1].Form] {
			return true
		}
	}
	return whole && sums
}
