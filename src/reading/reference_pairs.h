// "The two leaders", "both sides", "the pair", "the former", "the latter": phrases for two who were named together
// last.
#pragma once

#include <optional>
#include <vector>

#include "reading/reference.h"

namespace chancery::reading {

/// Makes `mention` stand for several.
void set_parts(const std::vector<MentionPart>& parts, Mentions& mentions, Mention& mention);

class PairFinder {
 public:
  PairFinder(const ReferenceSources& sources, Mentions& mentions) : s_(sources), mentions_(mentions) {}

  /// Resolves the mention where it is such a phrase and the text before leaves no doubt; false where it is none, or
  /// stays open. The mentions before it have been settled.
  bool settle(MentionId id);
  /// "The leaders of Russia and China": those of each state, by name where the text names one who leads it. False where
  /// the mention is none of several states.
  bool settle_leaders(MentionId id);
  /// Whether the word heads such a phrase.
  static bool points_back(const ReferenceSources& sources, TokenId head);

 private:
  /// What `mention` stands for; None where it is no phrase for two.
  knowledge::PairClass class_of(const Mention& mention) const;
  /// The two whom the last sentences name; empty where they are fewer or more.
  std::vector<MentionPart> last_two(MentionId before, knowledge::PairClass of) const;
  MentionPart leader_of(std::string_view iso3, MentionId near) const;
  bool may_be_one(const Mention& mention, knowledge::PairClass of) const;
  bool stands_in_place(TokenId head) const;

  const ReferenceSources& s_;
  Mentions& mentions_;
};

}  // namespace chancery::reading
