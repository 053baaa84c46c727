// Package discord is how things are said: it joins the bot's commands to Discord,
// and with its own packages is the only one that imports discordgo.
//
// An event takes this way:
//
//	network → gateway → queue → worker → bot.Handler → client → transport → network
//
// Package gateway keeps the connection and hands over what Discord dispatches. Its one
// receiver enqueues (queue.go), in turns for what comes of one message (turns.go). A fixed
// number of workers answers (answer.go), in what Discord calls interactions
// (interaction.go) and messages (message.go, reply.go):
// a message is answered once, its reply follows the question's edits, and both are
// known to belong together (replies.go). What is said (payload.go, embed.go,
// controls.go, upload.go, send.go) is cut to Discord's limits, is less where the bot
// lacks a right (less.go), and goes through a REST client (rest.go) and a transport
// (transport.go, limits.go) of this package's own. Commands and owners are looked
// after on the side (register.go, application.go). What waits for the disk, a vote for one, does
// so beside the workers ([bot.Response.Later]).
//
// Three guarantees hold throughout: nothing that Discord sends takes the process down
// or makes it grow, nothing that is said notifies anybody, and no log line or error
// holds a token. Users' texts are logged at Debug only.
package discord

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
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
	net      *http.Transport
	queue    *queue
	turns    turns
	busy     sync.WaitGroup // workers, and what they leave to be done later
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
	network := o.network()
	api := newClient(newTransport(network, base, o.Version, o.Log), o.Token)
	return &edge{
		o:        o,
		log:      o.Log,
		api:      api,
		net:      network,
		queue:    newQueue(o.Queue, o.Log),
		commands: commands,

		questions: newQuestions(),
		proxies:   recent[proxied]{size: remembered},
		places:    newPlaces(api),
	}, nil
}

func (e *edge) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer e.net.CloseIdleConnections()
	defer context.AfterFunc(ctx, e.queue.close)()

	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWorking()
	var side sync.WaitGroup
	for range e.o.Workers {
		e.busy.Go(func() { e.work(working) })
	}
	side.Go(func() { e.register(ctx) })

	e.log.Info("starting", "version", e.o.Version, "commands", len(e.commands))
	err := e.online(ctx)
	cancel()
	e.queue.close()
	e.finish(stopWorking)
	side.Wait()
	e.log.Info("stopped", "err", err)
	return err
}

// finish waits for the workers, and hurries them when the time to stop is over.
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

// enqueue receives what the gateway dispatches. It never waits.
func (e *edge) enqueue(event gateway.Event) {
	j := job{event: event.Name, raw: event.Data, at: time.Now()}
	if j.event == eventMessage && e.o.Deleted != nil {
		e.noteProxied(j)
	}
	switch {
	case j.event == eventInteraction:
		e.queue.push(j)
	case j.event == eventDeleteBulk && e.o.Deleted != nil:
		e.enqueueBulk(j)
	case j.event == eventMessage && concerns(j.raw, e.selfID()),
		j.event == eventEdit && concerns(j.raw, e.selfID()) && wasEdited(j.raw),
		j.event == eventDelete && e.o.Deleted != nil:
		e.enqueueMessage(j)
	}
}

// enqueueMessage queues what is about one message, or leaves it to the worker who has
// that message already.
func (e *edge) enqueueMessage(j job) {
	j.message = messageID(j.raw)
	if e.turns.begin(j) && !e.queue.push(j) {
		e.turns.next(j)
	}
}

// enqueueBulk queues the deletion of many messages as one job, but for those that a
// worker has already.
func (e *edge) enqueueBulk(j job) {
	var d deletion
	if _, err := gateway.Decode(j.raw, &d); err == nil {
		d.IDs = slices.DeleteFunc(d.IDs, func(id string) bool {
			return e.turns.follow(job{event: eventDelete, raw: deletion{ID: id, Channel: d.Channel, Guild: d.Guild}.raw(), at: j.at, message: id})
		})
		j.raw = d.raw()
	}
	e.queue.push(j) // whoever answers it says what is wrong with it
}
