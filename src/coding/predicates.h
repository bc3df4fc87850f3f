// What is done, and is it done: acts found in trees.
//
// Fills the layer of predicates from trees, mentions and times. Every predicate names the entries of the lexicon and
// the operators that made it, so that its record can be explained. Records know no trees: composition (compose.h)
// sees only this.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "coding/topics.h"
#include "knowledge/lexicon.h"
#include "knowledge/ontology.h"
#include "knowledge/restraint.h"
#include "reading/arguments.h"
#include "reading/mentions.h"
#include "reading/times.h"

namespace chancery::coding {

/// The words that say the act, from the outermost operator to the inner act, at most kMaxChain.
struct Chain {
  static constexpr std::size_t kMaxChain = 4;
  struct Link {
    const knowledge::Entry* entry = nullptr;  // null for an operator that grammar gives ("will")
    knowledge::OperatorId op;                 // none for the act at the end
    TokenId token;
  };
  std::array<Link, kMaxChain> links{};
  std::size_t size = 0;

  void push(Link link) {
    if (size < kMaxChain) links[size++] = link;
  }
};

struct Predicate {
  TokenId trigger;  // the word on which the act hangs; its own modifiers tell time and place
  SentenceId sentence;
  knowledge::ActId act;
  reading::Heads actors;
  reading::Heads recipients;
  Status status = Status::Actual;
  Chain chain;
};

/// The resources and layers that predicates are found in.
struct PredicateSources {
  const knowledge::Ontology& ontology;
  const knowledge::Lexicon& lexicon;
  const knowledge::Restraint& restraint;
  const text::Tokens& tokens;
  const syntax::Trees& trees;
  const reading::Mentions& mentions;
  const std::vector<reading::TimeExpression>& times;
};

/// A word of action that gave no event, and why, for people.
struct Rejection {
  TokenId token;
  Chain chain;
  std::string_view why;
};

/// Scratch that is kept from one document to the next; one per thread.
class PredicateFinder {
 public:
  /// Fills `out` in text order with the acts of prose and headlines; `rejections`, where given, with what gave none.
  void find(const PredicateSources& sources, std::vector<Predicate>& out, std::vector<Rejection>* rejections = nullptr);

 private:
  struct Reading;
  class Pass;
  std::vector<std::uint32_t> reading_of_;  // by token: 0 not read yet, else 1 + index into readings_
  std::vector<Reading> readings_;
  Topics topics_;

 public:
  PredicateFinder();
  ~PredicateFinder();
};

}  // namespace chancery::coding
