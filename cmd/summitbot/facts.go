package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/document"
)

func (a *app) factsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "facts", Short: "Look into the documents and what is known of them",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List all facts: the sentences", Args: usage(cobra.NoArgs),
			RunE: func(cmd *cobra.Command, _ []string) error { return a.withBase(cmd.Context(), listFacts) },
		},
		&cobra.Command{
			Use: "show FACT", Short: "Show all that is known of one fact: by its place, its name, or how its sentence begins",
			Args: usage(cobra.MinimumNArgs(1)),
			RunE: func(cmd *cobra.Command, args []string) error {
				return a.withBase(cmd.Context(), func(w io.Writer, b *answer.Base) error { return showFact(w, b, strings.Join(args, " ")) })
			},
		},
		&cobra.Command{
			Use: "check", Short: "Verify every quote, and say what a maintainer of the fact base should know",
			Args: usage(cobra.NoArgs),
			RunE: func(cmd *cobra.Command, _ []string) error { return a.withBase(cmd.Context(), checkFacts) },
		},
		a.compileCommand(),
	)
	return cmd
}

func (a *app) compileCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use: "compile --out FILE", Short: "Write documents and fact base to a file from which the program starts at once",
		Long: "Writes the documents and what is known of them, read and indexed, to one file. --facts takes that\n" +
			"file like the fact base itself, and answers from it are the same, to the byte. What the sentences\n" +
			"mean is in the file too, about 7 kB for each; --meaning=false leaves it out.",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return &usageError{errors.New("--out: name the file to write")}
			}
			u, err := a.understood(cmd.Context())
			if err != nil {
				return err
			}
			if by := u.base.Encoders()[0]; u.base.Meant() && !u.base.UnderstoodBy(by) {
				if err := u.read(cmd.Context(), by); err != nil {
					return err
				}
			}
			if err := os.WriteFile(out, u.base.Compile(), 0o644); err != nil {
				return fmt.Errorf("write the compiled base: %w", err)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "the file to write")
	return cmd
}

func (a *app) withBase(ctx context.Context, do func(io.Writer, *answer.Base) error) error {
	b, err := a.base(ctx)
	if err != nil {
		return err
	}
	return do(a.std.out, b)
}

// listFacts lists the facts of documents that people wrote about by what they wrote, and
// those of others by where they stand and what they say.
func listFacts(w io.Writer, b *answer.Base) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	known := writtenAbout(b)
	head := ""
	for _, f := range b.Facts() {
		row := "ID\tSECTION\tPAGE\tTEXT"
		if known[f.Document] {
			row = "ID\tNAME\tASKED\tHEADLINE"
		}
		if row != head {
			fmt.Fprintln(table, row)
			head = row
		}
		if known[f.Document] {
			fmt.Fprintf(table, "%s\t%s\t%d\t%s\n", f.ID, f.Name, len(f.Ways()), cmp.Or(f.Headline(), "(none)"))
			continue
		}
		s := b.Source(f)
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\n", f.ID, strings.Join(s.Section, " › "), s.Page, strings.Join(strings.Fields(f.Sentence.Text), " "))
	}
	return table.Flush()
}

// writtenAbout returns the documents, by their places, of which people wrote anything.
func writtenAbout(b *answer.Base) map[int]bool {
	known := make(map[int]bool)
	for _, f := range b.Facts() {
		if len(f.Points) > 0 {
			known[f.Document] = true
		}
	}
	return known
}

func showFact(w io.Writer, b *answer.Base, named string) error {
	f, err := oneFact(b, named)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s  bytes %d-%d  topics %s  notes %v\n\n%s\n", strings.TrimSpace(f.ID+" "+f.Name), f.Sentence.Span.Start, f.Sentence.Span.End,
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

// oneFact returns the fact that a place, a name or the beginning of a sentence names.
func oneFact(b *answer.Base, named string) (facts.Fact, error) {
	found := b.Layer().Find(named)
	switch len(found) {
	case 0:
		return facts.Fact{}, fmt.Errorf("no fact %q; summitbot facts list shows them all", named)
	case 1:
		return b.Facts()[found[0]], nil
	}
	var ids []string
	for _, i := range found {
		ids = append(ids, b.Facts()[i].ID)
	}
	return facts.Fact{}, fmt.Errorf("%d sentences begin with %q: %s", len(found), named, strings.Join(ids, ", "))
}

// checkFacts verifies every quote, and reports on what people wrote.
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
	for _, d := range b.Documents() {
		if err := document.Verify(d); err != nil {
			return fmt.Errorf("%s: %w", d.ID, err)
		}
		fmt.Fprintf(w, "%s: %d sentences, each quote verified against the original (SHA-256 %s)\n", d.ID, len(d.Sentences), d.SHA256)
	}
	known := writtenAbout(b)
	if len(known) == 0 {
		return nil
	}
	fmt.Fprintf(w, "answers: %d, ways of asking: %d, known gaps: %d, ways of asking for them: %d, repairs: %d\n", points, ways, len(b.Gaps()), gapWays, repairs)
	for _, f := range b.Facts() {
		switch {
		case !known[f.Document]:
		case f.Headline() == "":
			fmt.Fprintf(w, "%s has no headline: it is found by its own words alone\n", f.ID)
		case len(f.Ways()) == 0:
			fmt.Fprintf(w, "%s has no way of asking\n", f.ID)
		}
	}
	if placed := b.Layer().Placed; placed != nil {
		fmt.Fprintf(w, "named by place alone, which a change of the text may make wrong: %s\n", strings.Join(placed, ", "))
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
