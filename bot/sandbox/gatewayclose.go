package sandbox

import (
	"errors"
	"net"
	"time"

	"github.com/gorilla/websocket"
)

// finish forgets the connection. The client's 1000 and 1001 end its session, as
// does a timeout; everything else leaves it to be resumed.
func (c *gatewayConn) finish(err error) {
	defer close(c.ended)
	defer c.s.locked()()
	delete(c.s.gateway.conns, c)
	if c.closing {
		return
	}
	how := Close{Code: websocket.CloseAbnormalClosure, ByClient: true}
	var closed *websocket.CloseError
	var timeout net.Error
	switch {
	case errors.As(err, &closed):
		how.Code = closed.Code
	case errors.As(err, &timeout) && timeout.Timeout():
		how = Close{Code: 4009}
		_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(4009, "Session timed out."),
			time.Now().Add(closePeriod))
		c.s.violate("gateway", "no heartbeat for too long (4009)")
	}
	c.detach(how)
}

// detach notes the end and leaves the session, which dies where how is final.
func (c *gatewayConn) detach(how Close) {
	c.closing = true
	c.s.gateway.stats.LastClose = how
	if c.session != nil {
		if final(how) {
			delete(c.s.gateway.sessions, c.session.id)
		}
		c.session.conn = nil
		c.session = nil
	}
	c.s.publish(Event{Kind: SessionEvent, Text: "disconnected"})
}

// final reports whether a session ends with its connection.
func final(how Close) bool {
	switch how.Code {
	case websocket.CloseNormalClosure, websocket.CloseGoingAway:
		return how.ByClient
	case 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014:
		return true
	}
	return false
}

// closeReasons are Discord's words for its close codes.
var closeReasons = map[int]string{
	4000: "Unknown error.",
	4001: "Unknown opcode.",
	4002: "Error while decoding payload.",
	4003: "Not authenticated.",
	4004: "Authentication failed.",
	4005: "Already authenticated.",
	4007: "Invalid seq.",
	4008: "Rate limited.",
	4009: "Session timed out.",
	4010: "Invalid shard.",
	4011: "Sharding required.",
	4012: "Invalid API version.",
	4013: "Invalid intent(s).",
	4014: "Disallowed intent(s).",
}
