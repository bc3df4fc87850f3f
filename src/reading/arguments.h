// Who stands in which role of a verb, noun or adjective: the grammar between trees and frames.
//
// Logical roles over Universal Dependencies trees: passives, relative and participial clauses, control and raising,
// coordination. Pure functions of the tree; they allocate nothing and look at most kMaxClimb heads upwards.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "knowledge/lexicon.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// Up to eight head words of phrases, in text order, each once. What is over eight is left out.
class Heads {
 public:
  void add(TokenId token);
  void add_all(const Heads& others);
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  bool contains(TokenId token) const;
  const TokenId* begin() const { return items_.data(); }
  const TokenId* end() const { return items_.data() + size_; }
  TokenId front() const { return items_[0]; }

 private:
  std::array<TokenId, 8> items_{};
  std::uint8_t size_ = 0;
};

/// A tree and its words, passed by value.
struct Clauses {
  const text::Tokens& tokens;
  const syntax::Trees& trees;

  bool is_nominal(TokenId token) const;
  bool is_passive(TokenId verb) const;
  /// "The army massacred civilians", read as a phrase without a verb: the participle before the root is its verb.
  bool is_hidden_verb(TokenId participle) const;
  /// The subject as it stands (of a passive: who it is done to), or none; relative pronouns are followed to their noun.
  TokenId surface_subject(TokenId predicate) const;
  /// The heads that fill a slot of `predicate`, with their conjuncts; empty where nothing does.
  Heads fill(TokenId predicate, const knowledge::Slot& slot) const;
  /// Whether `word` ("on", "out_of", "according_to") is the preposition or mark of `dependent`.
  bool has_preposition(TokenId dependent, std::string_view word) const;
  /// First child with the relation, or none.
  TokenId child_with(TokenId token, syntax::Deprel deprel) const;
  /// `head` and the nouns coordinated with it.
  void add_conjuncts(TokenId head, Heads& out) const;
  /// Whether `token` is `ancestor` or stands below it.
  bool is_within(TokenId token, TokenId ancestor) const;

 private:
  TokenId hidden_subject(TokenId participle) const;
  bool is_finite(TokenId token) const;
  bool has_auxiliary(TokenId token) const;
  TokenId subject_of(TokenId predicate, int climb) const;
  TokenId follow_relative(TokenId pronoun, TokenId predicate) const;
  bool is_behind(TokenId dependent, std::string_view word) const;
  void add_prepositional(TokenId token, std::string_view word, Heads& out) const;
  Heads object_of(TokenId predicate) const;
};

}  // namespace chancery::reading
