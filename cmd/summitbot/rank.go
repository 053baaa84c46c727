package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"summitbot/facts/rank"
	"summitbot/facts/rank/learn"
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
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := readCollection(args[0], args[1])
			if err != nil {
				return err
			}
			return a.writeRun(c, typos)
		},
	}
	cmd.Flags().BoolVar(&typos, "typos", true, "repair words that neither the collection nor English knows")
	return cmd
}

func readCollection(sentences, questions string) (learn.Collection, error) {
	s, err := os.Open(sentences)
	if err != nil {
		return learn.Collection{}, fmt.Errorf("read the sentences: %w", err)
	}
	defer s.Close()
	q, err := os.Open(questions)
	if err != nil {
		return learn.Collection{}, fmt.Errorf("read the questions: %w", err)
	}
	defer q.Close()
	return learn.ReadCollection(s, q)
}

func (a *app) writeRun(c learn.Collection, typos bool) error {
	out := bufio.NewWriter(a.std.out)
	x := rank.New(c.Sentences, rank.Options{})
	for _, q := range c.Questions {
		question := q.Text
		if typos {
			question = x.Repair(question)
		}
		for i, h := range x.Rank(question, runDepth) {
			fmt.Fprintf(out, "%s Q0 %s %d %.6f summitbot\n", q.ID, c.IDs[h.Sentence], i+1, h.Score)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the run: %w", err)
	}
	return nil
}
