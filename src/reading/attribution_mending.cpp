// Tested by: attribution_test.cpp and tests/golden/records.
#include "reading/attribution_mending.h"

#include <algorithm>

namespace chancery::reading {

using syntax::Deprel;
using syntax::Upos;

namespace {

class Mender {
 public:
  Mender(const AttributionView& view, TokenId cue)
      : view_(view),
        tokens_(view.tokens()),
        trees_(view.trees()),
        clauses_{tokens_, trees_},
        cue_(cue),
        sentence_(view.sentence_of(cue)) {}

  std::pair<TokenId, TokenId> mend(std::pair<TokenId, TokenId> content) const {
    auto [begin, end] = content;
    begin = clause_begin(begin, end);
    end = before_joined_cue(begin, end);
    end = before_remark(begin, end);
    end = past_participles(begin, end);
    return {begin, end};
  }

 private:
  /// "said in a letter to them | that …": the clause begins with the word that opens it. Nothing in front of it is
  /// said, unless it is quoted.
  TokenId clause_begin(TokenId begin, TokenId end) const {
    const TokenId clause = clauses_.child_with(cue_, Deprel::Ccomp);
    if (!clause.exists() || clause < cue_ || trees_.upos[cue_] != Upos::Verb) return begin;
    for (TokenId child : trees_.children(clause)) {
      if (trees_.deprel[child] != Deprel::Mark || trees_.upos[child] != Upos::Sconj) continue;
      if (child <= cue_ || child >= end || begin >= child) return begin;
      for (TokenId token = begin; token < child; ++token) {
        if (view_.is_quoted(token)) return begin;
      }
      return child;
    }
    return begin;
  }

  /// "said it was so | and added that …"
  TokenId before_joined_cue(TokenId begin, TokenId end) const {
    for (TokenId child : trees_.children(cue_)) {
      if (child <= cue_ || trees_.deprel[child] != Deprel::Conj || trees_.upos[child] != Upos::Verb) continue;
      const TokenId start = view_.begin_of(child);
      if (trees_.xpos[child] != trees_.xpos[cue_] || view_.is_quoted(child)) continue;
      if (start > begin && start < end && begin > cue_) return trimmed(start, begin);
    }
    return end;
  }

  /// "that it was so | ; a remark that …": a noun or relative clause behind a semicolon is the writer's.
  TokenId before_remark(TokenId begin, TokenId end) const {
    for (TokenId token = begin + 1; token + 1 < end && token < sentence_.end; ++token) {
      if (tokens_.form(token) != ";" || view_.is_quoted(token)) continue;
      TokenId node = token + 1;
      for (TokenId up = trees_.head[node]; up.exists() && up > token; up = trees_.head[up]) node = up;
      const Deprel deprel = trees_.deprel[node];
      if (deprel == Deprel::Appos || deprel == Deprel::AclRelcl) return trimmed(token, begin);
    }
    return end;
  }

  /// "accused them of breaking the truce, burning the town, and taking …": the list goes on where the tree hangs its
  /// next items elsewhere. A semicolon ends it.
  TokenId past_participles(TokenId begin, TokenId end) const {
    bool listed = false;
    for (TokenId child : trees_.children(cue_)) {
      listed = listed || (child >= begin && child < end && trees_.xpos[child] == "VBG" &&
                          clauses_.child_with(child, Deprel::Mark).exists());
    }
    if (!listed || begin < cue_) return end;
    for (;;) {
      TokenId next = end;
      while (next < sentence_.end && (tokens_.form(next) == "," || trees_.upos[next] == Upos::Cconj)) ++next;
      if (next == end || next >= sentence_.end || trees_.xpos[next] != "VBG") return end;
      TokenId node = next;
      for (TokenId up = trees_.head[node]; up.exists() && up >= next; up = trees_.head[up]) node = up;
      TokenId past = std::max(view_.end_of(node), next + 1);
      for (TokenId token = next; token < past; ++token) {
        if (tokens_.form(token) == ";") past = token;
      }
      end = trimmed(past, next);
    }
  }

  TokenId trimmed(TokenId past, TokenId low) const {
    while (past > low + 1 && view_.is_edge(past - 1)) --past;
    return past;
  }

  const AttributionView& view_;
  const text::Tokens& tokens_;
  const syntax::Trees& trees_;
  const Clauses clauses_;
  const TokenId cue_;
  const text::Sentence& sentence_;
};

}  // namespace

std::pair<TokenId, TokenId> mend_content(const AttributionView& view, TokenId cue,
                                         std::pair<TokenId, TokenId> content) {
  return Mender(view, cue).mend(content);
}

bool is_told_clause(const AttributionView& view, TokenId head) {
  const syntax::Trees& trees = view.trees();
  bool clause = trees.upos[head] == Upos::Verb || trees.upos[head] == Upos::Aux;
  bool finite = trees.xpos[head] != "VBG" && trees.xpos[head] != "VBN" && trees.xpos[head] != "VB";
  for (TokenId child : trees.children(head)) {
    const Deprel deprel = trees.deprel[child];
    if (deprel == Deprel::Mark && trees.upos[child] == Upos::Part) return false;  // "to"
    clause = clause || deprel == Deprel::Cop || deprel == Deprel::Nsubj;
    finite = finite || deprel == Deprel::Aux || deprel == Deprel::AuxPass || deprel == Deprel::Cop ||
             deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass;
  }
  return clause && finite;
}

TokenId plain_subject(const AttributionView& view, TokenId cue) {
  const syntax::Trees& trees = view.trees();
  TokenId subject;
  if (trees.upos[cue] != Upos::Verb) return subject;
  for (TokenId child : trees.children(cue)) {
    const Deprel deprel = trees.deprel[child];
    if (deprel == Deprel::AuxPass) return TokenId::none();
    if (deprel == Deprel::Nsubj || deprel == Deprel::NsubjPass) subject = child;
  }
  return subject;
}

}  // namespace chancery::reading
