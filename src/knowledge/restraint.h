// What keeps the coder from events that are none: who makes an act political, and words that tell that a text is about
// something else (sport, business, films, weather).
//
// Read from data/restraint: parties.tsv, acts.tsv, topics.tsv. Immutable after loading; shared by all threads. It knows
// no documents; src/coding/topics.h counts.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "chancery/records.h"
#include "knowledge/directory.h"
#include "knowledge/ontology.h"

namespace chancery::knowledge {

/// What an event in a text about something else must have to be one all the same.
enum class TopicNeeds : std::uint8_t {
  Office,   // somebody who acts in politics by office, and is more than a country's name ("Brazil" plays football)
  Country,  // somebody who acts in politics, and has a country ("soldiers" may be those of a film)
};

struct Topic {
  std::string name;
  int threshold = 0;  // the weight of words in a sentence from which on it is about this
  TopicNeeds needs = TopicNeeds::Office;
};

class Restraint {
 public:
  /// Throws TableError naming file and line. Acts that `ontology` does not have are passed over: it may be a user's
  /// own.
  static Restraint load(std::span<const TableText> tables, const Ontology& ontology);

  /// Whether somebody of this sector ("GOV") makes an event of this type political; "" never does.
  bool is_political(EventType event, std::string_view sector) const;

  /// Whether this sector makes an event of any type political.
  bool is_office(std::string_view sector) const;
  /// Whether an act is political whoever does it ("impose a curfew").
  bool is_political_alone(ActId act) const { return act.index() < alone_.size() && alone_[act.index()]; }

  struct TopicWord {
    std::uint8_t topic = 0;  // index into topics()
    std::uint8_t weight = 0;
  };
  /// What a lemma says about the topic, or null.
  const TopicWord* word(std::string_view lemma) const;
  std::span<const Topic> topics() const { return topics_; }

 private:
  std::shared_ptr<const std::vector<std::string>> texts_;  // the tables' bytes, which the words point into
  std::array<std::uint32_t, kEventTypeCount> sectors_{};   // a bit for each sector
  std::uint32_t offices_ = 0;                              // those of all types
  std::vector<bool> alone_;                                // by act
  std::vector<Topic> topics_;
  boost::unordered_flat_map<std::string_view, TopicWord> words_;
};

}  // namespace chancery::knowledge
