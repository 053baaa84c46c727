package sandbox_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/bwmarrin/discordgo"

	"summitbot/bot/sandbox"
)

// rewrite sends requests for discord.com to the sandbox.
type rewrite struct{ to *url.URL }

func (r rewrite) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL.Scheme, request.URL.Host = r.to.Scheme, r.to.Host
	return http.DefaultTransport.RoundTrip(request)
}

// library connects a discordgo session.
func library(t *testing.T, s *sandbox.Sandbox) *discordgo.Session {
	t.Helper()
	to, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	session, err := discordgo.New("Bot " + s.Token())
	if err != nil {
		t.Fatal(err)
	}
	session.Client = &http.Client{Transport: rewrite{to}}
	session.UserAgent = "DiscordBot (https://example.org, 1.0)"
	session.Identify.Intents = discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentDirectMessages
	session.StateEnabled = false
	return session
}

// TestDiscordgo runs a real library through a command, a mention and a reconnect.
func TestDiscordgo(t *testing.T) {
	t.Parallel()
	opts := sandbox.Options{}
	if _, ok := optionalDescription(); ok {
		opts.Check = described(t)
	}
	b := start(t, opts)
	session := library(t, b.s)
	session.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) { handle(t, s, i) })
	session.AddHandler(func(s *discordgo.Session, m *discordgo.MessageCreate) {
		if !m.Author.Bot {
			_, err := s.ChannelMessageSendComplex(m.ChannelID, &discordgo.MessageSend{
				Content:   "re: " + m.Content,
				Reference: m.Reference(), AllowedMentions: &discordgo.MessageAllowedMentions{},
			})
			report(t, "reply", err)
		}
	})
	if err := session.Open(); err != nil {
		t.Fatal(err)
	}
	defer func() { report(t, "close", session.Close()) }()
	_, err := session.ApplicationCommandBulkOverwrite(b.s.Application().ID, "", commands())
	report(t, "register", err)

	i := must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(b.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how high?"}}))
	final := must[sandbox.Message](t, "final")(i.Final(b.ctx))
	if final.Content != "You asked: how high?" || len(final.Components) != 1 {
		t.Errorf("answer: got %+v", final)
	}
	click := must[*sandbox.Interaction](t, "click")(b.s.Click(b.ctx, i.UserID, final.ID, "rate"))
	modal := must[sandbox.Response](t, "modal")(click.Response(b.ctx)).Modal
	submitted := must[*sandbox.Interaction](t, "submit")(b.s.Submit(b.ctx, modal, map[string]any{"why": "because"}))
	if got := must[sandbox.Message](t, "thanks")(submitted.Final(b.ctx)); got.Content != "Thanks: because" || got.VisibleTo != i.UserID {
		t.Errorf("after the modal: got %+v", got)
	}
	choices := must[[]sandbox.Choice](t, "complete")(b.s.Complete(b.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "ho"}}, "question"))
	if len(choices) != 1 || choices[0].Name != "ho..." {
		t.Errorf("choices: got %+v", choices)
	}

	b.s.DropGateway()
	said := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: sandbox.Mention(b.s.Bot().ID)}))
	reply := must[sandbox.Message](t, "reply")(b.s.WaitReply(b.ctx, said))
	if reply.Content != "re: "+said.Content || len(reply.Mentions) != 0 {
		t.Errorf("reply: got %+v", reply)
	}
	if stats := b.s.Sessions(); stats.Identifies != 1 || stats.Resumes != 1 {
		t.Errorf("sessions: got %+v, want one Identify and one Resume", stats)
	}
	for _, v := range b.s.Violations() {
		t.Errorf("violation: %s: %s", v.Where, v.What)
	}
}

func report(t *testing.T, what string, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

func commands() []*discordgo.ApplicationCommand {
	everyone := int64(0)
	return []*discordgo.ApplicationCommand{
		{Name: "ask", Description: "Asks.", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "The question.", Required: true, Autocomplete: true},
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: "public", Description: "For all?"},
		}},
		{Name: "admin", Description: "Administers.", DefaultMemberPermissions: &everyone, Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "reload", Description: "Reloads."},
		}},
		{Name: "Ask This", Type: discordgo.MessageApplicationCommand},
	}
}

func handle(t *testing.T, s *discordgo.Session, i *discordgo.InteractionCreate) {
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		report(t, "defer", s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral},
		}))
		text := "You asked: " + i.ApplicationCommandData().Options[0].StringValue()
		_, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{
			Content: &text,
			Components: &[]discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.Button{Label: "Rate", CustomID: "rate"},
			}}},
		})
		report(t, "edit", err)
	case discordgo.InteractionApplicationCommandAutocomplete:
		typed := i.ApplicationCommandData().Options[0].StringValue() + "..."
		report(t, "choices", s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionApplicationCommandAutocompleteResult,
			Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: typed, Value: typed}}},
		}))
	case discordgo.InteractionMessageComponent:
		report(t, "modal", s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseModal,
			Data: &discordgo.InteractionResponseData{CustomID: "why", Title: "Why?", Components: []discordgo.MessageComponent{
				discordgo.ActionsRow{Components: []discordgo.MessageComponent{
					discordgo.TextInput{CustomID: "why", Label: "Why?", Style: discordgo.TextInputShort, Required: true},
				}},
			}},
		}))
	case discordgo.InteractionModalSubmit:
		row, _ := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow)
		input, _ := row.Components[0].(*discordgo.TextInput)
		report(t, "thanks", s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "Thanks: " + input.Value, Flags: discordgo.MessageFlagsEphemeral},
		}))
	}
}
