// The first pass: bytes -> tokens. The second, sentences.h, groups them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/tokens.h"
#include "text/word_lists.h"

namespace chancery::text {

/// Line ends before a token: 0, 1, or 2 for an empty line and more.
using LineEnds = IdVector<TokenId, std::uint8_t>;

/// Fills spans, space_before and glued_to_former of `out`, and `line_ends`; sentences are left alone.
void scan_tokens(std::string_view text, const WordLists& words, Tokens& out, LineEnds& line_ends);

}  // namespace chancery::text
