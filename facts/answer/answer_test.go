package answer_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/source"
)

func TestAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		question string
		status   facts.Status
		fact     string
		mark     string
	}{
		{"how much cash did xi promise", facts.Answered, "P6S1", "1.5 billion yuan"},
		{"how much cash did Xi plegde?", facts.Answered, "P6S1", ""},
		{"when was the second summit held", facts.Answered, "P1S1", "17 June"},
		{"where was the second summit held", facts.Answered, "P1S1", "Astana"},
		{"what are the three evils", facts.Answered, "P6S9", "terrorism, separatism, and extremism"},
		{"", facts.None, "", ""},
		{"?!", facts.None, "", ""},
		{"hola que tal amigo", facts.None, "", ""},
		{"pineapple on pizza yes or no", facts.None, "", ""},
	}
	b := article(t)
	for _, tt := range tests {
		got := b.Answer(tt.question)
		if got.Status != tt.status || got.Fact != tt.fact || !strings.Contains(got.Highlight, tt.mark) {
			t.Errorf("%q: got %s %s %q, want %s %s %q", tt.question, got.Status, got.Fact, got.Highlight, tt.status, tt.fact, tt.mark)
		}
	}
}

func TestAnExplanationSaysWhatWasMatched(t *testing.T) {
	t.Parallel()
	a := article(t).Answer("how much xylophone money did Xi plegde")
	words := make(map[string]facts.QuestionWord)
	for _, w := range a.Explanation.Words {
		words[w.Word] = w
	}
	if w := words["plegde"]; w.Corrected != "pledge" || !w.Matched {
		t.Errorf("plegde: %+v", w)
	}
	if w := words["xylophone"]; w.Known || w.Matched || w.Weight == 0 {
		t.Errorf("xylophone: %+v", w)
	}
	if e := a.Explanation; e.Threshold == 0 || e.Signs[0] == 0 || len(a.Corrected()) != 1 {
		t.Errorf("explanation %+v", e)
	}
}

// With a status that is no answer, nothing looks like one.
func TestJSONOfARefusalHasNoQuote(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"pineapple", "security police railways aid"} {
		a := article(t).Answer(question)
		data, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{`"quote"`, `"headline"`, `"source"`, `"fact":"",`} {
			if a.Status == facts.Answered || strings.Contains(string(data), field) {
				t.Errorf("%q: %s", question, data)
			}
		}
		if (a.Status == facts.None) != (len(a.Others) == 0) {
			t.Errorf("%q: status %s with %d passages", question, a.Status, len(a.Others))
		}
	}
}

func TestTheSameQuestionGetsTheSameBytes(t *testing.T) {
	t.Parallel()
	want, err := json.Marshal(article(t).Answer("which leader offered mony to the region"))
	if err != nil {
		t.Fatal(err)
	}
	b := article(t)
	for range 200 {
		if got, err := json.Marshal(b.Answer("which leader offered mony to the region")); err != nil || string(got) != string(want) {
			t.Fatalf("got %s, %v\nwant %s", got, err, want)
		}
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	tests := []struct{ typed, want string }{
		{"luban", "luban"},
		{"what are lubn wo", "luban"},
		{"three ev", "evils"},
		{"kazahkstan", "kazakhstan"},
		{"whn was secretariat", "when was the secretariat"},
	}
	b := article(t)
	for _, tt := range tests {
		ways := b.Complete(tt.typed, 25)
		if len(ways) == 0 || !strings.Contains(strings.ToLower(ways[0]), tt.want) {
			t.Errorf("Complete(%q) begins with %q, want one with %q", tt.typed, ways[:min(len(ways), 2)], tt.want)
		}
		for _, w := range ways {
			if a := b.Answer(w); a.Score != 1 || len(w) > base.MaxWay {
				t.Errorf("Complete(%q) offers %q, which is answered with score %v", tt.typed, w, a.Score)
			}
		}
	}
	if got := b.Complete("zzzzqqq", 25); got != nil {
		t.Errorf("Complete(zzzzqqq) = %q, want nothing", got)
	}
	if got := b.Complete("", 25); len(got) != 25 {
		t.Errorf("Complete of nothing has %d ways, want 25 to begin with", len(got))
	}
}

// Many ask while the base is replaced over and over: every answer is of one base.
func TestReloadUnderLoad(t *testing.T) {
	t.Parallel()
	version := 0
	store, err := answer.NewStore(func() (*answer.Base, error) {
		version++
		text := fmt.Sprintf("Birds sing %d songs. Fish swim %d miles.", version, version)
		return answer.Load(fstest.MapFS{
			"b.yaml": {Data: []byte("document: {id: d, title: t, file: d.txt}\n")},
			"d.txt":  {Data: []byte(text)},
		}, "b.yaml", source.Text)
	})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				b := store.Base()
				var songs, miles int
				birds, fish := b.Answer("do birds sing"), b.Answer("do fish swim")
				if _, err := fmt.Sscanf(birds.Quote+fish.Quote, "Birds sing %d songs.Fish swim %d miles.", &songs, &miles); err != nil || songs != miles {
					t.Errorf("a mixed state: %q, %q", birds.Quote, fish.Quote)
				}
			}
		})
	}
	for range 100 {
		if c, err := store.Reload(); err != nil || len(c.Changed) != 2 {
			t.Errorf("reload: %+v, %v", c, err)
		}
	}
	close(done)
	wg.Wait()
}

