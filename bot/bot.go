// Package bot is what the bot says: commands, messages and controls as functions from a
// [Request] to a [Response], and how answers are laid out. It knows the facts and Discord's
// limits on text, but no Discord library: bot/discord carries its words to Discord and back.
//
//	Request → Handler → facts.Answer → card → Response
//
// [Bot.Commands] are the commands, [Bot.Message] answers a mention, and [Bot.Control] the
// buttons and menus under what was said before. A control's id says all that is needed to
// use it, so that it works after a restart; it names facts such that a later base finds
// them, or says that it cannot. What is kept, votes and settings, goes through interfaces.
// No answer waits for it, but whoever votes or changes a setting hears that it's kept only
// once it is: what is said then comes with [Response.Later], so that nothing else waits.
package bot

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"summitbot/facts/answer"
)

// Options are what a bot is made of. Store and Now are needed; a bot without the others
// does less.
type Options struct {
	Store   *answer.Store
	Admins  Admins
	Now     func() time.Time
	Version string // of the program, for /about
	Limits  Limits

	Votes    Votes        // nil: votes are thanked for and forgotten
	Settings Settings     // nil: every server has the zero settings, and /settings says so
	Picture  Picture      // nil: the timeline is text alone
	Log      *slog.Logger // nil: no log
}

// ErrUnsettled is the error of a change that may be kept or not: the store began to write it,
// and hasn't said what came of it in time.
var ErrUnsettled = errors.New("the store hasn't said in time whether the change is kept")

// Votes keeps what people think of answers. Vote returns nil when the vote is kept for good.
// After an error it isn't kept, and won't be later, but for ErrUnsettled.
type Votes interface {
	Vote(ctx context.Context, v Vote) error
}

// Vote is what one user thinks of one answer. A later one takes the place of an earlier one,
// by Click and then by At.
type Vote struct {
	Guild, Channel, Message, User string // Message is the answer
	Fact, Base                    string // Base is the beginning of the base's hash
	Up                            bool
	At                            time.Time
	Click                         int64 // the id of the interaction, which Discord counts up; 0: unknown
}

// Settings keeps what a server's managers have set.
type Settings interface {
	Settings(ctx context.Context, guild string) (ServerSettings, error) // zero where nothing was set
	// ChangeSettings lets change change what is kept, with no other change in between, and
	// returns what holds then. Its errors are as those of Votes. change waits for nothing.
	ChangeSettings(ctx context.Context, guild string, change func(*ServerSettings)) (ServerSettings, error)
}

// ServerSettings are what a server's managers can set. The zero value is the default.
type ServerSettings struct {
	Channels           []string // where mentions are answered; empty means everywhere
	Thread             bool     // replies to mentions go into a thread
	Private            bool     // answers to /ask are seen by the asker alone unless asked otherwise
	DeleteWithQuestion bool     // an answer goes when its question is deleted
}

// Picture draws the dated facts of a base, and says in words what it shows.
type Picture func(base *answer.Base) (png []byte, alt string, err error)

// Limits are how often one user, and one channel, gets an answer. The zero value means the
// defaults.
type Limits struct {
	User, Channel Limit
}

// Limit is a token bucket: an answer each period, and so many at once after a rest.
type Limit struct {
	Every time.Duration
	Burst int
}

// Bot answers. It is safe for concurrent use.
type Bot struct {
	o         Options
	manners   *manners
	cached    settingsCache
	drawn     atomic.Pointer[drawing]
	headlines atomic.Pointer[headlines]
	guide     atomic.Pointer[guide]
	waiting   chan struct{} // has one for each response that waits for the store
}

// New returns a bot. It fails where an option is missing.
func New(o Options) (*Bot, error) {
	if o.Store == nil || o.Now == nil {
		return nil, errors.New("a bot needs a store and a clock")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Bot{o: o, manners: newManners(o.Limits, o.Now), waiting: make(chan struct{}, maxWaiting)}, nil
}

// MaxQuestion is how long a question may be, in characters.
const MaxQuestion = 500

// Commands returns the commands that the bot answers, those first that people use most.
func (b *Bot) Commands() []Command {
	return []Command{
		{
			Name: askName, Description: "Ask what the document says", Anywhere: true,
			Options: []Option{{
				Name: "question", Description: "What would you like to know?",
				Required: true, Autocomplete: true, MaxLength: MaxQuestion,
			}, privateOption()},
			Handle: b.politely(b.asSet(b.ask)), Complete: b.complete,
		},
		{Name: "Ask the document", OnMessage: true, Anywhere: true, Handle: b.politely(b.askMessage)},
		{Name: "topics", Description: "Browse the document by topic", Anywhere: true, Handle: b.topics},
		{
			Name: "timeline", Description: "What happened when", Anywhere: true,
			Options: []Option{privateOption()}, Handle: b.asSet(b.timeline),
		},
		{
			Name: "quote", Description: "Show a sentence by its place", Anywhere: true,
			Options: []Option{{
				Name: "place", Description: "Paragraph and sentence, such as P6S4, or words of its headline",
				Required: true, Autocomplete: true, MaxLength: maxPlace,
			}, privateOption()},
			Handle: b.asSet(b.quote), Complete: b.completePlace,
		},
		{Name: "source", Description: "Where the answers come from", Anywhere: true, Handle: b.source},
		{Name: "help", Description: "What I can do", Anywhere: true, Handle: b.help},
		{Name: "about", Description: "Version, privacy and licence", Anywhere: true, Handle: b.about},
		{Name: "settings", Description: "Set what I do in this server", Manager: true, Handle: b.showSettings},
		{
			Name: "admin", Description: "Keep the bot", Admin: true,
			Subcommands: []Command{{
				Name: "reload", Description: "Load the fact base again from its files",
				Handle: b.reload, Slow: true, Ephemeral: true,
			}},
		},
	}
}

func privateOption() Option {
	return Option{Name: "private", Description: "Shall only you see the answer?", YesNo: true}
}

func (b *Bot) ask(ctx context.Context, r Request) Response {
	question := r.Options["question"]
	if isBlank(question) {
		return Response{Text: emptyHelp, Ephemeral: true}
	}
	if response, ok := b.smallTalk(ctx, r, question); ok {
		return response
	}
	return b.answerAloud(b.o.Store.Base(), question)
}

func (b *Bot) complete(_ context.Context, r Request) []Choice {
	var choices []Choice
	for _, way := range b.o.Store.Base().Complete(r.Text, MaxChoices) {
		choices = append(choices, Choice{Name: way, Value: way})
	}
	return choices
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// Admins are those who may use /admin: the named users, and in the home server those
// who have one of the roles. The zero value names nobody, which leaves it to the
// application's owner or team.
type Admins struct {
	Users []string
	Roles []string
	Home  string // the home server's id
}

func (a Admins) allow(r Request) bool {
	if len(a.Users) == 0 && len(a.Roles) == 0 {
		return r.Owner
	}
	if slices.Contains(a.Users, r.User) {
		return true
	}
	inHome := a.Home != "" && r.Guild == a.Home
	return inHome && slices.ContainsFunc(r.Roles, func(id string) bool { return slices.Contains(a.Roles, id) })
}
