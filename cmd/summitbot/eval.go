package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"summitbot/facts/answer"
	"summitbot/facts/eval"
)

// gates are the least that a maintainer accepts, in percent, over English questions.
type gates struct{ hit, typo, near, far, highlight, wrong float64 }

func (a *app) evalCommand() *cobra.Command {
	var asJSON, misses, bare, thin bool
	var g gates
	cmd := &cobra.Command{
		Use:   "eval [FILE or SET]",
		Short: "Measure the answers over a question set: dev, own, heldout, or a file of that form",
		Args:  usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			u, err := a.understood(cmd.Context())
			if err != nil {
				return err
			}
			switch {
			case bare:
				u.base, err = u.base.Bare()
			case thin:
				u.base, err = u.base.WithoutParaphrases()
			}
			if err != nil {
				return err
			}
			questions, err := a.questionSet(args)
			if err != nil {
				return err
			}
			for _, q := range questions {
				if err := u.prepare(cmd.Context(), q.Text); err != nil {
					return err
				}
			}
			report := eval.Run(u.base, questions)
			if asJSON {
				return json.NewEncoder(a.std.out).Encode(struct {
					Totals eval.Totals    `json:"totals"`
					Misses []eval.Outcome `json:"misses"`
				}{report.Totals(isEnglish), report.Misses()})
			}
			if err := report.Write(a.std.out); err != nil {
				return fmt.Errorf("write the table: %w", err)
			}
			if misses {
				a.writeMisses(u.base, report)
			}
			return g.check(report)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&asJSON, "json", false, "print totals and misses as JSON")
	f.BoolVar(&bare, "bare", false, "take out all headlines, ways of asking and gaps: what sentences and lexicon do alone")
	f.BoolVar(&thin, "thin", false, "take out all paraphrases: what few ways of asking do, as those of a base that somebody has begun")
	f.BoolVar(&misses, "misses", false, "name each miss, what came in its place, and why")
	f.Float64Var(&g.hit, "min-hit", 0, "fail below this share of answerable questions answered right, in percent")
	f.Float64Var(&g.typo, "min-typo", 0, "the same over misspelt questions")
	f.Float64Var(&g.near, "min-near", 0, "fail below this share of near misses refused")
	f.Float64Var(&g.far, "min-far", 0, "fail below this share of far questions refused")
	f.Float64Var(&g.highlight, "min-highlight", 0, "fail below this share of hits with the right part marked")
	f.Float64Var(&g.wrong, "max-wrong", 100, "fail above this share of answerable questions answered wrong")
	return cmd
}

// questionSet returns the set that the argument names, a file's or the program's own.
// Without one it is dev, if the documents aren't others than the article.
func (a *app) questionSet(args []string) ([]eval.Question, error) {
	name := "dev"
	if len(args) > 0 {
		name = args[0]
	} else if c, err := a.config(); err != nil {
		return nil, err
	} else if len(c.Documents) > 0 {
		return nil, &usageError{errors.New("name a file of questions about these documents: the sets that come with the program are about the article")}
	}
	if slices.Contains(eval.Sets(), name) {
		return eval.Set(name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read the questions: %w", err)
	}
	defer f.Close()
	return eval.Read(name, f)
}

func isEnglish(q eval.Question) bool { return q.Group() == "en" }

// check returns an error that names the measures below their gates.
func (g gates) check(r eval.Report) error {
	t := r.Totals(isEnglish)
	typos := r.Totals(func(q eval.Question) bool { return isEnglish(q) && q.Kind == "typo" })
	for _, c := range []struct {
		name  string
		n, of int
		least float64
	}{
		{"hit@1", t.Hit, t.Answerable, g.hit},
		{"hit@1 of typos", typos.Hit, typos.Answerable, g.typo},
		{"near misses refused", t.NearRefuse, t.Near, g.near},
		{"far ones refused", t.FarRefuse, t.Far, g.far},
		{"highlight", t.Highlight, t.Hit, g.highlight},
		{"not answered wrong", t.Answerable - t.Wrong, t.Answerable, 100 - g.wrong},
	} {
		if got := 100 * float64(c.n) / float64(max(c.of, 1)); c.of > 0 && got < c.least {
			return fmt.Errorf("%s: %.1f %%, want at least %.1f %%", c.name, got, c.least)
		}
	}
	return nil
}

// writeMisses names each miss with what came first instead, and why.
func (a *app) writeMisses(b *answer.Base, r eval.Report) {
	for _, o := range r.Misses() {
		fmt.Fprintf(a.std.out, "\n%s %s %q\n  gold %v at rank %d; got %s %s%s, score %.2f\n", o.ID, o.Question.Kind, o.Text,
			o.Question.Gold, o.Rank, o.Status, o.Fact, o.Gap, o.Score)
		for _, w := range b.Answer(o.Text).Explanation.Words {
			fmt.Fprintf(a.std.out, "  %-20s %.2f  %s\n", w.Word, w.Weight, fate(w))
		}
	}
}
