package main

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"summitbot/bot/journal"
	"summitbot/bot/sandbox"
)

const cash = "how much cash did xi promise"

// control returns the custom id of the button with the label, or of the menu with the
// placeholder.
func control(t *testing.T, m sandbox.Message, name string) string {
	t.Helper()
	for _, row := range m.Components {
		for _, c := range row.Components {
			if c.Label == name || c.Placeholder == name {
				return c.CustomID
			}
		}
	}
	t.Fatalf("there is no %q under %+v", name, m.Components)
	return ""
}

// seen returns what comes of an interaction.
func (s *server) seen(t *testing.T, i *sandbox.Interaction, err error) sandbox.Message {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	m, err := i.Final(s.ctx)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// press clicks the button with the label.
func (s *server) press(t *testing.T, user string, on sandbox.Message, label string) sandbox.Message {
	t.Helper()
	i, err := s.Click(s.ctx, user, on.ID, control(t, on, label))
	return s.seen(t, i, err)
}

// choose chooses values in the menu with the placeholder.
func (s *server) choose(t *testing.T, user string, on sandbox.Message, placeholder string, values ...string) sandbox.Message {
	t.Helper()
	i, err := s.Select(s.ctx, user, on.ID, control(t, on, placeholder), values...)
	return s.seen(t, i, err)
}

// option returns the values of the menu with the placeholder.
func options(t *testing.T, m sandbox.Message, placeholder string) []string {
	t.Helper()
	var values []string
	for _, row := range m.Components {
		for _, c := range row.Components {
			for _, o := range c.Options {
				if c.Placeholder == placeholder {
					values = append(values, o.Value)
				}
			}
		}
	}
	if len(values) == 0 {
		t.Fatalf("the menu %q is empty", placeholder)
	}
	return values
}

func TestAMemberLooksBehindAnAnswer(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	member := s.Home().Member.ID
	answer := s.command(t, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how much cash did xi promise the stans"}})
	around := s.press(t, member, answer, "Context")
	wantCard(t, around, "Paragraph 6", "**During the Astana Leaders")
	wantCard(t, s.press(t, member, answer, "Why?"), "by heart")
	if thanks := s.press(t, member, answer, "Helpful"); !strings.Contains(thanks.Content, "Thank you") || thanks.VisibleTo != member {
		t.Errorf("a voter is told %+v", thanks)
	}
	s.press(t, member, answer, "Not helpful")
	next := s.choose(t, member, answer, "Related questions", options(t, answer, "Related questions")[0])
	if next.VisibleTo != member || len(next.Embeds) != 1 {
		t.Errorf("a related question gets %+v", next)
	}
	refusal := s.command(t, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "what will the railway cost", "private": true}})
	if refusal.VisibleTo != member {
		t.Error("a private answer is for all to see")
	}
	passages := s.press(t, member, refusal, "Show the closest passages")
	wantCard(t, passages, "The closest passages", "Originally proposed")
	wantCard(t, s.choose(t, member, passages, "Open a passage", options(t, passages, "Open a passage")[0]), "paragraph")
}

func TestAMemberLooksAround(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	member := s.Home().Member.ID
	topics := s.command(t, sandbox.Invocation{Command: "topics"})
	facts := s.choose(t, member, topics, "Choose a topic", options(t, topics, "Choose a topic")[0])
	fact := s.choose(t, member, facts, "Choose a fact", options(t, facts, "Choose a fact")[0])
	wantCard(t, s.press(t, member, fact, "Back"), "second summit")
	timeline := s.command(t, sandbox.Invocation{Command: "timeline"})
	if len(timeline.Attachments) != 1 || !strings.Contains(timeline.Attachments[0].Description, "2027") {
		t.Fatalf("the timeline has %+v", timeline.Attachments)
	}
	if picture, err := png.Decode(bytes.NewReader(timeline.Attachments[0].Data)); err != nil || picture.Bounds().Dx() < 600 {
		t.Errorf("the picture: %v, %v", picture.Bounds(), err)
	}
	choices, err := s.Complete(s.ctx, sandbox.Invocation{Command: "quote", Options: map[string]any{"place": "6.4"}}, "place")
	if err != nil || len(choices) == 0 {
		t.Fatalf("%d places, error %v", len(choices), err)
	}
	wantCard(t, s.command(t, sandbox.Invocation{Command: "quote", Options: map[string]any{"place": "6.4"}}), "paragraph 6, sentence 4")
	wantCard(t, s.command(t, sandbox.Invocation{Command: "source"}), "7248e32255f13be1d4e5a16ca19dcddbd5e4f726229a0286622aefdf223e2e87")
	wantCard(t, s.command(t, sandbox.Invocation{Command: "help"}), "/timeline")
	wantCard(t, s.command(t, sandbox.Invocation{Command: "about"}), "question")
}

