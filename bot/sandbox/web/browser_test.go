package web_test

import (
	"testing"

	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/web/browse"
)

// atTour opens the page and uses /tour with the keyboard alone.
func atTour(t *testing.T) *browse.Page {
	t.Helper()
	d := play(t, tourCommands(), tour)
	p := browse.Open(t, d.URL()+"/")
	p.See("#welcome h2", "Welcome to #general")
	p.Type("/to")
	p.See("#suggestions .option", "/tour")
	p.Press(browse.Enter)
	p.See("#command .pill", "/tour")
	p.See("#suggestions .option", "The high pass")
	p.Press(browse.Down, browse.Enter)
	p.Press(browse.Tab, browse.Enter) // + private
	p.See("#suggestions .option", "False")
	p.Press(browse.Down, browse.Enter, browse.Enter)
	p.See("article .embed-title", "The high pass")
	return p
}

func TestEveryControlOfAMessageWorks(t *testing.T) {
	t.Parallel()
	p := atTour(t)
	p.See("article .text", "value:false")
	p.See("article .text", "value:pass")
	p.Until(`document.querySelector(".picture img").naturalWidth === 480`)
	if got := browse.Eval[string](p, `document.querySelector(".picture img").alt`); got != "Three hills, the last one the highest" {
		t.Errorf("the picture's text is %q", got)
	}
	p.Shot("controls-light")
	p.Axe("controls")
	p.Click(".button", "Yes")
	p.See(".whisper", "You used yes")
	p.Click(".button", "No")
	p.See(".whisper", "You used no")
	if got := browse.Eval[string](p, `document.querySelector(".button.link").href`); got != "https://example.org/map" {
		t.Errorf("the link leads to %q", got)
	}

	p.Run(`document.querySelector("[data-custom-id=one]").focus()`)
	p.Press(browse.Down, browse.Down)
	p.Shot("menu-open")
	p.Axe("menu open")
	p.Press(browse.Enter)
	p.See(".whisper", "You used one [peaks]")
	p.Until(`document.activeElement.dataset.customId === "one"`)
	p.Run(`document.querySelector("[data-custom-id=several]").focus()`)
	p.Press(browse.Enter, browse.Enter, browse.Down, browse.Down, browse.Enter, browse.Escape)
	p.See(".whisper", "You used several [lakes huts]")
	p.Run(`document.querySelector("[data-custom-id=where]").focus()`)
	p.Press(browse.Enter, browse.Enter)
	p.See(".whisper", "You used where [")

	p.Click(".button", "Update")
	p.See("article strong", "Updated")
	p.Gone(".embed")
}

func TestAFormComesBackFilledIn(t *testing.T) {
	t.Parallel()
	p := atTour(t)
	p.Run(`[...document.querySelectorAll(".button")].find(b => b.textContent === "Modal").focus()`)
	p.Press(browse.Enter)
	p.See("dialog h2", "Feedback")
	p.Type("steep, and worth it")
	p.Press(browse.Tab, browse.Enter, browse.Down, browse.Enter)
	p.Shot("form")
	p.Axe("form")
	p.Click("dialog button", "Submit")
	p.See(".whisper", "Thank you for steep, and worth it and [down]")
	p.Gone("dialog")
	p.Until(`document.activeElement.textContent === "Modal"`)
}

func TestTheMenuOfAMessage(t *testing.T) {
	t.Parallel()
	d := play(t, tourCommands(), tour)
	p := browse.Open(t, d.URL()+"/")
	p.See("#welcome h2", "Welcome")
	p.Type("how high is it?")
	p.Press(browse.Enter)
	p.See("article .text", "how high is it?")

	// From the message box back to the message, and into its menu.
	p.BackTab()
	p.Until(`document.querySelector("#log").contains(document.activeElement)`)
	p.Run(`document.querySelector("article[tabindex='0']").focus(); document.activeElement.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }))`)
	p.See("[role=menuitem]", "Ask the article")
	p.Shot("message-menu")
	p.Axe("menu of a message")
	p.Press("a")
	p.Press(browse.Enter)
	p.See(".whisper", "You asked about: how high is it?")
	p.Click("button", "Dismiss message")
	p.Gone(".whisper")

	p.Run(`document.getElementById("text").focus()`)
	p.Press(browse.Up)
	p.See(".edit-box", "")
	p.Type(" @beep")
	p.Press(browse.Enter)
	p.See("article .edited", "(edited)")
	p.See("article .mention", "@beep")
	m, err := d.WaitMessage(d.ctx, func(m sandbox.Message) bool { return !m.Edited.IsZero() })
	if want := "how high is it? " + sandbox.Mention(d.Home().OtherBot.ID); err != nil || m.Content != want {
		t.Errorf("edited: got %q, %v, want %q", m.Content, err, want)
	}

	p.Run(`document.querySelector("article [aria-label=More]").click()`)
	p.Click("[role=menuitem]", "Reply")
	p.Type("very")
	p.Press(browse.Enter)
	p.See("button.above", "how high is it?")
	p.Click("article [aria-label=More]", "")
	p.Click("[role=menuitem]", "Delete message")
	p.Gone("button.above")
}

