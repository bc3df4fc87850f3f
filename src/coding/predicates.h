// What is done, and is it done: acts found in trees.
//
// Fills the layer of predicates from trees, mentions and times. Every predicate names the entries of the lexicon and
// the operators that made it, so that its record can be explained. Records know no trees: composition (compose.h)
// sees only this.
#pragma once

#include <cstdint>
#include <vector>

#include "coding/act_reader.h"
#include "coding/predicate.h"
#include "coding/topics.h"

namespace chancery::coding {

/// Scratch that is kept from one document to the next; one per thread.
class PredicateFinder {
 public:
  /// Fills `out` in text order with the acts of prose and headlines; `rejections`, where given, with what gave none.
  void find(const PredicateSources& sources, std::vector<Predicate>& out, std::vector<Rejection>* rejections = nullptr);

  /// What the sentences of the document are about, where not about politics. Until the next `find`.
  const Topics& topics() const { return topics_; }
  /// What the rules said of every token of the document of the last `find`; until the next.
  void view(const PredicateSources& sources, std::vector<RuleView>& out) const;
  /// Acts of the last `find` that are told as so, but lack what makes an event political.
  const std::vector<Predicate>& spared() const { return spared_; }

 private:
  class Pass;
  std::vector<std::uint32_t> reading_of_;  // by token: 0 not read yet, else 1 + index into readings_
  std::vector<ActReading> readings_;
  Topics topics_;
  std::vector<Predicate> spared_;
  std::vector<Predicate> said_;  // acts that lie in what is said (said_acts.h)
};

}  // namespace chancery::coding
