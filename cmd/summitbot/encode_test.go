package main

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestEncodePrintsAVectorForEachLine(t *testing.T) {
	t.Parallel()
	for _, model := range []string{"english", "multilingual"} {
		out, errs, status := cli(t, "The summit was in Astana.\n\nSecond <line> without an end", "encode", "--model", model, "--tokens")
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if len(lines) != 3 || status != exitOK || errs != "" {
			t.Fatalf("%d lines, status %d, %q", len(lines), status, errs)
		}
		for i, want := range []string{"The summit was in Astana.", "", "Second <line> without an end"} {
			var got struct {
				Text   string
				Vector []float64
				Tokens [][4]any
			}
			if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
				t.Fatal(err)
			}
			length := 0.0
			for _, v := range got.Vector {
				length += v * v
			}
			if got.Text != want || math.Abs(length-1) > 1e-4 || !strings.Contains(lines[i], `"text":"`+want) {
				t.Errorf("%s: line %d: text %q, length² %v", model, i, got.Text, length)
			}
			if want != "" && (len(got.Tokens) < 3 || got.Tokens[0][1] == -1.0 || got.Tokens[0][2] != 0.0) {
				t.Errorf("%s: tokens %v", model, got.Tokens)
			}
		}
	}
}

func TestEncodeComparesLinesWithAQuestion(t *testing.T) {
	t.Parallel()
	sentences := "The leaders met in the capital of Kazakhstan.\nBread is baked in an oven.\n"
	for _, c := range []struct{ model, question, word string }{
		{"english", "where in kazakhstan was the meeting", "kazakhstan"},
		{"multilingual", "где в Казахстане была встреча", "Казахстане"},
	} {
		out, errs, status := cli(t, sentences, "encode", "--model", c.model, "--compare", c.question)
		lines := strings.Split(out, "\n")
		if len(lines) != 3 || status != exitOK {
			t.Fatalf("%d lines, status %d, %q", len(lines), status, errs)
		}
		var got [2]struct {
			Text  string
			Score float64
			Words [][3]any
		}
		for i := range got {
			if err := json.Unmarshal([]byte(lines[i]), &got[i]); err != nil {
				t.Fatal(err)
			}
		}
		if got[0].Text != "The leaders met in the capital of Kazakhstan." || got[0].Score <= got[1].Score {
			t.Errorf("%s: scores %v and %v", c.model, got[0].Score, got[1].Score)
		}
		if !slices.ContainsFunc(got[0].Words, func(w [3]any) bool { return w[0] == c.word && w[1] == "Kazakhstan" && w[2].(float64) > 0.5 }) {
			t.Errorf("%s: words %v", c.model, got[0].Words)
		}
	}
}

func TestEncodeRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--model", "klingon"}, {"--kernel", "abacus"}, {"--role", "judge"}, {"a sentence"}} {
		out, errs, status := cli(t, "", append([]string{"encode"}, args...)...)
		if status != exitUsage || out != "" || !strings.Contains(errs, args[len(args)-1]) {
			t.Errorf("%q: status %d, %q", args, status, errs)
		}
	}
}

func TestEveryKernelPrintsTheSame(t *testing.T) {
	t.Parallel()
	want, _, _ := cli(t, "The summit was in Astana.", "encode", "--model", "multilingual", "--kernel", "plain")
	for _, name := range kernelNames() {
		if got, _, _ := cli(t, "The summit was in Astana.", "encode", "--model", "multilingual", "--kernel", name); got != want {
			t.Errorf("%s prints another vector than plain", name)
		}
	}
}

func TestVersionPrintsLicenses(t *testing.T) {
	t.Parallel()
	out, _, status := cli(t, "", "version", "--licenses")
	for _, want := range []string{"all-mpnet-base-v2", "Apache License", "multilingual-e5-small", "MIT License", "WordNet", "SCOWL"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q among the licenses", want)
		}
	}
	if status != exitOK {
		t.Errorf("status %d", status)
	}
}
