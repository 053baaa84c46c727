package passage

import "fmt"

// A Feature is one number that describes how well a sentence fits a question. If
// nothing else is said it is the idf of some of the question's content terms, measured in
// the question's unit: the square root of the idf of those that the collection has.
type Feature int

// The features.
const (
	FeatureBM25          Feature = iota // of the sentence
	FeatureParagraph                    // BM25 of its paragraph
	FeatureDocument                     // BM25 of its section
	FeatureLength                       // logarithm of its number of words
	FeatureCoverage                     // terms that it has
	FeatureCoverageAll                  // the same with function words, as a share of all terms
	FeatureForms                        // terms that it has letter by letter
	FeatureFunction                     // function words that it has
	FeatureFunctionShare                // the same, as a share of the function words
	FeatureSquare                       // coverage by the square of idf
	FeatureTerms                        // coverage by number
	FeatureNames                        // terms written as names that it has
	FeatureNumbers                      // numbers that it has
	FeatureLast                         // 1: it has the last content term
	FeatureFocus                        // what is asked for, where it has it

	FeaturePrevious   // terms that it lacks and the sentence before has
	FeatureNext       // terms that it lacks and the sentence after has
	FeatureBefore     // terms that it lacks and one two to five sentences before has
	FeatureRest       // terms that it lacks and its paragraph has
	FeatureTitleShare // share of its title's words that the question has
	FeatureTitle      // terms that it lacks and its title has
	FeatureArticle    // terms that it lacks and its section has
	FeaturePronoun    // terms that it lacks and a pronoun at its beginning may stand for
	FeatureOpening    // 1: it opens its section
	FeaturePosition   // how far down its paragraph it stands, from 0 to 1
	FeatureLocal      // coverage by idf within the article

	FeatureBigrams // pairs of words that stand together in both
	FeatureLongest // the longest run of such pairs
	FeatureWindow  // the most that ten words in a row have

	FeatureWanted     // 1: it has a new word of a class that the question asks for
	FeatureWantedNear // how near the terms stand to such a word
	FeatureWhenNear   // the same where a time is asked for
	FeatureNumberNear // the same where a number is asked for
	FeaturePersonNear // how near they stand to a name of two words, where a person is asked for
	FeaturePlaceNear  // how near they stand to "in Paris" or the like, where a place is asked for
	FeatureCounted    // 1: a number stands before what is to be counted
	FeatureWantedAnd  // coverage, where it has a word of a class that the question asks for
	FeatureNewNames   // logarithm of the number of names that the question has not
	FeatureDefining   // 1: "is", "called" or the like stands after a term
	FeatureBegins     // 1: it begins with a term
	FeatureDefinition // 1: "X is", where the question is "what is X"

	FeatureSynonym     // terms that it lacks, of which it has a synonym
	FeatureRareSynonym // the same in a rarer sense
	FeatureDerived     // terms that it lacks, of which it has a word of the same root
	FeatureSimilar     // the same for close senses
	FeatureNarrower    // the same for narrower words
	FeaturePrefix      // the same for words that begin alike
	FeatureMeaning     // terms that it lacks, as far as a word's meaning comes near

	FeatureLead           // terms that it lacks and its lead-in has
	FeatureUnion          // terms that it or its title has, as a share of all
	FeatureUnionSquare    // the same by the square of idf
	FeatureAround         // terms that it, its title or its neighbours have, as a share
	FeatureParagraphShare // terms that it or its paragraph has, as a share
	FeatureRarest         // 1: it has the question's rarest term
	FeatureRarestTitle    // 1: its title has it
	FeatureLeadIn         // 1: it ends in a colon
	FeatureAsks           // 1: it ends in a question mark
	FeatureShort          // 1: it has fewer than four words
	FeatureDensity        // terms that it has, against its length

	// What speaks against every sentence, or against one that is near all the same.
	FeatureUnknown        // share of the content terms that the collection has not
	FeatureContent        // logarithm of the number of content terms
	FeatureSentences      // logarithm of the number of sentences
	FeatureNumbersMissing // share of the numbers that neither it nor its title has
	FeatureNamesMissing   // share of the names that neither it, its title nor the sentence before it has
	FeatureWantedMissing  // 1: a class of words is asked for, and it has none
	FeatureNegation       // 1: one of the two says "not", and the other doesn't

	// By what question and sentence mean, as an encoder reads them; 0 if none has.
	FeatureLate        // the late interaction of the two
	FeaturePooled      // their cosine as wholes
	FeatureLeast       // of the word of the question that the sentence comes least near to
	FeatureCover       // share of the question's words that it comes near to
	FeatureBehind      // how far it is behind the nearest sentence
	FeatureAhead       // how far it is ahead of the second nearest, if it is the nearest
	FeatureAbove       // how far it is above the mean of all sentences
	FeatureNearRank    // 1/rank by nearness
	FeatureWordRank    // 1/rank in the first stage
	FeatureNearBefore  // the nearness of the sentence before it
	FeatureNearAfter   // the nearness of the sentence after it
	FeatureNearSection // that of the nearest in its section

	features // their number
)

// featureNames are the features' names in files of weights.
var featureNames = [features]string{
	"bm25", "paragraph", "document", "length", "coverage", "coverage-all", "forms", "function", "function-share",
	"square", "terms", "names", "numbers", "last", "focus", "previous", "next", "before", "rest", "title-share",
	"title", "article", "pronoun", "opening", "position", "local", "bigrams", "longest", "window",
	"wanted", "wanted-near", "when-near", "number-near", "person-near", "place-near", "counted", "wanted-and", "new-names", "defining", "begins", "definition",
	"synonym", "rare-synonym", "derived", "similar", "narrower", "prefix", "meaning",
	"lead", "union", "union-square", "around", "paragraph-share", "rarest", "rarest-title", "lead-in", "asks", "short", "density",
	"unknown", "content", "sentences", "numbers-missing", "names-missing", "wanted-missing", "negation",
	"late", "pooled", "least", "cover", "behind", "ahead", "above", "near-rank", "word-rank", "near-before", "near-after", "near-section",
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
