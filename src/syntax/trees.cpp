#include "syntax/trees.h"

#include <algorithm>
#include <array>

namespace chancery::syntax {
namespace {

constexpr std::array<std::string_view, kUposCount> kUposNames = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                                 "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                                 "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, kDeprelCount> kDeprelNames = {
    "acl",        "acl:relcl", "advcl",       "advcl:relcl",   "advmod",   "amod",        "appos",        "aux",
    "aux:pass",   "case",      "cc",          "cc:preconj",    "ccomp",    "compound",    "compound:prt", "conj",
    "cop",        "csubj",     "csubj:outer", "csubj:pass",    "dep",      "det",         "det:predet",   "discourse",
    "dislocated", "expl",      "fixed",       "flat",          "goeswith", "iobj",        "list",         "mark",
    "nmod",       "nmod:poss", "nmod:desc",   "nmod:unmarked", "nsubj",    "nsubj:outer", "nsubj:pass",   "nummod",
    "obj",        "obl",       "obl:agent",   "obl:unmarked",  "orphan",   "parataxis",   "punct",        "reparandum",
    "root",       "vocative",  "xcomp"};

template <class Enum, std::size_t n>
bool find_name(const std::array<std::string_view, n>& names, std::string_view name, Enum& value) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return false;
  value = static_cast<Enum>(it - names.begin());
  return true;
}

}  // namespace

std::string_view name_of(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }
std::string_view name_of(Deprel deprel) { return kDeprelNames[static_cast<std::size_t>(deprel)]; }
bool parse_name(std::string_view name, Upos& upos) { return find_name(kUposNames, name, upos); }
bool parse_name(std::string_view name, Deprel& deprel) { return find_name(kDeprelNames, name, deprel); }

char* LemmaBytes::room(std::size_t size) {
  constexpr std::size_t kChunk = 1 << 16;
  while (chunk_ < chunks_.size() && chunks_[chunk_].size - used_ < size) ++chunk_, used_ = 0;
  if (chunk_ == chunks_.size()) {
    const std::size_t bytes = std::max(kChunk, size);
    chunks_.push_back({std::make_unique<char[]>(bytes), bytes});
  }
  return chunks_[chunk_].bytes.get() + used_;
}

std::string_view LemmaBytes::keep(std::size_t size) {
  const std::string_view kept(chunks_[chunk_].bytes.get() + used_, size);
  used_ += size;
  return kept;
}

void LemmaBytes::clear() { chunk_ = used_ = 0; }

void Trees::clear() {
  upos.clear();
  xpos.clear();
  feats.clear();
  lemma.clear();
  head.clear();
  deprel.clear();
  attribution_tags.clear();
  child_begin.clear();
  child.clear();
  lemma_bytes.clear();
}

void link_children(Trees& trees) {
  const std::size_t n = trees.head.size();
  trees.child_begin.assign(n + 1, 0);
  for (const TokenId head : trees.head) {
    if (head.exists()) ++trees.child_begin[head.index() + 1];
  }
  for (std::size_t i = 0; i < n; ++i) trees.child_begin[i + 1] += trees.child_begin[i];
  trees.child.resize(trees.child_begin[n]);
  // Each begin serves as the cursor of its token and ends where the next begins; then all are moved back by one.
  for (TokenId token{0}; token != trees.head.end_id(); ++token) {
    const TokenId head = trees.head[token];
    if (head.exists()) trees.child[trees.child_begin[head.index()]++] = token;
  }
  for (std::size_t i = n; i > 0; --i) trees.child_begin[i] = trees.child_begin[i - 1];
  if (n > 0) trees.child_begin[0] = 0;
}

}  // namespace chancery::syntax
