package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"summitbot/facts/text"
)

// source is a lexicon as written.
type source struct {
	Same      [][]string        `yaml:"same"`       // groups of words and phrases that mean the same
	StandsFor map[string]string `yaml:"stands_for"` // short forms, and the words they stand for
	Spelling  map[string]string `yaml:"spelling"`   // other spellings of the base's words
	Names     []string          `yaml:"names"`      // known to be other names
	Measures  []string          `yaml:"measures"`   // units that the document does not measure in
	Premises  []string          `yaml:"premises"`   // what the document does not tell that anybody did
	Light     []string          `yaml:"light"`
}

// Parse reads a lexicon, a YAML file called name. It fails where a key is unknown or an
// entry says nothing.
func Parse(name string, data []byte) (*Lexicon, error) {
	var src source
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&src); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the lexicon: %s: %w", name, err)
	}
	l := &Lexicon{
		spelling: make(map[string]text.Word), stands: make(map[string][]phrase), words: make(map[string]*word), known: make(map[string]bool),
	}
	l.classify(src.Names, Name)
	l.classify(src.Measures, Foreign)
	l.classify(src.Premises, Foreign)
	l.classify(src.Light, Light)
	if err := l.addShortForms(src); err != nil {
		return nil, fmt.Errorf("read the lexicon: %s: %w", name, err)
	}
	for _, group := range src.Same {
		l.addGroup(group)
	}
	l.sort()
	return l, nil
}

func (l *Lexicon) classify(words []string, c Class) {
	for _, s := range words {
		for _, w := range text.Words(s) {
			l.known[w.Form] = true
			k := l.word(w.Stem)
			k.class, k.classed = c, true
		}
	}
}

func (l *Lexicon) addShortForms(src source) error {
	for short, long := range src.StandsFor {
		key, value := l.forms(short), l.forms(long)
		if len(key) == 0 || len(value) == 0 {
			return fmt.Errorf("stands_for: %q: %q says nothing", short, long)
		}
		l.stands[key[0]] = append(l.stands[key[0]], phrase{words: key, stands: stemmed(value)})
	}
	for other, usual := range src.Spelling {
		key, value := l.forms(other), l.forms(usual)
		if len(key) != 1 || len(value) != 1 {
			return fmt.Errorf("spelling: %q: %q: one word for one word", other, usual)
		}
		l.spelling[key[0]] = stemmed(value)[0]
	}
	return nil
}

// stemmed returns folded words with their stems.
func stemmed(forms []string) []text.Word {
	words := make([]text.Word, len(forms))
	for i, form := range forms {
		words[i] = text.Word{Form: form, Stem: text.Stem(form)}
	}
	return words
}

// forms returns the folded words of s, which the lexicon knows from now on.
func (l *Lexicon) forms(s string) []string {
	var forms []string
	for _, w := range text.Words(s) {
		l.known[w.Form] = true
		forms = append(forms, w.Form)
	}
	return forms
}

// addGroup makes one concept of words and phrases that mean the same.
func (l *Lexicon) addGroup(group []string) {
	concept := int32(l.groups)
	l.groups++
	for _, s := range group {
		var stems []string
		for _, form := range l.forms(s) {
			stems = append(stems, text.Stem(form))
		}
		switch len(stems) {
		case 0:
		case 1:
			if k := l.word(stems[0]); !slices.Contains(k.concepts, concept) {
				k.concepts = append(k.concepts, concept)
			}
		default:
			l.word(stems[0]).addPhrase(stems, concept)
		}
	}
}

// word returns what is known of a stem, to be added to.
func (l *Lexicon) word(stem string) *word {
	if l.words[stem] == nil {
		l.words[stem] = new(word)
	}
	return l.words[stem]
}

func (k *word) addPhrase(stems []string, concept int32) {
	for i, p := range k.phrases {
		if slices.Equal(p.words, stems) {
			k.phrases[i].concepts = append(p.concepts, concept)
			return
		}
	}
	k.phrases = append(k.phrases, phrase{words: stems, concepts: []int32{concept}})
}

func (l *Lexicon) sort() {
	for _, k := range l.words {
		slices.SortFunc(k.phrases, byLength)
	}
	for _, list := range l.stands {
		slices.SortFunc(list, byLength)
	}
}

// Forms returns every word that the lexicon mentions, in alphabetical order.
func (l *Lexicon) Forms() []string {
	forms := make([]string, 0, len(l.known))
	for form := range l.known {
		forms = append(forms, form)
	}
	slices.SortFunc(forms, strings.Compare)
	return forms
}
