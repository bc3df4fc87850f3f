// What a text is about: words and phrases that point to a topic, such as an issue or the context of an event.
//
// Read from a table of indicators: topic, strength, phrases. Immutable after loading; shared by all threads. It knows
// words, no documents: reading/find_topics.h looks them up.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/table.h"

namespace chancery::knowledge {

struct TopicKind;
using TopicId = Id<TopicKind>;

/// The hash of a word as indicators know it: small letters.
std::uint64_t topic_word(std::string_view word);

class Topics {
 public:
  struct Phrase {
    TopicId topic;
    std::uint8_t strength = 0;         // kAlone, or kTogether: another indicator must stand with it
    std::uint32_t indicator = 0;       // phrases that say the same ("iran|tehran") have one number and count once
    std::uint32_t begin = 0, end = 0;  // its words in `words`
  };
  static constexpr std::uint8_t kTogether = 1;
  static constexpr std::uint8_t kAlone = 2;

  /// Reads the table whose file is called `name`; lines `topic  alone|together  phrase;phrase|phrase`. Throws
  /// TableError naming file and line.
  static Topics load(std::span<const TableText> tables, std::string_view name);

  /// Phrases that begin with the word, the longest first.
  std::span<const Phrase> beginning_with(std::uint64_t word) const;
  std::span<const std::uint64_t> words(const Phrase& phrase) const {
    return {words_.data() + phrase.begin, words_.data() + phrase.end};
  }
  std::string_view name(TopicId topic) const { return names_[topic]; }
  std::size_t size() const { return names_.size(); }
  std::size_t indicator_count(TopicId topic) const { return indicators_[topic]; }

 private:
  IdVector<TopicId, std::string> names_;
  IdVector<TopicId, std::size_t> indicators_;
  std::vector<std::uint64_t> words_;
  std::vector<Phrase> phrases_;  // by first word
  boost::unordered_flat_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> by_first_word_;
};

}  // namespace chancery::knowledge
