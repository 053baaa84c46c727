package timeline_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"summitbot/bot/timeline"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// summits is a timeline as the article gives it.
func summits() timeline.Timeline {
	return timeline.Timeline{Title: "China and Central Asia: the dates in the article", Entries: []timeline.Entry{
		{"1990s", 1990, 0, 0, "The China–Kyrgyzstan–Uzbekistan railway is first proposed"},
		{"2015", 2015, 0, 0, "The US holds a C5+1 meeting at the UN General Assembly"},
		{"2020", 2020, 0, 0, "China begins direct talks (C5+C) with the five Central Asian countries"},
		{"2022", 2022, 0, 0, "India holds its summit with Central Asia"},
		{"2023", 2023, 0, 0, "The first China-Central Asia Leaders' Summit meets in Xi'an"},
		{"2023", 2023, 0, 0, "President Biden meets the presidents of the Central Asian countries"},
		{"2024", 2024, 0, 0, "The Secretariat of China-Central Asia is established"},
		{"April 2025", 2025, 4, 0, "The sixth summit of the foreign ministers prepares the meeting in Astana"},
		{"2025", 2025, 0, 0, "The first EU–Central Asia Summit meets in Samarkand"},
		{"17 June", 2025, 6, 17, "The second China-Central Asia Leaders' Summit meets in Astana"},
		{"2025–2026", 2025, 12, 31, "Years of a joint program of culture and people-to-people exchange"},
		{"2027", 2027, 0, 0, "The third summit is to be held in China"},
	}}
}

// single is the smallest timeline.
func single() timeline.Timeline {
	return timeline.Timeline{Title: "One date", Entries: []timeline.Entry{{"17 June 2025", 2025, 6, 17, "The summit"}}}
}

// long is a timeline of texts and dates that don't fit.
func long() timeline.Timeline {
	sentence := "The parties agreed to deepen their cooperation in trade, investment, transport, green minerals and agriculture. "
	return timeline.Timeline{Title: "A title that goes on and on, " + strings.Repeat("and on and on, ", 12) + "until it ends", Entries: []timeline.Entry{
		{"From the middle of September 1991 until further notice of the parties", 1991, 9, 0, strings.Repeat(sentence, 6)},
		{"Antiquity", 0, 0, 0, "The Silk Road, in Chinese 丝绸之路, по-русски Шёлковый путь, Ελληνικά Δρόμος του μεταξιού, qazaqşa Jibek joly"},
		{"2001–2002", 2001, 0, 0, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, " + strings.Repeat("x", 120)},
		{"2001–2002", 2001, 0, 0, sentence},
		{"", 2003, 0, 0, ""},
		{"January 2004", 2004, 1, 0, "One line"},
		{"9 May 2004", 2004, 5, 9, "Another line"},
		{"October 2005", 2005, 1, 0, "Yet another"},
		{"2006", 2006, 0, 0, "The end"},
	}}
}

// many is a timeline of n entries of about 120 characters.
func many(n int) timeline.Timeline {
	t := timeline.Timeline{Title: "Many dates"}
	for i := range n {
		t.Entries = append(t.Entries, timeline.Entry{
			"", 1990 + i/2, 1 + i%2*6, 0,
			fmt.Sprintf("What happened as the %dth of all these things: the parties met, and agreed that they would meet again before long, and so on", i+1),
		})
	}
	return t
}

func drawn(tb testing.TB, t timeline.Timeline) ([]byte, *image.Paletted) {
	tb.Helper()
	data, err := timeline.Draw(t)
	if err != nil {
		tb.Fatal(err)
	}
	return data, decoded(tb, data)
}

func decoded(tb testing.TB, data []byte) *image.Paletted {
	tb.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	paletted, ok := picture.(*image.Paletted)
	if !ok {
		tb.Fatalf("got a %T, want a picture with a palette", picture)
	}
	return paletted
}

// TestPicturesAreAsTheyWere compares pictures with those in testdata, which are to be
// looked at. Processors round differently: a few pixels may differ a little.
func TestPicturesAreAsTheyWere(t *testing.T) {
	t.Parallel()
	for name, draw := range map[string]func() timeline.Timeline{"summits": summits, "single": single, "long": long} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, got := drawn(t, draw())
			golden := filepath.Join("testdata", name+".png")
			if *update {
				if err := os.WriteFile(golden, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			kept, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if n := different(got, decoded(t, kept)); n > 0.0005 {
				t.Errorf("%.2f%% of the pixels differ from %s; where that is meant, run go test ./bot/timeline -update", 100*n, golden)
			}
		})
	}
}

