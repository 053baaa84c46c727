package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"summitbot/facts"
	"summitbot/facts/eval"
)

// weightsHead stands at the head of weights.tsv.
const weightsHead = `# Weights of the model that orders and trusts what a question may ask for: name, tab, weight.
# Learned by:
#     summitbot learn > facts/match/weights.tsv
# from the fact base's ways of asking, each left out of the index in turn, and from the
# question set own (facts/eval/data/own.tsv). The sets dev and heldout took no part.
`

func (a *app) learnCommand() *cobra.Command {
	return &cobra.Command{
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
			model := b.Learn(lessons)
			_, err = fmt.Fprint(a.std.out, weightsHead, &model)
			return err
		},
	}
}
