package sandbox

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// UseEndpoint makes url the interactions endpoint, as Discord does when the
// developer saves it: it must answer a signed PING with 200 {"type":1} and a
// badly signed one with 401. From then on interactions are posted there and
// not sent through the gateway. An empty url ends that.
func (s *Sandbox) UseEndpoint(ctx context.Context, url string) error {
	if url != "" {
		if err := s.probe(ctx, url); err != nil {
			return fmt.Errorf("sandbox: interactions endpoint %s: %w", url, err)
		}
	}
	defer s.locked()()
	s.endpoint = url
	return nil
}

func (s *Sandbox) probe(ctx context.Context, url string) error {
	ping := encode(object{"id": s.app.ID, "application_id": s.app.ID, "type": 1, "token": "ping", "version": 1})
	bad := bytes.Repeat([]byte{1}, ed25519.SignatureSize)
	status, _, err := s.postSigned(ctx, url, ping, bad)
	if err != nil {
		return err
	}
	if status != http.StatusUnauthorized {
		return fmt.Errorf("a bad signature got status %d, want 401", status)
	}
	status, answer, err := s.postSigned(ctx, url, ping, nil)
	if err != nil {
		return err
	}
	parsed, err := parseBody(answer, nil)
	if fields, _ := parsed.value.(object); err != nil || status != 200 || fmt.Sprint(fields["type"]) != "1" {
		return fmt.Errorf("PING got status %d and %q, want 200 and {\"type\":1}", status, answer)
	}
	return nil
}

// postSigned posts with this signature, or with the right one where it is nil.
func (s *Sandbox) postSigned(ctx context.Context, url string, payload, signature []byte) (int, []byte, error) {
	at := strconv.FormatInt(s.opts.Now().Unix(), 10)
	if signature == nil {
		signature = ed25519.Sign(s.key, append([]byte(at), payload...))
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(payload))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	r.Header.Set("X-Signature-Timestamp", at)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(signature))
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxRequest))
	return response.StatusCode, answer, err
}

// postInteraction posts the interaction; a body with 200 is the first response,
// 202 says that it comes through the callback.
func (s *Sandbox) postInteraction(ctx context.Context, i *Interaction) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.ResponseWindow)
	defer cancel()
	stop := s.cancelOnClose(cancel)
	defer stop()
	status, answer, err := s.postSigned(ctx, s.endpointURL(), i.Payload, nil)
	switch {
	case err != nil:
		s.violateNow("interactions endpoint", err.Error())
	case status == http.StatusAccepted:
	case status != http.StatusOK:
		s.violateNow("interactions endpoint", "status "+strconv.Itoa(status))
	default:
		s.takeAnswer(i, answer)
	}
}

// cancelOnClose calls cancel when the sandbox ends, unless stop is called before.
func (s *Sandbox) cancelOnClose(cancel func()) (stop func()) {
	over := make(chan struct{})
	s.running.Go(func() {
		select {
		case <-s.done:
			cancel()
		case <-over:
		}
	})
	return func() { close(over) }
}

func (s *Sandbox) endpointURL() string {
	defer s.read()()
	return s.endpoint
}

func (s *Sandbox) takeAnswer(i *Interaction, answer []byte) {
	parsed, err := parseBody(answer, nil)
	if err == nil {
		err = s.answerNow(i, parsed)
	}
	var late *apiError
	if err != nil && (!errors.As(err, &late) || wrong(late)) {
		s.violateNow("interactions endpoint", err.Error())
	}
}

func (s *Sandbox) answerNow(i *Interaction, b body) error {
	c := &call{method: http.MethodPost, path: "/interactions/" + i.ID + "/" + i.Token + "/callback", body: b}
	if err := s.described(c); err != nil {
		return err
	}
	defer s.locked()()
	var out problems
	return refused(s.respond(i, c.form(&out), &out, b))
}

func (s *Sandbox) violateNow(where, what string) {
	defer s.locked()()
	s.violate(where, what)
}
