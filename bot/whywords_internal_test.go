package bot

import "testing"

func TestAScoreBelowTheThresholdLooksBelowIt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		share float64
		want  string
	}{
		{0, "0 %"},
		{0.0001, "less than 1 %"},
		{0.01, "1 %"},
		{0.29, "29 %"}, // 28.999… in binary
		{0.2999, "29 %"},
		{0.3, "30 %"},
		{0.9999, "99 %"},
		{1, "100 %"},
	}
	for _, tt := range tests {
		if got := percent(tt.share); got != tt.want {
			t.Errorf("percent(%v) = %q, want %q", tt.share, got, tt.want)
		}
	}
}
