package bot

import (
	"fmt"
	"hash/fnv"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// A tag is how a control names a fact by its place, "P6S4"; if it stands in another document
// than the first, with the number of that before it, "2#P6S4": a control has no room for a
// document's id.
func tagOf(f facts.Fact) string {
	if f.Document == 0 {
		return f.Sentence.ID
	}
	return fmt.Sprintf("%d#%s", f.Document+1, f.Sentence.ID)
}

// tagged returns the fact with a tag, and whether there is one.
func tagged(base *answer.Base, tag string) (facts.Fact, bool) {
	document := 1
	if n, label, ok := strings.Cut(tag, "#"); ok {
		document, tag = number(n), label
	}
	all := base.Documents()
	switch {
	case document < 1 || document > len(all):
		return facts.Fact{}, false
	case len(all) > 1:
		tag = all[document-1].ID + "#" + tag
	}
	return base.Fact(tag)
}

// A ref is how a control names a fact for good: by its tag, and by a fingerprint of its
// sentence, "P6S4.1a2b3c4d". By the place alone, a control of an older base would take
// whatever stands there now for its fact.
func refTo(f facts.Fact) string { return tagOf(f) + "." + fingerprint(f.Sentence.Text) }

// fingerprint tells sentences apart: 8 hexadecimal digits.
func fingerprint(sentence string) string {
	h := fnv.New32a()
	h.Write([]byte(sentence)) // never fails
	return fmt.Sprintf("%08x", h.Sum32())
}

// idOf returns the tag in a ref.
func idOf(ref string) string {
	id, _, _ := strings.Cut(ref, ".")
	return id
}

// follow returns the fact that a ref means, wherever it stands in this base, and whether
// there is one.
func follow(base *answer.Base, ref string) (facts.Fact, bool) {
	tag, mark, ok := strings.Cut(ref, ".")
	if !ok {
		return facts.Fact{}, false
	}
	if f, ok := tagged(base, tag); ok && fingerprint(f.Sentence.Text) == mark {
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
