// The decision: what the grammar tells first, then the model. Tested by: reference_test.cpp, and measured by
// tools/score_reference.py.
#include <algorithm>

#include "reading/antecedent_roles.h"
#include "reading/antecedents.h"
#include "reading/feature_adder.h"

namespace chancery::reading {

using syntax::Deprel;
using syntax::Upos;

/// Whether a pronoun is the subject of a verb, or owns something: what stands in the weather or in a cleft does not.
bool AntecedentFinder::acts(TokenId pronoun) const {
  const TokenId head = trees_->head[pronoun];
  if (!head.exists()) return false;
  if (trees_->deprel[pronoun] == Deprel::NmodPoss) return true;
  if (!is_subject(trees_->deprel[pronoun])) return false;
  const auto below = trees_->children(head);
  const auto has = [&](Deprel deprel) {
    return std::any_of(below.begin(), below.end(), [&](TokenId child) { return trees_->deprel[child] == deprel; });
  };
  // "it is ready to negotiate", but not "it is clear that", "it is time to"
  if (trees_->upos[head] == Upos::Adj) return has(Deprel::Xcomp) && !has(Deprel::Csubj) && !has(Deprel::Ccomp);
  if (trees_->upos[head] != Upos::Verb) return false;
  return !has(Deprel::Cop) && !has(Deprel::Csubj);
}

bool AntecedentFinder::is_body(const Phrase& phrase) const {
  if (!phrase.mention.exists()) return false;
  const MentionKind kind = mentions_->all[phrase.mention].kind;
  return kind == MentionKind::Country || kind == MentionKind::Organisation || kind == MentionKind::Group;
}

/// "Iran said that Israel had bombed its embassy": the subjects above are two, and either can be meant.
bool AntecedentFinder::is_between_two(PhraseId id) const {
  const Phrase& pronoun = entities_->phrases[id];
  if (pronoun.pronoun != PronounKind::It || !pronoun.possessive) return false;
  EntityId one;
  TokenId at = trees_->head[pronoun.head];
  for (int way = 0; way < 8 && at.exists(); ++way, at = trees_->head[at]) {
    for (TokenId child : trees_->children(at)) {
      if (!is_subject(trees_->deprel[child]) || child > pronoun.head) continue;
      const PhraseId subject = entities_->by_head[child];
      if (!subject.exists() || subject >= id || !is_body(entities_->phrases[subject])) continue;
      if (entities_->phrases[subject].number == Number::Plural) continue;
      if (one.exists() && one != entities_->phrases[subject].entity) return true;
      one = entities_->phrases[subject].entity;
    }
  }
  return false;
}

/// The object of the verb, where the pronoun may stand for it: "France condemned Russia"; with `wide` also what stands
/// behind a preposition.
PhraseId AntecedentFinder::object_of(TokenId verb, PhraseId pronoun, bool wide) const {
  const bool person = entities_->phrases[pronoun].pronoun != PronounKind::It;
  for (TokenId child : trees_->children(verb)) {
    const Deprel deprel = trees_->deprel[child];
    if (deprel != Deprel::Obj && deprel != Deprel::Iobj && (!wide || deprel != Deprel::Obl)) continue;
    const PhraseId object = entities_->by_head[child];
    if (!object.exists() || object >= pronoun) continue;
    const Phrase& phrase = entities_->phrases[object];
    if (person ? phrase.sort == Sort::Person : is_body(phrase)) return object;
  }
  // "try to isolate Iran due to its attack"
  for (TokenId child : trees_->children(verb)) {
    if (trees_->deprel[child] != Deprel::Xcomp) continue;
    if (const PhraseId object = object_of(child, pronoun, wide); object.exists()) return object;
  }
  return PhraseId::none();
}

/// The subject of the verb, or of the one whose complement it is, where it is a state or body.
PhraseId AntecedentFinder::subject_of(TokenId verb, PhraseId before) const {
  for (int way = 0; way < 3 && verb.exists(); ++way, verb = trees_->head[verb]) {
    for (TokenId child : trees_->children(verb)) {
      if (!is_subject(trees_->deprel[child])) continue;
      const PhraseId subject = entities_->by_head[child];
      const bool fits = subject.exists() && subject < before && is_body(entities_->phrases[subject]);
      return fits ? subject : PhraseId::none();
    }
    const Deprel deprel = trees_->deprel[verb];
    if (deprel != Deprel::Xcomp && deprel != Deprel::Conj) break;
  }
  return PhraseId::none();
}

/// "Russia said it would …", "Russia said its troops …": the subject of the verb that tells.
PhraseId AntecedentFinder::teller_of(TokenId verb, PhraseId before) const {
  if (trees_->deprel[verb] == Deprel::Conj) verb = trees_->head[verb];
  if (!verb.exists() || trees_->deprel[verb] != Deprel::Ccomp) return PhraseId::none();
  return subject_of(trees_->head[verb], before);
}

/// The phrase that "it" or "its" stands for by the grammar alone; nothing where that is open, none where it is between
/// two.
std::optional<PhraseId> AntecedentFinder::told_by_grammar(PhraseId id) const {
  const Phrase& pronoun = entities_->phrases[id];
  const bool person = pronoun.pronoun == PronounKind::He || pronoun.pronoun == PronounKind::She;
  if (pronoun.pronoun != PronounKind::It && !(person && pronoun.possessive)) return std::nullopt;
  const auto if_found = [](PhraseId found) { return found.exists() ? std::optional<PhraseId>(found) : std::nullopt; };
  if (!pronoun.possessive) {
    if (!is_subject(trees_->deprel[pronoun.head]) || !acts(pronoun.head)) return std::nullopt;  // "it is time"
    const TokenId verb = trees_->head[pronoun.head];
    return verb.exists() ? if_found(teller_of(verb, id)) : std::nullopt;
  }
  const TokenId owned = trees_->head[pronoun.head];
  if (!owned.exists()) return std::nullopt;
  const TokenId verb = trees_->head[owned];
  const Deprel deprel = trees_->deprel[owned];
  if (!verb.exists()) return std::nullopt;
  // "France condemned Russia for its attack": what is the reason is the object's; what is no reason may be either's.
  if (deprel == Deprel::Obl || deprel == Deprel::Nmod) {
    const bool reason = has_reason(owned);
    const PhraseId named = entities_->by_head[verb];
    if (reason && !person && named.exists() && named < id && is_body(entities_->phrases[named])) return named;
    if (const PhraseId object = object_of(verb, id, !reason); object.exists() && (reason || !person))
      return reason ? object : PhraseId::none();
  }
  if (person) return std::nullopt;
  if (is_between_two(id)) return PhraseId::none();
  if (is_subject(deprel)) return if_found(teller_of(verb, id));
  if (deprel != Deprel::Obj && deprel != Deprel::Obl) return std::nullopt;
  return if_found(subject_of(verb, id));
}

/// "Obama" after "Barack Obama", where nobody else is called so.
const AntecedentFinder::Candidate* AntecedentFinder::only_person_of_surname(
    PhraseId phrase, const std::vector<Candidate>& candidates) const {
  if (entities_->phrases[phrase].form != PhraseForm::Name || entities_->phrases[phrase].sort == Sort::Place ||
      entities_->phrases[phrase].sort == Sort::Organisation)
    return nullptr;
  const Candidate* only = nullptr;
  for (const Candidate& candidate : candidates) {
    if (candidate.match == NameMatch::None || candidate.match == NameMatch::Some) continue;
    if (only != nullptr) return nullptr;
    only = &candidate;
  }
  if (only == nullptr || only->match != NameMatch::Surname || only->apposed) return nullptr;
  return entities_->all[only->entity].sort == Sort::Person ? only : nullptr;
}

/// Whether the sentence of the pronoun names no other state or body that it can be.
bool AntecedentFinder::is_only_body(PhraseId pronoun, const Candidate& best,
                                    const std::vector<Candidate>& candidates) const {
  const SentenceId here = entities_->phrases[pronoun].sentence;
  return std::none_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
    const Phrase& phrase = entities_->phrases[other.phrase];
    return other.entity != best.entity && phrase.sentence == here && is_body(phrase);
  });
}

