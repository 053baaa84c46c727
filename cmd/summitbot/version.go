package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"summitbot/facts/encoder/model"
	"summitbot/facts/lexicon"
	"summitbot/facts/wordnet"
)

// Stamped in by the linker (-X main.version=...); without it the build's own record is read.
var (
	version = ""
	commit  = ""
)

func (a *app) versionCommand() *cobra.Command {
	var licenses bool
	cmd := &cobra.Command{
		Use: "version", Short: "Say which program and which fact base this is",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if licenses {
				a.printLicenses()
				return nil
			}
			b, err := a.base(cmd.Context())
			if err != nil {
				return err
			}
			v, c := build()
			fmt.Fprintf(a.std.out, "summitbot %s\ncommit    %s\ngo        %s\nfacts     %s\n", v, c, runtime.Version(), b.Hash())
			return nil
		},
	}
	cmd.Flags().BoolVar(&licenses, "licenses", false, "print the licenses of the data in the program, and where it comes from")
	return cmd
}

// printLicenses prints the license of each body of data that is part of the program.
func (a *app) printLicenses() {
	all := append(model.Licenses(), [2]string{"WordNet", wordnet.License}, [2]string{"SCOWL", lexicon.License})
	for i, l := range all {
		if i > 0 {
			fmt.Fprint(a.std.out, "\n\n")
		}
		fmt.Fprintf(a.std.out, "%s\n%s\n\n%s\n", l[0], strings.Repeat("=", len(l[0])), strings.Trim(l[1], "\n"))
	}
}

// build returns the program's version and commit, "devel" and "unknown" where nothing says.
func build() (string, string) {
	v, c := version, commit
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && c == "" {
				c = s.Value
			}
		}
	}
	if v == "" {
		v = "devel"
	}
	if c == "" {
		c = "unknown"
	}
	return v, c
}
