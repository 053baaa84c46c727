package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"summitbot/bot"
	"summitbot/facts"
)

// asking is how questions are answered on the command line.
type asking struct {
	*understanding
	out     io.Writer
	style   style
	json    bool
	explain bool
}

func (a *app) askCommand() *cobra.Command {
	asks := asking{out: a.std.out, style: styleFor(a.std.out)}
	cmd := &cobra.Command{
		Use:   "ask QUESTION...",
		Short: "Answer a question, or with - one from each line of standard input",
		Example: "  summitbot ask how much money did Xi promise\n" +
			"  printf 'when was the summit\\n' | summitbot ask --json -",
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if asks.understanding, err = a.understood(cmd.Context()); err != nil {
				return err
			}
			if len(args) == 1 && args[0] == "-" {
				return asks.lines(cmd.Context(), a.std.in)
			}
			return asks.answer(cmd.Context(), strings.Join(args, " "))
		},
	}
	cmd.Flags().BoolVar(&asks.json, "json", false, "print one JSON object a question")
	cmd.Flags().BoolVar(&asks.explain, "explain", false, "say why: what matched, what was corrected, score and threshold")
	return cmd
}

// maxLine is how many bytes of a line of standard input are read.
const maxLine = 64 << 10

// tooLong stands for a line that is longer, and is said of it.
const tooLong = "That line is longer than 64 KiB, which is more than I read."

// lines answers each line as it comes.
func (k *asking) lines(ctx context.Context, in io.Reader) error {
	r := bufio.NewReaderSize(in, maxLine)
	for ctx.Err() == nil {
		line, err := readLine(r)
		if line != "" {
			if err := k.answer(ctx, strings.TrimRight(line, "\r\n")); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read questions: %w", err)
		}
	}
	return ctx.Err()
}

// readLine returns the next line with its end, and tooLong in the place of one that fills the
// reader's buffer.
func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return string(line), err
	}
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = r.ReadSlice('\n')
	}
	return tooLong + "\n", err
}

// help answers who asks nothing.
const help = "Ask me what the document says, in your own words; summitbot --help tells what else there is."

// answer writes the answer to one question at once. Small talk is answered as the bot does;
// in JSON it is a question that the document says nothing about.
func (k *asking) answer(ctx context.Context, question string) error {
	asked, line := question, bot.SmallTalk(k.base, question, help)
	if question == tooLong {
		line = tooLong
	}
	if line != "" {
		asked = ""
	}
	if err := k.prepare(ctx, asked); err != nil {
		return err
	}
	answer := k.base.Answer(asked)
	answer.Question = question
	var text []byte
	switch {
	case k.json:
		var err error
		if text, err = k.encode(answer); err != nil {
			return err
		}
	case line != "":
		text = []byte(line + "\n")
	default:
		text = []byte(k.text(answer))
	}
	if _, err := k.out.Write(text); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

// encode returns the answer as one line of JSON.
func (k *asking) encode(answer facts.Answer) ([]byte, error) {
	var v any = answer
	if k.explain {
		v = struct {
			facts.Answer
			Explanation facts.Explanation `json:"explanation"`
		}{answer, k.base.Explain(answer)}
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("encode the answer: %w", err)
	}
	return []byte(b.String()), nil
}

// text lays an answer out for reading.
func (k *asking) text(a facts.Answer) string {
	var b strings.Builder
	if words := a.Corrected(); len(words) > 0 {
		fmt.Fprintf(&b, "%s\n\n", k.style.faint("Searching for "+strings.Join(words, ", ")))
	}
	switch a.Status {
	case facts.Answered:
		if a.Headline != "" {
			fmt.Fprintf(&b, "%s\n\n", k.style.strong(a.Headline))
		}
		fmt.Fprintf(&b, "  %s\n\n", indented(k.quote(a)))
		fmt.Fprintf(&b, "%s\n", k.style.faint(place(a.Source)))
	case facts.Related:
		b.WriteString(lead(a))
		for i, p := range a.Others {
			if f, ok := k.base.Fact(p.Fact); ok {
				fmt.Fprintf(&b, "\n  %s\n  %s\n", indented(a.Passages[i]), k.style.faint(passagePlace(f.ID, k.base.Source(f))))
			}
		}
	case facts.None:
		b.WriteString(cmp.Or(a.Gap, k.refusal()) + "\n")
	}
	if k.explain {
		b.WriteString(explanation(a.Score, k.base.Explain(a)))
	}
	return b.String()
}

// refusal says that nothing was found.
func (k *asking) refusal() string {
	if len(k.base.Documents()) > 1 {
		return "The documents don't say."
	}
	return "The document doesn't say."
}

// lead says what the passages of an answer that is none are worth.
func lead(a facts.Answer) string {
	if a.Gap != "" {
		return a.Gap + " It does say:\n"
	}
	return "No sentence surely answers this. This may be what you mean:\n"
}

// indented begins the lines of a text after the first as the first is begun.
func indented(s string) string { return strings.ReplaceAll(s, "\n", "\n  ") }

// quote returns the quote with its marks in bold.
func (k *asking) quote(a facts.Answer) string {
	var b strings.Builder
	at := 0
	for _, m := range a.Marks {
		b.WriteString(a.Quote[at:m[0]] + k.style.strong(a.Quote[m[0]:m[1]]))
		at = m[1]
	}
	return b.String() + a.Quote[at:]
}

// place says where a quote stands: "rules.md › Conduct, page 3", or if there are neither
// headings nor pages, "Title, paragraph 6, sentence 1".
func place(s *facts.Source) string {
	p := s.Place()
	if p == "" {
		p = fmt.Sprintf("%s, paragraph %d, sentence %d", s.Title, s.Paragraph, s.Sentence)
	}
	for i, n := range s.Notes {
		p += fmt.Sprintf("%s%d", []string{", note ", " and "}[min(i, 1)], n)
	}
	return p
}

// passagePlace says where a passage stands that is no answer: by headings and page, else
// by the id that names it.
func passagePlace(id string, s *facts.Source) string { return cmp.Or(s.Place(), id) }

func explanation(score float64, e facts.Explanation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nscore %.2f (an answer from %.2f)\n", score, e.Threshold)
	if e.Meant {
		b.WriteString("what the question means was compared, not its words alone\n")
	}
	if e.Gap != "" {
		fmt.Fprintf(&b, "a known gap came first: %s\n", e.Gap)
	}
	for _, w := range e.Words {
		fmt.Fprintf(&b, "  %-20s %.2f  %s\n", w.Word, w.Weight, fate(w))
	}
	for _, r := range e.Reasons[:min(len(e.Reasons), maxReasons)] {
		fmt.Fprintf(&b, "  %-20s %.2f  %+.2f\n", r.Sign, r.Value, r.Effect)
	}
	return b.String()
}

// maxReasons is how many signs an explanation names.
const maxReasons = 8

// fate says what became of a word of a question.
func fate(w facts.QuestionWord) string {
	what := "nothing in the fact base has it"
	switch {
	case w.Weight == 0:
		what = "a word of grammar"
	case w.By != "":
		what = "matched by " + w.By
	case w.Matched:
		what = "matched"
	case w.Known:
		what = "not in the first fact"
	}
	if w.Corrected != "" {
		what += ", read as " + w.Corrected
	}
	return what
}
