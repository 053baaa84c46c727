package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Stamped in by the linker (-X main.version=...); without it the build's own record is read.
var (
	version = ""
	commit  = ""
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Say which program and which fact base this is",
		Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			b, err := a.base()
			if err != nil {
				return err
			}
			v, c := build()
			fmt.Fprintf(a.std.out, "summitbot %s\ncommit    %s\ngo        %s\nfacts     %s\n", v, c, runtime.Version(), b.Hash())
			return nil
		},
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
