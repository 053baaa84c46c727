package rank

// A Feature is one number that describes how well a sentence fits a question.
type Feature int

const (
	featureBM25 Feature = iota
	featureParagraph
	featureDocument
	featureRank
	featureLength
	featureShort
	featureCoverage
	featureCoverageAll
	featureForms
	featureLargestMissing
	featureMissingNames
	featureMissingNumbers
	featureReverse
	featurePrevious
	featureNext
	featureRest
	featureTitle
	featureTitleAll
	featureArticle
	featurePronoun
	featureStarts
	featureOpening
	featureBigrams
	featureSkip
	featureNear
	featureWindow
	featureLongest
	featureWanted
	featureWantedNear
	featureWantedMany
	featureNewName
	featureNewNumber
	featureFocusNear
	featureWhoNear
	featureWhenNear
	featureWhereNear
	featureNumberNear
	featureDefining
	featureCause
	featureBrackets
	featureSynonym
	featureRareSynonym
	featureDerived
	featureSimilar
	featureBroader
	featureNarrower
	featurePrefix
	featureLocal
	featureLocalNear
	featureLocalRest
	featureCount_
	featurePreviousBM25
	featureNextBM25
	featureBefore
	featureIsA
	featureIsANear
	featureFunction
	featureFunctionShare
	featureCount
)

// featureNames are the features' names in files of weights.
var featureNames = [featureCount]string{
	"bm25", "paragraph", "document", "rank", "length", "short", "coverage", "coverage-all", "forms", "largest-missing",
	"missing-names", "missing-numbers", "reverse", "previous", "next", "rest", "title", "title-all", "article", "pronoun",
	"starts", "opening", "bigrams", "skip", "near", "window", "longest", "wanted", "wanted-near", "wanted-many", "new-name",
	"new-number", "focus-near", "who-near", "when-near", "where-near", "number-near", "defining", "cause", "brackets",
	"synonym", "rare-synonym", "derived", "similar", "broader", "narrower", "prefix",
	"local", "local-near", "local-rest", "count", "previous-bm25", "next-bm25", "before", "is-a", "is-a-near", "function", "function-share",
}

func (f Feature) String() string { return featureNames[f] }

// coverage describes how much of the question the sentence itself has.
func (c *candidate) coverage(f []float64) {
	q := c.q
	mass := max(q.mass, 1e-9)
	f[featureCoverage] = q.weight(c.own&q.content) / mass
	f[featureCoverageAll] = q.weight(c.own) / max(q.all, 1e-9)
	f[featureForms] = c.forms() / mass
	f[featureFunction] = q.weight(c.own&q.function) / mass
	f[featureFunctionShare] = q.weight(c.own&q.function) / max(q.weight(q.function), 1e-9)
	missing := q.content &^ c.own
	f[featureLargestMissing] = q.largest(missing) / mass
	f[featureMissingNames] = q.weight(missing&q.names) / mass
	f[featureMissingNumbers] = q.weight(missing&q.numbers) / mass
	f[featureReverse] = q.weight(c.own&q.content) / max(c.ownMass(), 1e-9)
}

// forms returns the idf of the content terms that the sentence has letter by letter.
func (c *candidate) forms() float64 {
	var exact terms
	for _, h := range c.hits {
		if c.tokens[h.at].form == c.q.terms[h.term].form {
			exact |= 1 << h.term
		}
	}
	return c.q.weight(exact & c.q.content)
}

// ownMass returns the idf of the sentence's content words.
func (c *candidate) ownMass() float64 {
	sum := 0.0
	for _, t := range c.tokens {
		if t.class&stopWord == 0 {
			sum += c.x.idf[t.stem]
		}
	}
	return sum
}

// largest returns the largest idf in a set of terms.
func (q *question) largest(set terms) float64 {
	largest := 0.0
	for i, t := range q.terms {
		if set&(1<<i) != 0 {
			largest = max(largest, t.idf)
		}
	}
	return largest
}

// context describes where the terms are that the sentence lacks.
func (c *candidate) context(f []float64) {
	q := c.q
	mass := max(q.mass, 1e-9)
	missing := q.content &^ c.own
	f[featureTitle] = q.weight(missing&c.title) / mass
	f[featureTitleAll] = q.weight(c.title) / mass
	f[featurePrevious] = q.weight(missing&c.prev) / mass
	f[featureNext] = q.weight(missing&c.next) / mass
	f[featureRest] = q.weight(missing&c.paragraph) / mass
	f[featureArticle] = q.weight(missing&c.document) / mass
	if c.refersBack() {
		f[featurePronoun] = q.weight(missing&(c.prev|c.title)) / mass
	}
	if c.starts {
		f[featureStarts] = 1
		if c.x.documents[c.at.document].first == c.id {
			f[featureOpening] = 1
		}
	}
}

// refersBack reports whether one of the first words stands for something said before.
func (c *candidate) refersBack() bool {
	for _, t := range c.tokens[:min(len(c.tokens), 4)] {
		if t.class&pronoun != 0 {
			return true
		}
	}
	return false
}
