package discord

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
)

var (
	secretPath  = regexp.MustCompile(`(/(?:interactions|webhooks)/[^/\s"]+/)[^/?\s"]+`)
	secretToken = regexp.MustCompile(`[\w-]{23,}\.[\w-]{6,}\.[\w-]{27,}`)
)

// redactor takes secrets out of texts: the bot's token, whatever looks like one,
// and the tokens in the paths of interactions and webhooks.
type redactor struct{ token string }

func (r redactor) clean(s string) string {
	if r.token != "" {
		s = strings.ReplaceAll(s, r.token, "[token]")
	}
	s = secretPath.ReplaceAllString(s, "${1}[token]")
	return secretToken.ReplaceAllString(s, "[token]")
}

// cleanHandler is a slog.Handler which redacts every message, string and error
// on its way to the next one, so that no line of this package holds a secret.
type cleanHandler struct {
	slog.Handler
	secrets redactor
}

func (h cleanHandler) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, h.secrets.clean(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.Handler.Handle(ctx, clean)
}

func (h cleanHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return cleanHandler{h.Handler.WithAttrs(h.attrs(attrs)), h.secrets}
}

func (h cleanHandler) WithGroup(name string) slog.Handler {
	return cleanHandler{h.Handler.WithGroup(name), h.secrets}
}

func (h cleanHandler) attrs(as []slog.Attr) []slog.Attr {
	clean := make([]slog.Attr, len(as))
	for i, a := range as {
		clean[i] = h.attr(a)
	}
	return clean
}

func (h cleanHandler) attr(a slog.Attr) slog.Attr {
	v := a.Value.Resolve()
	switch v.Kind() {
	case slog.KindString:
		return slog.String(a.Key, h.secrets.clean(v.String()))
	case slog.KindGroup:
		return slog.Attr{Key: a.Key, Value: slog.GroupValue(h.attrs(v.Group())...)}
	case slog.KindAny:
		return slog.String(a.Key, h.secrets.clean(fmt.Sprint(v.Any())))
	default:
		return slog.Attr{Key: a.Key, Value: v}
	}
}
