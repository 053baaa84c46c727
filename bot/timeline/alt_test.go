package timeline_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"summitbot/bot/timeline"
)

func TestAltSaysWhatThePictureShows(t *testing.T) {
	t.Parallel()
	got := timeline.Alt(summits())
	const want = "Timeline: China and Central Asia: the dates in the article. " +
		"1990s: The China–Kyrgyzstan–Uzbekistan railway is first proposed. " +
		"2015: The US holds a C5+1 meeting at the UN General Assembly. "
	if !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want it to begin with %q", got, want)
	}
	for _, want := range []string{" April 2025: The sixth", " 17 June 2025: The second", " 2025–2026: Years", " 2027: The third summit is to be held in China."} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}

func TestAltFits(t *testing.T) {
	t.Parallel()
	wide := many(timeline.MaxEntries)
	for i := range wide.Entries {
		wide.Entries[i].When, wide.Entries[i].Text = strings.Repeat("when ", 20), strings.Repeat("🐎", 200)
	}
	for name, test := range map[string]struct {
		timeline timeline.Timeline
		want     string // at its end
	}{
		"none":   {timeline.Timeline{Title: "Nothing"}, "Timeline: Nothing."},
		"single": {single(), "Timeline: One date. 17 June 2025: The summit."},
		"long":   {long(), "2006: The end."},
		"empty":  {timeline.Timeline{Entries: []timeline.Entry{{Year: 2003}, {Text: "Once."}}}, "Timeline. Once. 2003."},
		"twelve": {many(12), "12th of all these things: the parties met, and agreed…"},
		"forty":  {many(40), " more."},
		"wide":   {wide, " more."},
	} {
		got := timeline.Alt(test.timeline)
		if n := len(utf16.Encode([]rune(got))); n > timeline.MaxAlt || !strings.HasSuffix(got, test.want) {
			t.Errorf("%s: got %d characters, %q; want at most %d that end with %q", name, n, got, timeline.MaxAlt, test.want)
		}
	}
}
