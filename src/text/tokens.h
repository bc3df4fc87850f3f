// The first layer of an analysis: sentences and tokens of one document.
//
// Filled by `tokenize` (text/tokenize.h) or by `read_conllu` (syntax/conllu.h); read by every layer above.
// Offsets are bytes into the document's text, which outlives the layer. Tokens follow the English treebanks
// of Universal Dependencies: every syntactic word ("do" + "n't", "Putin" + "'s") is one token and is a slice
// of the text. The struct is cleared and reused, one document after another, by one thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"

namespace chancery::text {

/// Half-open range of bytes in the document's text.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(ByteSpan, ByteSpan) = default;
};

/// What a sentence is in the layout of a story; only prose and headlines are coded.
enum class SentenceRole : std::uint8_t {
  Prose,
  Headline,  // a title line, also in capitals
  Slug,      // dateline, publisher, agency, byline: never coded as events
  Bullet,    // an item of a list
};

struct Sentence {
  TokenId begin;
  TokenId end;  // one past the last
  std::uint32_t paragraph = 0;
  SentenceRole role = SentenceRole::Prose;
  bool continues = false;  // cut off the sentence before it because that one was longer than the limit

  std::size_t size() const { return end - begin; }
};

struct Tokens {
  std::string_view text;  // the document's text

  // One entry per token.
  IdVector<TokenId, ByteSpan> span;
  IdVector<TokenId, SentenceId> sentence_of;
  IdVector<TokenId, std::uint8_t> space_before;  // 1 where white space (or the start of the text) stands before
  IdVector<TokenId, std::uint8_t>
      glued_to_former;  // 1 where it is the second or a later word of one
                        // orthographic word ("n't" of "don't"): a multiword token in CoNLL-U
  IdVector<SentenceId, Sentence> sentences;

  std::size_t size() const { return span.size(); }
  std::string_view form(TokenId token) const {
    const ByteSpan at = span[token];
    return text.substr(at.begin, at.end - at.begin);
  }
  /// "the U.S. Has said": old wires write a capital after the dots of an abbreviation, as if a sentence began there; it
  /// is worth no more than at the start of one.
  bool has_doubtful_capital(TokenId token) const {
    if (token.index() == 0 || sentence_of[token] != sentence_of[token - 1]) return false;
    const std::string_view before = form(token - 1), word = form(token);
    if (before.size() < 4 || before.back() != '.' || before[before.size() - 3] != '.') return false;
    return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' && word[1] <= 'z';
  }
  /// The text from the first byte of `begin` to the last of the token before `end`.
  std::string_view slice(TokenId begin, TokenId end) const {
    return text.substr(span[begin].begin, span[end - 1].end - span[begin].begin);
  }
  void clear() {
    text = {};
    span.clear();
    sentence_of.clear();
    space_before.clear();
    glued_to_former.clear();
    sentences.clear();
  }
};

}  // namespace chancery::text
