package source

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Limits on what the parser looks back at, or forward to, again and again. What comes
// after is text.
const (
	maxMarks      = 5000        // brackets and marks of emphasis in one block
	maxMarkWork   = 100_000_000 // marks of a block times its bytes
	maxReferences = 2000        // lines of link references in a row
)

// parseMarkdown returns the tree of a Markdown text. It fails if blocks stand in each
// other deeper than MaxDepth.
func parseMarkdown(source []byte) (ast.Node, error) {
	pc := parser.NewContext()
	tree := newParser().Parse(text.NewReader(source), parser.WithContext(pc))
	if pc.Get(tooDeepKey) != nil {
		return nil, ErrTooDeep
	}
	return tree, nil
}

var (
	tooDeepKey = parser.NewContextKey()
	marksKey   = parser.NewContextKey()
)

func newParser() parser.Parser {
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(shallow{parser.NewListItemParser()}, 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(footnotes{}, 950),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(footnoteMarks{}, 150),
			util.Prioritized(counted{parser.NewLinkParser()}, 200),
			util.Prioritized(autoLinks{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(counted{parser.NewEmphasisParser()}, 500),
		),
		parser.WithParagraphTransformers(util.Prioritized(references{}, 100)),
	)
	goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(
		extension.Table, extension.Strikethrough, extension.DefinitionList))
	return p
}

// shallow refuses to open a block that stands too deep.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if depth++; depth > 2*MaxDepth {
			pc.Set(tooDeepKey, true)
			return nil, parser.NoChildren
		}
	}
	return s.BlockParser.Open(parent, r, pc)
}

// counted stops reading marks in a block that has too many of them.
type counted struct{ parser.InlineParser }

// tally counts the marks of the block at hand.
type tally struct {
	block ast.Node
	size  int // in bytes
	marks int
}

// sizeOf returns the bytes from a block's first line to its last.
func sizeOf(block ast.Node) int {
	lines := block.Lines()
	if lines == nil || lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len()-1).Stop - lines.At(0).Start
}

func (c counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	t := pc.ComputeIfAbsent(marksKey, func() any { return &tally{} }).(*tally)
	if t.block != parent {
		*t = tally{block: parent, size: sizeOf(parent)}
	}
	if t.marks++; t.marks > maxMarks || t.marks*t.size > maxMarkWork {
		return nil
	}
	return c.InlineParser.Parse(parent, block, pc)
}

// CloseBlock lets the parser settle the marks of a block, where it has such a step.
func (c counted) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := c.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}

// references reads "[name]: url" at the start of a paragraph that isn't too long.
type references struct{}

func (references) Transform(node *ast.Paragraph, r text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxReferences {
		parser.LinkReferenceParagraphTransformer.Transform(node, r, pc)
	}
}

// autoLinks reads "<https://example.org>" as the text between the brackets.
type autoLinks struct{ parser.InlineParser }

func (a autoLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, before := block.PeekLine()
	link, ok := a.InlineParser.Parse(parent, block, pc).(*ast.AutoLink)
	if !ok {
		return nil
	}
	label := link.Label(block.Source())
	stop := before.Start + 1 + len(label)
	label = bytes.TrimPrefix(label, []byte("mailto:"))
	return ast.NewRawTextSegment(text.NewSegment(stop-len(label), stop))
}

// footnotes reads "[^1]: text", with the indented blocks below it, where it stands.
type footnotes struct{}

var (
	footnoteStart = regexp.MustCompile(`^\[\^[^\]\s]{1,100}\]:[ \t]*`)
	footnoteMark  = regexp.MustCompile(`^\[\^[^\]\s]{1,100}\]`)
)

func (footnotes) Trigger() []byte { return []byte{'['} }

func (footnotes) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := r.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !footnoteStart.Match(line[at:]) {
		return nil, parser.NoChildren
	}
	r.Advance(at + len(footnoteStart.Find(line[at:])))
	return ast.NewBlockquote(), parser.HasChildren
}

func (footnotes) Continue(_ ast.Node, r text.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, r.LineOffset(), 4)
	if at < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

func (footnotes) Close(ast.Node, text.Reader, parser.Context) {}
func (footnotes) CanInterruptParagraph() bool                 { return true }
func (footnotes) CanAcceptIndentedLine() bool                 { return false }

// footnoteMarks drops "[^1]" in a text.
type footnoteMarks struct{}

func (footnoteMarks) Trigger() []byte { return []byte{'['} }

func (footnoteMarks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	mark := footnoteMark.Find(line)
	if mark == nil {
		return nil
	}
	block.Advance(len(mark))
	return ast.NewString(nil)
}
