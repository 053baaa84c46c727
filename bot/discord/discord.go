// Package discord is how things are said: it joins the bot's commands to Discord,
// and with its own packages is the only one that imports discordgo.
//
// An event takes this way:
//
//	network → gateway → lane → bot.Handler → client → transport → network
//
// Package gateway keeps the connection and hands over what Discord dispatches. Its one
// receiver (receive.go) lets each event into its lane (lanes.go), in turns for what comes of
// one message (turns.go). There it is answered (answer.go), in what Discord calls interactions
// (interaction.go) and messages (message.go, reply.go):
// a message is answered once, its reply follows the question's edits, and both are
// known to belong together (replies.go). What is said (payload.go, embed.go,
// controls.go, upload.go, send.go) is cut to Discord's limits, is less where the bot
// lacks a right (less.go), and goes through a REST client (rest.go) and a transport
// (transport.go, limits.go) of this package's own. Commands and owners are looked
// after on the side (register.go, application.go).
//
// # Lanes
//
// What waits in one lane holds up none in another. An event has a goroutine of its own
// from when it enters until it is answered, and so may wait for Discord or the disk. Only its
// handler takes turns with others, for the processor's sake; of those that wait the freshest
// comes first. First responses to interactions share neither connections nor rate limits with
// anything else.
//
//	lane         events at a time    handlers at a time   when full
//	commands     1024                4 of each command    the newest is dropped
//	components   1024                4                    the newest is dropped
//	completions  128, 1 of a person  2                    the newest is dropped; of one person
//	                                                      the newest keystroke stays
//	messages     512, 16 a channel   3                    the newest is dropped
//	deletions    512, 128 a channel  (none)               the newest is dropped
//
// Some handlers wait for each other, since one question at a time is read for its meaning, in
// 5 to 40 ms. As few handlers run at a time, none waits long; and other commands don't wait.
//
// A slow command, which only administrators have, takes no turn. An interaction has 2.5 s from
// when the user acted, by the time in its id (ages.go). One that comes later, or has had no
// turn by then, is dropped. What is dropped is logged, a line a minute, and in sum at the end.
//
// # Repetition
//
// Every request may be repeated, and is, with jitter, for as long as its deadline allows: after
// a 5xx, a 429 or no answer. A message is known by its nonce, and "already acknowledged" after a
// failed callback means that it had arrived. Requests of one route go one after the other, so
// that none overruns the limit that the one before was told of. Who waits for a limit leaves
// in order; after a limit of the whole bot, 40 a second.
//
// # Invalid requests
//
// Discord bans an address after 10,000 invalid requests in ten minutes, and users decide where
// the bot is asked. So a channel that answers 403 or 404 is left alone until something changes
// in its server, six hours at most; so are its threads, embeds, files and history, each alone
// (wary.go). In channels of which nothing is known yet, a server may cost five refusals and one
// more every two minutes, all together sixteen and one more every four seconds. First responses
// to interactions pass by all of that, and by the breaker, which stops everything else after
// 1000 in ten minutes.
//
// # What is read
//
// Handlers see no text of more than 6000 characters, no more than 25 options or values, and
// nothing of an interaction of more than 512 KiB: who sent that is told so (bounds.go). A larger
// message is skipped. Attachments aren't read at all.
//
// # What must hold under load
//
// Each row of what was once broken has its tests:
//
//	row                                           tests
//	 1 messages starve no command                 TestRow1MessagesStarveNoCommand, TestRow1ACommandHoldsUpNoOther,
//	                                              TestRow1MeaningIsSharedOut, TestRow1FloodIsBounded
//	 2 users mute the bot nowhere                 TestRow2NobodyMutesTheBot, TestRow2ChannelsAreLeftAlone,
//	                                              TestRow2LackingRightsAreRemembered, TestRow2Budgets,
//	                                              TestRow2WhatIsNotSpent, TestRow2Breaker
//	 3 thanks come after the disk's               TestThankedBeforeStored… in bot/journal and bot,
//	                                              TestVotesThatWaitForTheDiskHoldUpNothingElse
//	 4 back-off ends with RESUMED                 TestRow4… in package gateway
//	 5 no settings are lost                       TestSettingsLost in bot/journal and bot, TestSettingsAndVotesOfAnotherProcessAreSeen
//	 6 dead addresses and poison are left         TestRow6… in package gateway
//	 7 a storm of completions starves no command  TestRow7CompletionStorm
//	 8 deadlines start with the interaction       TestRow8DeadlinesStartWithTheInteraction, TestRow8FreshestFirst,
//	                                              TestRow8AgesByDiscordsClock
//	 9 what is read is bounded                    TestRow9TooLongIsDeclined; TestRow9LongLinesAreDeclined in cmd/summitbot
//	10 all is repeated while there is time        TestRow10CallbackIsRepeated, TestRow10MostRequestsFail,
//	                                              TestRow10AlreadyAcknowledgedIsSuccess, TestRow10WaitersLeaveInOrder,
//	                                              TestRow10ARepeatedReplyIsOne
//	12 the smaller ones                           TestRow12MalformedOptionalField, TestRow12… in package gateway,
//	                                              TestStoreFile… in bot/journal
//
// Three guarantees hold throughout: nothing that Discord sends takes the process down
// or makes it grow, nothing that is said notifies anybody, and no log line or error
// holds a token. Users' texts are logged at Debug only.
package discord

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord/gateway"
)

