package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/web"
)

// patience bounds every wait of a test; none takes as long unless it fails.
const patience = time.Minute

type object = map[string]any

// double is a bot that is a script: an HTTP client and a websocket.
type double struct {
	*sandbox.Sandbox
	t    *testing.T
	ctx  context.Context
	ws   *websocket.Conn
	said sync.Mutex // of t
}

// script answers an interaction with a callback's body; nil is silence.
type script func(d *double, i object) object

// play starts a sandbox with its page, and a bot with these commands that follows the script.
func play(t *testing.T, commands []object, answer script) *double {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	page := web.New()
	s, err := sandbox.Start(ctx, sandbox.Options{Page: page, RouteLimit: sandbox.Limit{Requests: -1}, ResponseWindow: 3 * time.Second})
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	page.Attach(s)
	d := &double{Sandbox: s, t: t, ctx: ctx}
	t.Cleanup(func() {
		cancel()
		_ = s.Close()
		for _, v := range s.Violations() {
			t.Errorf("violation: %s: %s", v.Where, v.What)
		}
	})
	d.identify()
	d.send("PUT", "/applications/"+s.Application().ID+"/commands", commands)
	go d.serve(answer)
	return d
}

func (d *double) identify() {
	d.t.Helper()
	ws, response, err := websocket.DefaultDialer.DialContext(d.ctx, "ws"+d.URL()[len("http"):]+"/gateway?v=10&encoding=json", nil)
	if err != nil {
		d.t.Fatal(err)
	}
	response.Body.Close()
	d.ws = ws
	d.t.Cleanup(func() { _ = ws.Close() })
	err = ws.WriteJSON(object{"op": 2, "d": object{
		"token": d.Token(), "intents": 4609, "properties": object{"os": "linux", "browser": "double", "device": "double"},
	}})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := d.WaitSession(d.ctx); err != nil {
		d.t.Fatal(err)
	}
}

// serve answers what comes, until the connection ends.
func (d *double) serve(answer script) {
	for {
		var frame struct {
			T string
			D object
		}
		if err := d.ws.ReadJSON(&frame); err != nil {
			return
		}
		if frame.T != "INTERACTION_CREATE" {
			continue
		}
		if body := answer(d, frame.D); body != nil {
			d.send("POST", "/interactions/"+frame.D["id"].(string)+"/"+frame.D["token"].(string)+"/callback", body)
		}
	}
}

// send makes a request; a picture goes with a body that lists an attachment.
func (d *double) send(method, path string, body any) object {
	kind, payload := "application/json", encode(body)
	if bytes.Contains(payload, []byte(`"attachments"`)) {
		kind, payload = form(payload)
	}
	request, err := http.NewRequestWithContext(d.ctx, method, d.URL()+"/api/v10"+path, bytes.NewReader(payload))
	if err != nil {
		d.errorf("%v", err)
		return nil
	}
	request.Header.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
	request.Header.Set("Authorization", "Bot "+d.Token())
	request.Header.Set("Content-Type", kind)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		d.errorf("%v", err)
		return nil
	}
	defer response.Body.Close()
	raw, _ := io.ReadAll(response.Body)
	if response.StatusCode >= 300 {
		d.errorf("%s %s %s: %s %s", method, path, payload, response.Status, raw)
	}
	var out object
	_ = json.Unmarshal(raw, &out) // a list or nothing is of no use here
	return out
}

func (d *double) errorf(format string, args ...any) {
	d.said.Lock()
	defer d.said.Unlock()
	if d.ctx.Err() == nil {
		d.t.Errorf(format, args...)
	}
}

func encode(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}

// form makes a body of several parts: the payload and a picture.
func form(payload []byte) (kind string, body []byte) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	_ = w.WriteField("payload_json", string(payload))
	part, _ := w.CreateFormFile("files[0]", "hills.png")
	_, _ = part.Write(hills())
	_ = w.Close()
	return w.FormDataContentType(), b.Bytes()
}