// A base that is loaded is replaced by what is made of it; what is made of one that no longer
// serves is dropped.
func TestWhatServesIsUnderstood(t *testing.T) {
	t.Parallel()
	load := func() (*answer.Base, error) {
		return answer.Load(fstest.MapFS{
			"b.yaml": {Data: []byte("document: {id: d, title: t, file: d.txt}\n")},
			"d.txt":  {Data: []byte("Birds sing.")},
		}, "b.yaml", source.Text)
	}
	store, err := answer.NewStore(load)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	reads, better := make(chan *answer.Base), make(chan *answer.Base)
	var failed error
	var understanding sync.WaitGroup
	understanding.Go(func() {
		store.Understand(ctx, func(_ context.Context, b *answer.Base) (*answer.Base, error) {
			reads <- b
			if b := <-better; b != nil {
				return b, nil
			}
			return nil, errors.New("no memory")
		}, func(err error) { failed = err })
	})
	reload := func() {
		if _, err := store.Reload(); err != nil {
			t.Error(err)
		}
	}
	first := <-reads
	reload() // while the first is read
	better <- first.WithMeaning(answer.English, nil)
	second := <-reads
	if second == first || second != store.Base() {
		t.Error("the base that was loaded last does not serve, or is not read")
	}
	better <- second.WithMeaning(answer.English, nil)
	again := <-reads
	if again == second || again != store.Base() {
		t.Error("what was made of a base does not serve, or is not read again")
	}
	better <- again // as it is: nothing is left to read
	reload()
	third := <-reads
	better <- nil
	cancel()
	understanding.Wait()
	if store.Base() != third || failed == nil {
		t.Errorf("after a failure another base serves, or nobody was told: %v", failed)
	}
}

// No question and no fact base, however odd, makes Answer or Complete panic.
func FuzzAnswer(f *testing.F) {
	f.Add("how much cash did xi promise")
	f.Add("\xff’'+1.5,")
	f.Add(strings.Repeat("summit ", 1000))
	b := article(f)
	f.Fuzz(func(t *testing.T, question string) {
		a := b.Answer(question)
		if a.Status == facts.Answered && (a.Quote == "" || a.Source == nil || len(a.Marks) == 0) {
			t.Fatalf("%q: an answer without a quote: %+v", question, a)
		}
		if a.Score < 0 || a.Score > 1 {
			t.Fatalf("%q: score %v", question, a.Score)
		}
		for _, w := range b.Complete(question, 25) {
			if w == "" {
				t.Fatalf("%q completes to nothing", question)
			}
		}
	})
}
