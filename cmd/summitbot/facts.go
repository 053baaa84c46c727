package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"summitbot/facts/answer"

	"github.com/spf13/cobra"
)

func (a *app) factsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "facts", Short: "Look into the fact base",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List all facts", Args: usage(cobra.NoArgs),
			RunE: func(*cobra.Command, []string) error { return a.withBase(listFacts) },
		},
		&cobra.Command{
			Use: "show ID", Short: "Show all that is known of one fact", Args: usage(cobra.ExactArgs(1)),
			RunE: func(_ *cobra.Command, args []string) error {
				return a.withBase(func(w io.Writer, b *answer.Base) error { return showFact(w, b, args[0]) })
			},
		},
		&cobra.Command{
			Use: "check", Short: "Load and verify the fact base, and say what a maintainer should know",
			Args: usage(cobra.NoArgs),
			RunE: func(*cobra.Command, []string) error { return a.withBase(checkFacts) },
		},
	)
	return cmd
}

func (a *app) withBase(do func(io.Writer, *answer.Base) error) error {
	b, err := a.base()
	if err != nil {
		return err
	}
	return do(a.std.out, b)
}

func listFacts(w io.Writer, b *answer.Base) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tASKED\tHEADLINE")
	for _, f := range b.Facts() {
		headline := f.Headline()
		if headline == "" {
			headline = "(none)"
		}
		fmt.Fprintf(table, "%s\t%d\t%s\n", f.ID, len(f.Ways()), headline)
	}
	return table.Flush()
}

func showFact(w io.Writer, b *answer.Base, id string) error {
	f, ok := b.Fact(strings.ToUpper(id))
	if !ok {
		return fmt.Errorf("no fact %q; summitbot facts list shows them all", id)
	}
	fmt.Fprintf(w, "%s  bytes %d-%d  topics %s  notes %v\n\n%s\n", f.ID, f.Sentence.Span.Start, f.Sentence.Span.End,
		strings.Join(f.Topics, ", "), f.Sentence.Notes(), f.Sentence.Text)
	for _, r := range f.Sentence.Repairs {
		fmt.Fprintf(w, "\nrepaired: %q was %q\n", r.Is, r.Was)
	}
	for _, p := range f.Points {
		fmt.Fprintf(w, "\n%s  %v\n  says: %s\n", p.Headline, p.Kinds, strings.Join(p.Marks, " … "))
		for _, way := range p.Ways() {
			fmt.Fprintf(w, "  - %s\n", way)
		}
	}
	return nil
}

// checkFacts reports on a base. That it could be loaded says that every quote verifies.
func checkFacts(w io.Writer, b *answer.Base) error {
	points, ways, gapWays, repairs := 0, 0, 0, 0
	for _, g := range b.Gaps() {
		gapWays += len(g.Ways())
	}
	for _, f := range b.Facts() {
		points += len(f.Points)
		ways += len(f.Ways())
		repairs += len(f.Sentence.Repairs)
	}
	id, hash := b.Document()
	fmt.Fprintf(w, "%s: %d sentences, each quote verified against the original (SHA-256 %s)\n", id, len(b.Facts()), hash)
	fmt.Fprintf(w, "answers: %d, ways of asking: %d, known gaps: %d, ways of asking for them: %d, repairs: %d\n", points, ways, len(b.Gaps()), gapWays, repairs)
	for _, f := range b.Facts() {
		switch {
		case f.Headline() == "":
			fmt.Fprintf(w, "%s has no headline: it is found by its own words alone\n", f.ID)
		case len(f.Ways()) == 0:
			fmt.Fprintf(w, "%s has no way of asking\n", f.ID)
		}
	}
	for _, c := range b.Contested() {
		fmt.Fprintf(w, "%s: %q is won by %s\n", c.Owner, c.Way, c.Winner)
	}
	for _, f := range b.Facts() {
		for _, r := range f.Sentence.Repairs {
			fmt.Fprintf(w, "%s repaired: %q was %q\n", f.ID, r.Is, r.Was)
		}
	}
	return nil
}
