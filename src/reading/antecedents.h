// Which entity a phrase belongs to: candidates before it, their features, and the decision by a model.
//
// Used by the reading (reference.h) and by its trainer, which asks for candidates and features and links as the corpus
// does. The phrases are taken one by one, in text order. After the mention-ranking models (Denis and Baldridge 2008):
// of the entities that fit, and of none, the one of the highest score, where it leads enough.
// One thread's scratch; allocates nothing once it is warm.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <optional>
#include <vector>

#include "knowledge/reference_words.h"
#include "learned/linear_model.h"
#include "reading/entities.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// How the name of a phrase goes with the names of an entity; the strongest first.
enum class NameMatch : std::uint8_t {
  Same,      // the same words
  Actor,     // other words, and the directory knows both as one
  Surname,   // "Obama" after "Barack Obama"
  Given,     // "Barack" after it
  Acronym,   // "IAEA" after "International Atomic Energy Agency"
  Shorter,   // words of the longer one, in their order
  Longer,    // the other way round
  SameHead,  // the last word alone: "Hillary Clinton", "Bill Clinton"
  Some,      // another word in common
  None,
};

/// Beside the kinds of pronouns, for how far a candidate must lead: "it" for a state or an organisation.
inline constexpr std::uint64_t kItOfBody = 8;
/// "They" for those who acted before.
inline constexpr std::uint64_t kTheyOfActors = 9;

class AntecedentFinder {
 public:
  struct Candidate {
    EntityId entity;
    PhraseId phrase;  // the last of the entity, or of a name the one that it goes with
    NameMatch match = NameMatch::None;
    bool apposed = false;  // the phrase stands in apposition to it
  };
  using Features = std::vector<std::uint64_t>;

  /// Begins with a document whose phrases have been found.
  void begin(const knowledge::ReferenceWords& words, const text::Tokens& tokens, const syntax::Trees& trees,
             const Mentions& mentions, Entities& entities);
  /// The entities that the phrase can belong to, the nearest first.
  void find_candidates(PhraseId phrase, std::vector<Candidate>& out);
  /// What speaks for a candidate; `rank` counts them from the nearest.
  void add_features(PhraseId phrase, const Candidate& candidate, std::size_t rank, Features& out) const;
  /// What speaks for none of them.
  void add_features_of_none(PhraseId phrase, std::size_t candidate_count, Features& out) const;
  /// Puts the phrase into an entity, or into a new one where `candidate` is null.
  void link(PhraseId phrase, const Candidate* candidate);
  /// The decision of a model: a candidate, or null.
  const Candidate* choose(const learned::LinearModel& model, PhraseId phrase, const std::vector<Candidate>& candidates);

 private:
  struct Posting {
    EntityId entity;
    PhraseId phrase;
    std::uint32_t before;  // the posting before it under the same word, or kNoPosting
  };
  static constexpr std::uint32_t kNoPosting = 0xFFFFFFFF;

  EntityId subject_beside(TokenId pronoun) const;
  void find_pronoun_candidates(PhraseId id, std::vector<Candidate>& out);
  void find_name_candidates(PhraseId id, std::vector<Candidate>& out);
  void find_noun_candidates(PhraseId id, std::vector<Candidate>& out);
  bool fits(const Phrase& pronoun, const Phrase& phrase, const Entity& entity) const;
  bool is_new(EntityId entity);
  NameMatch match(const Phrase& a, const Phrase& b) const;
  std::uint64_t acronym_of(const Phrase& name) const;
  void post(std::uint64_t word, PhraseId phrase);
  std::uint64_t preposition_of(TokenId head) const;
  std::uint64_t form_key(const Phrase& phrase) const;
  bool has_apposed(const Phrase& phrase, TokenId& head) const;
  bool is_known_person(const Phrase& phrase) const;
  bool acts(TokenId pronoun) const;
  bool is_body(const Phrase& phrase) const;
  bool is_between_two(PhraseId phrase) const;
  PhraseId object_of(TokenId verb, PhraseId pronoun, bool wide) const;
  PhraseId subject_of(TokenId verb, PhraseId before) const;
  PhraseId teller_of(TokenId verb, PhraseId before) const;
  std::optional<PhraseId> told_by_grammar(PhraseId phrase) const;
  bool has_reason(TokenId noun) const;
  const Candidate* only_person_of_surname(PhraseId phrase, const std::vector<Candidate>& candidates) const;
  bool is_only_body(PhraseId pronoun, const Candidate& best, const std::vector<Candidate>& candidates) const;
  bool is_below(TokenId token, TokenId ancestor) const;

  const knowledge::ReferenceWords* words_ = nullptr;
  const text::Tokens* tokens_ = nullptr;
  const syntax::Trees* trees_ = nullptr;
  const Mentions* mentions_ = nullptr;
  Entities* entities_ = nullptr;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> last_posting_;  // by word
  std::vector<Posting> postings_;
  std::vector<std::uint32_t> seen_;  // by entity: the turn in which it was a candidate
  std::uint32_t turn_ = 0;
  Features features_;
  std::vector<std::uint8_t> question_;  // by paragraph: whether its last sentence asks
};

}  // namespace chancery::reading
