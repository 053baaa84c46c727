package main

import (
	"fmt"
	"os"
	"strings"

	"summitbot/facts/answer"

	"github.com/spf13/cobra"

	"summitbot/facts/eval"
	"summitbot/facts/match"
)

// weightsHead stands at the head of what is learned: the second line says by which call.
const weightsHead = `# Weights of the model that orders and trusts what a question may ask for: name, tab, weight.
# Learned by: summitbot learn%s
# from the fact base's ways of asking, each asked of a base without all that its writer wrote
# (or without any, where the base is bare); from the question set own
# (facts/eval/data/own.tsv); and, as questions about anything else, from those of SelQA's
# development set (github.com/emorynlp/selqa, Apache-2.0). The sets dev and heldout took no
# part.
`

func (a *app) learnCommand() *cobra.Command {
	var farFile string
	cmd := &cobra.Command{
		Use:   "learn",
		Short: "Learn the weights from the fact base and the question set own, and print them",
		Long: "Learns the weights that order and trust answers, from the fact base's ways of asking and the\n" +
			"question set own, and prints them as facts/match/weights.tsv has them.",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			b, err := a.base(cmd.Context())
			if err != nil {
				return err
			}
			questions, err := eval.Set("own")
			if err != nil {
				return err
			}
			far, err := readFar(farFile)
			if err != nil {
				return err
			}
			var lessons []answer.Lesson
			for _, q := range questions {
				if q.Kind == eval.Far {
					far = append(far, q.Text)
					continue
				}
				lessons = append(lessons, answer.Lesson{Question: q.Text, Facts: q.Gold, Answer: q.Answer})
			}
			return a.writeModel(b.Learn(lessons, far), " --far selqa-questions.tsv > facts/match/weights.tsv")
		},
	}
	cmd.Flags().StringVar(&farFile, "far", "", "questions about anything else: a table with an id and a question in its first two columns")
	return cmd
}

func (a *app) writeModel(m *match.Model, call string) error {
	if _, err := fmt.Fprintf(a.std.out, weightsHead+"%s", call, m); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	return nil
}

// readFar returns the questions of a table, whose first line is its head; nil where no
// file is named.
func readFar(name string) ([]string, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the far questions: %w", err)
	}
	var questions []string
	for line := range strings.Lines(string(data)) {
		if fields := strings.Split(line, "\t"); len(fields) > 1 {
			questions = append(questions, fields[1])
		}
	}
	return questions[min(1, len(questions)):], nil
}
