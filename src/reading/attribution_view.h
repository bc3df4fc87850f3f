// What the reading of attributions looks at again and again, worked out once for a document: hashes of lemmas, the
// extent of every subtree, and where quotation marks open and close.
//
// Scratch of one thread, filled by `read` from tokens and trees, which outlive it until the next `read`.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// Words between quotation marks, the marks among them. Never runs past its paragraph.
struct Quotation {
  TokenId begin;
  TokenId end;          // one past the closing mark, or the end of the paragraph
  bool closed = false;  // whether there is a closing mark
};

bool is_quotation_mark(std::string_view form);

class AttributionView {
 public:
  static constexpr std::uint32_t kNoQuotation = 0xffffffffu;

  void read(const text::Tokens& tokens, const syntax::Trees& trees);

  const text::Tokens& tokens() const { return *tokens_; }
  const syntax::Trees& trees() const { return *trees_; }
  const text::Sentence& sentence_of(TokenId token) const { return tokens_->sentences[tokens_->sentence_of[token]]; }
  std::uint64_t lemma(TokenId token) const { return lemma_[token]; }

  /// First and one past the last token of the subtree of `token`.
  TokenId begin_of(TokenId token) const { return extent_[token].begin; }
  TokenId end_of(TokenId token) const { return extent_[token].end; }

  /// The quotation that `token` stands in (or is a mark of), or kNoQuotation.
  std::uint32_t quotation_at(TokenId token) const { return quotation_of_[token]; }
  bool is_quoted(TokenId token) const { return quotation_of_[token] != kNoQuotation; }
  const Quotation& quotation(std::uint32_t index) const { return quotations_[index]; }
  const std::vector<Quotation>& quotations() const { return quotations_; }

  /// The mean of the tagger's scores for content over some words, in steps; 0 where it was not asked.
  std::int32_t content_score(TokenId begin, TokenId end) const;

  /// One past the last token of the paragraph of `sentence`.
  TokenId paragraph_end(SentenceId sentence) const;
  /// Whether the token is punctuation, but no quotation mark and no bracket.
  bool is_edge(TokenId token) const;
  bool is_comma_or_stop(TokenId token) const;

 private:
  struct Extent {
    TokenId begin;
    TokenId end;
  };
  void read_extents();
  void read_quotations();
  void read_paragraph(TokenId begin, TokenId end);

  const text::Tokens* tokens_ = nullptr;
  const syntax::Trees* trees_ = nullptr;
  IdVector<TokenId, std::uint64_t> lemma_;
  IdVector<TokenId, Extent> extent_;
  std::vector<std::int64_t> content_sums_;  // of all words before the n-th
  IdVector<TokenId, std::uint32_t> quotation_of_;
  std::vector<Quotation> quotations_;
};

}  // namespace chancery::reading
