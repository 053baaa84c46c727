package bot_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/bot"
)

const cash = "how much cash did xi promise"

// The card of everything that the article says, and of everything that it is known not to
// say, is within Discord's limits and whole: no word and no Markdown is cut.
func TestEveryCardIsWholeAndWithinLimits(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	base := article(t).Base()
	for _, f := range base.Facts() {
		for _, p := range f.Points {
			r := checked(t, b.Message(t.Context(), bot.Request{Text: p.Ask[0]}))
			whole(t, r)
			if strings.Contains(r.Embeds[0].Description, "…") || len(r.Rows) == 0 {
				t.Errorf("%q: %+v", p.Ask[0], r)
			}
		}
	}
	for _, g := range base.Gaps() {
		r := checked(t, b.Message(t.Context(), bot.Request{Text: g.Ways()[0]}))
		whole(t, r)
		if got := strings.ReplaceAll(r.Embeds[0].Description, "\\", ""); !strings.Contains(got, g.Says) {
			t.Errorf("%q: %q does not say %q", g.Ways()[0], got, g.Says)
		}
	}
}

// whole checks that Markdown is closed and no escape stands alone at the end.
func whole(t *testing.T, r bot.Response) {
	t.Helper()
	for _, e := range r.Embeds {
		for _, s := range []string{e.Title, e.Description} {
			bare := strings.ReplaceAll(s, "\\*", "")
			if strings.Count(bare, "**")%2 != 0 || strings.HasSuffix(s, "\\") {
				t.Errorf("Markdown is cut in %q", s)
			}
		}
	}
}

func TestContextIsTheParagraphWithTheSentenceInBold(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	answer := checked(t, b.Message(t.Context(), bot.Request{Text: "how many citizen China will train"}))
	page := press(t, b, answer, "Context", bot.Request{})
	if !page.Ephemeral || page.Update || page.Embeds[0].Title != "Paragraph 6" || strings.Count(page.Embeds[0].Description, "**Within this scope") != 1 {
		t.Errorf("context is %+v", page)
	}
	before := press(t, b, page, "Previous", bot.Request{})
	if !before.Update || before.Embeds[0].Description == page.Embeds[0].Description {
		t.Errorf("the page before is %+v", before)
	}
}

func TestWhySaysWhatMatchedAndWhatWasCorrected(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	why := press(t, b, checked(t, run(t, b, "ask", ask("how much cash did xi plegde to all those stnas"))), "Why?", bot.Request{})
	text := why.Embeds[0].Description
	for _, want := range []string{"sure", "*plegde*, read as *pledge*,", "matched"} {
		if !strings.Contains(text, want) {
			t.Errorf("the explanation lacks %q:\n%s", want, text)
		}
	}
	if !why.Ephemeral {
		t.Error("everybody sees the explanation")
	}
	known := press(t, b, checked(t, run(t, b, "ask", ask(cash))), "Why?", bot.Request{})
	if !strings.Contains(known.Embeds[0].Description, "by heart") {
		t.Errorf("a known way of asking is explained with %q", known.Embeds[0].Description)
	}
	refused := press(t, b, checked(t, run(t, b, "ask", ask("what will the railway cost"))), "Why?", bot.Request{})
	if !strings.Contains(refused.Embeds[0].Description, "known not to say") {
		t.Errorf("a gap is explained with %q", refused.Embeds[0].Description)
	}
}

func TestWhyOfALongQuestionTellsFromItsIDAlone(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	long := "please tell me, as I have been wondering about it for quite a while now, how much money president Xi pledged in financial assistance to the Central Asian countries"
	why := press(t, b, checked(t, run(t, b, "ask", ask(long))), "Why?", bot.Request{})
	if text := why.Embeds[0].Description; !strings.Contains(text, "sure of it; from") || !strings.Contains(text, "matched") {
		t.Errorf("the explanation is %q", text)
	}
}

func TestRelatedQuestionsAreOtherOnesAndAnswered(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	for _, question := range []string{cash, "what will the railway cost", "when was the summit", "who is wang"} {
		answer := checked(t, b.Message(t.Context(), bot.Request{Text: question}))
		menu := menuOf(t, answer)
		if len(menu.Choices) == 0 || len(menu.Choices) > 5 {
			t.Errorf("%q leads on to %d questions", question, len(menu.Choices))
		}
		for _, c := range menu.Choices {
			next := pick(t, b, answer, bot.Request{}, c.Value)
			if strings.EqualFold(c.Value, question) || !next.Ephemeral || strings.Contains(next.Embeds[0].Title, "doesn't") {
				t.Errorf("%q leads on to %q, which gets %+v", question, c.Value, next.Embeds)
			}
		}
	}
}

func TestControlsOfAnOlderBaseFindTheirFactOrSayThatItIsGone(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: d, title: Birds, file: d.txt}\n")},
		"d.txt":     {Data: []byte("Birds sing at dawn.\n\nFish swim by night.")},
	}
	store := loaded(t, files)
	s := newStage(t, func(o *bot.Options) { o.Store = store })
	birds := checked(t, s.Message(t.Context(), bot.Request{Text: "when do birds sing at dawn"}))
	fish := checked(t, s.Message(t.Context(), bot.Request{Text: "when do fish swim by night"}))
	files["d.txt"] = &fstest.MapFile{Data: []byte("Cats sleep.\n\nBirds sing at dawn.")}
	if _, err := store.Reload(); err != nil {
		t.Fatal(err)
	}
	moved := press(t, s.Bot, birds, "Context", bot.Request{})
	if !strings.Contains(moved.Text, "has changed") || moved.Embeds[0].Title != "Paragraph 2" {
		t.Errorf("a fact that moved: %+v", moved)
	}
	if gone := press(t, s.Bot, fish, "Context", bot.Request{}); !strings.Contains(gone.Text, "no longer") || !gone.Ephemeral {
		t.Errorf("a fact that is gone: %+v", gone)
	}
}

func TestOddControlsGetAKindLine(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	for _, id := range []string{"", "x", "0|ctx|a", "1|", "1|nothing", "1|ctx", "1|ctx|x|y|z", "1|why", "1|whyl|a", "1|vote|a|P1S1.0|up", "1|rel", "1|near", "1|near|a|b", "1|vote||"} {
		got := checked(t, b.Control(t.Context(), bot.Request{Control: id}).Settled(t.Context()))
		if got.Text == "" || !got.Ephemeral || len(got.Embeds) > 0 {
			t.Errorf("control %q gets %+v", id, got)
		}
	}
}
