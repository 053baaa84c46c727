package text

import (
	"strings"

	"github.com/kljensen/snowball/english"
)

// Stem returns the stem of a folded word: the Snowball English stem where the word is
// ASCII letters alone, the word itself otherwise (names such as "c5+1", numbers, other
// scripts). Irregular forms are brought to their base first ("held" and "hold" share a stem).
// It never returns the empty string for a word that is not empty.
func Stem(form string) string {
	if stem, ok := apart[form]; ok {
		return stem
	}
	if base, ok := irregular[form]; ok {
		form = base
	}
	if !isASCIIWord(form) {
		return cardinal(form)
	}
	if len(form) > longestWord {
		return form
	}
	if stem := english.Stem(form, false); stem != "" {
		return stem
	}
	return form
}

// longestWord is how many letters a word has at the most that is one; longer ones are keys
// that were held down, and stemming them takes quadratic time.
const longestWord = 64

// cardinal returns the number of a day or a place that is written with an ending: "25" of
// "25th". The first three are words in their own right, which means the same as "second".
func cardinal(form string) string {
	n := len(form) - 2
	if n < 1 || form[0] < '0' || form[0] > '9' {
		return form
	}
	switch number, ending := form[:n], form[n:]; {
	case ending != "st" && ending != "nd" && ending != "rd" && ending != "th", strings.Trim(number, "0123456789") != "":
		return form
	case number == "1" || number == "2" || number == "3":
		return form
	default:
		return number
	}
}

func isASCIIWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return len(s) > 0
}

// apart gives stems of their own to words that Snowball takes for forms of another.
var apart = map[string]string{
	"important": "important", "importance": "important", "importantly": "important",
	"authority": "authority", "authorities": "authority", "goods": "goods", "lastly": "lastly", "lasting": "lasting",
	"training": "training", "trainings": "training", "trained": "training", "trainee": "trainee", "trainees": "trainee",
	"according": "according", "accordingly": "according", "capitalism": "capitalism",
}

// irregular gives the base form of English words that no stemmer brings together.
var irregular = map[string]string{
	"am": "be", "are": "be", "been": "be", "is": "be", "was": "be", "were": "be", "being": "be",
	"had": "have", "has": "have", "having": "have", "did": "do", "does": "do", "done": "do",
	"ate": "eat", "eaten": "eat", "became": "become", "began": "begin", "begun": "begin", "bought": "buy",
	"broke": "break", "broken": "break", "brought": "bring", "built": "build", "came": "come",
	"caught": "catch", "chose": "choose", "chosen": "choose", "dealt": "deal", "drew": "draw", "drawn": "draw",
	"driven": "drive", "drove": "drive", "fallen": "fall", "fell": "fall", "felt": "feel", "fought": "fight",
	"found": "find", "gave": "give", "given": "give", "gone": "go", "goes": "go", "went": "go", "got": "get", "gotten": "get",
	"grew": "grow", "grown": "grow", "heard": "hear", "held": "hold", "kept": "keep", "knew": "know", "known": "know",
	"laid": "lay", "led": "lead", "left": "leave", "lent": "lend", "lost": "lose", "made": "make", "meant": "mean",
	"met": "meet", "paid": "pay", "ran": "run", "risen": "rise", "rose": "rise", "said": "say", "sat": "sit", "saw": "see",
	"seen": "see", "sent": "send", "shown": "show", "sold": "sell", "sought": "seek", "spent": "spend", "spoke": "speak",
	"spoken": "speak", "stood": "stand", "taken": "take", "taught": "teach", "thought": "think", "told": "tell", "took": "take",
	"understood": "understand", "won": "win", "written": "write", "wrote": "write",
	"bent": "bend", "bitten": "bite", "blew": "blow", "blown": "blow", "bound": "bind", "burnt": "burn", "crept": "creep",
	"drank": "drink", "dreamt": "dream", "drunk": "drink", "dug": "dig", "fed": "feed", "fled": "flee", "flew": "fly", "flown": "fly",
	"forgave": "forgive", "forgiven": "forgive", "forgot": "forget", "forgotten": "forget", "froze": "freeze", "frozen": "freeze",
	"hid": "hide", "hidden": "hide", "hung": "hang", "learnt": "learn", "rang": "ring", "ridden": "ride",
	"sang": "sing", "sank": "sink", "shook": "shake", "shaken": "shake", "shot": "shoot", "slept": "sleep", "spelt": "spell",
	"spilt": "spill", "stole": "steal", "stolen": "steal", "struck": "strike", "stuck": "stick", "sung": "sing", "swam": "swim",
	"swept": "sweep", "swore": "swear", "sworn": "swear", "swum": "swim", "swung": "swing", "threw": "throw", "thrown": "throw",
	"tore": "tear", "torn": "tear", "woke": "wake", "woken": "wake", "wore": "wear", "worn": "wear",
	"mice": "mouse", "teeth": "tooth",
	"children": "child", "feet": "foot", "men": "man", "people": "person", "persons": "person", "women": "woman",
	"better": "good", "best": "good", "worse": "bad", "worst": "bad",
}

// stemSet returns the stems of the words of a list.
func stemSet(list string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range Words(list) {
		set[w.Stem] = true
	}
	return set
}
