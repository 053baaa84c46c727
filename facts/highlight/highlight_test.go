package highlight_test

import (
	"strings"
	"testing"

	"summitbot/facts/highlight"
	"summitbot/facts/text"
)

// What is found in a sentence; nothing if no part surely answers.
func TestFind(t *testing.T) {
	t.Parallel()
	tests := []struct{ question, sentence, want string }{
		{"how long do I have to wait", "Applicants must wait for at least three weeks before they ask again.", "at least three weeks"},
		{"how much is a day ticket", "A day ticket costs $12.50 at the gate.", "$12.50"},
		{"how many people fit in", "The hall has room for 250 people.", "250 people"},
		{"is it allowed to bring a dog", "Dogs must be kept on a lead in the hall.", ""},
		{"why did they leave", "The hall burned down.", ""},
		{"", "The hall has room for 250 people.", ""},
		{"how many people fit in", "", ""},
		{"how many people fit in", strings.Repeat("The hall has room for 250 people. ", 20), ""},
	}
	for _, tt := range tests {
		part, ok := highlight.Find(text.Words(tt.question), tt.sentence)
		got := ""
		if ok {
			got = tt.sentence[part.Start:part.End]
		}
		if got != tt.want {
			t.Errorf("%q of %q: got %q, want %q", tt.question, tt.sentence, got, tt.want)
		}
	}
}

// No part cuts in two what belongs together.
func TestParts(t *testing.T) {
	t.Parallel()
	tests := []struct{ sentence, whole string }{
		{"It takes 20 minutes by bus.", "20 minutes"},
		{"It was on June 17, 2025 in Astana.", "June 17, 2025"},
		{"It was on 17 June of that year.", "17 June"},
		{"Write to mail@example.org today.", "mail@example.org"},
		{"The chair is Anna Maria Berg this year.", "Anna Maria Berg"},
		{"It costs more than 20 euros there.", "more than 20 euros"},
		{"Bring at least two friends.", "at least two friends"},
		{"Wait for 10 to 15 minutes outside.", "10 to 15 minutes"},
		{"Rooms hold up to 40 guests each.", "up to 40 guests"},
		{"Wait for 1 or 2 days.", "1 or 2 days"},
		{"Dogs are not allowed in the hall.", "not allowed"},
	}
	for _, tt := range tests {
		parts, _ := highlight.Parts(text.Words("what is it"), tt.sentence)
		start := strings.Index(tt.sentence, tt.whole)
		end := start + len(tt.whole)
		whole := false
		for _, p := range parts {
			whole = whole || p.Start == start && p.End == end
			if p.Start > start && p.Start < end || p.End > start && p.End < end {
				t.Errorf("%q cuts %q", tt.sentence[p.Start:p.End], tt.whole)
			}
		}
		if !whole {
			t.Errorf("%q: no part is %q", tt.sentence, tt.whole)
		}
	}
}

// How, why and whether are answered by a whole sentence.
func TestNoPartAnswersHowAndWhy(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"", "how do I get in", "why is it closed", "can I bring two friends"} {
		if parts, _ := highlight.Parts(text.Words(question), "Bring two friends."); parts != nil {
			t.Errorf("%q: got %v", question, parts)
		}
	}
}

// A part begins and ends in the same brackets and quotation marks.
func TestPartsDoNotCrossBrackets(t *testing.T) {
	t.Parallel()
	const sentence = `Guests (and members of the "old guard" club) pay ten (10) euros.`
	parts, _ := highlight.Parts(text.Words("what is it"), sentence)
	for _, p := range parts {
		part := sentence[p.Start:p.End]
		if strings.Count(part, "(") != strings.Count(part, ")") || strings.Count(part, `"`)%2 != 0 {
			t.Errorf("%q has one of a pair", part)
		}
	}
	quoted, _ := highlight.Parts(text.Words("what is it"), `The "old" hall and the "new" one.`)
	for _, p := range quoted {
		if p.Start == len(`The "`) && p.End > len(`The "old`) {
			t.Errorf("part %v leaves the quotation", p)
		}
	}
	if len(parts) == 0 {
		t.Error("there are no parts")
	}
}

// A label that the sentence begins with is in no part.
func TestPartsLeaveTheLabelOut(t *testing.T) {
	t.Parallel()
	for _, sentence := range []string{"4. Email the trustees.", "b) Email the trustees.", "4-30. Email the trustees."} {
		parts, _ := highlight.Parts(text.Words("what is it"), sentence)
		for _, p := range parts {
			if p.Start < strings.Index(sentence, "Email") {
				t.Errorf("%q has the label", sentence[p.Start:p.End])
			}
		}
	}
}

func TestTheModelIsWhatItsFileSays(t *testing.T) {
	t.Parallel()
	if !strings.HasSuffix(highlight.File(), highlight.Shipped().String()) {
		t.Error("weights.tsv has another form than the model writes")
	}
}

func FuzzFind(f *testing.F) {
	f.Add("how many", "The hall (built 1950) has \"room\" for 250 people.")
	f.Fuzz(func(t *testing.T, question, sentence string) {
		part, ok := highlight.Find(text.Words(question), sentence)
		if part.Start < 0 || part.End < part.Start || part.End > len(sentence) || ok && part.Start == part.End {
			t.Errorf("%+v of %d bytes", part, len(sentence))
		}
	})
}

func BenchmarkFind(b *testing.B) {
	question := text.Words("how long before the event do members have to register")
	const sentence = "All members of the club (and their guests) must register with the host at least two weeks before the event, or they will pay the fee of 20 euros at the door."
	b.ReportAllocs()
	for b.Loop() {
		highlight.Find(question, sentence)
	}
}
