// Package sandbox is a small, strict Discord on the loopback interface: one
// listener which speaks Discord's HTTP API and its gateway, and a Go interface
// for the people who would sit at the other end. Tests start the whole bot
// against it; so does a demonstration. It knows nothing of any bot.
//
// # Tour
//
// [Start] opens the listener and furnishes a world: an application with its
// owner, a home guild with a channel, an administrator, a member and another
// bot ([Sandbox.Home]). More is added with [Sandbox.AddGuild] and its
// neighbours.
//
// The bot reaches the sandbox through a transport which replaces the scheme and
// host of https://discord.com by [Sandbox.URL]. A request passes, in this order,
// the injected faults ([Sandbox.Inject]), the User-Agent and Authorization
// checks, the rate limits, Discord's own OpenAPI description where
// [Options.Check] has one, and then its route, which checks every limit the
// description does not know. Every field it does know is accepted in each body of its
// kind, since libraries build all bodies alike; the names come from it (fields.go), and
// any other is a misspelt one. What is refused is refused with Discord's status,
// code and nested errors; what no correct bot does is also kept as a
// [Violation].
//
// The gateway half keeps sessions: sequence numbers, a backlog which a Resume
// replays, intents which decide what is delivered and whether its text is
// visible. [Sandbox.FaultNext] spoils connections to come,
// [Sandbox.DropGateway] and its neighbours spoil those which exist.
//
// People act through [Sandbox.Say], [Sandbox.React], [Sandbox.Invoke],
// [Sandbox.Complete], [Sandbox.Click], [Sandbox.Select], [Sandbox.Submit] and
// [Sandbox.MessageCommand]. What they see comes back through
// [Interaction.Response], [Sandbox.WaitMessage] and [Sandbox.Events].
//
// A sandbox on a [Memory] network runs in a testing/synctest bubble, with a bot that dials
// it there: time passes when nobody has anything to do.
//
// # Concurrency
//
// One mutex guards the whole world; a route or an act of a person is one
// critical section, so that each sees the world whole. Nothing is sent while it
// is held: gateway frames are queued and written by one goroutine a connection.
// A change closes a channel on which all waiting happens; nothing sleeps.
// Every goroutine has ended when [Sandbox.Close] returns. All exported methods
// are safe for concurrent use, and values they return are copies, except
// *[Interaction], which is shared and safe.
package sandbox
