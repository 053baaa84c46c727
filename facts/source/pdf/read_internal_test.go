package pdf

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"summitbot/facts"
)

// compiled is pdfium's compiled form, made once for all tests: in the user's cache, if there
// is one, as making it takes seconds.
var compiled string

func TestMain(m *testing.M) {
	compiled = compiledIn("")
	if compiled == "" {
		dir, err := os.MkdirTemp("", "summitbot")
		if err != nil {
			panic(err)
		}
		compiled = dir
		defer func() { _ = os.RemoveAll(dir) }()
	}
	m.Run()
}

// readPaper reads a file without the cache of documents.
func readPaper(t *testing.T, data []byte) *reading {
	t.Helper()
	r, err := read(t.Context(), data, Options{}.withDefaults(), compiled)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return r
}

// listing shows what was read, a passage a line: page, kind, level, label and cells.
func (r *reading) listing() string {
	names := map[facts.BlockKind]string{
		facts.Paragraph: "text", facts.Heading: "heading", facts.Item: "item",
		facts.Row: "row", facts.Head: "head", facts.Code: "code",
	}
	var b strings.Builder
	for _, p := range r.Passages {
		fmt.Fprintf(&b, "%d %s", p.Page, names[p.Kind])
		if p.Level > 0 {
			fmt.Fprintf(&b, " %d", p.Level)
		}
		if p.Label != "" {
			fmt.Fprintf(&b, " %s", p.Label)
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(strings.Join(p.Cells, " | "), "\n", "⏎"))
	}
	return b.String()
}

func TestOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		write func(p *paper)
		want  []string
	}{
		{"lines are joined to paragraphs", func(p *paper) {
			y := p.set(72, 72, 200, "The hut stands on a ridge above the village. It has room for twelve people and a stove.")
			p.set(72, y+8, 200, "Bring your own blankets.")
		}, []string{
			"1 text: The hut stands on a ridge above the village. It has room for twelve people and a stove.",
			"1 text: Bring your own blankets.",
		}},
		{"an indent begins a paragraph", func(p *paper) {
			y := p.set(72, 72, 200, "The hut stands on a ridge above the village, and everyone who walks up may sleep in it.")
			y = p.set(86, y, 186, "It was rebuilt in the")
			p.set(72, y, 200, "year of the long winter by the people of the village.")
		}, []string{
			"1 text: The hut stands on a ridge above the village, and everyone who walks up may sleep in it.",
			"1 text: It was rebuilt in the year of the long winter by the people of the village.",
		}},
		{"columns are read one after the other", func(p *paper) {
			p.put(72, 60, 18, plainFont, "The hut on the ridge above the village")
			p.set(72, 90, 220, "The left column is read first. It tells of the way up, which is steep and takes two hours from the village, and of the spring beside the way.")
			p.set(320, 93, 220, "The right column is read next. It tells of the hut, of its stove and of its beds, and of the people who look after it in the summer months.")
			p.set(72, 200, 468, "Below the columns there is a text as wide as both of them together, and it is read after them since it stands below them on this page.")
		}, []string{
			"1 heading 1: The hut on the ridge above the village",
			"1 text: The left column is read first. It tells of the way up, which is steep and takes two hours from the village, and of the spring beside the way.",
			"1 text: The right column is read next. It tells of the hut, of its stove and of its beds, and of the people who look after it in the summer months.",
			"1 text: Below the columns there is a text as wide as both of them together, and it is read after them since it stands below them on this page.",
		}},
		{"a paragraph goes on in the next column and on the next page", func(p *paper) {
			p.set(72, 72, 200, "The left column says nothing of interest. It goes on and on about the weather, the state of the way and the")
			p.set(320, 72, 200, "price of bread in the village, which was low in the year of the report and rose by a tenth in the year after the")
			p.page()
			p.set(72, 72, 200, "war. Then it fell again.")
		}, []string{
			"1 text: The left column says nothing of interest. It goes on and on about the weather, the state of the way and the " +
				"price of bread in the village, which was low in the year of the report and rose by a tenth in the year after the war. Then it fell again.",
		}},
		{"broken words are mended as the file's words tell", func(p *paper) {
			y := p.set(72, 72, 400, "We know an invest|ment well, and the state-of-the-art method well, and a long-term plan well.")
			y = p.set(72, y+10, 132, "Everyone hopes that the invest|ments and this investment grow by a long-|term plan as the regu|lation says.")
			p.set(72, y+10, 60, "The years 1914-|1918.")
		}, []string{
			"1 text: We know an investment well, and the state-of-the-art method well, and a long-term plan well.",
			"1 text: Everyone hopes that the investments and this investment grow by a long-term plan as the regulation says.",
			"1 text: The years 1914-1918.",
		}},
		{"headings are larger or bolder", func(p *paper) {
			p.put(72, 60, 20, boldFont, "Rules of the hut")
			p.put(72, 90, 14, boldFont, "Beds")
			p.set(72, 110, 300, "There are twelve beds, and whoever comes first takes the one beside the stove.")
			p.put(72, 150, 10, boldFont, "Blankets")
			p.set(72, 164, 300, "There are no blankets, so that everyone has to bring one or sleep beside the stove.")
			p.put(72, 210, 14, boldFont, "Meals")
			p.set(72, 230, 300, "There are no meals.")
		}, []string{
			"1 heading 1: Rules of the hut",
			"1 heading 2: Beds",
			"1 text: There are twelve beds, and whoever comes first takes the one beside the stove.",
			"1 heading 3: Blankets",
			"1 text: There are no blankets, so that everyone has to bring one or sleep beside the stove.",
			"1 heading 2: Meals",
			"1 text: There are no meals.",
		}},
		{"the outline names headings that look like text", func(p *paper) {
			p.outline = []bookmark{{title: "Beds", page: 1}, {title: "Meals", page: 1}}
			p.put(72, 72, 10, plainFont, "1. Beds")
			p.set(72, 96, 300, "There are twelve beds.")
			p.put(72, 120, 10, plainFont, "2. Meals")
			p.set(72, 144, 300, "There are no meals.")
		}, []string{
			"1 heading 1: 1. Beds",
			"1 text: There are twelve beds.",
			"1 heading 1: 2. Meals",
			"1 text: There are no meals.",
		}},
		{"lists keep their numbers and levels", func(p *paper) {
			y := p.set(72, 72, 300, "Everyone who sleeps here has to:")
			p.put(80, y, 10, plainFont, "1.")
			y = p.set(96, y, 200, "sweep the floor before leaving, also under the beds and behind the stove,")
			p.put(96, y, 10, plainFont, "•")
			y = p.set(108, y, 200, "with the old broom")
			p.put(80, y, 10, plainFont, "2.")
			y = p.set(96, y, 200, "close the windows.")
			p.set(72, y+8, 300, "Thank you.")
		}, []string{
			"1 text: Everyone who sleeps here has to:",
			"1 item 1 1.: sweep the floor before leaving, also under the beds and behind the stove,",
			"1 item 2: with the old broom",
			"1 item 1 2.: close the windows.",
			"1 text: Thank you.",
		}},
		{"tables are read by rows", func(p *paper) {
			p.set(72, 60, 400, "What the nights cost is in this table, which everyone should read before coming up here.")
			for i, row := range [][3]string{{"Who", "Summer", "Winter"}, {"Members", "4 euros", "6 euros"}, {"Children of members", "nothing", "1 euro"}, {"Others", "9 euros", "12 euros"}} {
				font := plainFont
				if i == 0 {
					font = boldFont
				}
				for j, cell := range row {
					p.put(72+130*float64(j), 90+16*float64(i), 10, font, cell)
				}
			}
		}, []string{
			"1 text: What the nights cost is in this table, which everyone should read before coming up here.",
			"1 head: Who | Summer | Winter",
			"1 row: Members | 4 euros | 6 euros",
			"1 row: Children of members | nothing | 1 euro",
			"1 row: Others | 9 euros | 12 euros",
		}},
		{"a rule marks a table's head, and cells have several lines", func(p *paper) {
			p.put(72, 90, 10, plainFont, "Day")
			p.put(172, 90, 10, plainFont, "What is done")
			p.rule(72, 400, 94)
			p.put(72, 106, 10, plainFont, "Monday")
			p.put(172, 106, 10, plainFont, "The floor is swept and the")
			p.put(172, 118, 10, plainFont, "stove is cleaned.")
			p.put(72, 138, 10, plainFont, "Friday")
			p.put(172, 138, 10, plainFont, "The windows are washed.")
			p.put(72, 158, 10, plainFont, "Sunday")
			p.put(172, 158, 10, plainFont, "Nothing.")
		}, []string{
			"1 head: Day | What is done",
			"1 row: Monday | The floor is swept and the stove is cleaned.",
			"1 row: Friday | The windows are washed.",
			"1 row: Sunday | Nothing.",
		}},
		{"code keeps its lines and indents", func(p *paper) {
			y := p.set(72, 72, 300, "This program counts the beds, and everyone who has a computer may run it at home:")
			p.put(72, y+6, 10, codeFont, "for bed in beds:")
			p.put(96, y+18, 10, codeFont, "count(bed)")
			p.set(72, y+40, 300, "It is of no use to others, as they have no beds of their own to count up here.")
		}, []string{
			"1 text: This program counts the beds, and everyone who has a computer may run it at home:",
			"1 code: for bed in beds:⏎    count(bed)",
			"1 text: It is of no use to others, as they have no beds of their own to count up here.",
		}},
		{"ligatures are letters, and raised numbers are marks", func(p *paper) {
			p.put(72, 72, 10, plainFont, "The ﬁrst hut burnt down in 1902")
			p.put(72+measure("The nrst hut burnt down in 1902", 10), 68, 6, plainFont, "1")
			p.put(72+measure("The nrst hut burnt down in 1902", 10)+5, 72, 10, plainFont, "and was rebuilt.")
		}, []string{
			"1 text: The first hut burnt down in 1902¹ and was rebuilt.",
		}},
		{"contents and their dots are left out", func(p *paper) {
			for i, s := range []string{"Before you come 1", "Beds . . . . . . . . . . . . . 1", "Meals . . . . . . . . . . . . 1", "Windows . . . . . . . . . . . 2", "Stoves 2"} {
				p.put(72, 72+12*float64(i), 10, plainFont, s)
			}
			p.page()
			p.put(72, 72, 10, plainFont, "There are no meals.")
		}, []string{
			"2 text: There are no meals.",
		}},
		{"prices behind dots stay", func(p *paper) {
			for i, s := range []string{"Soup . . . . . . . . . . . . . 5", "Bread . . . . . . . . . . . . 3", "Tea . . . . . . . . . . . 2"} {
				p.put(72, 72+30*float64(i), 10, plainFont, s)
			}
		}, []string{
			"1 text: Soup . . . . . . . . . . . . . 5",
			"1 text: Bread . . . . . . . . . . . . 3",
			"1 text: Tea . . . . . . . . . . . 2",
		}},
		{"contents without dots are left out, if their titles are the file's", func(p *paper) {
			p.put(72, 72, 10, plainFont, "BEDS")
			p.put(300, 72, 10, plainFont, "2")
			p.put(72, 84, 10, plainFont, "MEALS AND")
			p.put(72, 96, 10, plainFont, "WATER")
			p.put(300, 96, 10, plainFont, "2")
			p.put(72, 108, 10, plainFont, "STOVES")
			p.put(300, 108, 10, plainFont, "2")
			p.put(72, 120, 10, plainFont, "WOOD")
			p.put(300, 120, 10, plainFont, "2")
			p.page()
			p.put(72, 72, 10, boldFont, "Stoves")
			p.put(72, 84, 10, plainFont, "There is one stove.")
			p.put(72, 108, 10, boldFont, "Wood")
			p.put(72, 120, 10, plainFont, "There is none.")
			p.put(72, 150, 10, plainFont, "Beds taken in May")
			p.put(300, 150, 10, plainFont, "2")
			p.put(72, 162, 10, plainFont, "Beds taken in June")
			p.put(300, 162, 10, plainFont, "2")
		}, []string{
			"1 text: MEALS AND",
			"2 heading 1: Stoves",
			"2 text: There is one stove.",
			"2 heading 1: Wood",
			"2 text: There is none.",
			"2 row: Beds taken in May | 2",
			"2 row: Beds taken in June | 2",
		}},
		{"an index is left out", func(p *paper) {
			p.put(72, 72, 10, plainFont, "There are no meals.")
			p.page()
			p.put(72, 60, 18, boldFont, "Index")
			for i := range 12 {
				p.put(72, 90+12*float64(i), 10, plainFont, fmt.Sprintf("bed %c, 1, 2", 'a'+i))
				p.put(300, 90+12*float64(i), 10, plainFont, fmt.Sprintf("stove %c, 1–2", 'a'+i))
			}
		}, []string{
			"1 text: There are no meals.",
			"2 heading 1: Index",
		}},
		{"numbers that are no index stay", func(p *paper) {
			for i := range 12 {
				for j := range 3 {
					p.put(72+80*float64(j), 90+12*float64(i), 10, plainFont, "1")
				}
			}
		}, slices.Repeat([]string{"1 row: 1 | 1 | 1"}, 12)},
		{"a table that is drawn has cells of several lines, at any height", func(p *paper) {
			for _, y := range []float64{60, 76, 120, 152} {
				p.rule(72, 400, y)
			}
			for _, x := range []float64{72, 140, 300, 400} {
				p.upright(x, 60, 152)
			}
			p.put(76, 72, 10, boldFont, "Room")
			p.put(144, 72, 10, boldFont, "Who sleeps there")
			p.put(304, 72, 10, boldFont, "Beds")
			p.put(76, 102, 10, plainFont, "1.1")
			p.set(144, 90, 150, "Whoever comes first and has paid for the bed, and then whoever has not")
			p.put(304, 102, 10, plainFont, "12")
			p.set(76, 134, 60, "Upper dormitory")
			p.set(144, 134, 150, "Groups")
		}, []string{
			"1 head: Room | Who sleeps there | Beds",
			"1 row: 1.1 | Whoever comes first and has paid for the bed, and then whoever has not | 12",
			"1 row: Upper dormitory | Groups | ",
		}},
		{"a table with lines about it alone has a row a line", func(p *paper) {
			for _, y := range []float64{60, 76, 130} {
				p.rule(72, 300, y)
			}
			for _, x := range []float64{72, 180, 300} {
				p.upright(x, 60, 130)
			}
			for i, row := range [][2]string{{"Room", "Beds"}, {"Dormitory", "12"}, {"Attic", "4"}, {"Stable", "2"}, {"Cellar", "0"}} {
				font := plainFont
				if i == 0 {
					font = boldFont
				}
				p.put(76, 72+13*float64(i), 10, font, row[0])
				p.put(184, 72+13*float64(i), 10, font, row[1])
			}
		}, []string{
			"1 head: Room | Beds",
			"1 row: Dormitory | 12",
			"1 row: Attic | 4",
			"1 row: Stable | 2",
			"1 row: Cellar | 0",
		}},
		{"a sentence goes on where lines stand farther apart than elsewhere", func(p *paper) {
			y := p.set(72, 72, 300, "There are twelve beds, and whoever comes first takes the one beside the stove. The others stand along the wall, and nobody has ever asked for the one below the window, since it is cold there. In summer that changes, and people come to blows over it, so that it is given by lot on the first of May each year, and the warden keeps the list of all those who have slept there since the hut was built.")
			p.put(72, y+12, 10, plainFont, "•")
			p.put(86, y+12, 10, plainFont, "Whoever has drawn the bed below the window keeps it")
			p.put(86, y+30, 10, plainFont, "until the end of the month.")
			p.put(72, y+48, 10, plainFont, "•")
			p.put(86, y+48, 10, plainFont, "Nobody may sell it.")
		}, []string{
			"1 text: There are twelve beds, and whoever comes first takes the one beside the stove. The others stand along the wall, and nobody has ever asked for the one below the window, since it is cold there. In summer that changes, and people come to blows over it, so that it is given by lot on the first of May each year, and the warden keeps the list of all those who have slept there since the hut was built.",
			"1 item 1: Whoever has drawn the bed below the window keeps it until the end of the month.",
			"1 item 1: Nobody may sell it.",
		}},
		{"letters of a font of signs are signs", func(p *paper) {
			for i, s := range []string{"Beds", "Meals"} {
				p.put(72, 72+12*float64(i), 10, signsFont, "§")
				p.put(86, 72+12*float64(i), 10, plainFont, s)
			}
			p.put(200, 84, 10, signsFont, "ü")
		}, []string{
			"1 item 1: Beds",
			"1 item 1: Meals ✓",
		}},
		{"titles somewhat larger than the text are headings, if nothing else is so large", func(p *paper) {
			for i, s := range []string{"Beds", "Meals", "Stoves"} {
				p.put(72, 72+60*float64(i), 10.8, plainFont, s)
				p.set(72, 90+60*float64(i), 300, "There are some, and whoever comes first may have them for as long as the snow lies about the hut.")
			}
		}, []string{
			"1 heading 1: Beds",
			"1 text: There are some, and whoever comes first may have them for as long as the snow lies about the hut.",
			"1 heading 1: Meals",
			"1 text: There are some, and whoever comes first may have them for as long as the snow lies about the hut.",
			"1 heading 1: Stoves",
			"1 text: There are some, and whoever comes first may have them for as long as the snow lies about the hut.",
		}},
		{"a turned page is read as one sees it", func(p *paper) {
			p.rotate = 90
			content := p.pages[0]
			for i, l := range []string{"The hut stands on a ridge", "above the village."} {
				fmt.Fprintf(content, "BT /F1 10 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET\n", 72+12*i, l)
			}
			p.put(300, 300, 10, plainFont, "DRAFT")
		}, []string{
			"1 text: The hut stands on a ridge above the village.",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := &paper{}
			p.page()
			c.write(p)
			want := strings.Join(c.want, "\n") + "\n"
			if got := readPaper(t, p.bytes()).listing(); got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

// A running head may have two lines that stand somewhat apart.
func TestFurnitureOfTwoLines(t *testing.T) {
	t.Parallel()
	p := &paper{}
	for i := range 5 {
		p.page()
		p.put(72, 30, 9, plainFont, "The hut and its rules")
		p.put(72, 46, 9, plainFont, "Edition of May, for wardens")
		p.set(72, 90, 100, fmt.Sprintf("There is something on each of the pages, and this one is on page %d of them, for all to read.", i+1))
	}
	got := readPaper(t, p.bytes()).listing()
	if strings.Contains(got, "rules") || strings.Contains(got, "May") || strings.Count(got, "something") != 5 {
		t.Errorf("the head is read, or the text isn't:\n%s", got)
	}
}

func TestFurniture(t *testing.T) {
	t.Parallel()
	p := &paper{}
	for i := range 5 {
		p.page()
		head := "The hut and its rules"
		if i%2 == 1 {
			head = "Chapter " + string(rune('A'+i))
		}
		p.put(72, 30, 9, plainFont, head)
		p.set(72, 72, 400, fmt.Sprintf("There is a text on each of the pages, and this one is on page %d of them, for all to read.", i+1))
		p.put(72, 110, 10, plainFont, "There is a bed.")
		p.put(290, 760, 9, plainFont, fmt.Sprintf("%d of 5", i+1))
	}
	got := readPaper(t, p.bytes()).listing()
	for _, gone := range []string{"hut and its rules", "of 5\n"} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is read:\n%s", gone, got)
		}
	}
	if n := strings.Count(got, "There is a bed."); n != 5 {
		t.Errorf("the text is read %d times:\n%s", n, got)
	}
	if n := strings.Count(got, "There is a text"); n != 5 {
		t.Errorf("the text that differs by its number is read %d times:\n%s", n, got)
	}
}

func TestTitle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ metadata, want string }{
		{"Rules of the hut", "Rules of the hut"},
		{"Microsoft Word - rules.doc", "What everyone must know"},
		{"", "What everyone must know"},
	} {
		p := &paper{title: c.metadata}
		p.page()
		p.put(72, 72, 20, boldFont, "What everyone must know")
		p.set(72, 100, 300, "There are twelve beds, and whoever comes first takes the one beside the stove.")
		if got := readPaper(t, p.bytes()).Title; got != c.want {
			t.Errorf("title of metadata %q = %q, want %q", c.metadata, got, c.want)
		}
	}
}
