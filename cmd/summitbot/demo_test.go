package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"summitbot/bot/sandbox/web/browse"
)

// demo starts the demo and returns its address. It is stopped when the test ends.
func demo(t *testing.T) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	in, out := io.Pipe()
	log := &logBuffer{}
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, []string{"demo", "--no-open"}, stdio{strings.NewReader(""), out, log})
		out.Close()
	}()
	t.Cleanup(func() {
		stop()
		if got := <-status; got != exitOK {
			t.Errorf("exit status %d", got)
		}
		if text := log.String(); text != "" {
			t.Errorf("the log says:\n%s", text)
		}
	})
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		t.Fatalf("the demo printed %q: %v\n%s", line, err, log)
	}
	address, _, _ := strings.Cut(strings.TrimPrefix(line, "Open "), " ")
	return address
}

func TestDemoIsForThisMachineAlone(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"0.0.0.0:0", ":8080", "192.0.2.1:80", "nowhere"} {
		if _, errs, status := cli(t, "", "demo", "--no-open", "--address", address); status != exitUsage {
			t.Errorf("demo --address %s: status %d, %s", address, status, errs)
		}
	}
}

// A newcomer asks in every way there is, and the administrator reloads.
func TestDemoInABrowser(t *testing.T) {
	t.Parallel()
	p := browse.Open(t, demo(t))
	p.Size(900, 680)
	p.See("#welcome h2", "Welcome to #general")

	p.Type("/")
	p.See("#suggestions .option", "/ask")
	p.Shot("command-menu")
	p.Type("ask how much money did")
	p.See("#suggestions .option", "money")
	p.Shot("completion")
	p.Press(browse.Down)
	question := browse.Eval[string](p, `document.querySelector("#suggestions [aria-selected=true] .option-title").textContent`)
	p.Press(browse.Enter, browse.Enter)
	p.See("article .embed", question)

	pressAll(t, p)

	p.Run(`document.getElementById("text").focus()`)
	p.Type("@su")
	p.See("#suggestions .option", "summit")
	p.Press(browse.Enter)
	p.Type("when was the summit held?")
	p.Press(browse.Enter)
	p.See("article .above", "when was the summit held?")
	p.Shot("answers-light")
	p.Axe("light theme")

	p.Dark(true)
	p.Until(`document.documentElement.dataset.theme === "dark"`)
	p.Shot("answers-dark")
	p.Axe("dark theme")
	p.Dark(false)

	p.Click("#channels button", "summit")
	p.See("#title", "summit")
	p.Run(`document.getElementById("text").focus()`)
	p.Type("how hot is the sun")
	p.Press(browse.Enter)
	p.See("article .embed-title", "The document")

	p.Click("#channels button", "general")
	p.Click(".person", "Adam")
	p.Until(`document.querySelector("#people :checked").value === document.body.dataset.user`)
	p.Run(`document.getElementById("text").focus()`)
	p.Type("/adm")
	p.See("#suggestions .option", "/admin reload")
	p.Press(browse.Enter, browse.Enter)
	p.See("article .only-you", "Only you can see this")
	p.Shot("administrator")
	p.Click("button", "Dismiss message")
	p.Gone("article .only-you")

	p.Size(390, 780)
	p.Gone("#sidebar")
	p.Until(`(log => log.scrollHeight - log.scrollTop - log.clientHeight < 2)(document.getElementById("log"))`)
	p.Shot("phone")
	p.Axe("phone")
	p.Click("#drawer", "")
	p.See("#sidebar", "Adam")
	p.Shot("phone-drawer")
	p.Press(browse.Escape)
	p.Gone("#sidebar")
}

// pressAll clicks every button of the first message once, and waits for what comes of it.
// What it was answered with in private is dismissed.
func pressAll(t *testing.T, p *browse.Page) {
	t.Helper()
	ids := browse.Eval[[]string](p, `[...document.querySelectorAll("#messages li:first-child .button[data-custom-id]:not(:disabled)")].map(b => b.dataset.customId)`)
	for _, id := range ids {
		p.Run(fmt.Sprintf(`document.querySelector("#messages li:first-child [data-custom-id='" + CSS.escape(%q) + "']")?.click()`, id))
		p.Gone("[aria-busy=true]")
		if got := browse.Eval[string](p, `document.getElementById("notices").textContent`); got != "" {
			t.Errorf("button %s: %s", id, got)
		}
	}
	p.Run(`for (const b of document.querySelectorAll(".only-you button")) b.click()`)
}
