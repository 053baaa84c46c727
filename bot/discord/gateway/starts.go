package gateway

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"time"
)

// How often a bot may identify.
const (
	identifyApart = 5 * time.Second // as Discord asks for
	fewStarts     = 5               // in startsWithin, after which
	startsWithin  = 10 * time.Minute
	startsApart   = time.Minute // is the least between two
)

// starts are the times of the last few Identifies, kept in a file, so that a bot which is
// started again and again knows of those before.
type starts struct {
	path  string // empty: they are forgotten at the end
	log   *slog.Logger
	times []time.Time // oldest first, at most fewStarts
}

// readStarts reads the file: one time a line. What can't be read counts as no start, and
// neither does what lies in the future.
func readStarts(path string, log *slog.Logger) *starts {
	s := &starts{path: path, log: log}
	if path == "" {
		return s
	}
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("earlier starts are not known", "err", err)
	}
	for line := range bytes.Lines(data) {
		at, err := time.Parse(time.RFC3339, string(bytes.TrimSpace(line)))
		if err == nil && !at.After(time.Now()) {
			s.times = append(s.times, at)
		}
	}
	s.forget()
	return s
}

// forget keeps the newest few.
func (s *starts) forget() { s.times = s.times[max(0, len(s.times)-fewStarts):] }

// wait returns how long the next Identify must wait; nothing or less: it need not.
func (s *starts) wait() time.Duration {
	n := len(s.times)
	if n == 0 {
		return 0
	}
	apart := identifyApart
	if n == fewStarts && time.Since(s.times[0]) < startsWithin {
		apart = startsApart
	}
	return time.Until(s.times[n-1].Add(apart))
}

// note notes an Identify, before it is sent: the bot may crash over what it brings.
func (s *starts) note() {
	s.times = append(s.times, time.Now())
	s.forget()
	if s.path == "" {
		return
	}
	if err := s.write(); err != nil {
		s.log.Warn("this start is not kept", "err", err)
	}
}

// write replaces the file as a whole.
func (s *starts) write() error {
	var text []byte
	for _, at := range s.times {
		text = append(at.UTC().AppendFormat(text, time.RFC3339Nano), '\n')
	}
	draft := s.path + ".new"
	if err := os.WriteFile(draft, text, 0o600); err != nil {
		return err
	}
	return os.Rename(draft, s.path)
}
