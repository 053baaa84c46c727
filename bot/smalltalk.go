package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"summitbot/facts"
)

// What is said where there is no question.
const (
	welcome = "You're welcome."
	hello   = "Hello! " + emptyHelp
)

// Words that make no question by themselves.
var (
	thanks = []string{
		"thanks", "thank", "thankyou", "thx", "thnx", "thanx", "tnx", "tysm", "cheers", "merci", "danke", "gracias", "grazie", "obrigado",
		"спасибо", "рахмет", "rahmat", "teşekkürler", "谢谢",
	}
	praise = []string{
		"ty", "great", "nice", "cool", "good", "awesome", "perfect", "wow", "ok", "okay", "lol", "bye", "goodbye", "goodnight", "amazing",
		"brilliant", "excellent", "lovely", "wonderful", "helpful", "appreciated", "congrats", "bravo",
	}
	greetings = []string{"hi", "hiya", "hello", "hallo", "hey", "heya", "yo", "howdy", "greetings", "morning", "afternoon", "evening"}
	fillers   = []string{
		"you", "u", "ya", "so", "very", "really", "much", "many", "kindly", "a", "lot", "lots", "bunch", "ton", "million", "there", "again", "too",
		"job", "work", "one", "all", "oh", "ah", "well", "and", "night", "day", "in", "advance",
		"bot", "man", "mate", "buddy", "pal", "dude", "bro", "friend", "friends", "my", "dear", "sir", "madam", "folks", "guys", "team",
		"everyone", "everybody", "boss", "chief", "champ", "legend",
	}
	// joints are words after which a sentence begins anew.
	joints = []string{"and", "but", "so", "now", "also", "then", "please", "pls"}
	// openers begin a question, or a request for an answer.
	openers = []string{
		"who", "whom", "whose", "what", "whats", "when", "where", "why", "how", "which", "is", "are", "was", "were", "did", "does", "do",
		"has", "have", "had", "can", "could", "will", "would", "should", "may", "tell", "show", "explain", "give", "list", "name", "define", "describe", "find",
	}
)

// smallTalk answers a text without a question in it: nothing, thanks, a greeting, a
// command's name. It reports false where the text may be a question. Thanks with words
// beside it ("thanks, that helped") are a question only if it asks something, or if the
// document surely answers it.
func (b *Bot) smallTalk(ctx context.Context, r Request, text string) (Response, bool) {
	if line := courtesy(text); line != "" {
		return Response{Text: line}, true
	}
	if response, ok := b.typedCommand(ctx, r, text); ok {
		return response, true
	}
	if saysThanks(text) && !asks(text) && b.o.Store.Base().Answer(text).Status != facts.Answered {
		return Response{Text: welcome}, true
	}
	return Response{}, false
}

// courtesy returns the line that answers a text of nothing but courtesies, empty where
// there is more in it.
func courtesy(text string) string {
	if !hasWords(text) {
		return emptyHelp
	}
	line := ""
	for _, w := range wordsOf(text) {
		switch {
		case slices.Contains(thanks, w), slices.Contains(praise, w):
			if line == "" {
				line = welcome
			}
		case slices.Contains(greetings, w):
			line = hello
		case !slices.Contains(fillers, w):
			return ""
		}
	}
	return line
}

func saysThanks(text string) bool {
	return slices.ContainsFunc(wordsOf(text), func(w string) bool { return slices.Contains(thanks, w) })
}

// asks reports whether a text asks something: by its sign, or by how one of its sentences
// begins after the courtesies.
func asks(text string) bool {
	if strings.ContainsAny(text, "?？؟") {
		return true
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;.:!\n–—", r) }) {
		begins := true
		for _, w := range wordsOf(part) {
			if begins && slices.Contains(openers, w) {
				return true
			}
			begins = slices.Contains(joints, w) || begins && courtesy(w) != "" || begins && slices.Contains(fillers, w)
		}
	}
	return false
}

// wordsOf are the words of a text in lower case; an apostrophe makes no two of one.
func wordsOf(s string) []string {
	s = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(s))
	return strings.FieldsFunc(s, isNoWord)
}

func isNoWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// hasWords reports whether there is a letter or a digit in s.
func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
