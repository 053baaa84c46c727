package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"summitbot/facts/answer"
	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/meaning"
	"summitbot/facts/passage"
	"summitbot/facts/text"
)

// runDepth is how many sentences a run names for each question.
const runDepth = 10

func (a *app) rankCommand() *cobra.Command {
	var typos bool
	cmd := &cobra.Command{
		Use:   "rank SENTENCES.tsv QUESTIONS.tsv",
		Short: "Rank the sentences of any collection for each question, as a TREC run",
		Long: "Ranks the sentences of a collection for each question and writes a run as trec_eval reads it:\n" +
			"question Q0 sentence rank score tag, ten sentences a question. Nothing is tuned to the collection.\n\n" +
			"Both files have a head and tab-separated columns: sentence, title, paragraph, text in reading\n" +
			"order; question, text, gold sentences (which are not looked at).",
		Args: usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := readCollection(args[0], args[1])
			if err != nil {
				return err
			}
			return a.writeRun(cmd.Context(), c, typos)
		},
	}
	cmd.Flags().BoolVar(&typos, "typos", true, "repair words that neither the collection nor English knows")
	return cmd
}

func readCollection(sentences, questions string) (eval.Collection, error) {
	s, err := os.Open(sentences)
	if err != nil {
		return eval.Collection{}, fmt.Errorf("read the sentences: %w", err)
	}
	defer s.Close()
	q, err := os.Open(questions)
	if err != nil {
		return eval.Collection{}, fmt.Errorf("read the questions: %w", err)
	}
	defer q.Close()
	return eval.ReadCollection(s, q)
}

func (a *app) writeRun(ctx context.Context, c eval.Collection, typos bool) error {
	settings, err := a.config()
	if err != nil {
		return err
	}
	meant, err := readMeaning(ctx, answer.English, settings.Meaning, index.Headed(c.Sentences), a.showReading)
	if errors.Is(err, errTooLarge) {
		a.printError(err)
	} else if err != nil {
		return err
	}
	rank, err := ranker(c, typos, meant)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.std.out)
	for _, q := range c.Questions {
		found, err := rank(ctx, q.Text)
		if err != nil {
			return err
		}
		for i, r := range found {
			fmt.Fprintf(out, "%s Q0 %s %d %.6f summitbot\n", q.ID, c.IDs[r.sentence], i+1, r.score)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the run: %w", err)
	}
	return nil
}

// ranked is a sentence of a collection and how well it fits.
type ranked struct {
	sentence int
	score    float64
}

// ranker returns what ranks the sentences of a collection for a question: the engine that
// answers, or the passages in it alone, which repair no word. Meant is what the sentences mean,
// nil if nobody has read it.
func ranker(c eval.Collection, typos bool, meant *meaning.Index) (func(ctx context.Context, question string) ([]ranked, error), error) {
	words := index.New(c.Sentences)
	if !typos {
		finder := passage.New(words, passage.Options{})
		return func(ctx context.Context, question string) (found []ranked, err error) {
			pick := passage.Pick{Pool: passage.Pool}
			if meant != nil {
				near, err := meant.Near(ctx, question)
				if err != nil {
					return nil, err
				}
				pick = passage.Meant(near)
			}
			for _, h := range finder.Find(question, text.Words(question), pick) {
				found = append(found, ranked{h.Sentence, h.Score})
			}
			return found[:min(len(found), runDepth)], nil
		}, nil
	}
	model, err := match.Shipped()
	if err != nil {
		return nil, err
	}
	engine := match.New(words, nil, new(lexicon.Lexicon), model)
	return func(ctx context.Context, question string) (found []ranked, err error) {
		q := engine.Parse(question)
		if meant != nil {
			if q.Near, err = meant.Near(ctx, q.Read()); err != nil {
				return nil, err
			}
		}
		for _, h := range engine.Match(q) {
			found = append(found, ranked{h.At, h.Score})
		}
		return found[:min(len(found), runDepth)], nil
	}, nil
}
