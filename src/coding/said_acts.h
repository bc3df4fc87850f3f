// Acts that lie in what is said: "the minister said Rome should open its ports" asks for something, "he called it a
// reckless plan of the ministry" blames somebody.
//
// Read from statements that are told as so: a clause of their content that says what somebody else should do, and words
// of the lexicon's stances that speak well or ill of somebody else. What these acts are is told by
// data/ontology/said.tsv.
#pragma once

#include <cstdint>
#include <vector>

#include "coding/admission.h"
#include "coding/predicate.h"
#include "coding/roles.h"

namespace chancery::coding {

class SaidActs {
 public:
  SaidActs(const PredicateSources& sources, const Roles& roles, const Admission& admission)
      : s_(sources), roles_(roles), clauses_(roles.clauses()), admission_(admission) {}

  /// Appends, with the speakers as actors, at most one act of each kind for each party that a quote speaks of, and
  /// eight of one quote. `told`, in order of the sentences, are the acts that words of the lexicon tell: where one of
  /// the same type stands in the quote or is its cue, that is enough.
  void find(const std::vector<Predicate>& told, std::vector<Predicate>& out) const;

 private:
  void read(const reading::Quote& quote, const std::vector<Predicate>& told, std::vector<Predicate>& out) const;
  /// Bits of the types that words of the lexicon tell in the quote or as its cue.
  std::uint32_t types_told(const reading::Quote& quote, const std::vector<Predicate>& told) const;
  /// Who should do something, where the clause of `token` says so; else none.
  TokenId obliged(TokenId token) const;
  /// Of whom the word speaks, and how: -1 ill, 1 well, 0 not at all.
  int judged(TokenId token, TokenId& party) const;
  TokenId subject_party(TokenId predicate) const;
  /// "has no credible plan", "cannot have good relations"
  bool lacks(TokenId verb, TokenId object) const;
  bool is_negated(TokenId token) const;
  /// Somebody political who is not one of the speakers.
  bool is_other(EventType event, const reading::Quote& quote, TokenId party) const;

  const PredicateSources& s_;
  const Roles& roles_;
  const reading::Clauses& clauses_;
  const Admission& admission_;
};

}  // namespace chancery::coding
