// The shapes of what is done: the chain of words that say an act, and the act with its parties.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "knowledge/lexicon.h"
#include "knowledge/ontology.h"
#include "knowledge/restraint.h"
#include "reading/arguments.h"
#include "reading/attribution.h"
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

/// `chain` under one more link; the last falls off where there is no room.
inline Chain with_first(Chain::Link first, const Chain& chain) {
  Chain all;
  all.push(first);
  for (std::size_t i = 0; i < chain.size; ++i) all.push(chain.links[i]);
  return all;
}

/// "Leaves on Tuesday", "a planned visit": an act that is still to come is a promise to do it. Changes `act` and the
/// `chain` that tells it; neither where the scheme codes no such promise.
inline void put_off(const knowledge::Ontology& ontology, TokenId trigger, knowledge::ActId& act, Chain& chain) {
  const knowledge::OperatorId op = ontology.operator_of(knowledge::Reading::Future);
  const knowledge::ActId later = op.exists() ? ontology.compose(op, act) : knowledge::ActId::none();
  if (!later.exists() || !ontology[later].event) return;
  act = later;
  chain = with_first({nullptr, op, trigger}, chain);
}

struct Predicate {
  TokenId trigger;  // the word on which the act hangs; its own modifiers tell time and place
  SentenceId sentence;
  knowledge::ActId act;
  reading::Heads actors;
  reading::Heads recipients;
  Status status = Status::Actual;
  Chain chain;
  std::string_view said;  // where the act lies in what is said of somebody: the word that tells it
  float odds = 0;         // the judge's logarithm of the odds that it is an event; 0 where no judge was asked
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
  const std::vector<reading::Quote>* quotes = nullptr;  // who says what; without them no act is found in what is said
};

/// What the lexicon and the rules say of a word.
struct RuleView {
  knowledge::ActId act;      // none: nothing that is coded
  knowledge::OperatorId op;  // outermost, or none
  std::string_view outcome;  // "told", why it gives no event, or empty: no entry in the lexicon
  const reading::Heads* actors = nullptr;
  const reading::Heads* recipients = nullptr;
  bool is_part = false;  // of what another word tells
};

/// The outcome of a word that gave an event.
inline constexpr std::string_view kTold = "told";
/// The outcome of a word that tells an act in what is said.
inline constexpr std::string_view kSaid = "said";

/// A word of action that gave no event, and why, for people.
struct Rejection {
  TokenId token;
  Chain chain;
  std::string_view why;
};

}  // namespace chancery::coding
