// Is it political: what an event of a type must have to be told.
#pragma once

#include <string_view>

#include "coding/predicate.h"
#include "coding/topics.h"

namespace chancery::coding {

class Admission {
 public:
  Admission(const PredicateSources& sources, const Topics& topics) : s_(sources), topics_(topics) {}

  /// What a political event of this type needs and the predicate has not; empty where it has all.
  std::string_view lack_of(EventType event, const knowledge::Act& act, const Predicate& predicate) const;
  /// Whether somebody in the sentence would make an event of this type political, if he took part.
  bool is_political_sentence(EventType event, SentenceId id) const;

  /// Whether somebody makes an event of this type political.
  bool is_political(EventType event, TokenId head) const;

 private:
  bool is_political(EventType event, const reading::Heads& heads) const;
  /// Whether somebody has what an event in a text about sport, films or weather must have.
  bool outweighs(const knowledge::Topic& topic, EventType event, const reading::Heads& heads) const;
  /// Whether a person, or whoever a pronoun stands for, takes part.
  bool has_somebody(const Predicate& predicate) const;
  bool is_plural(const reading::Heads& heads) const;

  const PredicateSources& s_;
  const Topics& topics_;
};

}  // namespace chancery::coding
