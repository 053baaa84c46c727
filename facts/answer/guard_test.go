package answer_test

import (
	"testing"

	"summitbot/facts"
)

// What can be compared speaks against an answer where it differs: another year,
// another number of the same thing, a quantity that is asked for and not there, and what is asked of
// what is so.
func TestWhatDiffersIsNoAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, question string
		answers        bool
	}{
		{"The fair of 2019 took place in Bergen harbour.", "where did the fair of 2019 take place in the harbour", true},
		{"The fair of 2019 took place in Bergen harbour.", "where did the fair of 2018 take place in the harbour", false},
		{"2019\n\nThe fair took place in Bergen harbour.", "where did the fair of 2019 take place in the harbour", true},
		{"The fair took place in Bergen harbour.", "where did the fair of 2018 take place in the harbour", true},
		{"Guilds from Bergen attended the fair in the harbour.", "which guilds from bergen attended the fair in the harbour", true},
		{"Guilds from Bergen attended the fair in the harbour.", "which guilds from bergen did not attend the fair in the harbour", false},
		{"Guilds from Bergen did not attend the fair in the harbour.", "which guilds from bergen did not attend the fair in the harbour", true},
		{"The sixth fair of the guilds took place in Bergen harbour.", "where did the 6th fair take place in the harbour", true},
		{"The sixth fair of the guilds took place in Bergen harbour.", "where did the seventh fair take place in the harbour", false},
		{"Rule 5: Visitors of the fair keep dogs on a lead in the harbour.", "does rule 5 say dogs of visitors are on a lead in the harbour", true},
		{"Rule 5: Visitors of the fair keep dogs on a lead in the harbour.", "does rule 6 say dogs of visitors are on a lead in the harbour", false},
		{"Forty guilds attended the fair in Bergen harbour.", "how many guilds attended the fair in bergen harbour", true},
		{"The guilds attended the fair in Bergen harbour.", "how many guilds attended the fair in bergen harbour", false},
		{"The harbour of Bergen, where the fair was held, is 3 miles long.", "how long in km is the harbour of bergen where the fair was held", true},
		{"The harbour of Bergen, where the fair was held, was built in 2 years.", "how long in km is the harbour of bergen where the fair was held", false},
		{"Visitors of the fair pay in the harbour office:", "where do visitors of the fair pay in the harbour", false},
	}
	for _, tt := range tests {
		b := unwritten(t, tt.text+"\n\nBread is baked at night by the guild.\n\nNobody may fish from the bridge after dark.\n")
		if a := b.Answer(tt.question); (a.Status == facts.Answered) != tt.answers {
			t.Errorf("%q: %q gets %s, score %.2f, others %v", tt.text, tt.question, a.Status, a.Score, a.Passages)
		}
	}
}
