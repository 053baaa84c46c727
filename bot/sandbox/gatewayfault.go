package sandbox

import "slices"

// GatewayFaultKind says how a connection to come is spoilt.
type GatewayFaultKind string

// The ways to spoil a connection to come.
const (
	RefuseUpgrade        GatewayFaultKind = "refuse upgrade"         // HTTP status Code instead of a websocket
	NoUpgrade            GatewayFaultKind = "no upgrade"             // accepts TCP and answers nothing
	NoHello              GatewayFaultKind = "no hello"               // accepts and says nothing
	ReconnectBeforeHello GatewayFaultKind = "reconnect before hello" // op 7 as the first packet
	DropOnConnect        GatewayFaultKind = "drop on connect"        // TCP ends after the upgrade
	CloseOnConnect       GatewayFaultKind = "close on connect"       // with Code
	NoACK                GatewayFaultKind = "no ack"                 // heartbeats are not acknowledged
	ReconnectBeforeReady GatewayFaultKind = "reconnect before ready" // op 7 in answer to Identify
	NoReady              GatewayFaultKind = "no ready"               // says nothing after Identify
	DropOnIdentify       GatewayFaultKind = "drop on identify"
	CloseOnIdentify      GatewayFaultKind = "close on identify" // with Code
	InvalidOnIdentify    GatewayFaultKind = "invalid on identify"
	InvalidOnResume      GatewayFaultKind = "invalid on resume" // Resumable says which
	CloseOnResume        GatewayFaultKind = "close on resume"   // with Code
	DropOnResume         GatewayFaultKind = "drop on resume"
)

var (
	connectFaults  = []GatewayFaultKind{RefuseUpgrade, NoUpgrade, NoHello, ReconnectBeforeHello, DropOnConnect, CloseOnConnect, NoACK}
	identifyFaults = []GatewayFaultKind{ReconnectBeforeReady, NoReady, DropOnIdentify, CloseOnIdentify, InvalidOnIdentify}
	resumeFaults   = []GatewayFaultKind{InvalidOnResume, CloseOnResume, DropOnResume}
)

// GatewayFault spoils connections to come.
type GatewayFault struct {
	Kind      GatewayFaultKind
	Code      int
	Resumable bool
	// AtResume spoils only connections to resume_gateway_url.
	AtResume bool
	// Times is how many connections it spoils; 0 is once.
	Times int
}

// FaultNext adds faults; each waits for its moment, and faults of one moment
// apply in order.
func (s *Sandbox) FaultNext(faults ...GatewayFault) {
	defer s.locked()()
	for _, f := range faults {
		f.Times = max(f.Times, 1)
		s.gateway.faults = append(s.gateway.faults, &f)
	}
}

// nextGatewayFault takes the first fault of these kinds for a connection, or nil; resuming
// says whether that is to resume_gateway_url. s.mu is held.
func (s *Sandbox) nextGatewayFault(kinds []GatewayFaultKind, resuming bool) *GatewayFault {
	for i, f := range s.gateway.faults {
		if !slices.Contains(kinds, f.Kind) || f.AtResume && !resuming {
			continue
		}
		f.Times--
		if f.Times == 0 {
			s.gateway.faults = slices.Delete(s.gateway.faults, i, i+1)
		}
		return f
	}
	return nil
}

func (f *GatewayFault) is(kind GatewayFaultKind) bool { return f != nil && f.Kind == kind }

// spoilIdentify applies a fault to an Identify and reports whether there was one.
func (c *gatewayConn) spoilIdentify() bool {
	fault := c.s.nextGatewayFault(identifyFaults, c.resuming)
	switch {
	case fault == nil:
		return false
	case fault.is(ReconnectBeforeReady):
		c.send(encode(object{"op": opReconnect, "d": nil}))
	case fault.is(DropOnIdentify):
		c.cut()
	case fault.is(CloseOnIdentify):
		c.close(fault.Code)
	case fault.is(InvalidOnIdentify):
		c.send(encode(object{"op": opInvalidSession, "s": nil, "t": nil, "d": false}))
	}
	return true
}

// spoilResume applies a fault to a Resume and reports whether there was one;
// one may be nil.
func (c *gatewayConn) spoilResume(one *session) bool {
	fault := c.s.nextGatewayFault(resumeFaults, c.resuming)
	switch {
	case fault == nil:
		return false
	case fault.is(DropOnResume):
		c.cut()
	case fault.is(CloseOnResume):
		c.close(fault.Code)
	case fault.is(InvalidOnResume):
		if one != nil && !fault.Resumable {
			delete(c.s.gateway.sessions, one.id)
		}
		c.invalid(fault.Resumable)
	}
	return true
}

// Reconnect asks every connection to reconnect (op 7).
func (s *Sandbox) Reconnect() {
	s.eachConn(func(c *gatewayConn) { c.send(encode(object{"op": opReconnect, "s": nil, "t": nil, "d": nil})) })
}

// InvalidateSessions sends Invalid Session (op 9) to every connection. Where
// it is not resumable the sessions end and the connections may Identify again.
func (s *Sandbox) InvalidateSessions(resumable bool) {
	s.eachConn(func(c *gatewayConn) {
		c.send(encode(object{"op": opInvalidSession, "s": nil, "t": nil, "d": resumable}))
		if c.session != nil && !resumable {
			delete(s.gateway.sessions, c.session.id)
			c.session = nil
		}
	})
}

// CloseGateway closes every connection with the code.
func (s *Sandbox) CloseGateway(code int) { s.eachConn(func(c *gatewayConn) { c.close(code) }) }

// DropGateway ends every connection at the TCP level; sessions can be resumed.
func (s *Sandbox) DropGateway() { s.eachConn(func(c *gatewayConn) { c.cut() }) }

// RequestHeartbeat asks every connection for a heartbeat (op 1).
func (s *Sandbox) RequestHeartbeat() {
	s.eachConn(func(c *gatewayConn) { c.send(encode(object{"op": opHeartbeat, "s": nil, "t": nil, "d": nil})) })
}

// RepeatDispatch sends every session's newest event again, with the number that it had.
func (s *Sandbox) RepeatDispatch() {
	s.eachConn(func(c *gatewayConn) {
		if c.session != nil {
			c.send(c.session.backlog[len(c.session.backlog)-1].raw)
		}
	})
}

// StopACKs leaves the heartbeats of existing connections unanswered.
func (s *Sandbox) StopACKs() { s.eachConn(func(c *gatewayConn) { c.silent = true }) }

// Freeze makes zombies of existing connections: they stay open and say nothing
// more. What they would have said can be had by a Resume.
func (s *Sandbox) Freeze() { s.eachConn(func(c *gatewayConn) { c.frozen = true }) }

func (s *Sandbox) eachConn(do func(*gatewayConn)) {
	defer s.locked()()
	for c := range s.gateway.conns {
		do(c)
	}
}
