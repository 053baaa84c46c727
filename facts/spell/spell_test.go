package spell_test

import (
	"testing"

	"summitbot/facts/spell"
)

func vocabulary() *spell.Vocabulary {
	return spell.New([]spell.Word{
		{"kazakhstan", 9},
		{"kyrgyzstan", 5},
		{"uzbekistan", 5},
		{"samarkand", 1},
		{"summit", 40},
		{"sanctions", 2},
		{"minister", 3},
		{"ministers", 6},
		{"2023", 4},
		{"c5+1", 1},
		{"trade", 9},
		{"have", 3},
		{"has", 3},
		{"trader", 1},
	})
}

func TestRepairs(t *testing.T) {
	t.Parallel()
	tests := []struct{ typed, want string }{
		{"kazahkstan", "kazakhstan"}, // swapped: no subsequence matcher finds it
		{"kazakstan", "kazakhstan"},
		{"kyrgistan", "kyrgyzstan"},
		{"kirgizstn", ""}, // three edits: farther than a slip
		{"samarcand", "samarkand"},
		{"smumit", "summit"},
		{"usmmit", "summit"},
		{"ministrs", "ministers"},
		{"sactions", "sanctions"},
		{"summit", ""}, // known
		{"2024", ""},   // a number is never repaired
		{"c5+2", ""},
		{"tr", ""}, // too short to tell
		{"hav", "have"},
		{"hvae", "have"},
		{"hat", ""}, // of three letters, none is taken for another
		{"", ""},
		{"pineapple", ""},
	}
	v := vocabulary()
	for _, tt := range tests {
		got := ""
		if r := v.Repairs(tt.typed); len(r) > 0 {
			got = r[0].Form
		}
		if got != tt.want {
			t.Errorf("Repairs(%q) begins with %q, want %q", tt.typed, got, tt.want)
		}
	}
}

func TestFrequentWordsComeFirst(t *testing.T) {
	t.Parallel()
	if got := vocabulary().Repairs("tradee"); len(got) != 2 || got[0].Form != "trade" {
		t.Errorf("Repairs(tradee) = %v, want trade before trader", got)
	}
}

func FuzzRepairs(f *testing.F) {
	f.Add("kazahkstan")
	f.Add("\xff\x00é")
	v := vocabulary()
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range v.Repairs(s) {
			if !v.Knows(r.Form) || r.Edits > 3 {
				t.Fatalf("Repairs(%q) gives %+v", s, r)
			}
		}
	})
}
