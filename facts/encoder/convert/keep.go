package main

import _ "embed"

// kept says which pieces of multilingual-e5-small stay: bit i is that of piece i, the lowest
// of a byte first.
//
// It was made once, by these rules. Special pieces stay, those of one character, of any
// script, and those without letters: so no text becomes unknown that was known. Chinese pieces
// stay whose characters are all in GB 2312 or all in Big5. Pieces in the letters of the eleven
// languages (the exemplar characters of CLDR; of Uzbek in both scripts) stay if they have at
// most four, or if the tokenizer uses them for a word of these languages, in lower case,
// capitals, or beside punctuation. The words are those of the Python package wordfreq (en, fr,
// ru, ar, tr), and of dictionaries, recognition data and translations in Debian (kk, ky, tg,
// tk, uz). Pieces with other Latin letters stay if they have at most two, or if words of en, fr
// or tr use them: names, mostly.
//
// Of 1,074 ordinary lines in eleven languages, which had no part in this, 99.8 % have the same
// pieces as with the whole vocabulary.
//
//go:embed kept.bitmap
var kept string

func isKept(id int) bool { return id/8 < len(kept) && kept[id/8]>>(id%8)&1 == 1 }
