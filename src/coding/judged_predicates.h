// The judge's word on what the rules found: acts that are told after all, acts that are none, acts that no rule knows,
// and who takes part in them.
#pragma once

#include <cstdint>
#include <vector>

#include "coding/event_judge.h"
#include "coding/predicates.h"

namespace chancery::coding {

/// How sure the judge must be (logarithms of odds) to leave out what the rules tell, to tell what they know and leave
/// out, and to tell what they do not know.
struct JudgeThresholds {
  float keep = -0.6F;
  float keep_construction = -1.5F;     // the same of acts that are more than one word ("engage in talks")
  float keep_political_alone = -3.7F;  // the same of those that are political whoever does them ("car bomb")
  float spare = 0;
  float spare_among_unknown = 0.4F;  // the same where nobody in the sentence is known in politics
  float add = 0.8F;
  float part = 0;            // to give somebody a part
  float only_actor = -0.5F;  // to give somebody the part of the actor that nobody else has
};

/// Scratch that is kept from one document to the next; one per thread.
class PredicateJudge {
 public:
  /// Changes `predicates`, which `finder` found last in the same layers; they stay in text order. Does nothing where
  /// `judge` knows nothing. `rejections`, where given, gets what the judge leaves out.
  void judge(const TriggerSources& sources, const EventJudge& judge, const JudgeThresholds& thresholds,
             const PredicateFinder& finder, std::vector<Predicate>& predicates,
             std::vector<Rejection>* rejections = nullptr);

 private:
  class Pass;
  std::vector<RuleView> rules_;
  std::vector<std::uint64_t> features_;
  std::vector<TokenId> candidates_;
  std::vector<Predicate> found_;
  std::vector<std::uint32_t> told_;  // by token: bits of the types that it tells
};

}  // namespace chancery::coding
