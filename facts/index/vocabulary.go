package index

// None is the number of a word that a vocabulary does not have.
const None = ^uint32(0)

// Vocabulary numbers words in the order in which they were first seen.
type Vocabulary struct {
	ids    map[string]uint32
	words  []string
	counts []uint32 // how often each was added
}

func newVocabulary(size int) Vocabulary { return Vocabulary{ids: make(map[string]uint32, size)} }

// number returns the number of a word, a new one if it is new.
func (v *Vocabulary) number(word string) uint32 {
	id, ok := v.ids[word]
	if !ok {
		id = uint32(len(v.words))
		v.ids[word] = id
		v.words = append(v.words, word)
		v.counts = append(v.counts, 0)
	}
	return id
}

// ID returns the number of a word, or [None].
func (v *Vocabulary) ID(word string) uint32 {
	if id, ok := v.ids[word]; ok {
		return id
	}
	return None
}

// Word returns the word with the given number.
func (v *Vocabulary) Word(id uint32) string { return v.words[id] }

// Len returns how many words there are.
func (v *Vocabulary) Len() int { return len(v.words) }

// Count returns how often the word with the given number stands in the sentences.
func (v *Vocabulary) Count(id uint32) int { return int(v.counts[id]) }
