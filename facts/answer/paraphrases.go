package answer

import (
	"io/fs"
	"maps"
	"strings"

	"summitbot/facts"
)

// targetMark begins a line of a paraphrases file that says what the lines below it ask
// for: "= P1S1.2" the answer with the id 2 of a fact, "= railway-cost" a known gap.
const targetMark = "= "

// target is what paraphrases ask for.
type target struct {
	who  string              // for errors
	list *[]facts.Paraphrase // where they belong
	own  wayOwner
}

// readParaphrases reads the files of further ways of asking.
func (l *loader) readParaphrases(fsys fs.FS) {
	if len(l.src.Paraphrases) == 0 {
		return
	}
	lines := 0
	files := make([]string, len(l.src.Paraphrases))
	for i, name := range l.src.Paraphrases {
		data, err := fs.ReadFile(fsys, l.besideBase(name))
		if err != nil {
			l.fault([]any{"paraphrases", i}, "paraphrases: %w", err)
			continue
		}
		l.paraphrases = append(l.paraphrases, data)
		files[i] = string(data)
		lines += strings.Count(files[i], "\n")
	}
	inBase := l.exact
	l.exact = make(map[string]claimed, len(inBase)+lines)
	maps.Copy(l.exact, inBase)
	targets := l.targets()
	for i, data := range files {
		l.readParaphrasesFile(data, i+1, targets)
	}
}

// targets returns what can be asked for, by what a file calls it.
func (l *loader) targets() map[string]target {
	targets := make(map[string]target)
	for i := range l.facts {
		f := &l.facts[i]
		for j := range f.Points {
			p := &f.Points[j]
			targets[f.ID+"."+p.ID] = target{"fact " + f.ID, &p.Paraphrases, wayOwner{int32(i), int32(j)}}
		}
	}
	for i := range l.gaps {
		g := &l.gaps[i]
		targets[g.ID] = target{"gap " + g.ID, &g.Paraphrases, wayOwner{int32(len(l.facts) + i), 0}}
	}
	return targets
}

func (l *loader) readParaphrasesFile(data string, hand int, targets map[string]target) {
	var asked target
	at := origin{file: int32(hand)}
	for line := range strings.Lines(data) {
		at.line++
		line = strings.TrimRight(line, " \r\n")
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, targetMark):
			var ok bool
			if asked, ok = targets[line[len(targetMark):]]; !ok {
				l.faultAt(at, "there is no answer or gap %q", line[len(targetMark):])
			}
		case asked.list == nil:
			// what they ask for is not known, which has been said
		case l.claim(line, asked.who, asked.own, at):
			*asked.list = append(*asked.list, facts.Paraphrase{Text: line, Hand: hand})
		}
	}
}
