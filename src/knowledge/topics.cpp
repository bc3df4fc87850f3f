// Tested by: topics_test.cpp.
#include "knowledge/topics.h"

#include <algorithm>
#include <set>

namespace chancery::knowledge {

std::uint64_t topic_word(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (char c : word) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    hash = (hash ^ static_cast<unsigned char>(small)) * 0x100000001b3u;
  }
  return hash;
}

Topics Topics::load(std::span<const TableText> tables, std::string_view name) {
  Topics topics;
  std::set<std::pair<std::string, std::string>> seen;
  boost::unordered_flat_map<std::string, TopicId> ids;
  for (const TableText& table : tables) {
    if (std::string_view(table.file).substr(table.file.find_last_of('/') + 1) != name) continue;
    read_table(table, 3, 3, [&](const TableLine& line) {
      const std::string topic(line.field(0));
      if (topic.empty()) line.fail("names no topic");
      const std::string_view how = line.field(1);
      if (how != "alone" && how != "together") line.fail("'" + std::string(how) + "' is neither alone nor together");
      const auto [at, is_new] = ids.try_emplace(topic, TopicId(topics.names_.size()));
      if (is_new) {
        topics.names_.push_back(topic);
        topics.indicators_.push_back(0);
      }
      for (std::string_view indicator : split_list(line.fields[2])) {
        const auto number = static_cast<std::uint32_t>(topics.words_.size());  // of no other indicator
        for (std::string_view phrase : split_list(indicator, '|')) {
          if (!seen.emplace(topic, std::string(phrase)).second) line.fail("'" + std::string(phrase) + "' stands twice");
          Phrase entry;
          entry.topic = at->second;
          entry.strength = how == "alone" ? kAlone : kTogether;
          entry.indicator = number;
          entry.begin = static_cast<std::uint32_t>(topics.words_.size());
          for (std::string_view word : split_list(phrase, ' ')) topics.words_.push_back(topic_word(word));
          entry.end = static_cast<std::uint32_t>(topics.words_.size());
          topics.phrases_.push_back(entry);
          ++topics.indicators_[at->second];
        }
      }
    });
  }
  if (topics.phrases_.empty()) throw TableError("there is no table " + std::string(name));
  const auto first = [&](const Phrase& phrase) { return topics.words_[phrase.begin]; };
  std::stable_sort(topics.phrases_.begin(), topics.phrases_.end(), [&](const Phrase& a, const Phrase& b) {
    if (first(a) != first(b)) return first(a) < first(b);
    return a.end - a.begin > b.end - b.begin;
  });
  for (std::uint32_t i = 0; i < topics.phrases_.size(); ++i) {
    auto& range = topics.by_first_word_.try_emplace(first(topics.phrases_[i]), i, i).first->second;
    range.second = i + 1;
  }
  return topics;
}

std::span<const Topics::Phrase> Topics::beginning_with(std::uint64_t word) const {
  const auto found = by_first_word_.find(word);
  if (found == by_first_word_.end()) return {};
  return {phrases_.data() + found->second.first, phrases_.data() + found->second.second};
}

}  // namespace chancery::knowledge
