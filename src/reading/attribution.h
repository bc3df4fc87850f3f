// Who says so: cues of speech, thought and intention with their speakers, hearers and content.
//
// Fills the layer of quotes from tokens, trees, the lexicon's cues and the attribution model. A quote is one
// attribution; the statement of the contract is made from it in coding/compose.h. Not yet: quotations without a cue.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "knowledge/lexicon.h"
#include "learned/linear_model.h"
#include "reading/arguments.h"
#include "reading/attribution_decisions.h"
#include "reading/attribution_view.h"

namespace chancery::reading {

enum class QuoteKind : std::uint8_t { Direct, Indirect, Mixed };

struct TokenRange {
  TokenId begin;
  TokenId end;  // one past the last

  bool holds(TokenId token) const { return token >= begin && token < end; }
  bool empty() const { return !begin.exists() || begin >= end; }
};

struct Quote {
  TokenId cue;            // the word that tells of saying
  TokenRange cue_words;   // with what belongs to it: "has repeatedly denied"
  TokenId content_begin;  // the words said, quotation marks and "that" among them
  TokenId content_end;    // one past the last
  TokenId content_head;   // root of the content's clause
  TokenRange gap;         // cue and speaker where they stand within the content ("…," he said, "…"), or empty
  Heads speakers;
  std::array<TokenRange, 8> speaker_words{};  // for each of the speakers
  Heads addressees;
  std::array<TokenRange, 4> quoted{};  // the first quotations within the content, with their marks
  std::size_t quoted_count = 0;
  QuoteKind kind = QuoteKind::Indirect;
  bool tells = false;  // told as so: a clause or a quotation, and not an aim ("to go") or a thing ("his visit")
  const knowledge::Cue* entry = nullptr;  // what the lexicon knows of the cue, or nullptr

  bool holds(TokenId token) const {
    return token >= content_begin && token < content_end && (gap.empty() || !gap.holds(token));
  }
};

/// Scratch memory of one thread, used again for document after document.
class QuoteFinder {
 public:
  /// Fills `out` in order of the cues. With an empty model, what the grammar proposes is taken as it is.
  void find(const knowledge::Lexicon& lexicon, const learned::LinearModel& model, const text::Tokens& tokens,
            const syntax::Trees& trees, std::vector<Quote>& out);

 private:
  class Reading;

  AttributionView view_;
  std::vector<Proposal> proposals_;
  DecisionScratch decisions_;
};

/// The innermost quote, or the innermost that tells something as so, whose content holds `token`, or nullptr. `quotes`
/// is in order of the cues.
enum class Around : std::uint8_t { Any, Telling };
const Quote* quote_around(const std::vector<Quote>& quotes, const text::Tokens& tokens, TokenId token,
                          Around which = Around::Telling);

}  // namespace chancery::reading
