// What the sentences are about: indicators of a table of topics, looked up in words and lemmas.
//
// Fills one layer from tokens and trees in one pass. A topic holds for a sentence where an indicator that stands alone
// is in it, or two different ones that need another; and where one of those is in it and its paragraph has three
// points for the topic.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "knowledge/topics.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// The topics of each sentence, in the order of the table: topic[begin[s] .. begin[s + 1]).
struct SentenceTopics {
  std::vector<std::uint32_t> begin;
  std::vector<knowledge::TopicId> topic;

  std::span<const knowledge::TopicId> of(SentenceId sentence) const {
    if (sentence.index() + 1 >= begin.size()) return {};
    return {topic.data() + begin[sentence.index()], topic.data() + begin[sentence.index() + 1]};
  }
  void clear() {
    begin.clear();
    topic.clear();
  }
};

/// One thread's scratch.
class TopicFinder {
 public:
  /// Replaces what `out` held.
  void find(const knowledge::Topics& topics, const text::Tokens& tokens, const syntax::Trees& trees,
            SentenceTopics& out);

 private:
  struct Hit {
    std::uint32_t sentence;
    knowledge::TopicId topic;
    std::uint32_t phrase;  // which indicator
    std::uint8_t strength;
  };

  void add_paragraph(std::size_t first, std::size_t last);

  std::vector<std::uint64_t> forms_, lemmas_;  // by token
  std::vector<Hit> hits_;
  std::vector<Hit> once_;                        // of one paragraph, each indicator once
  std::vector<std::uint32_t> paragraph_points_;  // by topic
};

}  // namespace chancery::reading
