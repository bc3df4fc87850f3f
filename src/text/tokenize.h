// bytes -> sentences and tokens: fills the first layer of an analysis.
//
// Tokens follow the English treebanks of Universal Dependencies (EWT, GUM); tokenize.cpp says in what and why.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/tokens.h"
#include "text/word_lists.h"

namespace chancery::text {

struct StoryHeadSpan;  // text/story_head.h

struct TokenizeOptions {
  /// A longer sentence is cut at its best places; the parts after the first have `continues`. At least 2.
  std::size_t longest_sentence = 250;
  /// The head of this text where it was read before; its slugs become sentences of their own. Null: there is none.
  const StoryHeadSpan* head = nullptr;
};

/// Fills `out` (cleared first) from `text`, which must outlive it and be shorter than 4 GiB. Any bytes are read, in
/// one pass and in linear time; what is not valid UTF-8 becomes tokens of signs. Allocates nothing per token once
/// `out` has grown. Threads may share `words`; each has its own `out`.
void tokenize(std::string_view text, const WordLists& words, const TokenizeOptions& options, Tokens& out);

}  // namespace chancery::text
