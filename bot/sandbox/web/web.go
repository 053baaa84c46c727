// Package web is a page on which people use a sandbox by hand: channels, messages, slash
// commands, buttons, menus and forms, as in a Discord client. It knows no bot: all that it
// shows are Discord's own messages and the commands that are registered.
//
// # Tour
//
// A [Page] is the handler that [sandbox.Options] take. The files under static are the page:
// plain HTML, CSS and JavaScript modules, embedded as they are. They talk to three kinds of
// addresses:
//
//	GET  /demo/state, /demo/messages   what a person sees (state.go)
//	GET  /demo/events                  what happens, as server-sent events (stream.go)
//	POST /demo/say, /demo/press, …     what a person does (act.go)
//
// Each names the person by the parameter or member "user": the page lets one be anybody who
// is at home in the sandbox. So it must be served on the loopback interface alone, and
// requests that another site's page makes are refused (guard.go).
package web

import (
	"embed"
	"io/fs"
	"net/http"
	"sync"
	"sync/atomic"

	"summitbot/bot/sandbox"
)

//go:embed static
var static embed.FS

// Page serves the page of one sandbox. Make it with New, and attach the sandbox as soon as
// it has started. It is safe for concurrent use.
type Page struct {
	handler http.Handler
	sandbox atomic.Pointer[sandbox.Sandbox]
	modals  modals
}

// New returns a page without a sandbox: until Attach it answers 503.
func New() *Page {
	p := &Page{modals: modals{shown: map[string]*sandbox.Modal{}}}
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the directory is embedded above
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", http.FileServerFS(files))
	mux.HandleFunc("GET /demo/state", p.state)
	mux.HandleFunc("GET /demo/messages", p.messages)
	mux.HandleFunc("GET /demo/events", p.events)
	mux.HandleFunc("GET /attachments/{channel}/{id}/{name}", p.file)
	p.acts(mux)
	p.handler = guarded(mux)
	return p
}

// Attach says whose page this is.
func (p *Page) Attach(s *sandbox.Sandbox) { p.sandbox.Store(s) }

func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.sandbox.Load() == nil {
		http.Error(w, "The sandbox is starting.", http.StatusServiceUnavailable)
		return
	}
	p.handler.ServeHTTP(w, r)
}

// modals are the forms that were shown, by the interaction's token that showed them.
type modals struct {
	mu    sync.Mutex
	shown map[string]*sandbox.Modal
}

func (m *modals) keep(token string, modal *sandbox.Modal) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.shown[token] = modal
}

// get returns nil where no form was shown under the token.
func (m *modals) get(token string) *sandbox.Modal {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.shown[token]
}
