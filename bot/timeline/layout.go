package timeline

import "image"

// Distances, in pixels.
const (
	pageWidth  = 1000
	margin     = 56 // above and below
	side       = 36 // left and right
	dateRight  = 208
	dateWidth  = dateRight - side
	lineX      = 244
	cardLeft   = 284
	cardWidth  = pageWidth - side - cardLeft
	cardPad    = 30 // left and right of a text
	textLeft   = cardLeft + cardPad
	textWidth  = cardWidth - 2*cardPad
	cardRadius = 22
	cardGap    = 26
	rowPad     = 22 // above and below a text in a card
	rise       = 35 // from the top of a text to its first base line
	middle     = 12 // from a base line up to the middle of the letters
	underTitle = 48
)

// Sizes of dots and of the line between them.
const (
	dotRadius   = 12
	smallRadius = 9
	holeRadius  = 4
	lineWidth   = 4
	lineGap     = 9 // between the line and a dot
)

// placed is a line of text, at its base line.
type placed struct {
	text string
	as   style
	x, y int
}

// dot is a date's mark on the line. The first of a year is big.
type dot struct {
	y     int
	first bool
}

// plan is where everything goes.
type plan struct {
	height int
	texts  []placed
	cards  []image.Rectangle
	rules  []int // y of the lines between entries in a card
	dots   []dot
	bar    int // y of the bar under the title, 0 where there is no title
}

// layOut places a title and years from the top down.
func layOut(title string, all []year, letters *lettering) *plan {
	p := &plan{height: margin}
	if lines := letters.wrap(title, titleStyle, pageWidth-2*side, maxTitleLines); len(lines) > 0 {
		p.height += p.put(lines, titleStyle, side, p.height+int(styles[titleStyle].size)-8)
		p.bar = p.height + 8
		p.height += underTitle
	}
	for _, y := range all {
		top := p.height
		for i, r := range y.rows {
			if i > 0 {
				p.rules = append(p.rules, p.height)
				y.heading = ""
			}
			p.dots = append(p.dots, dot{p.height + rowPad + rise - middle, i == 0})
			p.height += p.row(y.heading, r, i == len(y.rows)-1, letters)
		}
		p.cards = append(p.cards, image.Rect(cardLeft, top, cardLeft+cardWidth, p.height))
		p.height += cardGap
	}
	p.height += margin - cardGap
	return p
}

// row places an entry at the height reached, with a heading where it is its year's
// first, and returns how high it is. The last line of a card's last date may hang into
// the space below the card.
func (p *plan) row(heading string, r row, last bool, letters *lettering) int {
	base := p.height + rowPad + rise
	left := p.dates(heading, r.label, base, letters)
	if last {
		left -= styles[labelStyle].leading
	}
	right := p.put(letters.wrap(r.text, textStyle, textWidth, maxTextLines), textStyle, textLeft, base)
	return max(left, right, styles[textStyle].leading) + 2*rowPad
}

// dates places a heading and a label below it and returns how high they are.
func (p *plan) dates(heading, label string, base int, letters *lettering) int {
	as := yearStyle
	if letters.width(heading, as) > dateWidth {
		as = smallYearStyle
	}
	height := p.putRight(letters.wrap(heading, as, dateWidth, maxWhenLines), as, base, letters)
	height += p.putRight(letters.wrap(label, labelStyle, dateWidth, maxWhenLines), labelStyle, base+height, letters)
	return height
}

// put places lines one below the other, from x on, and returns how high they are.
func (p *plan) put(lines []string, as style, x, base int) int {
	for i, s := range lines {
		p.texts = append(p.texts, placed{s, as, x, base + i*styles[as].leading})
	}
	return len(lines) * styles[as].leading
}

// putRight places lines that end where the dates end.
func (p *plan) putRight(lines []string, as style, base int, letters *lettering) int {
	for i, s := range lines {
		p.put([]string{s}, as, dateRight-letters.width(s, as), base+i*styles[as].leading)
	}
	return len(lines) * styles[as].leading
}

// paint draws the plan.
func (p *plan) paint(letters *lettering) *image.Paletted {
	c := newCanvas(pageWidth, p.height)
	if p.bar > 0 {
		c.fill(accentOnPage, box{side, float32(p.bar), 72, 8, 4})
	}
	for _, r := range p.cards {
		b := box{float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), cardRadius}
		c.fill(borderOnPage, b)
		c.fill(cardOnBorder, b.inset(2))
	}
	for _, y := range p.rules {
		c.fill(ruleOnCard, box{textLeft, float32(y) - 1, textWidth, 2, 0})
	}
	p.paintLine(c)
	for _, t := range p.texts {
		letters.draw(c, t.text, t.as, t.x, t.y)
	}
	return c.image
}

// paintLine draws the dots, and the line from each to the next.
func (p *plan) paintLine(c canvas) {
	for i, d := range p.dots {
		c.fill(accentOnPage, disc(lineX, float32(d.y), d.radius()))
		if !d.first {
			c.fill(pageOnAccent, disc(lineX, float32(d.y), holeRadius))
		}
		if i == 0 {
			continue
		}
		above := p.dots[i-1]
		from := float32(above.y) + above.radius() + lineGap
		to := float32(d.y) - d.radius() - lineGap
		c.fill(lineOnPage, box{lineX - lineWidth/2, from, lineWidth, to - from, lineWidth / 2})
	}
}

func (d dot) radius() float32 {
	if d.first {
		return dotRadius
	}
	return smallRadius
}