// different returns the share of pixels that differ: all where size or colors do.
func different(a, b *image.Paletted) float64 {
	if a.Rect != b.Rect || !slices.Equal(a.Palette, b.Palette) {
		return 1
	}
	n := 0
	for i, index := range a.Pix {
		if index != b.Pix[i] {
			n++
		}
	}
	return float64(n) / float64(len(a.Pix))
}

func TestTheSameTimelineGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	want, _ := drawn(t, summits())
	reordered := summits()
	slices.SortStableFunc(reordered.Entries, func(a, b timeline.Entry) int { return b.Year - a.Year })
	var wg sync.WaitGroup
	for _, same := range []timeline.Timeline{summits(), reordered} {
		wg.Go(func() {
			if got, err := timeline.Draw(same); err != nil || !bytes.Equal(got, want) {
				t.Errorf("got %d other bytes, error %v; want %d bytes", len(got), err, len(want))
			}
		})
	}
	wg.Wait()
}

func TestDrawingLeavesTheEntriesAlone(t *testing.T) {
	t.Parallel()
	given := timeline.Timeline{Entries: []timeline.Entry{{" May  2025", 2025, 5, 0, "Later"}, {"2024", 2024, 0, 0, "Before"}}}
	want := slices.Clone(given.Entries)
	if drawn(t, given); !slices.Equal(given.Entries, want) {
		t.Errorf("got %+v, want %+v", given.Entries, want)
	}
}

func TestHowManyEntriesFit(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, timeline.MaxEntries + 1} {
		if data, err := timeline.Draw(many(n)); err == nil {
			t.Errorf("%d entries: got %d bytes, want an error", n, len(data))
		}
	}
}

// TestAPictureIsSmallAndKeepsItsMargins draws the hardest timelines, without the titles,
// which cross the line: every entry has its dot on the line, and nothing reaches into
// the margins.
func TestAPictureIsSmallAndKeepsItsMargins(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		timeline timeline.Timeline
		most     int // bytes
	}{
		"summits": {summits(), 100_000},
		"single":  {single(), 10_000},
		"long":    {long(), 100_000},
		"twenty":  {many(20), 200_000},
		"most":    {many(timeline.MaxEntries), 400_000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.timeline.Title = ""
			data, picture := drawn(t, test.timeline)
			if len(data) > test.most || picture.Rect.Dx() != 1000 {
				t.Errorf("got %d bytes, %v; want at most %d, 1000 wide", len(data), picture.Rect, test.most)
			}
			if got, want := dots(picture), len(test.timeline.Entries); got != want {
				t.Errorf("got %d dots, want %d", got, want)
			}
			for y := range picture.Rect.Dy() {
				for _, x := range []int{0, 16, 32, 220, 268, 980, 999} {
					if got := picture.ColorIndexAt(x, y); got != 0 {
						t.Fatalf("at %d,%d: got color %d, want the page", x, y, got)
					}
				}
			}
		})
	}
}

// dots counts the dots on the line, by their left halves.
func dots(picture *image.Paletted) int {
	const x = 244 - 6
	n, inside := 0, false
	for y := range picture.Rect.Dy() {
		if ink := picture.ColorIndexAt(x, y) != 0; ink != inside {
			inside = ink
			if ink {
				n++
			}
		}
	}
	return n
}
