// Package gateway keeps a bot online at Discord's gateway: it identifies, resumes,
// heartbeats, and hands over what Discord dispatches. [Run] does all of it.
//
// # States
//
// One goroutine owns the connection and all that is known of the session; a second one
// only reads frames and passes them to it. A connection goes through these states:
//
//	state        what it does                              leaves it
//	connecting   dials the WebSocket                       connected, or HelloTimeout
//	hello        waits for Hello                           Hello, or HelloTimeout (of both together)
//	identifying  has sent Identify, waits for READY        READY, or a minute
//	resuming     has sent Resume, waits for RESUMED        RESUMED, or a minute
//	ready        hands events over                         the connection's end
//
// From Hello on it heartbeats: the first after a random share of the interval, then once
// an interval. A heartbeat that is not acknowledged when the next is due means that the
// connection is dead. Compression isn't asked for.
//
// # What follows the end of a connection
//
// A session that was ready is resumed at once, whatever cut it off; Discord may ask for
// that with Reconnect (op 7). Each further failure waits longer, with jitter, until READY
// or RESUMED. After two failures at resume_gateway_url, the gateway's address is asked for
// again and the session resumed there. Ten connections may follow each other at once, then
// one a second. After Invalid Session (op 9) that can't be resumed, after a message too
// large to read, and after five Resumes that nothing came of, a new session begins.
//
// A close code of Discord decides by itself:
//
//	code  meaning                 what follows  exit status
//	4000  unknown error           resume
//	4001  unknown opcode          resume
//	4002  decode error            resume
//	4003  not authenticated       resume
//	4004  authentication failed   stop          4
//	4005  already authenticated   resume
//	4007  invalid seq             identify
//	4008  rate limited            resume
//	4009  session timed out       identify
//	4010  invalid shard           stop          10
//	4011  sharding required       stop          11
//	4012  invalid API version     stop          12
//	4013  invalid intents         stop          13
//	4014  disallowed intents      stop          14
//	else                          resume
//
// # Identify
//
// Discord resets the token of a bot that identifies more than a thousand times a day. So
// an Identify waits for what session_start_limit allows, and comes five seconds after the
// last, or a minute after it if there were five within ten minutes. A file keeps when they
// were, since a bot that crashes at once would otherwise forget it.
//
// # Events
//
// Events are handed over as Discord sent them, each sequence number once. discordgo's
// types are not used for them: one unknown component or odd timestamp makes them lose the
// whole event. [Decode] loses only the field.
package gateway
