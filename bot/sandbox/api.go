package sandbox

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"regexp"
)

// call is a request of the bot on its way through the API.
type call struct {
	method   string
	path     string // without /api/v10
	template string
	route    route
	vars     map[string]string
	query    url.Values
	body     body
	header   http.Header
	early    error // a malformed body, reported only after the checks before it
	quiet    bool  // refused by a fault, which is no violation
}

// form returns the body as a form to check; it must be an object.
func (c *call) form(out *problems) form {
	if c.body.value == nil {
		return form{out: out, fields: object{}}
	}
	fields, ok := c.body.value.(object)
	if !ok {
		out.addf("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
	}
	return form{out: out, fields: fields}
}

var (
	apiPath   = regexp.MustCompile(`^/api/v(9|10)(/.*)$`)
	userAgent = regexp.MustCompile(`^DiscordBot \([^,()]+, ?[^,()]+\)`)
)

func (s *Sandbox) serveAPI(w http.ResponseWriter, r *http.Request) {
	c := s.newCall(r)
	fault := s.takeFault(c)
	if !s.delay(r.Context(), fault) {
		panic(http.ErrAbortHandler)
	}
	var answer reply
	var err error
	if fault.refuses() {
		c.quiet = true
		answer, err = s.faulty(w.Header(), fault)
	} else {
		answer, err = s.serveCall(w.Header(), c)
	}
	if err != nil {
		answer = refusal(err)
	}
	s.record(c, answer, err)
	if fault != nil && (fault.Drop || fault.Lose) {
		panic(http.ErrAbortHandler)
	}
	write(w, answer)
}

func (s *Sandbox) newCall(r *http.Request) *call {
	c := &call{method: r.Method, path: r.URL.Path, query: r.URL.Query(), header: r.Header}
	c.body, c.early = readBody(r)
	match := apiPath.FindStringSubmatch(r.URL.Path)
	if match == nil {
		return c
	}
	c.path = match[2]
	row, vars := s.routes.Match(c.path)
	if row != nil {
		c.template, c.vars, c.route = row.Template, vars, row.Value[c.method]
	}
	return c
}

// serveCall does what Discord does, in its order.
func (s *Sandbox) serveCall(header http.Header, c *call) (reply, error) {
	if !userAgent.MatchString(c.header.Get("User-Agent")) {
		return reply{}, fail(40333)
	}
	if c.template == "" {
		return reply{}, plainError(404, "Not Found")
	}
	if c.route.handle == nil {
		return reply{}, plainError(405, "Method Not Allowed")
	}
	if !c.route.open && c.header.Get("Authorization") != "Bot "+s.opts.Token {
		return reply{}, plainError(401, "Unauthorized")
	}
	if limited, ok := s.limit(header, c); ok {
		return limited, nil
	}
	if c.early != nil {
		return reply{}, c.early
	}
	if err := s.described(c); err != nil {
		return reply{}, err
	}
	defer s.locked()()
	return c.route.handle(c)
}

// described holds the call against the description of the API, where there is one.
func (s *Sandbox) described(c *call) error {
	if s.opts.Check == nil {
		return nil
	}
	p := problems{list: s.opts.Check(c.method, c.path, c.body.value)}
	return refused(p.refusal())
}

func refusal(err error) reply {
	var refused *apiError
	if !errors.As(err, &refused) {
		refused = plainError(500, "Internal Server Error")
	}
	return reply{refused.status, refused.body()}
}

// record keeps the request and, where a correct bot would not have made it, the
// violation.
func (s *Sandbox) record(c *call, answer reply, err error) {
	defer s.locked()()
	entry := Request{
		Time: s.opts.Now(), Method: c.method, Path: c.path, Route: c.template, Query: c.query,
		Body: c.body.raw, Files: c.body.files, Status: answer.status, Injected: c.quiet,
		Authorized: c.header.Get("Authorization") != "", Exempt: c.route.exempt,
	}
	var refused *apiError
	if errors.As(err, &refused) {
		entry.Code, entry.Error = refused.code, refused.Error()
	}
	s.feed.requests = append(s.feed.requests, entry)
	s.publish(Event{Kind: RequestEvent, Request: &entry})
	if refused != nil && !c.quiet && wrong(refused) {
		s.violate(c.method+" "+or(c.template, c.path), refused.Error())
	}
}

// wrong reports whether a correct bot never provokes this refusal. It may well
// meet a message or channel which is gone, or lack a permission.
func wrong(e *apiError) bool {
	switch e.code {
	case 0:
		return true
	case 40333, 40060, 50006, 50035, 50109, 40005, 30032:
		return true
	}
	return false
}

func write(w http.ResponseWriter, answer reply) {
	if html, ok := answer.body.(string); ok {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(answer.status)
		_, _ = w.Write([]byte(html))
		return
	}
	if answer.body == nil {
		w.WriteHeader(answer.status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.status)
	_ = json.NewEncoder(w).Encode(answer.body)
}

// refused turns a *apiError which may be nil into an error which is nil then.
func refused(e *apiError) error {
	if e == nil {
		return nil
	}
	return e
}
