package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"summitbot/facts"
	"summitbot/facts/eval"
	"summitbot/facts/match"
	"summitbot/facts/source/files"
	"summitbot/facts/source/pdf"
	"summitbot/facts/train"
)

// weightsHead stands at the head of what is learned.
const weightsHead = `# Weights of the model that orders and trusts what a question may ask for: name, tab, weight.
# Learned by:
#   summitbot learn --far selqa-questions.tsv --corpus corpus > facts/match/weights.tsv
# from the fact base's ways of asking, each asked of a base without all that its writer wrote;
# from the question set own (facts/eval/data/own.tsv); from documents that nobody wrote about,
# with questions (the corpus); and, as questions about anything else, from those of SelQA's
# development set (github.com/emorynlp/selqa, Apache-2.0). The sets dev and heldout took no
# part.
`

func (a *app) learnCommand() *cobra.Command {
	var farFile, corpus string
	cmd := &cobra.Command{
		Use:   "learn",
		Short: "Learn the weights that order and trust answers, and print them",
		Long: "Learns the weights that order and trust answers, from the fact base's ways of asking, the\n" +
			"question set own and documents with questions, and prints them as facts/match/weights.tsv has them.",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			b, err := a.base(cmd.Context())
			if err != nil {
				return err
			}
			own, err := eval.Set("own")
			if err != nil {
				return err
			}
			far, err := readFar(farFile)
			if err != nil {
				return err
			}
			readings, err := readReadings(cmd.Context(), corpus)
			if err != nil {
				return err
			}
			model, err := train.Answers(b, own, far, readings)
			if err != nil {
				return err
			}
			return a.writeModel(model)
		},
	}
	cmd.Flags().StringVar(&farFile, "far", "", "questions about anything else: a table with an id and a question in its first two columns")
	cmd.Flags().StringVar(&corpus, "corpus", "", "a folder with documents (docs) and questions about them (questions.tsv)")
	return cmd
}

// readReadings reads documents with questions; nil if no folder is named.
func readReadings(ctx context.Context, folder string) ([]eval.Reading, error) {
	if folder == "" {
		return nil, nil
	}
	opener := files.Opener(ctx, pdf.Options{})
	return eval.ReadCorpus(folder, func(path string) (*facts.Document, error) {
		docs, errs := opener.Open(path)
		if len(docs) == 0 {
			return nil, errors.Join(errs...)
		}
		return docs[0], nil
	})
}

func (a *app) writeModel(m *match.Model) error {
	if _, err := fmt.Fprintf(a.std.out, weightsHead+"%s", m); err != nil {
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
