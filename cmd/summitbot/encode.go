package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/model"
)

// encodeOptions are the flags of summitbot encode.
type encodeOptions struct {
	model   string
	kernel  string
	compare string
	role    string
	tokens  bool
}

func (a *app) encodeCommand() *cobra.Command {
	var o encodeOptions
	cmd := &cobra.Command{
		Use:   "encode",
		Short: "Turn sentences into vectors, or compare them with a question",
		Long: "Reads sentences from standard input, one a line, and prints one JSON object a line for each, in\n" +
			"the same order: {\"text\":…,\"vector\":[…]}, the vector having length 1.\n\n" +
			"With --compare it prints {\"text\":…,\"score\":…,\"words\":[[\"question's word\",\"sentence's word\",0.91],…]}:\n" +
			"score is the mean, over the tokens of the question, of the cosine with the nearest token of the\n" +
			"sentence; the multilingual model adds a quarter of the cosine of the two vectors.",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			e, err := o.open()
			if err != nil {
				return err
			}
			return a.encode(cmd.Context(), e, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.model, "model", "english", "english or multilingual")
	flags.StringVar(&o.compare, "compare", "", "compare the sentences with this question")
	flags.StringVar(&o.role, "role", "passage", "encode the lines as passage or as question")
	flags.BoolVar(&o.tokens, "tokens", false, "print the tokens too: piece, number in the original model, begin and end in bytes")
	flags.StringVar(&o.kernel, "kernel", "", "compute with this implementation ("+strings.Join(kernelNames(), ", ")+")")
	return cmd
}

func kernelNames() []string {
	var names []string
	for _, k := range kernel.All() {
		names = append(names, k.Name)
	}
	return names
}

// open opens the encoder that the flags name.
func (o encodeOptions) open() (*encoder.Encoder, error) {
	var options encoder.Options
	if o.kernel != "" {
		if options.Kernels = kernel.Named(o.kernel); options.Kernels == nil {
			return nil, &usageError{fmt.Errorf("this machine has no kernel %q: there are %s", o.kernel, strings.Join(kernelNames(), ", "))}
		}
	}
	if o.role != "passage" && o.role != "question" {
		return nil, &usageError{fmt.Errorf("a text is encoded as a passage or as a question, not as %q", o.role)}
	}
	e, err := model.Open(o.model, options)
	if err != nil && !errors.Is(err, model.ErrLeftOut) {
		return nil, &usageError{err}
	}
	return e, err
}

// encodeChunk is how many lines are encoded at a time at most: enough for all processors, few
// enough to see lines come out while others are still read.
const encodeChunk = 256

// encode reads lines and prints one for each.
func (a *app) encode(ctx context.Context, e *encoder.Encoder, o encodeOptions) error {
	out := bufio.NewWriter(a.std.out)
	lineOut := json.NewEncoder(out)
	lineOut.SetEscapeHTML(false)
	printLine, err := o.printer(ctx, e, lineOut)
	if err != nil {
		return err
	}
	in := bufio.NewReaderSize(a.std.in, 1<<16)
	for {
		lines, err := readLines(in, encodeChunk)
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			return nil
		}
		encodings, err := o.encodeAll(ctx, e, lines)
		if err != nil {
			return err
		}
		for i, line := range lines {
			if err := printLine(line, encodings[i]); err != nil {
				return fmt.Errorf("write the vectors: %w", err)
			}
		}
		if err := out.Flush(); err != nil {
			return fmt.Errorf("write the vectors: %w", err)
		}
	}
}

// readLines reads up to n lines, fewer where the next one would have to be waited for, and
// none at the end.
func readLines(in *bufio.Reader, n int) ([]string, error) {
	var lines []string
	for len(lines) == 0 || len(lines) < n && in.Buffered() > 0 {
		line, err := in.ReadString('\n')
		if line != "" {
			lines = append(lines, strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"))
		}
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the sentences: %w", err)
		}
	}
	return lines, nil
}

// encodeAll encodes lines in the role that the flags say.
func (o encodeOptions) encodeAll(ctx context.Context, e *encoder.Encoder, lines []string) ([]encoder.Encoding, error) {
	all := make([]encoder.Encoding, len(lines))
	if o.role == "passage" || o.compare != "" {
		err := e.Passages(ctx, lines, func(i int, enc encoder.Encoding) { all[i] = enc })
		return all, err
	}
	for i, line := range lines {
		enc, err := e.Question(ctx, line)
		if err != nil {
			return nil, err
		}
		all[i] = enc
	}
	return all, nil
}

// printer returns what prints a line's encoding.
func (o encodeOptions) printer(ctx context.Context, e *encoder.Encoder, out *json.Encoder) (func(string, encoder.Encoding) error, error) {
	if o.compare == "" {
		return func(text string, enc encoder.Encoding) error {
			line := encodedLine{Text: text, Vector: enc.Pooled}
			if o.tokens {
				line.Tokens = tokensOf(e, enc)
			}
			return out.Encode(line)
		}, nil
	}
	question, err := e.Question(ctx, o.compare)
	if err != nil {
		return nil, err
	}
	return func(text string, enc encoder.Encoding) error {
		line := comparedLine{Text: text, Score: e.Score(question, enc), Words: [][3]any{}}
		for _, m := range e.Words(o.compare, question, text, enc) {
			line.Words = append(line.Words, [3]any{
				o.compare[m.Question.Start:m.Question.End], text[m.Passage.Start:m.Passage.End], m.Cosine,
			})
		}
		return out.Encode(line)
	}, nil
}

// encodedLine is what is printed for a sentence.
type encodedLine struct {
	Text   string    `json:"text"`
	Vector []float32 `json:"vector"`
	Tokens [][4]any  `json:"tokens,omitempty"` // piece, number, begin, end
}

// comparedLine is what is printed for a sentence that was compared.
type comparedLine struct {
	Text  string   `json:"text"`
	Score float32  `json:"score"`
	Words [][3]any `json:"words"` // the question's word, the sentence's, their cosine
}

func tokensOf(e *encoder.Encoder, enc encoder.Encoding) [][4]any {
	tokens := make([][4]any, len(enc.Pieces))
	for i, p := range enc.Pieces {
		tokens[i] = [4]any{e.Piece(p), e.SourceID(p), p.Start, p.End}
	}
	return tokens
}
