// Who does it and to whom: the frame of an entry filled with parties from the tree.
//
// A party is a mention, or whoever a phrase belongs to. Pure; views into the layers of one document.
#pragma once

#include <vector>

#include "coding/predicate.h"

namespace chancery::coding {

/// `from` without those of `others`.
reading::Heads without(const reading::Heads& from, const reading::Heads& others);

class Roles {
 public:
  explicit Roles(const PredicateSources& sources) : s_(sources), clauses_{sources.tokens, sources.trees} {}

  const reading::Clauses& clauses() const { return clauses_; }
  void fill(const knowledge::Entry& entry, TokenId token, reading::Heads& actors, reading::Heads& recipients) const;
  /// Whose phrase it is: that of its head, or of its possessor ("China's policy", "the policy of China", "US calls").
  TokenId party_of(TokenId head, bool modifier) const;
  TokenId name_before(TokenId noun) const;
  /// Somebody known whom the clause of the act names and no role has taken: "agreed to open its borders for Afghans",
  /// "demanded that the minister explain himself". The first in text order, behind the word.
  /// None of `things`.
  TokenId party_in_clause(TokenId trigger, const reading::Heads& actors, EventType event,
                          const reading::Heads& things) const;
  /// The objects that a pattern names by their word: "sent tanks".
  reading::Heads named_objects(const knowledge::Entry& entry, TokenId token) const;
  /// `from` without the pronouns that are one of `others` again: "Qatar suspended its mediation".
  reading::Heads without_owners(const reading::Heads& from, const reading::Heads& others) const;
  /// Whether the token's lemma is this one; the first word of a sentence also with its capital.
  bool is_lemma(std::string_view lemma, TokenId token) const;
  bool names(const knowledge::Constraint& constraint, TokenId head) const;
  bool fits(TokenId token, const knowledge::Entry& entry) const;

 private:
  /// Who or what may fill a role: those who can act; also names of nobody known; also things.
  enum class Accept : std::uint8_t { Parties, Names, Anything };

  /// "Wang said so in talks with Blinken": he who speaks or acts during the talks is in them.
  void add_subject_around(TokenId noun, reading::Heads& parties_found) const;
  /// Actors that the frame finds none of, where the tree hides them.
  reading::Heads actors_around(TokenId token, const knowledge::Frame& frame) const;
  /// Those whom the pattern's own words are or belong to: "summoned the Chinese ambassador", "broke Iran's ban".
  reading::Heads named_parties(const knowledge::Entry& entry, TokenId token) const;
  /// The words that the pattern itself names behind a preposition ("supplied with weapons") and that are nobody: they
  /// are no recipients.
  reading::Heads named_things(const knowledge::Entry& entry, TokenId token) const;
  /// The first slot with somebody in it who can act; else the first with what else is accepted.
  reading::Heads first_filled(TokenId token, const std::vector<knowledge::Slot>& slots, Accept accept) const;
  /// Those in a slot who can act; for `accept` also unknown names, or things.
  reading::Heads parties(TokenId token, const knowledge::Slot& slot, Accept accept) const;
  /// "Soviet-American talks", "Iranian and Tajik officials": the other country of the pair is a party too.
  void add_with_modifiers(TokenId party, const knowledge::Slot& slot, reading::Heads& parties) const;
  bool is_phrase(TokenId head) const;
  bool stands_in_place(TokenId head) const;
  /// Somebody with a country or a sector who is none of the actors. Those who are moved or dismissed without a country
  /// of their own are the actor's.
  bool is_other(const reading::Mention& mention, const reading::Heads& actors, EventType event) const;

  const PredicateSources& s_;
  const reading::Clauses clauses_;
};

}  // namespace chancery::coding
