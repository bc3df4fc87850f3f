// Words of action read in the tree, each once: its roles by its frame, and the inner act that an operator works on.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "coding/predicate.h"
#include "coding/roles.h"

namespace chancery::coding {

/// What one word says; may be part of what another says.
struct ActReading {
  TokenId token;
  knowledge::ActId act;  // none: the word means nothing that we code
  reading::Heads actors;
  reading::Heads recipients;
  Chain chain;
  std::optional<Status> status;     // what an operator gives
  std::optional<Status> inner;      // of an inner act that is told besides
  std::uint32_t inner_reading = 0;  // 1 + index
  std::uint32_t governor = 0;       // 1 + index of the outer reading that it is part of
  bool told = false;                // gave a predicate, or is part of one that did
  bool negated = false;
  knowledge::ActId composed;  // with what "will" or "may" make of it; set when it was judged
  std::string_view outcome;   // "told", or why it gave nothing; empty while nobody has asked
};

/// `reading_of` (by token: 0 not read yet, else 1 + index into `readings`) and `readings` are scratch of the caller.
class ActReader {
 public:
  ActReader(const PredicateSources& sources, const Roles& roles, std::vector<std::uint32_t>& reading_of,
            std::vector<ActReading>& readings)
      : s_(sources), roles_(roles), clauses_(roles.clauses()), reading_of_(reading_of), readings_(readings) {}

  /// Reads `token` and what it governs; 1 + index of its reading, 0 where the lexicon has nothing.
  std::uint32_t read(TokenId token, int depth);

 private:
  /// What the word may mean, the closest pattern first.
  std::span<const knowledge::Entry> entries_at(TokenId token) const;
  bool is_used_as_verb(TokenId token) const;
  ActReading read_entry(const knowledge::Entry& entry, TokenId token, int depth);
  void read_act(const knowledge::Entry& entry, TokenId token, int depth, ActReading& reading);
  void merge_noun(TokenId noun, int depth, ActReading& reading);
  /// The reading of the act that `head` names: its own, or that of what hangs on it ("decision to withdraw").
  std::uint32_t inner_reading(TokenId head, int depth);
  void read_operator(const knowledge::Entry& entry, TokenId token, int depth, ActReading& reading);
  /// "condemned the arrest of X": X, whom the noun's act is done to, is not condemned.
  void drop_patients(ActReading& outer, const ActReading& inner) const;
  /// "accused X of bombing", "blamed X for the attack": X does the inner act, unless that names its own actor.
  void give_inner_actor(const ActReading& outer, ActReading& inner) const;
  /// What the operator's own frame leaves open is taken from the inner act.
  void inherit_roles(const ActReading& inner, const knowledge::Frame& frame, ActReading& reading) const;

  const PredicateSources& s_;
  const Roles& roles_;
  const reading::Clauses& clauses_;
  std::vector<std::uint32_t>& reading_of_;
  std::vector<ActReading>& readings_;
};

}  // namespace chancery::coding
