package sandbox

import (
	"strconv"
	"time"
)

// discordEpoch is the first millisecond a snowflake can name, in Unix time.
const discordEpoch = 1420070400000

// worldEpoch is when the furniture of a sandbox was made: users, guilds,
// channels and roles have the same identifiers in every run.
const worldEpoch = 1735689600000 // 2025-01-01T00:00:00Z

// snowflakes hands out identifiers in Discord's layout: milliseconds since its
// epoch in the upper 42 bits, a counter in the lower 12. The zero value is
// ready; it is not safe for concurrent use.
type snowflakes struct {
	made int64
	last int64
}

// fixed returns the next identifier of the furniture, which depends on no clock.
func (f *snowflakes) fixed() string {
	f.made++
	ms := worldEpoch - discordEpoch + f.made*97
	return strconv.FormatInt(ms<<22|f.made&0xfff, 10)
}

// at returns an identifier for something made at t, greater than every earlier
// result of at.
func (f *snowflakes) at(t time.Time) string {
	id := (t.UnixMilli() - discordEpoch) << 22
	f.last = max(id, f.last+1)
	return strconv.FormatInt(f.last, 10)
}

// parseID returns the number in a snowflake, and false where it is none.
func parseID(id string) (uint64, bool) {
	n, err := strconv.ParseUint(id, 10, 64)
	return n, err == nil && (id == "0" || id[0] != '0')
}
