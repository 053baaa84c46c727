package source_test

import (
	"strings"
	"testing"

	"summitbot/facts/source"
)

func TestHTML(t *testing.T) {
	t.Parallel()
	testFormat(t, source.HTML, []formatTest{
		{"headings and their anchors", "<h1>The <em>mill</em></h1><p>It opened.<h2 id=fees>Fees<a class=headerlink href=#fees>¶</a></h2><p>Free.<a name=old></a><h2>Old</h2><p>Gone.", `
h1 The mill
p It opened.
h2 Fees #fees
p Free.
h2 Old #old
p Gone.
`},
		{"what is not read", "<nav>Home</nav><header>Hello.</header><script>var x</script><p hidden>no</p><p style='display: none'>no</p><div role=navigation>no</div><p>Yes.<!-- no --></p><button>Go</button><footer>Copyright</footer>", `
p Hello.
p Yes.
`},
		{"entities", "<p>A &amp; B &copy; &#8211; &nosuch; &lt;b&gt;</p>", "p A & B © – &nosuch; <b>\n"},
		{"lists", "<p>We serve:<ol start=3><li>tea<li><p>coffee</p><p>black</p><ul><li>with milk</ul></ol><p>Daily.", `
p We serve:
item1 3. tea
item1 4. coffee
p1 black
item2 with milk
p Daily.
`},
		{"a table", "<table><caption>Hours</caption><tr><th>Day<th>Open<tr><td rowspan=2>Mon<td><p>9</p><p>5</p><tr><td>7</table>", `
p Hours
head Day | Open
row Mon | 9 5
row | 7
`},
		{"a row's name that leads to its section", "<table><tr><td><p><a href=#max>max</a></p><td><p>The most.</p></table><h2 id=max>max</h2><p>A number.</p>", `
row max | The most.
h2 max #max
p A number.
`},
		{"a table of contents that is a table", "<table><tr><td>A<a href=#abs>absolute</a> <a href=#all>all of them</a><td>M<a href=#max>maximum</a></table><p id=abs>One.</p><p id=all>Two.</p><p id=max>Three.</p>", `
p One.
p Two.
p Three.
`},
		{"the way back from a note", "<p id=a>Tea.<a href=#n>1</a></p><ol><li id=n><a href=#a>^</a> Or <a href=#a>coffee</a>.</ol>", `
p Tea.1
item1 1. Or coffee.
`},
		{"a table that lays out the page", "<table><tr><td><h2>A</h2><p>One.</p></td><td><p>Two.</p></td></tr></table>", `
h2 A
p One.
p Two.
`},
		{"definitions, quotations, code", "<dl><dt>HP</dt><dd>Hit points.<p>They run out.</p></dd></dl><blockquote><p>Be kind.</p></blockquote><pre>a  b\n  c</pre>", `
term HP
p1 Hit points.
p1 They run out.
quote Be kind.
code a  b
  c
`},
		{"line breaks", "<p>Doors: 7 pm<br>Show: 8 pm<br>and on.</p>", "p Doors: 7 pm\np Show: 8 pm and on.\n"},
		{"bold lines and labels", "<p><b>How do I join?</b></p><p>Ask.</p><div>Fees:</div><div>None.</div>", `
h7 How do I join?
p Ask.
h7 Fees:
p None.
`},
		{"nothing is closed", "<div><p>One <b>two<p>Three<ul><li>four", "p One two\np Three\nitem1 four\n"},
		{"contents", "<ul><li><a href=#a>First</a><li><a href='x.html#b'>Second</a></ul><h2 id=a>First</h2><p>One.<h2 id=b>Second</h2><p>Two.", `
h2 First #a
p One.
h2 Second #b
p Two.
`},
	})
}

// The menus around an article go, whatever they are made of; its tables and lists stay.
func TestHTMLKeepsTheArticle(t *testing.T) {
	t.Parallel()
	menu := "<div id=menu>" + strings.Repeat("<div><a href=/x>Shop</a> <a href=/y>About us</a> <a href=/z>Jobs</a></div>", 5) + "</div>"
	text := strings.Repeat("<p>The ferry sails every hour, in summer also at night, and takes bicycles, dogs and whoever has paid.</p>", 8)
	page := "<html><head><title>Ferry - Port</title></head><body>" + menu + "<div id=main><h1>Ferry</h1>" + text +
		"<table><tr><th>Day<th>Last<tr><td>Monday<td>11 pm</table><ul><li>Dogs are free</ul></div>" + menu + "</body></html>"
	d, err := source.HTML("ferry.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	got := outline(d)
	for _, want := range []string{"h1 Ferry", "head Day | Last", "row Monday | 11 pm", "item1 Dogs are free"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Jobs") {
		t.Errorf("the menu is read:\n%s", got)
	}
	if d.Title != "Ferry" {
		t.Errorf("the title is %q, want Ferry", d.Title)
	}
}

func TestHTMLEncoding(t *testing.T) {
	t.Parallel()
	d, err := source.HTML("x.html", []byte("<meta charset=iso-8859-1><p>Caf\xe9.</p>"))
	if err != nil || d.Sentences[0].Text != "Café." {
		t.Errorf("a page that says its encoding: %v, %v", d, err)
	}
	_, err = source.HTML("x.html", []byte("<p>Caf\xe9.</p>"))
	if err == nil || !strings.Contains(err.Error(), "not UTF-8 at byte 6") {
		t.Errorf("a page that doesn't: %v", err)
	}
}
