#include "coding/modality.h"

namespace chancery::coding {

using reading::Clauses;
using syntax::Deprel;
using syntax::Upos;

namespace {

constexpr int kMaxClimb = 16;

void read_children(const Clauses& clauses, const knowledge::Lexicon& lexicon, TokenId token, Modality& modality) {
  const syntax::Trees& trees = clauses.trees;
  for (TokenId child : trees.children(token)) {
    const std::string_view lemma = trees.lemma[child];
    switch (trees.deprel[child]) {
      case Deprel::Aux:
        if (const auto modal = lexicon.modality(lemma); modal != knowledge::Modality::None) modality.modal = modal;
        if (lexicon.is_negation(lemma)) modality.negated = true;
        break;
      case Deprel::Advmod:
      case Deprel::Det:
      case Deprel::Cc:
      case Deprel::CcPreconj:
        if (lexicon.is_negation(lemma)) modality.negated = true;
        break;
      case Deprel::Mark:
        if (lexicon.is_condition(lemma)) modality.conditional = true;
        if (lexicon.is_negation(lemma)) modality.negated = true;
        break;
      case Deprel::Amod:
      case Deprel::Compound:
        if (const auto status = lexicon.status_of_modifier(lemma)) modality.noun_status = status;
        break;
      default:
        break;
    }
  }
}

bool has_auxiliary(const Clauses& clauses, TokenId token) {
  for (TokenId child : clauses.trees.children(token)) {
    const Deprel deprel = clauses.trees.deprel[child];
    if (deprel == Deprel::Aux || deprel == Deprel::AuxPass || deprel == Deprel::Cop || deprel == Deprel::Nsubj ||
        deprel == Deprel::NsubjPass) {
      return true;
    }
  }
  return false;
}

}  // namespace

Modality modality_of(const Clauses& clauses, const knowledge::Lexicon& lexicon, TokenId token) {
  const syntax::Trees& trees = clauses.trees;
  Modality modality;
  read_children(clauses, lexicon, token, modality);
  // "will meet and discuss": the second verb shares the auxiliary of the first where it has none of its own.
  TokenId at = token;
  for (int climb = 0; climb < kMaxClimb; ++climb) {
    const TokenId head = trees.head[at];
    if (!head.exists() || trees.deprel[at] != Deprel::Conj || trees.upos[head] != trees.upos[at] ||
        has_auxiliary(clauses, at) || trees.xpos[at] != (trees.upos[at] == Upos::Verb ? "VB" : trees.xpos[at])) {
      break;
    }
    Modality shared;
    read_children(clauses, lexicon, head, shared);
    if (modality.modal == knowledge::Modality::None) modality.modal = shared.modal;
    modality.conditional |= shared.conditional;
    at = head;
  }
  // A condition or a "no" of the clause around counts for the noun of action in it.
  for (int climb = 0; climb < kMaxClimb; ++climb) {
    const TokenId head = trees.head[at];
    if (!head.exists()) break;
    const Deprel deprel = trees.deprel[at];
    if (deprel == Deprel::Advcl || deprel == Deprel::Ccomp) {
      for (TokenId child : trees.children(at)) {
        if (trees.deprel[child] == Deprel::Mark && lexicon.is_condition(trees.lemma[child]))
          modality.conditional = true;
      }
      break;
    }
    if (deprel == Deprel::AclRelcl || deprel == Deprel::Parataxis) break;
    if (at == token && trees.upos[token] == Upos::Noun &&
        (deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass || deprel == Deprel::Obj)) {
      Modality verb;
      read_children(clauses, lexicon, head, verb);
      modality.negated |= verb.negated;
      if (verb.modal != knowledge::Modality::None) modality.modal = verb.modal;
    }
    at = head;
  }
  const text::Sentence& sentence = clauses.tokens.sentences[clauses.tokens.sentence_of[token]];
  if (sentence.size() > 0) {
    TokenId last = sentence.end - 1;
    while (last > sentence.begin && trees.upos[last] == Upos::Punct && clauses.tokens.form(last) != "?") --last;
    modality.question = clauses.tokens.form(last) == "?";
  }
  return modality;
}

}  // namespace chancery::coding
