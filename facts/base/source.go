package base

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// source is a base's own file as written. data/summit.schema.json describes it for those
// who write one, field by field.
type source struct {
	Document struct {
		ID     phrase `yaml:"id"`
		Title  phrase `yaml:"title"`
		File   phrase `yaml:"file"`
		URL    phrase `yaml:"url"`
		SHA256 phrase `yaml:"sha256"`
		At     place
	} `yaml:"document"`
	Lexicon phrase         `yaml:"lexicon"` // a file beside this one
	Include []phrase       `yaml:"include"` // files beside this one, each a part
	Topics  sourceTopics   `yaml:"topics"`
	Repairs []sourceRepair `yaml:"repairs"`
	Facts   []sourceFact   `yaml:"facts"`
	Gaps    []sourceGap    `yaml:"gaps"`
}

// part is an included file.
type part struct {
	Facts []sourceFact `yaml:"facts"`
	Gaps  []sourceGap  `yaml:"gaps"`
}

type sourceRepair struct {
	In  phrase `yaml:"in"`
	Was phrase `yaml:"was"`
	Is  phrase `yaml:"is"`
}

// sourceFact names its sentence by its words, or by its place alone.
type sourceFact struct {
	Sentence phrase         `yaml:"sentence"`
	ID       phrase         `yaml:"id"`
	Name     phrase         `yaml:"name"`
	Repairs  []sourceMend   `yaml:"repairs"`
	Topics   []phrase       `yaml:"topics"`
	Answers  []sourceAnswer `yaml:"answers"`
	At       place
}

// sourceMend is a repair of the fact that it stands with.
type sourceMend struct {
	Was phrase `yaml:"was"`
	Is  phrase `yaml:"is"`
}

type sourceAnswer struct {
	Headline    phrase      `yaml:"headline"`
	Kinds       []phrase    `yaml:"kinds"`
	Mark        oneOrAll    `yaml:"mark"`
	Equal       oneOrAll    `yaml:"equal"`
	When        sourceWhen  `yaml:"when"`
	Ask         []phrase    `yaml:"ask"`
	Paraphrases sourceHands `yaml:"paraphrases"`
}

type sourceGap struct {
	ID          phrase      `yaml:"id"`
	Says        phrase      `yaml:"says"`
	Near        []phrase    `yaml:"near"`
	Kinds       []phrase    `yaml:"kinds"`
	Ask         []phrase    `yaml:"ask"`
	Paraphrases sourceHands `yaml:"paraphrases"`
}

// oneOrAll is a text or a list of texts.
type oneOrAll []phrase

func (o *oneOrAll) decode(d *decoder, n *yaml.Node) {
	if n.Kind == yaml.SequenceNode {
		*o = d.phrases(n)
		return
	}
	var one phrase
	if one.decode(d, n); one.Text != "" {
		*o = oneOrAll{one}
	}
}

func (d *decoder) phrases(n *yaml.Node) []phrase {
	all := make([]phrase, len(n.Content))
	for i, item := range n.Content {
		all[i].decode(d, item)
	}
	return all
}

// sourceTopics is a mapping whose order is kept.
type sourceTopics []struct{ ID, Title phrase }

func (t *sourceTopics) decode(d *decoder, n *yaml.Node) {
	if n.ShortTag() == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.fault(n, "topics is a mapping: of each topic its id, a colon and its title")
		return
	}
	*t = make(sourceTopics, len(n.Content)/2)
	for i := range *t {
		(*t)[i].ID.decode(d, n.Content[2*i])
		(*t)[i].Title.decode(d, n.Content[2*i+1])
	}
}

// sourceHands is paraphrases by who wrote them: a mapping of a hand's number to its ways of
// asking, or the ways of the first hand.
type sourceHands []sourceHand

type sourceHand struct {
	Hand int
	Ways []phrase
}

// maxHand is the highest number of a hand. Learning makes a base without each in turn.
const maxHand = 99

func (s *sourceHands) decode(d *decoder, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		*s = sourceHands{{1, d.ways(n)}}
		return
	}
	for i := 0; i < len(n.Content); i += 2 {
		hand, err := strconv.Atoi(n.Content[i].Value)
		if err != nil || hand < 1 || hand > maxHand {
			d.fault(n.Content[i], "%q is no hand: they have numbers from 1 to %d", n.Content[i].Value, maxHand)
			continue
		}
		*s = append(*s, sourceHand{hand, d.ways(n.Content[i+1])})
	}
}

// ways reads ways of asking: one a line under "|", or a list. Any other form would join lines.
func (d *decoder) ways(n *yaml.Node) []phrase {
	switch {
	case n.Kind == yaml.SequenceNode:
		return d.phrases(n)
	case n.ShortTag() == "!!null":
		return nil
	case n.Kind != yaml.ScalarNode || n.Style&yaml.LiteralStyle == 0:
		d.fault(n, "paraphrases stand one a line under |, or in a list")
		return nil
	}
	ways := make([]phrase, 0, strings.Count(n.Value, "\n"))
	at := d.at(n)
	for line := range strings.Lines(n.Value) {
		at.line++
		if line = strings.TrimSpace(line); line != "" {
			ways = append(ways, phrase{line, at})
		}
	}
	return ways
}