func TestAMemberAsksWhatSomebodyElseAsked(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	home := s.Home()
	asked, err := s.Say(s.ctx, sandbox.Post{Author: home.Admin.ID, Content: "I wonder, " + cash})
	if err != nil {
		t.Fatal(err)
	}
	i, err := s.MessageCommand(s.ctx, home.Member.ID, "Ask the document", asked.ID)
	answer := s.seen(t, i, err)
	wantCard(t, answer, "1.5 billion yuan")
	if answer.VisibleTo != home.Member.ID {
		t.Error("everybody sees the answer")
	}
}

func TestAManagerSetsUpTheServer(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	home := s.Home()
	elsewhere, err := s.AddChannel(sandbox.Channel{GuildID: home.Guild.ID, Name: "elsewhere"})
	if err != nil {
		t.Fatal(err)
	}
	panel := s.command(t, sandbox.Invocation{User: home.Admin.ID, Command: "settings"})
	if panel.VisibleTo != home.Admin.ID {
		t.Error("the panel is for all to see")
	}
	if _, err := s.Invoke(s.ctx, sandbox.Invocation{Command: "settings"}); err == nil {
		t.Error("Discord shows /settings to a member")
	}
	menu := ""
	for _, row := range panel.Components {
		for _, c := range row.Components {
			if len(c.ChannelTypes) > 0 {
				menu = c.Placeholder
			}
		}
	}
	toggles := 0
	for _, row := range panel.Components {
		for _, c := range row.Components {
			if c.Label != "" {
				toggles++
				switched := s.press(t, home.Admin.ID, panel, c.Label)
				panel = s.press(t, home.Admin.ID, switched, strings.Replace(c.Label, ": off", ": on", 1))
				if control(t, panel, c.Label) != c.CustomID {
					t.Errorf("%q is switched on and off to %+v", c.Label, panel.Components)
				}
			}
		}
	}
	if toggles != 3 {
		t.Errorf("%d settings to switch, want 3", toggles)
	}
	s.choose(t, home.Admin.ID, panel, menu, elsewhere.ID)
	if _, err := s.Say(s.ctx, sandbox.Post{Content: s.mention() + cash}); err != nil {
		t.Fatal(err)
	}
	wantCard(t, s.say(t, sandbox.Post{Channel: elsewhere.ID, Content: s.mention() + cash}), "1.5 billion yuan")
	said := slices.ContainsFunc(s.Messages(home.Channel.ID), func(m sandbox.Message) bool { return m.AuthorID == s.Bot().ID && m.ReplyTo != "" })
	if said {
		t.Error("it answers where it should not")
	}
}

// A flood gets a handful of answers and one notice.
func TestAFloodIsMetWithCalm(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	for range 100 {
		if _, err := s.Say(s.ctx, sandbox.Post{Content: s.mention() + cash}); err != nil {
			t.Fatal(err)
		}
	}
	quiet, err := s.DirectMessage(s.Home().Admin.ID)
	if err != nil {
		t.Fatal(err)
	}
	s.say(t, sandbox.Post{Author: s.Home().Admin.ID, Channel: quiet.ID, Content: cash})
	s.end(t) // which finishes what it was answering
	answers, notices := 0, 0
	for _, m := range s.Messages(s.Home().Channel.ID) {
		switch {
		case m.AuthorID != s.Bot().ID:
		case len(m.Embeds) > 0:
			answers++
		default:
			notices++
		}
	}
	if answers == 0 || answers > 10 || notices > 1 {
		t.Errorf("%d answers and %d notices to 100 messages", answers, notices)
	}
	s.start()
}

// The program stops and starts between the answer and the click; then the fact base is
// loaded anew, with another headline.
func TestAClickAfterARestartAndAReload(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	home := s.Home()
	answer := s.command(t, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": cash}})
	s.press(t, home.Member.ID, answer, "Helpful")
	s.end(t)
	s.start()
	if err := s.WaitSession(s.ctx); err != nil {
		t.Fatal(err)
	}
	wantCard(t, s.press(t, home.Member.ID, answer, "Context"), "Paragraph 6")
	file := filepath.Join(filepath.Dir(s.base), filepath.FromSlash(pledgePart))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("headline: 1.5 billion yuan"), []byte("headline: All of 1.5 billion yuan"), 1)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	s.command(t, sandbox.Invocation{User: home.Owner.ID, Command: "admin reload"})
	after := s.press(t, home.Member.ID, answer, "Context")
	if !strings.Contains(after.Content, "has changed") {
		t.Errorf("after a reload: %+v", after)
	}
	s.press(t, home.Member.ID, answer, "Not helpful")
	s.end(t)
	s.wantVotes(t, answer.ID, 0, 1)
	s.start()
}

// wantVotes checks what the journal has, while the program does not run.
func (s *server) wantVotes(t *testing.T, message string, up, down int) {
	t.Helper()
	kept, err := journal.Open(context.Background(), s.kept, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	}()
	gotUp, gotDown, err := kept.Votes(context.Background(), message)
	if err != nil || gotUp != up || gotDown != down {
		t.Errorf("%d votes up and %d down, error %v; want %d and %d", gotUp, gotDown, err, up, down)
	}
}
