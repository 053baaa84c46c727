package sandbox

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"time"
)

// limiter counts requests in fixed windows. The zero value needs its map.
type limiter struct {
	windows map[string]*window
}

type window struct {
	ends time.Time
	used int
}

// globalKey is the window of the 50 requests a second.
const globalKey = "global"

// take counts one request and reports whether it is within the limit.
func (l *limiter) take(key string, limit Limit, now time.Time) (*window, bool) {
	w := l.windows[key]
	if w == nil || !now.Before(w.ends) {
		l.prune(now)
		w = &window{ends: now.Add(limit.Per)}
		l.windows[key] = w
	}
	if w.used >= limit.Requests {
		return w, false
	}
	w.used++
	return w, true
}

// prune forgets windows which have ended, now and then.
func (l *limiter) prune(now time.Time) {
	if len(l.windows) < 1024 {
		return
	}
	for key, w := range l.windows {
		if !now.Before(w.ends) {
			delete(l.windows, key)
		}
	}
}

// limit sets the rate-limit headers, and answers 429 where a limit is exceeded.
func (s *Sandbox) limit(header http.Header, c *call) (answer reply, exceeded bool) {
	defer s.locked()()
	now := s.opts.Now()
	if g := s.opts.GlobalLimit; g.Requests > 0 && !c.route.exempt {
		if w, within := s.limits.take(globalKey, g, now); !within {
			return tooMany(header, w.ends.Sub(now), "global", true, ""), true
		}
	}
	rate := s.opts.RouteLimit
	if rate.Requests < 0 {
		return reply{}, false
	}
	w, within := s.limits.take(bucketKey(c), rate, now)
	left := w.ends.Sub(now)
	header.Set("X-RateLimit-Limit", strconv.Itoa(rate.Requests))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(rate.Requests-w.used))
	header.Set("X-RateLimit-Reset", seconds(float64(w.ends.UnixMilli())/1000))
	header.Set("X-RateLimit-Reset-After", seconds(left.Seconds()))
	header.Set("X-RateLimit-Bucket", bucketHash(c))
	if within {
		return reply{}, false
	}
	return tooMany(header, left, "user", false, ""), true
}

// bucketKey is the route with its major parameters.
func bucketKey(c *call) string {
	return c.method + c.template + c.vars["channel"] + c.vars["guild"] + c.vars["app"] + c.vars["token"]
}

// bucketHash is the same for all major parameters, as Discord's is.
func bucketHash(c *call) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(c.method + c.template))
	return fmt.Sprintf("%016x", h.Sum64())
}

// tooMany is a 429. A global one carries no bucket headers.
func tooMany(header http.Header, after time.Duration, scope string, global bool, html string) reply {
	header.Set("Retry-After", strconv.Itoa(int(math.Ceil(after.Seconds()))))
	if global {
		for _, name := range []string{"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} {
			header.Del("X-RateLimit-" + name)
		}
		header.Set("X-RateLimit-Global", "true")
		scope = "global"
	}
	header.Set("X-RateLimit-Scope", scope)
	if html != "" {
		return reply{http.StatusTooManyRequests, html}
	}
	return reply{http.StatusTooManyRequests, object{
		"message":     "You are being rate limited.",
		"retry_after": after.Seconds(), "global": global,
	}}
}

func seconds(n float64) string { return strconv.FormatFloat(n, 'f', 3, 64) }
