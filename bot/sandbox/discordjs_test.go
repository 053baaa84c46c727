package sandbox_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"summitbot/bot/sandbox"
)

// discordJSVariable names the folder where npm has installed testdata/discordjs.
const discordJSVariable = "DISCORD_JS"

// runDiscordJS starts the bot of testdata/discordjs, or skips. A failure of the bot ends
// the returned context, so that nothing waits for it.
func runDiscordJS(t *testing.T, b *bot) context.Context {
	t.Helper()
	folder := os.Getenv(discordJSVariable)
	if folder == "" {
		t.Skipf("%s names no folder with discord.js", discordJSVariable)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node")
	}
	ctx, cancel := context.WithCancelCause(b.ctx)
	// The bot ends with its input, which is after the end of the test's own context.
	cmd := exec.CommandContext(context.WithoutCancel(ctx), node, filepath.Join("testdata", "discordjs", "bot.js"))
	cmd.Env = append(os.Environ(),
		"NODE_PATH="+filepath.Join(folder, "node_modules"), "SANDBOX_URL="+b.s.URL(), "DISCORD_TOKEN="+b.s.Token())
	cmd.Stdout, cmd.Stderr = t.Output(), t.Output()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := cmd.Wait()
		report(t, "bot.js", err)
		cancel(err)
	}()
	t.Cleanup(func() {
		_ = stdin.Close()
		<-ended
	})
	return ctx
}

// TestDiscordJS runs the library that most bots are made with through a command, an edit,
// a button, a modal, suggestions, reactions, a mention and a reconnect.
func TestDiscordJS(t *testing.T) {
	t.Parallel()
	opts := sandbox.Options{ResponseWindow: time.Minute}
	if _, ok := optionalDescription(); ok {
		opts.Check = described(t)
	}
	b := start(t, opts)
	ctx := runDiscordJS(t, b)
	for e := range b.s.Events(ctx, 0) {
		if e.Kind == sandbox.CommandsEvent {
			break
		}
	}
	v := sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how high?"}}
	i := must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(ctx, v))
	answer := must[sandbox.Message](t, "answer")(b.s.WaitMessage(ctx, func(m sandbox.Message) bool { return len(m.Reactions) > 0 }))
	if answer.Content != "You asked: how high?" || answer.Reactions[0].Emoji != "👍" || !slices.Equal(answer.Reactions[0].Users, []string{b.s.Bot().ID}) {
		t.Errorf("answer: got %+v", answer)
	}
	click := must[*sandbox.Interaction](t, "click")(b.s.Click(ctx, i.UserID, answer.ID, "rate"))
	modal := must[sandbox.Response](t, "modal")(click.Response(ctx)).Modal
	submitted := must[*sandbox.Interaction](t, "submit")(b.s.Submit(ctx, modal, map[string]any{"why": "because"}))
	if got := must[sandbox.Message](t, "thanks")(submitted.Final(ctx)); got.Content != "Thanks: because" || got.VisibleTo != i.UserID {
		t.Errorf("after the modal: got %+v", got)
	}
	choices := must[[]sandbox.Choice](t, "complete")(b.s.Complete(ctx, v, "question"))
	if len(choices) != 1 || choices[0].Name != "how high?..." {
		t.Errorf("choices: got %+v", choices)
	}
	if err := b.s.React(ctx, i.UserID, answer.ID, "🎉"); err != nil {
		t.Fatal(err)
	}
	waitText(ctx, t, b, "🎉 from "+i.UserID)

	b.s.DropGateway()
	mention := sandbox.Mention(b.s.Bot().ID)
	said := must[sandbox.Message](t, "say")(b.s.Say(ctx, sandbox.Post{Content: mention}))
	if got := waitText(ctx, t, b, "re: "+mention); got.ReplyTo != said.ID || got.Edited.IsZero() {
		t.Errorf("reply: got %+v", got)
	}
	if stats := b.s.Sessions(); stats.Identifies != 1 || stats.Resumes != 1 {
		t.Errorf("sessions: got %+v, want one Identify and one Resume", stats)
	}
	v.Options["question"] = "at once"
	at := must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(ctx, v))
	if got := must[sandbox.Message](t, "answer")(at.Final(ctx)); len(got.Embeds) != 1 || got.Embeds[0].Title != "At once" {
		t.Errorf("at once: got %+v", got)
	}
	for _, one := range b.s.Violations() {
		t.Errorf("violation: %s: %s", one.Where, one.What)
	}
}

// waitText returns the first message with this content.
func waitText(ctx context.Context, t *testing.T, b *bot, content string) sandbox.Message {
	t.Helper()
	return must[sandbox.Message](t, content)(b.s.WaitMessage(ctx, func(m sandbox.Message) bool { return m.Content == content }))
}
