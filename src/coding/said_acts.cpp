// Evaluation by words of known stance at what a clause says of its subject, or at what belongs to somebody (Wiebe,
// Wilson and Cardie 2005 call these expressive elements and their targets). Tested by: tests/golden/records.
#include "coding/said_acts.h"

#include <algorithm>
#include <optional>

#include "coding/modality.h"

namespace chancery::coding {

using knowledge::ActId;
using reading::Heads;
using reading::Mention;
using reading::Quote;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr std::size_t kMaxActs = 8;  // of one quote

std::uint32_t bit(EventType event) { return 1U << static_cast<unsigned>(event); }

}  // namespace

void SaidActs::find(const std::vector<Predicate>& told, std::vector<Predicate>& out) const {
  if (s_.quotes == nullptr) return;
  for (const Quote& quote : *s_.quotes) {
    if (quote.tells && !quote.speakers.empty()) read(quote, told, out);
  }
}

void SaidActs::read(const Quote& quote, const std::vector<Predicate>& told, std::vector<Predicate>& out) const {
  const std::size_t first = out.size();
  std::optional<std::uint32_t> types;  // that words of the lexicon tell; looked up when first asked for
  for (TokenId token = quote.content_begin; token < quote.content_end; ++token) {
    if (out.size() - first == kMaxActs) return;
    TokenId party = obliged(token);
    ActId act;
    if (party.exists()) {
      act = s_.ontology.compose(s_.ontology.operator_of(knowledge::Reading::Obliged), ActId::none());
    } else if (const int stance = judged(token, party); stance != 0) {
      act = s_.ontology.said(stance > 0);
    }
    if (!act.exists() || !s_.ontology[act].event) continue;
    if (!quote.holds(token) || reading::quote_around(*s_.quotes, s_.tokens, token) != &quote) continue;
    const EventType event = *s_.ontology[act].event;
    if (!types) types = types_told(quote, told);
    if ((*types & bit(event)) != 0 || !is_other(event, quote, party)) continue;
    const auto is_same = [&](const Predicate& other) {
      return other.act == act && s_.mentions.at(other.recipients.front())->name == s_.mentions.at(party)->name;
    };
    if (std::any_of(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), is_same)) continue;
    const Modality modality = modality_of(clauses_, s_.lexicon, token);
    if (modality.question || modality.conditional) continue;
    Predicate predicate;
    predicate.trigger = token;
    predicate.sentence = s_.tokens.sentence_of[token];
    predicate.act = act;
    predicate.actors = quote.speakers;
    predicate.recipients.add(party);
    predicate.said = s_.trees.lemma[token];
    if (admission_.lack_of(event, s_.ontology[act], predicate).empty()) out.push_back(predicate);
  }
}

std::uint32_t SaidActs::types_told(const Quote& quote, const std::vector<Predicate>& told) const {
  const SentenceId cue = s_.tokens.sentence_of[quote.cue];
  const SentenceId from = std::min(cue, s_.tokens.sentence_of[quote.content_begin]);
  const SentenceId until = std::max(cue, s_.tokens.sentence_of[quote.content_end - 1]);
  const auto by_sentence = [](const Predicate& predicate, SentenceId sentence) {
    return predicate.sentence < sentence;
  };
  std::uint32_t types = 0;
  for (auto predicate = std::lower_bound(told.begin(), told.end(), from, by_sentence);
       predicate != told.end() && predicate->sentence <= until; ++predicate) {
    if (predicate->trigger == quote.cue || quote.holds(predicate->trigger))
      types |= bit(*s_.ontology[predicate->act].event);
  }
  return types;
}

TokenId SaidActs::obliged(TokenId token) const {
  if (s_.trees.upos[token] != Upos::Verb || clauses_.is_passive(token)) return TokenId::none();
  bool must = s_.lexicon.obliges(s_.trees.lemma[token]) && clauses_.child_with(token, Deprel::Xcomp).exists();
  for (TokenId child : s_.trees.children(token)) {
    if (s_.trees.deprel[child] != Deprel::Aux) continue;
    const knowledge::Modality modality = s_.lexicon.modality(s_.trees.lemma[child]);
    if (modality == knowledge::Modality::Obliged) must = true;
    if (modality == knowledge::Modality::Future || modality == knowledge::Modality::Possible) return TokenId::none();
  }
  return must ? subject_party(token) : TokenId::none();
}

int SaidActs::judged(TokenId token, TokenId& party) const {
  int stance = s_.lexicon.stance(s_.trees.lemma[token]);
  if (stance == 0) return 0;
  const Upos upos = s_.trees.upos[token];
  if (upos == Upos::Verb) {
    // "The Republicans lied": an act of their own that only a judgement names. "X praised Y" judges Y, and is no such.
    if (stance > 0 || clauses_.is_passive(token) || is_negated(token) ||
        !s_.lexicon.entries(knowledge::WordClass::Verb, s_.trees.lemma[token]).empty())
      return 0;
    party = subject_party(token);
    return party.exists() ? stance : 0;
  }
  if (upos != Upos::Adj && upos != Upos::Noun) return 0;
  TokenId predicate = token;
  if (upos == Upos::Adj && s_.trees.deprel[token] == Deprel::Amod) predicate = s_.trees.head[token];
  const bool is_predicate = clauses_.child_with(predicate, Deprel::Cop).exists();
  if (is_predicate) {
    party = subject_party(predicate);
    if (!is_negated(predicate)) return party.exists() ? stance : 0;
    // "is not fit": ill; "is no racist": nothing that anybody would code.
    return party.exists() && stance > 0 ? -1 : 0;
  }
  // "China cannot have good relations with both": who is said to lack something good is blamed.
  if (const TokenId verb = s_.trees.head[predicate];
      stance > 0 && s_.trees.deprel[predicate] == Deprel::Obj && verb.exists() && lacks(verb, predicate)) {
    party = subject_party(verb);
    return party.exists() && party != predicate ? -1 : 0;
  }
  // "The country's strongest walls" praises nobody, "its reckless plan" blames.
  if (stance > 0 || s_.mentions.at(predicate) != nullptr) return 0;
  party = roles_.party_of(predicate, false);
  return party.exists() && party != predicate ? stance : 0;
}

TokenId SaidActs::subject_party(TokenId predicate) const {
  const TokenId subject = clauses_.surface_subject(predicate);
  if (!subject.exists()) return TokenId::none();
  return roles_.party_of(subject, false);
}

bool SaidActs::lacks(TokenId verb, TokenId object) const {
  if (s_.trees.upos[verb] != Upos::Verb || clauses_.is_passive(verb)) return false;
  if (is_negated(verb)) return true;
  const TokenId determiner = clauses_.child_with(object, Deprel::Det);
  return determiner.exists() && s_.lexicon.is_negation(s_.trees.lemma[determiner]);
}

bool SaidActs::is_negated(TokenId token) const { return modality_of(clauses_, s_.lexicon, token).negated; }

bool SaidActs::is_other(EventType event, const Quote& quote, TokenId party) const {
  const Mention* mention = s_.mentions.at(party);
  if (mention == nullptr || mention->name.empty() || !admission_.is_political(event, party)) return false;
  return std::none_of(quote.speakers.begin(), quote.speakers.end(), [&](TokenId head) {
    const Mention* speaker = s_.mentions.at(head);
    // "Kenya should grow more maize", says its president: one asks nothing of oneself.
    return speaker != nullptr &&
           (speaker == mention || speaker->name == mention->name ||
            (!mention->country.empty() && speaker->country == mention->country && speaker->sector == mention->sector));
  });
}

}  // namespace chancery::coding
