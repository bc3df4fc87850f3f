// What speaks for a candidate and for none. Tested by: reference_test.cpp, and measured by tools/score_reference.py.
#include <algorithm>

#include "knowledge/topics.h"
#include "reading/antecedent_roles.h"
#include "reading/antecedents.h"
#include "reading/feature_adder.h"

namespace chancery::reading {

using syntax::Deprel;
using syntax::Upos;

namespace {

/// Subjects, objects and the like; what is rare is one.
std::uint64_t role_of(Deprel deprel) {
  switch (deprel) {
    case Deprel::Nsubj:
    case Deprel::NsubjOuter:
      return 1;
    case Deprel::NsubjPass:
      return 2;
    case Deprel::Obj:
      return 3;
    case Deprel::Iobj:
      return 4;
    case Deprel::Obl:
    case Deprel::OblUnmarked:
      return 5;
    case Deprel::OblAgent:
      return 6;
    case Deprel::Nmod:
      return 7;
    case Deprel::NmodPoss:
      return 8;
    case Deprel::Appos:
      return 9;
    case Deprel::Conj:
      return 10;
    case Deprel::Root:
      return 11;
    case Deprel::Compound:
      return 12;
    case Deprel::Vocative:
      return 13;
    default:
      return 14;
  }
}

std::uint64_t distance_class(std::size_t sentences) {
  return sentences < 4 ? sentences : sentences < 7 ? 4 : sentences < 15 ? 5 : 6;
}

}  // namespace

std::uint64_t AntecedentFinder::preposition_of(TokenId head) const {
  for (TokenId child : trees_->children(head)) {
    if (trees_->deprel[child] == Deprel::Case) return knowledge::topic_word(trees_->lemma[child]);
  }
  return 0;
}

std::uint64_t AntecedentFinder::form_key(const Phrase& phrase) const {
  switch (phrase.form) {
    case PhraseForm::Pronoun:
      return 1 + number_of(phrase.pronoun) * 3 + (phrase.reflexive ? 2 : phrase.possessive ? 1 : 0);
    case PhraseForm::Name:
      return 40 + number_of(phrase.sort);
    case PhraseForm::Noun:
      return 50 + number_of(phrase.sort);
  }
  return 0;
}

void AntecedentFinder::add_features(PhraseId id, const Candidate& candidate, std::size_t rank, Features& out) const {
  const Phrase& phrase = entities_->phrases[id];
  const Phrase& before = entities_->phrases[candidate.phrase];
  const Phrase& last = entities_->phrases[entities_->all[candidate.entity].last];
  const Entity& entity = entities_->all[candidate.entity];
  const std::uint64_t key = form_key(phrase);
  FeatureAdder add(out);
  const std::uint64_t distance = distance_class(phrase.sentence - last.sentence);
  const Deprel deprel = trees_->deprel[phrase.head], last_deprel = trees_->deprel[last.head];
  add("distance"_f, key, distance);
  add("form"_f, key, number_of(last.form) * 16 + number_of(last.pronoun));
  add("count"_f, key, std::min<std::uint64_t>(entity.count, 6));
  add("sort"_f, key, number_of(entity.sort) * 16 + number_of(entity.gender) * 4 + number_of(entity.number));
  if (candidate.apposed) {
    add("apposed"_f, key, number_of(before.form));
    add("apposed sorts"_f, number_of(phrase.sort) * 16 + number_of(before.sort), number_of(candidate.match),
        number_of(phrase.form) * 4 + number_of(before.form));
    const TokenId between = phrase.begin - 1;
    add("apposed behind"_f, number_of(phrase.form) * 4 + number_of(before.form),
        trees_->upos[between] == Upos::Punct ? knowledge::topic_word(tokens_->form(between)) : 0);
  }
  if (phrase.form == PhraseForm::Pronoun) {
    const std::uint64_t kind = number_of(phrase.pronoun);
    add("rank"_f, key, std::min<std::uint64_t>(rank, 5));
    add("rank and role"_f, kind, std::min<std::uint64_t>(rank, 3) * 16 + role_of(last_deprel), distance);
    add("role"_f, key, role_of(last_deprel), distance == 0);
    add("roles"_f, role_of(deprel) * 16 + role_of(last_deprel), distance == 0, kind);
    add("noun"_f, kind, last.form == PhraseForm::Noun ? knowledge::topic_word(trees_->lemma[last.head]) : 0);
    add("definite"_f, kind, number_of(last.form) * 4 + (last.definite ? 2 : 0) + (last.indefinite ? 1 : 0));
    add("joined"_f, kind, last.joined);
    if (last.form == PhraseForm::Name && last.sort == Sort::Unknown)
      add("last word"_f, kind, entities_->words[last.words_end - 1]);
    add("preposition"_f, kind, preposition_of(last.head), number_of(entity.sort));
    add("quoted"_f, kind, (phrase.quoted ? 2 : 0) + (last.quoted ? 1 : 0),
        number_of(last.form) * 16 + number_of(last.pronoun));
    if (distance == 0) {
      const TokenId head = trees_->head[phrase.head], last_head = trees_->head[last.head];
      if (head == last_head) add("same clause"_f, key, role_of(last_deprel));
      if (is_below(phrase.head, last.head)) add("within"_f, key, role_of(deprel));
      // "Putin said he would": the subject of a verb above.
      if (is_subject(last_deprel) && last_head.exists() && is_below(phrase.head, last_head))
        add("subject above"_f, key, code(trees_->deprel[head.exists() ? head : phrase.head]));
      add("between"_f, kind, bucket(phrase.head - last.head + 1));
    } else {
      const text::Sentence& sentence = tokens_->sentences[last.sentence];
      add("place in sentence"_f, kind, std::min<std::uint64_t>(bucket(last.head - sentence.begin + 1), 5), distance);
    }
    const std::uint32_t here = tokens_->sentences[phrase.sentence].paragraph;
    const std::uint32_t there = tokens_->sentences[last.sentence].paragraph;
    const std::uint64_t turns = std::min<std::uint64_t>(here - there, 3);
    const bool asked = there < here && question_[here - 1] != 0;
    if (phrase.pronoun == PronounKind::I || phrase.pronoun == PronounKind::We || phrase.pronoun == PronounKind::You) {
      add("turn"_f, kind, number_of(last.form) * 16 + number_of(last.pronoun),
          turns * 4 + (asked ? 2 : 0) + (question_[there] != 0 ? 1 : 0));
      add("turn and quote"_f, kind * 4 + turns, (phrase.quoted ? 2 : 0) + (last.quoted ? 1 : 0),
          number_of(last.form) * 16 + number_of(last.pronoun));
    } else {
      add("paragraph"_f, kind, turns);
    }
    return;
  }
  const std::uint64_t match = number_of(candidate.match);
  add("match alone"_f, number_of(phrase.form), match);
  add("match"_f, key, match);
  add("match and distance"_f, match, number_of(phrase.form), distance);
  add("match and sort"_f, match, number_of(phrase.sort), number_of(before.sort));
  add("match and count"_f, match, std::min<std::uint64_t>(entity.count, 5), number_of(phrase.sort));
  if (phrase.form == PhraseForm::Name) {
    const std::uint64_t words = std::min<std::uint64_t>(phrase.words_end - phrase.words_begin, 4);
    const std::uint64_t words_before = std::min<std::uint64_t>(before.words_end - before.words_begin, 4);
    add("words"_f, match, words, words_before);
    add("role of name"_f, match, role_of(deprel), role_of(trees_->deprel[before.head]));
    add("rank of name"_f, match, std::min<std::uint64_t>(rank, 4));
    const bool kinds = phrase.mention.exists() && before.mention.exists();
    add("kinds"_f, match,
        kinds ? number_of(mentions_->all[phrase.mention].kind) * 16 + number_of(mentions_->all[before.mention].kind)
              : 500 + (phrase.mention.exists() ? 2 : 0) + (before.mention.exists() ? 1 : 0));
    return;
  }
  add("rank of noun"_f, match, std::min<std::uint64_t>(rank, 4), number_of(phrase.sort));
  add("nouns"_f, knowledge::topic_word(trees_->lemma[phrase.head]), match);
  add("noun and role"_f, match, role_of(deprel), role_of(last_deprel));
  if (is_below(phrase.head, last.head)) add("within"_f, key);
  std::size_t modifiers = 0, in_common = 0;
  for (TokenId child : trees_->children(phrase.head)) {
    const Deprel role = trees_->deprel[child];
    if (role != Deprel::Amod && role != Deprel::Compound && role != Deprel::Nmod && role != Deprel::NmodPoss) continue;
    ++modifiers;
    for (TokenId other : trees_->children(before.head)) in_common += trees_->lemma[other] == trees_->lemma[child];
  }
  add("modifiers"_f, match, std::min<std::size_t>(modifiers, 3), std::min<std::size_t>(in_common, 2));
}

void AntecedentFinder::add_features_of_none(PhraseId id, std::size_t candidate_count, Features& out) const {
  const Phrase& phrase = entities_->phrases[id];
  const std::uint64_t key = form_key(phrase);
  FeatureAdder add(out);
  add("none"_f, key);
  const Deprel deprel = trees_->deprel[phrase.head];
  add("none role"_f, key, role_of(deprel));
  add("none candidates"_f, number_of(phrase.form), number_of(phrase.pronoun),
      std::min<std::size_t>(candidate_count, 6));
  if (phrase.form == PhraseForm::Pronoun) {
    const TokenId head = trees_->head[phrase.head];
    add("none quoted"_f, key, phrase.quoted);
    if (head.exists()) {
      add("none head"_f, number_of(phrase.pronoun), knowledge::topic_word(trees_->lemma[head]));
      if (phrase.pronoun == PronounKind::It) {
        std::uint64_t below = 0;
        for (TokenId child : trees_->children(head)) {
          const Deprel role = trees_->deprel[child];
          if (role == Deprel::Csubj || role == Deprel::Ccomp || role == Deprel::Xcomp || role == Deprel::Advcl ||
              role == Deprel::AclRelcl || role == Deprel::Cop)
            below |= 1U << static_cast<unsigned>(role_of(role) == 14 ? static_cast<unsigned>(role) % 16 : 0);
        }
        add("none clause"_f, below, code(trees_->upos[head]));
      }
    }
    return;
  }
  if (phrase.form == PhraseForm::Noun) {
    add("none noun"_f, knowledge::topic_word(trees_->lemma[phrase.head]));
    bool clause = false, of = false;
    for (TokenId child : trees_->children(phrase.head)) {
      const Deprel role = trees_->deprel[child];
      clause |= role == Deprel::AclRelcl || role == Deprel::Acl;
      of |= role == Deprel::Nmod;
    }
    add("none shape"_f, clause, of, phrase.indefinite);
    return;
  }
  add("none words"_f, key, std::min<std::uint64_t>(phrase.words_end - phrase.words_begin, 4), phrase.mention.exists());
}

}  // namespace chancery::reading
