package rank

import "fmt"

// A Feature is one number that describes how well a sentence fits a question. Where
// nothing else is said it is a share of the question's mass: the idf of its content
// terms.
type Feature int

// The features.
const (
	FeatureBM25          Feature = iota // of the sentence, a term of the question's mass
	FeatureParagraph                    // BM25 of its paragraph
	FeatureDocument                     // BM25 of its article
	FeatureLength                       // logarithm of its number of words
	FeatureCoverage                     // terms that it has
	FeatureCoverageAll                  // the same with function words, as a share of all terms
	FeatureForms                        // terms that it has letter by letter
	FeatureFunction                     // function words that it has
	FeatureFunctionShare                // the same, as a share of the function words
	FeatureSquare                       // coverage by the square of idf
	FeatureTerms                        // coverage by number
	FeatureTitleTerms                   // terms that both it and its title have
	FeatureNames                        // terms written as names that it has
	FeatureNumbers                      // numbers that it has
	FeatureFirst                        // 1: it has the first content term after the question word
	FeatureLast                         // 1: it has the last content term
	FeatureFocus                        // what is asked for, where it has it

	FeaturePrevious     // terms that it lacks and the sentence before has
	FeatureNext         // terms that it lacks and the sentence after has
	FeatureBefore       // terms that it lacks and one two to five sentences before has
	FeatureRest         // terms that it lacks and its paragraph has
	FeatureTitle        // terms that it lacks and its title has
	FeatureArticle      // terms that it lacks and its article has
	FeaturePronoun      // terms that it lacks and a pronoun at its beginning may stand for
	FeatureRefers       // 1: there is such a pronoun
	FeatureOpening      // 1: it opens its article
	FeaturePosition     // how far down its paragraph it stands, from 0 to 1
	FeaturePreviousBM25 // BM25 of the sentence before
	FeatureNextBM25     // BM25 of the sentence after
	FeatureLocal        // coverage by idf within the article
	FeatureLocalNear    // of what it lacks, what its neighbours have, by that idf
	FeatureLocalRest    // of the rest, what its paragraph has, by that idf

	FeatureBigrams // pairs of words that stand together in both
	FeatureLongest // the longest run of such pairs
	FeatureWindow  // the most that ten words in a row have

	FeatureWanted     // 1: it has a new word of a class that the question asks for
	FeatureWantedNear // how near the terms stand to such a word
	FeatureWhenNear   // the same where a time is asked for
	FeatureNumberNear // the same where a number is asked for
	FeatureCause      // 1: it gives a cause or a manner, where asked for
	FeatureNewName    // 1: it has a name that the question has not
	FeatureNewNames   // logarithm of the number of such names
	FeatureNewNumbers // logarithm of the number of new numbers
	FeatureWhoNames   // new names, where a person is asked for
	FeatureNoName     // 1: none, where a person is asked for
	FeatureDefining   // 1: "is", "called" or the like stands after a term
	FeatureBegins     // 1: it begins with a term
	FeatureDefinition // 1: "X is", where the question is "what is X"

	FeatureSynonym     // terms that it lacks, of which it has a synonym
	FeatureRareSynonym // the same in a rarer sense
	FeatureDerived     // terms that it lacks, of which it has a word of the same root
	FeatureSimilar     // the same for close senses
	FeatureBroader     // the same for broader words
	FeatureNarrower    // the same for narrower words
	FeaturePrefix      // the same for words that begin alike

	features // their number
)

// featureNames are the features' names in files of weights.
var featureNames = [features]string{
	"bm25", "paragraph", "document", "length", "coverage", "coverage-all", "forms", "function", "function-share", "square",
	"terms", "title-terms", "names", "numbers", "first", "last", "focus", "previous", "next", "before", "rest", "title",
	"article", "pronoun", "refers", "opening", "position", "previous-bm25", "next-bm25", "local", "local-near", "local-rest",
	"bigrams", "longest", "window", "wanted", "wanted-near", "when-near", "number-near", "cause", "new-name", "new-names",
	"new-numbers", "who-names", "no-name", "defining", "begins", "definition", "synonym", "rare-synonym", "derived",
	"similar", "broader", "narrower", "prefix",
}

// String returns the feature's name.
func (f Feature) String() string {
	if f < 0 || f >= features {
		return fmt.Sprintf("Feature(%d)", int(f))
	}
	return featureNames[f]
}

// Features returns all features, in the order of [Hit.Features].
func Features() []Feature {
	all := make([]Feature, features)
	for i := range all {
		all[i] = Feature(i)
	}
	return all
}
