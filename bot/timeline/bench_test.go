package timeline_test

import (
	"testing"

	"summitbot/bot/timeline"
)

// BenchmarkDraw draws 20 entries of about 120 characters in ten years.
func BenchmarkDraw(b *testing.B) {
	t := many(20)
	for b.Loop() {
		if _, err := timeline.Draw(t); err != nil {
			b.Fatal(err)
		}
	}
	data, picture := drawn(b, t)
	b.ReportMetric(float64(len(data)), "bytes")
	b.ReportMetric(float64(picture.Rect.Dy()), "pixels-high")
}
