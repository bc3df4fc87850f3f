// The second layer of an analysis: part of speech, lemma, features and a dependency tree for every sentence.
//
// Filled by `parse` (syntax/parser.h) or `read_conllu`; Universal Dependencies v2. Every sentence has exactly
// one root and no cycle. `children` holds the same tree the other way round, in text order.
// Lemmas are views into the model, into the document, or into `lemma_bytes`; they live until `clear`.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "syntax/attribution_tagger.h"

namespace chancery::syntax {

enum class Upos : std::uint8_t {
  Adj,
  Adp,
  Adv,
  Aux,
  Cconj,
  Det,
  Intj,
  Noun,
  Num,
  Part,
  Pron,
  Propn,
  Punct,
  Sconj,
  Sym,
  Verb,
  X,
};
inline constexpr std::size_t kUposCount = 17;

/// Relations of the English treebanks with their subtypes; `universal` cuts a subtype off.
enum class Deprel : std::uint8_t {
  Acl,
  AclRelcl,
  Advcl,
  AdvclRelcl,
  Advmod,
  Amod,
  Appos,
  Aux,
  AuxPass,
  Case,
  Cc,
  CcPreconj,
  Ccomp,
  Compound,
  CompoundPrt,
  Conj,
  Cop,
  Csubj,
  CsubjOuter,
  CsubjPass,
  Dep,
  Det,
  DetPredet,
  Discourse,
  Dislocated,
  Expl,
  Fixed,
  Flat,
  Goeswith,
  Iobj,
  List,
  Mark,
  Nmod,
  NmodPoss,
  NmodDesc,
  NmodUnmarked,
  Nsubj,
  NsubjOuter,
  NsubjPass,
  Nummod,
  Obj,
  Obl,
  OblAgent,
  OblUnmarked,
  Orphan,
  Parataxis,
  Punct,
  Reparandum,
  Root,
  Vocative,
  Xcomp,
};
inline constexpr std::size_t kDeprelCount = static_cast<std::size_t>(Deprel::Xcomp) + 1;

/// "NOUN" for Upos::Noun, "nsubj:pass" for Deprel::NsubjPass, as CoNLL-U writes them; and back (false if unknown).
std::string_view name_of(Upos upos);
std::string_view name_of(Deprel deprel);
bool parse_name(std::string_view name, Upos& upos);
bool parse_name(std::string_view name, Deprel& deprel);

/// Bytes that stay where they are until `clear`, which keeps the memory for the next document.
class LemmaBytes {
 public:
  /// Room for at most `size` bytes; `keep` says how many of them are used.
  char* room(std::size_t size);
  std::string_view keep(std::size_t size);
  void clear();

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0, used_ = 0;
};

struct Trees {
  // One entry per token of the document.
  IdVector<TokenId, Upos> upos;
  IdVector<TokenId, std::string_view> xpos;   // Penn tag, a view into a table that outlives the layer
  IdVector<TokenId, std::string_view> feats;  // "Number=Plur", or "_"
  IdVector<TokenId, std::string_view> lemma;
  IdVector<TokenId, TokenId> head;  // none for the root of a sentence
  IdVector<TokenId, Deprel> deprel;

  // children of t: child[child_begin[t] .. child_begin[t + 1]), in text order. Filled by `link_children`.
  std::vector<std::uint32_t> child_begin;
  std::vector<TokenId> child;

  IdVector<TokenId, AttributionTags> attribution_tags;  // empty where no tagger was given

  /// For training: where the last state of every parsed word and then its vector are appended; nullptr at run time.
  std::vector<std::uint8_t>* parser_states = nullptr;

  LemmaBytes lemma_bytes;  // only for lemmas that stand nowhere else

  std::span<const TokenId> children(TokenId token) const {
    return {child.data() + child_begin[token.index()], child.data() + child_begin[token.index() + 1]};
  }
  void clear();
};

/// Fills `child_begin` and `child` from `head` with one counting pass.
void link_children(Trees& trees);

}  // namespace chancery::syntax