// Run serves the bot until ctx ends, finishes what it is answering then, and returns
// nil. It returns a *[gateway.FatalError] early where going on is pointless, a refused
// token for one: the error says what the operator can do. All goroutines have ended then, but
// for a handler that outlasts its context.
func Run(ctx context.Context, o Options) error {
	e, err := newEdge(o)
	if err != nil {
		return err
	}
	return e.run(ctx)
}

// edge is one running bot.
type edge struct {
	o        Options
	log      *slog.Logger
	api      *client
	nets     [2]*http.Transport // for interactions, and for all else
	lanes    map[kind]*lane
	turns    turns
	ages     ages           // belongs to the gateway's goroutine
	busy     sync.WaitGroup // jobs, and what they leave to be done later
	stopping chan struct{}  // closed when the bot stops
	commands map[string]bot.Command
	app      application

	questions *questions
	proxies   recent[proxied] // by channel, the newest
	places    *places
	self      atomic.Pointer[string] // the bot's own id, from READY
}

func newEdge(o Options) (*edge, error) {
	o, base, err := o.complete()
	if err != nil {
		return nil, err
	}
	commands, err := commandTable(o.Commands)
	if err != nil {
		return nil, err
	}
	nets := [2]*http.Transport{o.network(), o.network()}
	api := newClient(newTransport(ways{nets[0], nets[1]}, base, o.Version, o.Log), o.Token)
	return &edge{
		o:        o,
		log:      o.Log,
		api:      api,
		nets:     nets,
		lanes:    newLanes(o.Log),
		stopping: make(chan struct{}),
		commands: commands,

		questions: newQuestions(),
		proxies:   recent[proxied]{size: remembered},
		places:    newPlaces(api),
	}, nil
}

func (e *edge) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for _, n := range e.nets {
		defer n.CloseIdleConnections()
	}

	answering, stopAnswering := context.WithCancel(context.WithoutCancel(ctx))
	defer stopAnswering()
	var side sync.WaitGroup
	side.Go(func() { e.register(ctx) })

	e.log.Info("starting", "version", e.o.Version, "commands", len(e.commands))
	err := e.online(ctx, func(event gateway.Event) { e.receive(answering, event) })
	cancel()
	close(e.stopping)
	e.finish(stopAnswering)
	side.Wait()
	for _, l := range e.lanes {
		l.close()
	}
	e.log.Info("stopped", "err", err)
	return err
}

// finish waits for the jobs, and hurries them when the time to stop is over.
func (e *edge) finish(hurry context.CancelFunc) {
	idle := make(chan struct{})
	go func() { e.busy.Wait(); close(idle) }()
	for range 2 {
		select {
		case <-idle:
			return
		case <-time.After(e.o.StopTimeout):
			hurry()
		}
	}
	e.log.Error("a handler does not end with its context")
}

// register learns of the application, and registers the commands.
func (e *edge) register(ctx context.Context) {
	id := e.app.learn(ctx, e.api, e.o.RequestTimeout, e.log)
	r := registrar{e.api, e.o.RequestTimeout, e.log}
	var all sync.WaitGroup
	for _, s := range scopes(id, e.o.Home, e.o.Commands) {
		if id != "" {
			all.Go(func() { r.register(ctx, s) })
		}
	}
	all.Wait()
}

// know remembers who the bot is.
func (e *edge) know(selfID string) {
	e.self.Store(&selfID)
	e.log.Info("ready", "id", selfID)
}

// selfID returns the bot's own id, and "" before READY.
func (e *edge) selfID() string {
	if id := e.self.Load(); id != nil {
		return *id
	}
	return ""
}
