package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"summitbot/bot/sandbox"
)

// state is all that a person sees but for the messages.
type state struct {
	Bot      person                       `json:"bot"`
	People   []person                     `json:"people"` // whom one can be
	Users    []person                     `json:"users"`  // whom one can mention
	Guild    named                        `json:"guild"`
	Roles    []named                      `json:"roles"`
	Channels []channel                    `json:"channels"`
	Commands map[string][]sandbox.Command `json:"commands"` // by channel
	Last     int                          `json:"last"`     // the event up to which this holds
}

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type person struct {
	named
	Role string `json:"role,omitempty"`
	Bot  bool   `json:"bot,omitempty"`
}

type channel struct {
	named
	Type   sandbox.ChannelType `json:"type"`
	Parent string              `json:"parent,omitempty"`
	Guild  string              `json:"guild,omitempty"`
}

func (p *Page) state(w http.ResponseWriter, r *http.Request) {
	s := p.sandbox.Load()
	home, bot := s.Home(), s.Bot()
	user := r.FormValue("user")
	if user == "" {
		user = home.Member.ID
	}
	if _, err := s.DirectMessage(user); err != nil {
		refuse(w, err)
		return
	}
	us := person{named{bot.ID, shownName(bot)}, "", true}
	out := state{
		Bot: us, Guild: named{home.Guild.ID, home.Guild.Name}, Commands: map[string][]sandbox.Command{},
		People: []person{
			{named{home.Member.ID, shownName(home.Member)}, "Member", false},
			{named{home.Admin.ID, shownName(home.Admin)}, "Administrator", false},
		},
		Last: s.LastEvent(),
	}
	out.Users = append([]person{us}, append(out.People,
		person{named{home.Owner.ID, shownName(home.Owner)}, "Owner", false},
		person{named{home.OtherBot.ID, shownName(home.OtherBot)}, "", true})...)
	for _, role := range home.Guild.Roles {
		out.Roles = append(out.Roles, named{role.ID, role.Name})
	}
	for _, c := range s.Channels("") {
		if s.Allowed(user, c.ID).Has(sandbox.ViewChannel) {
			out.Channels = append(out.Channels, viewChannel(c, bot))
			out.Commands[c.ID] = s.Offered(user, c.ID)
		}
	}
	answer(w, out)
}

func shownName(u sandbox.User) string {
	if u.GlobalName != "" {
		return u.GlobalName
	}
	return u.Username
}

// viewChannel names a direct message after the bot.
func viewChannel(c sandbox.Channel, bot sandbox.User) channel {
	if c.Type == sandbox.DM {
		c.Name = shownName(bot)
	}
	return channel{named{c.ID, c.Name}, c.Type, c.ParentID, c.GuildID}
}

func (p *Page) messages(w http.ResponseWriter, r *http.Request) {
	s, user, channel := p.sandbox.Load(), r.FormValue("user"), r.FormValue("channel")
	out := []json.RawMessage{}
	if s.Allowed(user, channel).Has(sandbox.ViewChannel) {
		for _, m := range s.Messages(channel) {
			if m.VisibleTo == "" || m.VisibleTo == user {
				out = append(out, s.Wire(m))
			}
		}
	}
	answer(w, out)
}

// file serves an attachment of a message. Like Discord it asks nobody who they are: the
// address is the secret.
func (p *Page) file(w http.ResponseWriter, r *http.Request) {
	for _, m := range p.sandbox.Load().Messages(r.PathValue("channel")) {
		for _, a := range m.Attachments {
			if a.ID == r.PathValue("id") && a.Filename == r.PathValue("name") {
				serveFile(w, r, a)
				return
			}
		}
	}
	http.NotFound(w, r)
}

// serveFile shows pictures and hands everything else out as a download, so that no file of
// a message runs as a part of the page.
func serveFile(w http.ResponseWriter, r *http.Request, a sandbox.Attachment) {
	kind := http.DetectContentType(a.Data)
	if !strings.HasPrefix(kind, "image/") {
		kind = "application/octet-stream"
		w.Header().Set("Content-Disposition", "attachment")
	}
	w.Header().Set("Content-Type", kind)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.Data))
}

// answer writes a value as JSON.
func answer(w http.ResponseWriter, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(raw) // who has gone needs no answer
}

// refuse says why something cannot be done, in words for the person.
func refuse(w http.ResponseWriter, err error) {
	why := strings.TrimPrefix(err.Error(), "sandbox: ")
	if errors.Is(err, sandbox.ErrNoResponse) {
		why = sandbox.ErrNoResponse.Error()
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusUnprocessableEntity)
	answer(w, map[string]string{"error": why})
}
