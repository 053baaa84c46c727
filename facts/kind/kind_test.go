package kind_test

import (
	"fmt"
	"testing"

	"summitbot/facts/kind"
	"summitbot/facts/text"
)

func TestOf(t *testing.T) {
	t.Parallel()
	tests := []struct{ question, want string }{
		{"", "[]"},
		{"summit", "[]"},
		{"When was it?", "[date]"},
		{"In which year was it?", "[date]"},
		{"which city hosted it", "[place]"},
		{"who came", "[person organization]"},
		{"how many came", "[count amount]"},
		{"how much did it cost", "[amount count]"},
		{"how often do they meet", "[frequency]"},
		{"how did they travel", "[manner]"},
		{"why did they meet", "[reason]"},
		{"how come they met", "[reason]"},
		{"what prompted them to meet", "[reason]"},
		{"what is the meeting called", "[name]"},
		{"how is the agreement called which they signed", "[name]"},
		{"how is the weather", "[manner]"},
		{"which Central Asian city was it", "[place]"},
		{"which of the five was it when they met in the city", "[]"},
		{"what did they say", "[]"},
		{"did they meet", "[yesno]"},
		{"meaning of c5+1", "[definition]"},
	}
	for _, tt := range tests {
		if got := fmt.Sprint(kind.Of(text.Words(tt.question)).Kinds); got != tt.want {
			t.Errorf("Of(%q) = %s, want %s", tt.question, got, tt.want)
		}
	}
}

func TestSetsAgreeWhereOneSaysNothing(t *testing.T) {
	t.Parallel()
	date, place := kind.SetOf([]kind.Kind{kind.Date}), kind.SetOf([]kind.Kind{kind.Place, kind.Name})
	if date.Agree(place) || !date.Agree(date) || !date.Agree(0) || !kind.Set(0).Agree(place) {
		t.Error("sets agree where they should not, or do not where they should")
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	const day = "It was held on 17 June."
	const year = "The first was held in 2023; the railway was proposed in the 1990s."
	tests := []struct {
		question, sentence string
		want               bool
	}{
		{"in which month was it", day, true},
		{"in which month was it", year, false},
		{"which year", year, true},
		{"which year", day, false},
		{"when was it", day, true},
		{"how many came", "Five leaders came.", true},
		{"how many came", "The leaders came.", false},
	}
	for _, tt := range tests {
		if got := kind.Of(text.Words(tt.question)).Values&kind.Held(text.Forms(tt.sentence)) != 0; got != tt.want {
			t.Errorf("%q of %q: %v, want %v", tt.question, tt.sentence, got, tt.want)
		}
	}
	if kind.Of(text.Words("why did they meet")).Values != 0 {
		t.Error("a reason has no form")
	}
}