func TestWhatTheBotDoesNotSay(t *testing.T) {
	t.Parallel()
	d := play(t, tourCommands(), tour)
	p := browse.Open(t, d.URL()+"/")
	p.See("#welcome h2", "Welcome")
	p.Type("/slow")
	p.See("#suggestions .option", "/slow")
	p.Press(browse.Enter, browse.Enter)
	p.See(".thinking", "summit is thinking")
	p.Type("/silent")
	p.See("#suggestions .option", "/silent")
	p.Press(browse.Enter, browse.Enter)
	p.See("#notices", "The application did not respond.")
}

// The markup of a message as elements, and what stays text.
func TestMarkdownIsDiscords(t *testing.T) {
	t.Parallel()
	d := play(t, tourCommands(), tour)
	p := browse.Open(t, d.URL()+"/")
	p.Run(`window.render = async (text) => {
		const { blocks } = await import("/js/markdown.js");
		const { el } = await import("/js/dom.js");
		return el("div", {}, blocks(text, { links: true, user: () => "Mia" })).innerHTML;
	}`)
	for _, test := range []struct{ text, want string }{
		{"**b** *i* _i_ __u__ ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s> <code>c</code></p>"},
		{"***both***", "<p><strong><em>both</em></strong></p>"},
		{`\*not\* snake_case_name 2 * 3 * 4`, "<p>*not* snake_case_name 2 * 3 * 4</p>"},
		{"a\nb", "<p>a<br>b</p>"},
		{"> q\n> **r**\ns", "<blockquote><p>q<br><strong>r</strong></p></blockquote><p>s</p>"},
		{">>> all\nof it", "<blockquote><p>all<br>of it</p></blockquote>"},
		{"- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"},
		{"3. a\n4. b", `<ol start="3"><li>a</li><li>b</li></ol>`},
		{"# H", `<p class="heading h1" role="heading" aria-level="4">H</p>`},
		{"-# small", `<p class="subtext">small</p>`},
		{"```go\nx < **y**\n```", `<pre tabindex="0" role="region" aria-label="Code, go"><code>x &lt; **y**</code></pre>`},
		{"hi <@12>", `<p>hi <span class="mention">@Mia</span></p>`},
		{"[text](https://example.org/a)", `<p><a href="https://example.org/a" target="_blank" rel="noopener noreferrer" title="https://example.org/a">text</a></p>`},
		{"[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"},
		{"[https://a.org](https://b.org)", `<p>[<a href="https://a.org](https://b.org" target="_blank" rel="noopener noreferrer">https://a.org](https://b.org</a>)</p>`},
		{"see https://example.org.", `<p>see <a href="https://example.org" target="_blank" rel="noopener noreferrer">https://example.org</a>.</p>`},
		{"<https://example.org>", `<p><a href="https://example.org" target="_blank" rel="noopener noreferrer">https://example.org</a></p>`},
		{"<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"},
		{"||secret||", `<p><button type="button" class="spoiler" aria-label="Spoiler, hidden: show it"><span class="hidden-text" aria-hidden="true">secret</span></button></p>`},
		{"**open", "<p>**open</p>"},
		{"the [5] note", "<p>the [5] note</p>"},
	} {
		if got := browse.Eval[string](p, "render("+string(encode(test.text))+")"); got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}

// A thread that the bot opens is a channel of the list.
func TestThreadsAndUnread(t *testing.T) {
	t.Parallel()
	d := play(t, tourCommands(), tour)
	p := browse.Open(t, d.URL()+"/")
	p.See("#welcome h2", "Welcome")
	home := d.Home().Channel.ID
	m := d.send("POST", "/channels/"+home+"/messages", object{"content": "more in a thread"})
	thread := d.send("POST", "/channels/"+home+"/messages/"+m["id"].(string)+"/threads", object{"name": "About the pass"})
	p.See("#channels button", "About the pass")
	d.send("POST", "/channels/"+thread["id"].(string)+"/messages", object{"content": "it is **steep**"})
	p.See("#channels .dot", "unread")
	p.Click("#channels button", "About the pass")
	p.See("article strong", "steep")
	p.Gone("#channels .dot")
}
