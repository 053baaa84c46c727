package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"summitbot/facts"
	"summitbot/facts/eval"
)

// weightsHead stands at the head of weights.tsv.
const weightsHead = `# Weights of the model that orders and trusts what a question may ask for: name, tab, weight.
# Learned by:
#     summitbot learn --far selqa-questions.tsv > facts/match/weights.tsv
# from the fact base's ways of asking, each left out of the index in turn; from the
# question set own (facts/eval/data/own.tsv); and, as questions about anything else, from
# those of SelQA's development set (github.com/emorynlp/selqa, Apache-2.0). The sets dev
# and heldout took no part.
`

func (a *app) learnCommand() *cobra.Command {
	var farFile string
	cmd := &cobra.Command{
		Use:   "learn",
		Short: "Learn the weights from the fact base and the question set own, and print them",
		Long: "Learns the weights that order and trust answers, from the fact base's ways of asking and the\n" +
			"question set own, and prints them as facts/match/weights.tsv has them.",
		Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			b, err := a.base()
			if err != nil {
				return err
			}
			questions, err := eval.Set("own")
			if err != nil {
				return err
			}
			var lessons []facts.Lesson
			for _, q := range questions {
				lessons = append(lessons, facts.Lesson{Question: q.Text, Facts: q.Gold})
			}
			far, err := readFar(farFile)
			if err != nil {
				return err
			}
			model := b.Learn(lessons, far)
			_, err = fmt.Fprint(a.std.out, weightsHead, &model)
			return err
		},
	}
	cmd.Flags().StringVar(&farFile, "far", "", "questions about anything else: a table with an id and a question in its first two columns")
	return cmd
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
