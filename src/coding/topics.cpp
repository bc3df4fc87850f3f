// Tested by: tests/restraint and predicates_test.cpp.
#include "coding/topics.h"

#include <algorithm>

namespace chancery::coding {

using syntax::Upos;

namespace {

// A document of at least so many sentences, of which at least one in so many is about a topic, is about it as a whole.
constexpr std::size_t kLeastSentences = 5;
constexpr std::size_t kOneIn = 3;

/// "Cup" in "World Cup" is the word "cup".
const knowledge::Restraint::TopicWord* word_of_name(const knowledge::Restraint& restraint, std::string_view lemma) {
  std::array<char, 24> small{};
  if (lemma.size() > small.size()) return nullptr;
  std::transform(lemma.begin(), lemma.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return restraint.word({small.data(), lemma.size()});
}

}  // namespace

void Topics::read(const knowledge::Restraint& restraint, const text::Tokens& tokens, const syntax::Trees& trees) {
  restraint_ = &restraint;
  of_sentence_.assign(tokens.sentences.size(), kNone);
  const std::size_t topic_count = std::min(restraint.topics().size(), kMaxTopics);
  std::array<std::size_t, kMaxTopics> sentences{};
  for (SentenceId id(0); id < tokens.sentences.end_id(); ++id) {
    const text::Sentence& sentence = tokens.sentences[id];
    std::array<int, kMaxTopics> weights{};
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      const Upos upos = trees.upos[token];
      if (upos != Upos::Noun && upos != Upos::Propn && upos != Upos::Verb && upos != Upos::Adj) continue;
      const auto* word =
          upos == Upos::Propn ? word_of_name(restraint, trees.lemma[token]) : restraint.word(trees.lemma[token]);
      if (word != nullptr && word->topic < topic_count) weights[word->topic] += word->weight;
    }
    std::size_t best = 0;
    for (std::size_t topic = 1; topic < topic_count; ++topic) {
      if (weights[topic] > weights[best]) best = topic;
    }
    if (topic_count == 0 || weights[best] < restraint.topics()[best].threshold) continue;
    of_sentence_[id.index()] = static_cast<std::uint8_t>(best);
    ++sentences[best];
  }
  if (of_sentence_.size() < kLeastSentences) return;
  for (std::size_t topic = 0; topic < topic_count; ++topic) {
    if (sentences[topic] * kOneIn < of_sentence_.size()) continue;
    for (std::uint8_t& of : of_sentence_) {
      if (of == kNone) of = static_cast<std::uint8_t>(topic);
    }
    return;
  }
}

}  // namespace chancery::coding
