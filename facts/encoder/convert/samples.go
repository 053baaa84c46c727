package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

const (
	linesPerDocument  = 24
	questionsInAll    = 700
	leastLine         = 20  // bytes
	longestSampleLine = 400 // bytes
)

// readSamples returns texts of the kind that people have: lines of documents, docs/*.plain.txt
// in a folder, spread over each, and of their questions, the fourth column of questions.tsv.
func readSamples(folder string) ([]string, error) {
	documents, err := filepath.Glob(filepath.Join(folder, "docs", "*.plain.txt"))
	if err != nil || len(documents) == 0 {
		return nil, fmt.Errorf("no documents in %s", folder)
	}
	var all []string
	for _, name := range documents {
		lines, err := readLines(name)
		if err != nil {
			return nil, err
		}
		long := lines[:0]
		for _, l := range lines {
			if l = strings.Join(strings.Fields(l), " "); len(l) > leastLine {
				long = append(long, cut(l, longestSampleLine))
			}
		}
		all = append(all, spread(long, linesPerDocument)...)
	}
	lines, err := readLines(filepath.Join(folder, "questions.tsv"))
	if err != nil {
		return nil, err
	}
	var questions []string
	for _, l := range lines[1:] {
		questions = append(questions, strings.Split(l, "\t")[3])
	}
	return append(all, spread(questions, questionsInAll)...), nil
}

// spread returns at most n of the lines, as far apart as can be.
func spread(lines []string, n int) []string {
	n = min(n, len(lines))
	var some []string
	for i := range n {
		some = append(some, lines[i*len(lines)/n])
	}
	return some
}

// cut returns at most n bytes of s, no rune cut.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func readLines(name string) ([]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the samples: %w", err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"), nil
}
