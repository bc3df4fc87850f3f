// What a text is about when it is not about politics: counts words of sport, business, films, weather, by sentence and
// over the document.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "knowledge/restraint.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::coding {

/// Scratch that is kept from one document to the next; one per thread.
class Topics {
 public:
  /// One pass over the nouns and verbs of the document.
  void read(const knowledge::Restraint& restraint, const text::Tokens& tokens, const syntax::Trees& trees);
  /// The topic of a sentence, or null where it may be about politics. Until the next `read`.
  const knowledge::Topic* of(SentenceId sentence) const {
    const std::uint8_t topic = of_sentence_[sentence.index()];
    return topic == kNone ? nullptr : &restraint_->topics()[topic];
  }

 private:
  static constexpr std::size_t kMaxTopics = 16;
  static constexpr std::uint8_t kNone = 255;
  const knowledge::Restraint* restraint_ = nullptr;
  std::vector<std::uint8_t> of_sentence_;
};

}  // namespace chancery::coding
