package bot

import "context"

// A Handler answers one request. It does not block on anything but ctx, which ends about
// 2 s after an interaction arrived unless the command is slow; it never panics on odd
// input, and its response is within Discord's limits.
type Handler func(ctx context.Context, r Request) Response

// A Completer returns at most [MaxChoices] choices for what has been typed so far,
// best first, and nil where nothing fits.
type Completer func(ctx context.Context, r Request) []Choice

// Command is one slash command, or a group of them where it has Subcommands.
type Command struct {
	Name        string
	Description string
	Options     []Option
	Subcommands []Command

	Handle   Handler   // nil for a group
	Complete Completer // nil where no option completes

	// Slow commands may take longer than the 3 s that Discord waits: the edge defers
	// the response first and sends it when it is there.
	Slow bool
	// Ephemeral is how a deferred response will be shown: Discord fixes it when deferring,
	// and the response's own is ignored from then on.
	Ephemeral bool
	// Admin commands are hidden from everybody but a server's administrators, and
	// registered in the home server alone where one is configured. That is courtesy:
	// the handler checks the right by itself.
	Admin bool
}

// Option is one text option of a command.
type Option struct {
	Name         string
	Description  string
	Required     bool
	Autocomplete bool
	MaxLength    int // in characters; 0 means Discord's 6000
}

// Choice is one completion: what is shown, and what is sent when it is chosen.
// Both are 1 to 100 characters long.
type Choice struct {
	Name  string
	Value string
}

// Request is what one person asked. Ids are Discord's snowflakes in decimal; an id
// is empty where there is none (Guild in a direct message).
type Request struct {
	Command string            // the command's path, "ask" or "admin reload"; empty for a message
	Options map[string]string // the command's options by name; may be nil
	Text    string            // a message's text without the mention of the bot, or what is typed so far in the focused option

	User    string
	Roles   []string // the user's roles in Guild
	Owner   bool     // the user owns the application or is on its team
	Guild   string
	Channel string
	Locale  string // the user's language as Discord tells it, "en-US"; may be empty
}

// Response is what the bot says to one request. The zero value is silence; an interaction
// knows no silence, and gets one private line.
// The edge sends every response with mentions disarmed.
type Response struct {
	Text      string // at most 2000 characters
	Embeds    []Embed
	Ephemeral bool // seen by the asker alone; ignored for messages
}

// IsZero reports whether there is nothing to say.
func (r Response) IsZero() bool { return r.Text == "" && len(r.Embeds) == 0 }

// Embed is a card: at most 256, 4096 and 2048 characters of title, description and footer.
type Embed struct {
	Title       string
	Description string // Markdown
	Footer      string
	Color       int // 0xRRGGBB
	Fields      []Field
}

// Field is one named part of a card: at most 256 and 1024 characters.
type Field struct {
	Name  string
	Value string
}
