// Lemmas of the words that matter, mended: fills nothing new, corrects `Trees::lemma` of verbs and nouns.
//
// The tagger guesses the lemmas of words that it never met ("expell", "blockad"); the lexicon knows better which words
// there are. The mended lemmas are views into the lexicon, which outlives every analysis. Any thread.
#pragma once

#include "knowledge/lexicon.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

void mend_lemmas(const knowledge::Lexicon& lexicon, const text::Tokens& tokens, syntax::Trees& trees);

}  // namespace chancery::reading
