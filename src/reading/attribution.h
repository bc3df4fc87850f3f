// Who says so: cues of speech, thought and intention with their speakers, hearers and content.
//
// Fills the layer of quotes from tokens, trees and the lexicon's cues. A quote is one attribution; the statement of the
// contract is made from it in coding/compose.h.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "knowledge/lexicon.h"
#include "reading/arguments.h"

namespace chancery::reading {

enum class QuoteKind : std::uint8_t { Direct, Indirect, Mixed };

struct Quote {
  TokenId cue;            // the word that tells of saying
  TokenId content_begin;  // the words said, without the commas and stops around them
  TokenId content_end;    // one past the last
  TokenId content_head;   // root of the content's clause
  Heads speakers;
  Heads addressees;
  QuoteKind kind = QuoteKind::Indirect;
  const knowledge::Cue* entry = nullptr;
};

/// Fills `out` in text order.
void find_quotes(const knowledge::Lexicon& lexicon, const text::Tokens& tokens, const syntax::Trees& trees,
                 std::vector<Quote>& out);

/// The innermost quote whose content holds `token`, or nullptr. `quotes` is in text order.
const Quote* quote_around(const std::vector<Quote>& quotes, const text::Tokens& tokens, TokenId token);

}  // namespace chancery::reading
