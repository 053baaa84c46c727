package bot

import (
	"context"
	"slices"
	"strings"
)

// controlVersion begins the id of every control. An id of another version is one that
// nobody can read any more.
const controlVersion = "1"

// What a control does, the second part of its id. The rest are its arguments: the beginning
// of the hash of the base that made it, and what it needs.
const (
	doContext  = "ctx"  // base, ref, page: the paragraph around a fact
	doWhy      = "why"  // base, question: what made the answer
	doWhyLong  = "whyl" // base, and what came of a question that is too long for an id
	doVote     = "vote" // base, ref, "up" or "down"
	doRelated  = "rel"  // base: a menu of questions
	doPassages = "near" // base, refs: the closest passages, where none is an answer
	doTopics   = "top"  // base, page: the list of topics
	doTopic    = "tpc"  // base, topic, page: the facts of one
	doFact     = "fact" // base: a menu of facts; base, fact: one of them
	doSettings = "set"  // one setting and its new value, or a menu of channels
)

// controlID returns the id of a control that does something: all that it needs to know.
// Arguments have no "|". It is at most 100 characters where the arguments are short.
func controlID(do string, args ...string) string {
	return strings.Join(append([]string{controlVersion, do}, args...), "|")
}

// readControl takes an id apart, and reports whether this version can read it.
func readControl(id string) (do string, args []string, ok bool) {
	parts := strings.Split(id, "|")
	if len(parts) < 2 || parts[0] != controlVersion {
		return "", nil, false
	}
	return parts[1], parts[2:], true
}

// What is said where a control does nothing any more.
const oldControl = "This button belongs to an older version of me. Please ask again."

// controlHandler answers the use of a control with the given arguments.
type controlHandler func(ctx context.Context, r Request, args []string) Response

// Control answers the use of a button or a menu. Whatever the id, it says something.
func (b *Bot) Control(ctx context.Context, r Request) Response {
	do, args, ok := readControl(r.Control)
	if !ok {
		return Response{Text: oldControl, Ephemeral: true}
	}
	handle, ok := b.controls()[do]
	if !ok {
		return Response{Text: oldControl, Ephemeral: true}
	}
	return handle(ctx, r, args)
}

// controls are what handles each kind of control.
func (b *Bot) controls() map[string]controlHandler {
	table := make(map[string]controlHandler)
	for _, add := range []func(map[string]controlHandler){b.addCardControls, b.addBrowseControls, b.addSettingsControls} {
		add(table)
	}
	return table
}

// arg returns argument i, and the empty string where there is none.
func arg(args []string, i int) string {
	if i < 0 || i >= len(args) {
		return ""
	}
	return args[i]
}

// sameBase reports whether a control was made by the base that serves, whose hash it has
// the beginning of.
func sameBase(hash, beginning string) bool {
	return len(beginning) >= shortHash && strings.HasPrefix(hash, beginning)
}

// shortHash is how much of a base's hash a control has.
const shortHash = 8

// has reports whether a list has a value.
func has(list []string, value string) bool { return slices.Contains(list, value) }
