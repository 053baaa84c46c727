package meaning_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/cache"
	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
	"summitbot/facts/meaning"
)

var texts = []string{
	"Opening hours: The library closes at eight in the evening.",
	"Dogs must be kept on a lead.",
	"Fines: A book that comes back late costs ten cents a day.",
}

func reader(t testing.TB, kept cache.Cache) *meaning.Reader {
	t.Helper()
	e, err := model.Open("english", encoder.Options{})
	if err != nil {
		t.Skip(err)
	}
	return meaning.NewReader(e, "english", kept)
}

func nearest(near []encoder.Nearness) int {
	return slices.IndexFunc(near, func(n encoder.Nearness) bool {
		return !slices.ContainsFunc(near, func(o encoder.Nearness) bool { return o.Late+o.Pooled/2 > n.Late+n.Pooled/2 })
	})
}

func TestWhatMeansTheSameIsNearestInOtherWords(t *testing.T) {
	t.Parallel()
	x, err := reader(t, cache.Cache{}).Index(t.Context(), texts, nil)
	if err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string]int{
		"until when can i come in": 0, "may my puppy run free": 1, "what do i pay for an overdue novel": 2,
	} {
		near, err := x.Near(t.Context(), question)
		if err != nil || nearest(near) != want {
			t.Errorf("%q: nearest %d (%v), want %d", question, nearest(near), err, want)
		}
	}
}

// BenchmarkNear reads what a question of 12 tokens means, and compares it with 600 sentences of
// 30 tokens, and with 5,000 of 54, as many as SQuAD's have with their headings.
func BenchmarkNear(b *testing.B) {
	const said = "Section %d: The council of the town meets on the first Monday of the month in the hall behind the library, and whoever lives there may speak."
	const more = " Minutes are kept by the clerk, who reads them aloud at the beginning of the next meeting, before anything else."
	for _, size := range []struct {
		sentences int
		text      string
	}{{600, said}, {5000, said + more}} {
		b.Run(fmt.Sprint(size.sentences), func(b *testing.B) {
			some := make([]string, 50)
			for i := range some {
				some[i] = fmt.Sprintf(size.text, i)
			}
			x, err := reader(b, cache.Cache{}).Index(b.Context(), some, nil)
			if err != nil {
				b.Fatal(err)
			}
			x = x.Times(size.sentences / len(some))
			for b.Loop() {
				if _, err := x.Near(b.Context(), "on which day do the people of the town meet"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestVectorsAreMadeOnce(t *testing.T) {
	t.Parallel()
	kept := cache.Open(t.TempDir(), "meaning")
	var made []int
	report := func(done int) { made = append(made, done) }
	first, err := reader(t, kept).Index(t.Context(), texts, report)
	if err != nil || !slices.Equal(made, []int{1, 2, 3}) {
		t.Fatalf("made %v (%v), want one after the other", made, err)
	}
	again, err := reader(t, kept).Index(t.Context(), texts, report)
	if err != nil || len(made) != 3 {
		t.Fatalf("made again: %v (%v)", made, err)
	}
	a, errA := first.Near(t.Context(), "opening times")
	b, errB := again.Near(t.Context(), "opening times")
	if !slices.Equal(a, b) || errA != nil || errB != nil {
		t.Errorf("from the cache: %v (%v), want %v (%v)", b, errB, a, errA)
	}
	if _, err := reader(t, kept).Index(t.Context(), texts[:2], report); err != nil || len(made) != 5 {
		t.Errorf("of other texts: made %v (%v)", made, err)
	}
}

func TestAFileHoldsVectors(t *testing.T) {
	t.Parallel()
	r := reader(t, cache.Cache{})
	made, err := r.Index(t.Context(), texts, nil)
	if err != nil {
		t.Fatal(err)
	}
	held, err := r.Open([]meaning.Vectors{{Model: "other"}, made.Vectors()}, texts)
	if err != nil {
		t.Fatal(err)
	}
	a, errA := made.Near(t.Context(), "opening times")
	b, errB := held.Near(t.Context(), "opening times")
	if !slices.Equal(a, b) || errA != nil || errB != nil {
		t.Errorf("from a file: %v (%v), want %v (%v)", b, errB, a, errA)
	}
	if held.Vectors() != made.Vectors() {
		t.Error("what was opened is held in other bytes")
	}
}

func TestVectorsOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	r := reader(t, cache.Cache{})
	x, err := r.Index(t.Context(), texts, nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		what string
		of   func(*meaning.Vectors)
		want string
	}{
		{"of another model", func(v *meaning.Vectors) { v.Model = "other" }, "none is made with the model english"},
		{"of another version", func(v *meaning.Vectors) { v.Version++ }, "made with the model english in version 3, and this is 2"},
		{"of other texts", func(v *meaning.Vectors) { v.Name = "x" }, "made of other texts"},
		{"without a last byte", func(v *meaning.Vectors) { v.Bytes = v.Bytes[:len(v.Bytes)-1] }, "the vectors are cut off"},
		{"without any byte", func(v *meaning.Vectors) { v.Bytes = "" }, "the vectors are cut off"},
		{"of one text more", func(v *meaning.Vectors) { v.Bytes += "x" }, "there are vectors of more texts"},
		{"of nothing", func(v *meaning.Vectors) { v.Bytes = strings.Repeat("\x00", 4*len(texts)) }, "the vectors are damaged: "},
	}
	for _, tt := range tests {
		v := x.Vectors()
		tt.of(&v)
		if _, err := r.Open([]meaning.Vectors{v}, texts); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("vectors %s: error %v, want %q", tt.what, err, tt.want)
		}
	}
}

func TestWhatIsFarAsAWholeIsNotReadPieceByPiece(t *testing.T) {
	t.Parallel()
	var all [2][]encoder.Nearness
	for i, most := range []int{len(texts), 1} {
		x, err := reader(t, cache.Cache{}).Comparing(most).Index(t.Context(), texts, nil)
		if err != nil {
			t.Fatal(err)
		}
		if all[i], err = x.Near(t.Context(), "may I bring my dog"); err != nil {
			t.Fatal(err)
		}
	}
	for i, n := range all[1] {
		want := encoder.Nearness{Pooled: all[0][i].Pooled}
		if i == 1 {
			want = all[0][i]
		}
		if n != want {
			t.Errorf("%s: %+v, want %+v", texts[i], n, want)
		}
	}
}

func TestTheEndOfTheContextEndsIt(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := reader(t, cache.Cache{})
	if _, err := r.Index(ctx, texts, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	x, err := r.Index(t.Context(), nil, nil)
	if err != nil || x.Len() != 0 {
		t.Fatalf("the index of nothing: %v, %v", x, err)
	}
	if near, err := x.Near(ctx, "hello"); !errors.Is(err, context.Canceled) {
		t.Errorf("near %v, error %v", near, err)
	}
}
