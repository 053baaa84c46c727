package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// What is said if there is no question; after the greeting comes how to ask one.
const (
	welcome = "You're welcome."
	hello   = "Hello! "
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

// smallTalk answers a text without a question in it, as [SmallTalk] does, or with what a
// command does whose name it is. It reports false where the text may be a question.
func (b *Bot) smallTalk(ctx context.Context, r Request, text string) (Response, bool) {
	if line := courtesy(text, emptyHelp); line != "" {
		return Response{Text: line}, true
	}
	if response, ok := b.typedCommand(ctx, r, text); ok {
		return response, true
	}
	line := SmallTalk(b.o.Store.Base(), text, emptyHelp)
	return Response{Text: line}, line != ""
}

// SmallTalk returns the line that answers a text without a question in it: nothing, thanks,
// a greeting, a cry for help. It is empty if the text may be a question. Thanks with words
// beside it ("thanks, that helped") are a question only if it asks something, or if the
// document surely answers it. help is the line that says how to ask.
func SmallTalk(base *answer.Base, text, help string) string {
	switch line := courtesy(text, help); {
	case line != "":
		return line
	case isHelp(text):
		return help
	case saysThanks(text) && !asks(text) && base.Answer(text).Status != facts.Answered:
		return welcome
	}
	return ""
}

// courtesy returns the line that answers a text of nothing but courtesies, empty where
// there is more in it.
func courtesy(text, help string) string {
	if !hasWords(text) {
		return help
	}
	line := ""
	for _, w := range wordsOf(text) {
		switch {
		case slices.Contains(thanks, w), slices.Contains(praise, w):
			if line == "" {
				line = welcome
			}
		case slices.Contains(greetings, w):
			line = hello + help
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
			begins = slices.Contains(joints, w) || begins && courtesy(w, emptyHelp) != "" || begins && slices.Contains(fillers, w)
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
