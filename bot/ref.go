package bot

import (
	"fmt"
	"hash/fnv"
	"strings"

	"summitbot/facts/answer"

	"summitbot/facts"
)

// A ref is how a control names a fact: by its place, and by a fingerprint of its sentence,
// "P6S4.1a2b3c4d". By the place alone, a control of an older base would take whatever
// stands there now for its fact.
func refTo(f facts.Fact) string { return f.ID + "." + fingerprint(f.Sentence.Text) }

// fingerprint tells sentences apart: 8 hexadecimal digits.
func fingerprint(sentence string) string {
	h := fnv.New32a()
	h.Write([]byte(sentence)) // never fails
	return fmt.Sprintf("%08x", h.Sum32())
}

// idOf returns the place in a ref.
func idOf(ref string) string {
	id, _, _ := strings.Cut(ref, ".")
	return id
}

// follow returns the fact that a ref means, wherever it stands in this base, and whether
// there is one.
func follow(base *answer.Base, ref string) (facts.Fact, bool) {
	id, mark, ok := strings.Cut(ref, ".")
	if !ok {
		return facts.Fact{}, false
	}
	if f, ok := base.Fact(id); ok && fingerprint(f.Sentence.Text) == mark {
		return f, true
	}
	for _, f := range base.Facts() {
		if fingerprint(f.Sentence.Text) == mark {
			return f, true
		}
	}
	return facts.Fact{}, false
}

// followAll returns the facts that refs mean, without those that are gone.
func followAll(base *answer.Base, refs []string) []facts.Fact {
	var found []facts.Fact
	for _, ref := range refs {
		if f, ok := follow(base, ref); ok {
			found = append(found, f)
		}
	}
	return found
}
