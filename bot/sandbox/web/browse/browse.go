// Package browse drives a page in headless Chromium, for tests.
//
// A test that calls [Open] is skipped where there is no Chromium. Every step waits until it
// can be done, and fails the test with what was on the page where that takes too long.
package browse

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Where tests find and leave things.
const (
	// ShotsVariable names the directory for screenshots. Where it is not set they go to
	// the test's artifacts.
	ShotsVariable = "SCREENSHOTS"
	// AxeVariable names axe.min.js of npm's axe-core. Where it is not set, Axe
	// checks nothing.
	AxeVariable = "AXE_CORE"
)

// patience bounds one step. None takes as long unless it fails.
const patience = 20 * time.Second

// Page is one page in a browser of its own.
type Page struct {
	t   *testing.T
	ctx context.Context
}

// Open starts a browser with an empty profile and opens the address in a window of 1180 by
// 820. It skips the test where there is no Chromium.
func Open(t *testing.T, url string) *Page {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program(t)), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(time.Minute))
	allocated, free := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocated)
	p := &Page{t, ctx}
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits for the browser, so that its profile can be removed
		stop()
		free()
	})
	p.watch()
	p.Size(1180, 820)
	p.Dark(false)
	do(p, "open "+url, chromedp.Navigate(url))
	return p
}

// program returns where Chromium is.
func program(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no chromium to open the page with")
	return ""
}

// watch starts the browser, and fails the test for what a script throws.
func (p *Page) watch() {
	p.t.Helper()
	err := chromedp.Listen(p.ctx, func(event any) {
		if e, ok := event.(*runtime.EventExceptionThrown); ok {
			p.t.Errorf("the page threw: %v", &chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails})
		}
	})
	if err != nil {
		p.t.Fatalf("start the browser: %v", err)
	}
}

// do returns what an action comes to.
func do[T any](p *Page, what string, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	out, err := chromedp.Run(ctx, action)
	if err != nil {
		p.fail(what, err)
	}
	return out
}

// fail ends the test with what the page shows.
func (p *Page) fail(what string, err error) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`)) // what can be had
	p.t.Fatalf("%s: %v\nthe page shows:\n%s", what, err, text)
}

// Size makes the window as large; one of a phone is a phone's.
func (p *Page) Size(width, height int64) {
	p.t.Helper()
	do(p, "set the size", call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 500,
	}))
}

// Dark says whether the system prefers dark colours. It never wants motion.
func (p *Page) Dark(yes bool) {
	p.t.Helper()
	value := map[bool]string{false: "light", true: "dark"}[yes]
	do(p, "prefer "+value, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: value},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	}))
}

// call makes a command of the browser's protocol an action.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[R] {
	return func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) }
}

// See waits until the element that the selector names is there and shows the text.
func (p *Page) See(selector, text string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("[...document.querySelectorAll(%s)].some(n => n.checkVisibility({visibilityProperty: true}) && n.textContent.includes(%s))", quote(selector), quote(text)))
}

// Gone waits until no such element is visible.
func (p *Page) Gone(selector string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("[...document.querySelectorAll(%s)].every(n => !n.checkVisibility({visibilityProperty: true}))", quote(selector)))
}

// Until waits until an expression of JavaScript is true.
func (p *Page) Until(expression string) {
	p.t.Helper()
	const poll = `new Promise(done => { const look = () => (%s) ? done(true) : setTimeout(look, 15); look(); })`
	do(p, "wait for "+expression, chromedp.Evaluate[bool](fmt.Sprintf(poll, expression), chromedp.EvalAwaitPromise))
}

// Click clicks the last element of the selector that shows the text.
func (p *Page) Click(selector, text string) {
	p.t.Helper()
	p.See(selector, text)
	p.Run(fmt.Sprintf("[...document.querySelectorAll(%s)].filter(n => n.checkVisibility({visibilityProperty: true}) && n.textContent.includes(%s)).at(-1).click()", quote(selector), quote(text)))
}

// Type types where the focus is.
func (p *Page) Type(text string) {
	p.t.Helper()
	for _, r := range text {
		p.key(r, 0)
	}
}

// Press presses keys, one after the other.
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.Type(key)
	}
}

// key presses and releases a key. Unlike chromedp it leaves it to the browser whether a
// press makes a character: a press that the page has handled makes none.
func (p *Page) key(r rune, modifiers int64) {
	p.t.Helper()
	events := kb.Encode(r)
	down, up := events[0], events[len(events)-1]
	if len(events) == 3 {
		down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
	}
	for _, k := range []*input.DispatchKeyEventParams{down, up} {
		k.Modifiers |= modifiers
		do(p, fmt.Sprintf("press %q", r), call(input.DispatchKeyEvent, *k))
	}
}

// Keys that tests press.
const (
	Enter  = kb.Enter
	Escape = kb.Escape
	Tab    = kb.Tab
	Up     = kb.ArrowUp
	Down   = kb.ArrowDown
)

// BackTab goes back to where Tab came from.
func (p *Page) BackTab() {
	p.t.Helper()
	p.key('\t', int64(kb.ModifierShift))
}

// Run runs statements of JavaScript.
func (p *Page) Run(script string) {
	p.t.Helper()
	do(p, "run "+script, chromedp.Evaluate[chromedp.Void]("{"+script+"}; undefined"))
}

// Eval returns what an expression, or a promise, comes to.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	return do(p, "evaluate "+expression, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Shot takes a picture of the window.
func (p *Page) Shot(name string) {
	p.t.Helper()
	png := do(p, "take a picture", chromedp.CaptureScreenshot())
	dir := os.Getenv(ShotsVariable)
	if dir == "" {
		dir = p.t.ArtifactDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// finding is a rule that axe found broken.
type finding struct {
	ID, Impact, Help string
	Nodes            []struct{ HTML, FailureSummary string }
}

// Axe fails the test where axe-core finds a serious or critical violation. Where axe-core is
// not there, a subtest that is skipped says so.
func (p *Page) Axe(where string) {
	p.t.Helper()
	name := os.Getenv(AxeVariable)
	if name == "" {
		p.t.Run("axe", func(t *testing.T) { t.Skipf("%s does not name axe.min.js of npm's axe-core", AxeVariable) })
		return
	}
	script, err := os.ReadFile(name)
	if err != nil {
		p.t.Fatal(err)
	}
	do(p, "load axe", chromedp.Evaluate[chromedp.Void](string(script)+"; undefined"))
	raw := Eval[string](p, `axe.run().then(r => JSON.stringify(r.violations))`)
	var found []finding
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		p.t.Fatal(err)
	}
	for _, f := range found {
		if f.Impact == "serious" || f.Impact == "critical" {
			p.t.Errorf("%s: %s", where, f)
		}
	}
}

func (f finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", f.ID, f.Impact, f.Help)
	for _, n := range f.Nodes {
		fmt.Fprintf(&b, "\n  %s\n  %s", n.HTML, n.FailureSummary)
	}
	return b.String()
}

// quote writes a text as JavaScript does.
func quote(text string) string {
	raw, _ := json.Marshal(text) // a string always can
	return string(raw)
}