bool AntecedentFinder::has_reason(TokenId noun) const {
  const auto below = trees_->children(noun);
  return std::any_of(below.begin(), below.end(), [&](TokenId child) {
    return trees_->deprel[child] == Deprel::Case && words_->is_reason(trees_->lemma[child]);
  });
}

const AntecedentFinder::Candidate* AntecedentFinder::choose(const learned::LinearModel& model, PhraseId phrase,
                                                            const std::vector<Candidate>& candidates) {
  if (candidates.empty()) return nullptr;
  // The same words, and known to the directory: nothing else is to be asked.
  for (const Candidate& candidate : candidates) {
    if (candidate.match != NameMatch::Same) continue;
    const MentionId one = entities_->phrases[phrase].mention, other = entities_->phrases[candidate.phrase].mention;
    if (one.exists() && other.exists() && mentions_->all[one].kind != MentionKind::Described &&
        mentions_->all[one].name == mentions_->all[other].name) {
      return &candidate;
    }
  }
  if (const Candidate* person = only_person_of_surname(phrase, candidates)) return person;
  if (const auto told = told_by_grammar(phrase)) {
    if (!told->exists()) return nullptr;
    const EntityId entity = entities_->phrases[*told].entity;
    const Gender wanted = entities_->phrases[phrase].gender;
    const bool better = wanted != Gender::Unknown && entities_->all[entity].gender == Gender::Unknown &&
                        std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
                          return entities_->all[candidate.entity].gender == wanted;
                        });
    if (better) return nullptr;
    for (const Candidate& candidate : candidates) {
      if (candidate.entity == entity) return &candidate;
    }
  }
  features_.clear();
  add_features_of_none(phrase, candidates.size(), features_);
  const float none = model.score(features_);
  const Candidate* best = nullptr;
  float best_score = 0;
  for (std::size_t rank = 0; rank < candidates.size(); ++rank) {
    features_.clear();
    add_features(phrase, candidates[rank], rank, features_);
    const float score = model.score(features_);
    if (best == nullptr || score > best_score) {
      best = &candidates[rank];
      best_score = score;
    }
  }
  const PhraseForm form = entities_->phrases[phrase].form;
  std::uint64_t kind = form == PhraseForm::Pronoun ? number_of(entities_->phrases[phrase].pronoun) : 0;
  if (kind == number_of(PronounKind::It) && acts(entities_->phrases[phrase].head) &&
      is_body(entities_->phrases[best->phrase]) && is_only_body(phrase, *best, candidates))
    kind = kItOfBody;
  if (kind == number_of(PronounKind::They) && acts(entities_->phrases[phrase].head) &&
      entities_->phrases[best->phrase].mention.exists() &&
      is_subject(trees_->deprel[entities_->phrases[best->phrase].head]))
    kind = kTheyOfActors;
  const float lead = model.weight(learned::joined(learned::joined("lead"_f, number_of(form)), kind));
  return best_score - none > lead ? best : nullptr;
}

}  // namespace chancery::reading
