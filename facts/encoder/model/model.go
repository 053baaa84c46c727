// Package model has the weights files of the two sentence encoders, as part of the program.
// They lie in the program's file and are read page by page as they are needed: a run that
// encodes nothing pays nothing for them.
//
//   - english: all-mpnet-base-v2 (Apache License 2.0), by the sentence-transformers project; its
//     last four layers were tuned to questions about documents (facts/train/tune.py).
//   - multilingual: multilingual-e5-small (MIT License), by Microsoft, its vocabulary cut to
//     the eleven languages of this project.
//
// Both are made from public Python packages by the command convert, which checks the sums of
// what it reads and gives the same bytes on any machine; the tuned layers are added up by
// another library, and may come out otherwise in the last digits elsewhere. A file that changes stays in the
// repository's history for good, so they are made again only for a good reason.
//
// With the build tag wordsonly they are left out.
package model

import (
	_ "embed"
	"errors"
	"fmt"

	"summitbot/facts/encoder"
)

// Names are the models that [Open] knows.
func Names() []string { return []string{"english", "multilingual"} }

// ErrLeftOut is returned by a program that was built without the models.
var ErrLeftOut = errors.New("this program was built without the encoders (tag wordsonly)")

// Open returns the encoder of a name.
func Open(name string, o encoder.Options) (*encoder.Encoder, error) {
	file, ok := File(name)
	if !ok {
		return nil, fmt.Errorf("no encoder is called %q: there are %q", name, Names())
	}
	if file == "" {
		return nil, ErrLeftOut
	}
	return encoder.Open(file, o)
}

// File returns the weights file of a name, empty where it was left out.
func File(name string) (file string, ok bool) {
	switch name {
	case "english":
		return english, true
	case "multilingual":
		return multilingual, true
	}
	return "", false
}

// Licenses returns the license of each model, with a line before it that says where it comes
// from.
func Licenses() [][2]string {
	return [][2]string{{"all-mpnet-base-v2", licenseEnglish}, {"multilingual-e5-small", licenseMultilingual}}
}

//go:embed LICENSE.all-mpnet-base-v2
var licenseEnglish string

//go:embed LICENSE.multilingual-e5-small
var licenseMultilingual string
