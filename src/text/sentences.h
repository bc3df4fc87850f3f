// The second pass: tokens -> sentences, with their roles in the layout.
#pragma once

#include "text/scan.h"
#include "text/tokenize.h"

namespace chancery::text {

/// Fills `sentences` and `sentence_of` of `out` from the tokens and the line ends before them.
void break_sentences(const WordLists& words, const TokenizeOptions& options, const LineEnds& line_ends, Tokens& out);

}  // namespace chancery::text
