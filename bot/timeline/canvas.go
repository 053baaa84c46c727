package timeline

import (
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/vector"
)

// ink is a color laid on one certain ground. A pixel that it covers in part has a color
// between the two, so that a palette of few colors holds all that a picture can have.
type ink uint8

const (
	textOnPage ink = iota
	textOnCard
	mutedOnPage
	accentOnPage
	lineOnPage
	borderOnPage
	cardOnBorder
	ruleOnCard
	pageOnAccent
)

// levels is how many steps an ink has from its ground to its own color. Eight are enough
// for the eye at this size, and make a file a fifth smaller than sixteen.
const levels = 8

var (
	page   = color.RGBA{0xF4, 0xF6, 0xFA, 0xFF}
	card   = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
	border = color.RGBA{0xDC, 0xE3, 0xED, 0xFF}
	line   = color.RGBA{0xB7, 0xC4, 0xD6, 0xFF}
	text   = color.RGBA{0x1A, 0x22, 0x30, 0xFF}
	muted  = color.RGBA{0x50, 0x5D, 0x70, 0xFF}
	accent = color.RGBA{0x1B, 0x5A, 0xA6, 0xFF}
)

var inks = [...]struct{ color, ground color.RGBA }{
	textOnPage:   {text, page},
	textOnCard:   {text, card},
	mutedOnPage:  {muted, page},
	accentOnPage: {accent, page},
	lineOnPage:   {line, page},
	borderOnPage: {border, page},
	cardOnBorder: {card, border},
	ruleOnCard:   {border, card},
	pageOnAccent: {page, accent},
}

// palette returns the page's color, and then each ink's steps.
func palette() color.Palette {
	p := color.Palette{page}
	for _, i := range inks {
		for level := 1; level <= levels; level++ {
			p = append(p, color.RGBA{
				between(i.ground.R, i.color.R, level),
				between(i.ground.G, i.color.G, level),
				between(i.ground.B, i.color.B, level),
				0xFF,
			})
		}
	}
	return p
}

func between(from, to uint8, level int) uint8 {
	return uint8((int(from)*(levels-level) + int(to)*level + levels/2) / levels)
}

// canvas is a picture to draw on. What is drawn covers what lies below it.
type canvas struct{ image *image.Paletted }

func newCanvas(width, height int) canvas {
	return canvas{image.NewPaletted(image.Rect(0, 0, width, height), palette())}
}

// lay lays the ink where the mask is opaque; the mask's point from lies at to's corner.
// Where letters touch, the darker pixel stays.
func (c canvas) lay(i ink, mask *image.Alpha, from image.Point, to image.Rectangle) {
	least := 1 + uint8(i)*levels
	inside := to.Intersect(c.image.Rect)
	for y := inside.Min.Y; y < inside.Max.Y; y++ {
		row := c.image.Pix[c.image.PixOffset(inside.Min.X, y):][:inside.Dx()]
		at := mask.PixOffset(from.X+inside.Min.X-to.Min.X, from.Y+y-to.Min.Y)
		for x, alpha := range mask.Pix[at:][:inside.Dx()] {
			level := uint8((int(alpha)*levels + 127) / 255)
			if level == 0 {
				continue
			}
			if index := least + level - 1; row[x] < least || row[x] >= least+levels || row[x] < index {
				row[x] = index
			}
		}
	}
}

// box is a rectangle with round corners, in pixels. A radius of half its size makes it a disc.
type box struct{ x, y, width, height, radius float32 }

// disc returns the disc around a point.
func disc(x, y, radius float32) box {
	return box{x - radius, y - radius, 2 * radius, 2 * radius, radius}
}

// inset returns the box that lies by that much inside of b.
func (b box) inset(by float32) box {
	return box{b.x + by, b.y + by, b.width - 2*by, b.height - 2*by, max(b.radius-by, 0)}
}

// fill fills the box with the ink.
func (c canvas) fill(i ink, b box) {
	bounds := image.Rect(int(b.x)-1, int(b.y)-1, int(b.x+b.width)+2, int(b.y+b.height)+2)
	mask := image.NewAlpha(image.Rectangle{Max: bounds.Size()})
	shape := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	shape.DrawOp = draw.Src
	b.x, b.y = b.x-float32(bounds.Min.X), b.y-float32(bounds.Min.Y)
	b.trace(shape)
	shape.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	c.lay(i, mask, image.Point{}, bounds)
}

// trace draws the outline, clockwise from the top. A quarter circle is a cubic curve
// whose handles are 0.5523 of the radius long: 4/3·(√2-1).
func (b box) trace(to *vector.Rasterizer) {
	left, top, right, bottom := b.x, b.y, b.x+b.width, b.y+b.height
	r := b.radius
	h := r * (1 - 0.5523)
	to.MoveTo(left+r, top)
	to.LineTo(right-r, top)
	to.CubeTo(right-h, top, right, top+h, right, top+r)
	to.LineTo(right, bottom-r)
	to.CubeTo(right, bottom-h, right-h, bottom, right-r, bottom)
	to.LineTo(left+r, bottom)
	to.CubeTo(left+h, bottom, left, bottom-h, left, bottom-r)
	to.LineTo(left, top+r)
	to.CubeTo(left, top+h, left+h, top, left+r, top)
	to.ClosePath()
}
