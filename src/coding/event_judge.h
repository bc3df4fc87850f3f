// The learned part of the event coder: which words tell an event, of which type, and who acts on whom.
//
// Two linear models (models/events has their card): one over words (no event, or one of the sixteen types), one over
// the parties of a sentence beside an act (no part, actor, recipient). What the rules found is part of what they see.
// Const and shared by all threads; sums run in one order, in single precision, so that every machine answers the same.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/packed_file.h"
#include "coding/role_features.h"
#include "coding/trigger_features.h"
#include "learned/linear_model.h"
#include "learned/word_clusters.h"

namespace chancery::coding {

/// The class of words that tell no event, behind the sixteen types.
inline constexpr std::size_t kNoEvent = kEventTypeCount;
inline constexpr std::size_t kTriggerClasses = kEventTypeCount + 1;
enum class Part : std::uint8_t { None, Actor, Recipient };
inline constexpr std::size_t kParts = 3;

/// Of a word: the most probable type, and the logarithm of the odds that it tells any event.
struct Verdict {
  EventType event = EventType::Consult;
  float odds = 0;  // of any event against none
  std::array<float, kTriggerClasses> scores{};
};

class EventJudge {
 public:
  /// Knows nothing.
  EventJudge() = default;
  /// A view of the sections "learned.events", "learned.events.roles" and "learned.events.clusters" of `file`; knows
  /// nothing where it has none. Throws Error naming `origin` where they are damaged.
  static EventJudge view(const PackedFile& file, const std::string& origin);
  static EventJudge of(learned::LinearModel triggers, learned::LinearModel roles, learned::WordClusters clusters);

  bool empty() const { return triggers_.empty(); }
  const learned::WordClusters& clusters() const { return clusters_; }

  /// `features` of find_trigger_features.
  Verdict judge(const std::vector<std::uint64_t>& features) const;
  /// For each part the score against `Part::None`; `features` of find_role_features.
  std::array<float, kParts> parts(const std::vector<std::uint64_t>& features) const;

 private:
  learned::LinearModel triggers_;
  learned::LinearModel roles_;
  learned::WordClusters clusters_;
};

}  // namespace chancery::coding
