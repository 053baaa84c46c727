package base

import (
	"unicode/utf8"

	"summitbot/facts"
)

// claim is whom a way of asking belongs to, and where it stands.
type claim struct {
	Target
	at place
}

// ways claims ways of asking for their owner, and returns those that it gets.
func (l *loader) ways(own Target, ask []phrase, hands sourceHands) ([]string, []facts.Paraphrase) {
	var offered []string
	for _, w := range ask {
		if l.claim(w, own) {
			offered = append(offered, w.Text)
		}
	}
	var paraphrases []facts.Paraphrase
	for _, h := range hands {
		l.hands = max(l.hands, h.Hand)
		for _, w := range h.Ways {
			if l.claim(w, own) {
				paraphrases = append(paraphrases, facts.Paraphrase{Text: w.Text, Hand: h.Hand})
			}
		}
	}
	return offered, paraphrases
}

// claim notes whom a way of asking belongs to, and reports whether it is sound: not too
// long, not without a letter or digit, and nobody's yet.
func (l *loader) claim(way phrase, own Target) bool {
	if n := utf8.RuneCountInString(way.Text); n == 0 || n > MaxWay {
		l.at(way.At, "%s: a way of asking has 1 to %d characters, this one %d", l.owner(own), MaxWay, n)
		return false
	}
	key := Key(way.Text)
	if key == "" {
		l.at(way.At, "%s: the way of asking %q has no letter or digit", l.owner(own), way.Text)
		return false
	}
	if first, taken := l.claims[key]; taken {
		l.at(way.At, "%s: the way of asking %q stands already with %s, %s",
			l.owner(own), way.Text, l.owner(first.Target), first.at.from(way.At))
		return false
	}
	if l.claims == nil {
		l.claims = make(map[string]claim)
	}
	l.claims[key] = claim{own, way.At}
	return true
}

// owner names what a way of asking asks for, for faults.
func (l *loader) owner(t Target) string {
	if t.Gap {
		return "gap " + l.gaps[t.Place].ID
	}
	return "fact " + l.facts[t.Place].ID
}
