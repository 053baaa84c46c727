package bot

import "context"

// A Handler answers one request. It does not block on anything but ctx, which ends about
// 2 s after an interaction arrived unless the command is slow; what waits for the store to
// write comes with [Response.Later]. It never panics on odd input, and its response is within
// Discord's limits.
type Handler func(ctx context.Context, r Request) Response

// A Completer returns at most [MaxChoices] choices for what has been typed so far,
// best first, and nil where nothing fits.
type Completer func(ctx context.Context, r Request) []Choice

// Command is one slash command, a group of them where it has Subcommands, or an entry of
// the menu that a right-click on a message opens.
type Command struct {
	Name        string
	Description string // empty for an entry of a message's menu
	Options     []Option
	Subcommands []Command
	OnMessage   bool // an entry of a message's menu: the request has a Target

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
	// Manager commands are shown to those who may manage the server, and exist in servers
	// alone. The handler checks [Request.Manager] by itself.
	Manager bool
	// Anywhere commands work in every conversation of those who installed the app for
	// themselves, beside the servers and direct messages that the bot is in.
	Anywhere bool
}

// Option is one option of a command: a text, or yes or no.
type Option struct {
	Name         string
	Description  string
	Required     bool
	Autocomplete bool
	MaxLength    int  // in characters; 0 means Discord's 6000
	YesNo        bool // the value is "true" or "false"
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
	ID      string            // the interaction's, which Discord counts up; empty for a message
	Command string            // the command's path, "ask" or "admin reload"; empty for a message
	Options map[string]string // the command's options by name; may be nil
	Text    string            // a message's text without the mention of the bot, or what is typed so far in the focused option
	Control string            // the id of the button or menu that was used; empty elsewhere
	Values  []string          // what was chosen in a menu, ids in a menu of channels
	Message string            // the message that was written, or that the control stands on
	Target  *Target           // the message whose menu was used; nil elsewhere

	User    string
	Roles   []string // the user's roles in Guild
	Owner   bool     // the user owns the application or is on its team
	Manager bool     // the user may manage Guild
	Guild   string
	Channel string
	Parent  string // the channel that Channel is a thread of; empty where it is none
	Role    bool   // the message mentions the bot's role in its place, so that its text is hidden
	Locale  string // the user's language as Discord tells it, "en-US"; may be empty
}

// Target is a message that somebody else may have written.
type Target struct {
	ID     string
	Text   string
	Author string
	Bot    bool // a bot or a webhook wrote it
}

// Response is what the bot says to one request. The zero value is silence; an interaction
// knows no silence, and gets one private line.
// The edge sends every response with mentions disarmed.
type Response struct {
	Text      string // at most 2000 characters
	Embeds    []Embed
	Rows      []Row // of controls under it, at most 5
	Files     []File
	Ephemeral bool // seen by the asker alone; ignored for messages
	Update    bool // takes the place of the message that the used control stands on; ignored elsewhere
	Thread    bool // a reply to a message goes into a thread of its own; ignored elsewhere
	Brief     bool // a reply to a message is taken back after some seconds; ignored elsewhere

	// Later, where it isn't nil, is called for the response, of which there is nothing yet: it
	// has to wait for the store. The edge calls it once, in a goroutine of its own, so that
	// nothing else waits. Responses to messages, and those of slow commands, have none.
	Later func(ctx context.Context) Response
}

// Settled returns the response when it is there.
func (r Response) Settled(ctx context.Context) Response {
	if r.Later == nil {
		return r
	}
	return r.Later(ctx)
}

// Row is one row of controls: up to 5 buttons, or one menu.
type Row struct {
	Buttons []Button
	Menu    *Menu
}

// Button is something to click. Its id says all that is needed to handle the click, since
// it lives as long as its message: nothing is remembered of it.
type Button struct {
	ID       string // 1 to 100 characters, once in a message; empty for a link
	Label    string // up to 80 characters
	Emoji    string // a character; may be empty
	URL      string // of a link
	Style    ButtonStyle
	Disabled bool
}

// ButtonStyle is how a button looks. The numbers are Discord's.
type ButtonStyle int

// The styles.
const (
	Primary   ButtonStyle = 1
	Secondary ButtonStyle = 2
	Success   ButtonStyle = 3
	Danger    ButtonStyle = 4
	Link      ButtonStyle = 5
)

// Menu is a list to choose from: of its choices, or of the server's text channels.
type Menu struct {
	ID          string
	Placeholder string   // up to 150 characters
	Choices     []Choice // up to 25, unless it is of channels; a value once
	Chosen      []string // values, or channels' ids, that are chosen already
	Channels    bool
	Min, Max    int // how many are chosen; 0 and 0 mean exactly one
}

// File goes with a message. A picture is shown under it, or in the embed that names it.
type File struct {
	Name string // "timeline.png"
	Alt  string // what it shows, up to 1024 characters, for those who do not see it
	Data []byte
}

// IsZero reports whether there is nothing to say.
func (r Response) IsZero() bool {
	return r.Text == "" && len(r.Embeds) == 0 && len(r.Files) == 0 && r.Later == nil
}

// Embed is a card: at most 256, 4096 and 2048 characters of title, description and footer.
type Embed struct {
	Title       string
	Description string // Markdown
	Footer      string
	Color       int // 0xRRGGBB
	Fields      []Field
	Picture     string // the name of the response's file that it shows; may be empty
}

// Field is one named part of a card: at most 256 and 1024 characters.
type Field struct {
	Name  string
	Value string
}
