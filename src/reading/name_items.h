// Tokens -> items: the longest phrases that the directory knows, and the single words between them.
//
// One pass over a sentence, every word looked up once. An item carries only those meanings that its spelling allows
// ("who" is not the WHO, "turkey" in a text with capitals not the state); the rules stand in data/actors/ambiguous.tsv.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "knowledge/directory.h"
#include "knowledge/fold.h"
#include "text/tokens.h"

namespace chancery::reading {

/// Whether capitals say anything in a stretch of text.
enum class LetterCase : std::uint8_t { Mixed, Lower, Upper };

/// One known phrase or one unknown word. `meanings` are the directory's; `usable` tells which of their kinds count
/// here.
struct NameItem {
  TokenId begin;
  TokenId end;
  std::span<const knowledge::MeaningRow> meanings;
  std::uint32_t usable = 0;   // one bit for each knowledge::Meaning
  std::uint32_t effects = 0;  // one bit for each knowledge::ModifierEffect, where it is usable as a modifier
  std::uint16_t rules = 0;    // knowledge::PhraseRule
  std::uint8_t words = 1;
  bool capital = false;       // begins with a capital
  bool all_capitals = false;  // of a single word
  bool hyphen_before = false;
  bool hyphen_after = false;
  bool is_word = false;    // not a sign
  bool number = false;     // begins with a digit
  bool portfolio = false;  // may be what a minister is for; not counted in `usable`

  bool can_be(knowledge::Meaning kind) const { return (usable >> static_cast<unsigned>(kind) & 1u) != 0; }
  /// The first usable meaning of a kind, or null.
  const knowledge::MeaningRow* as(knowledge::Meaning kind) const;
  /// Where it is a modifier with this effect.
  bool has_effect(knowledge::ModifierEffect effect) const {
    return (effects >> static_cast<unsigned>(effect) & 1u) != 0;
  }
};

/// Scratch of one thread; cleared by every scan.
class NameScanner {
 public:
  /// Reads tokens [begin, end). The items live until the next scan.
  void scan(const knowledge::Directory& directory, const text::Tokens& tokens, TokenId begin, TokenId end);
  const std::vector<NameItem>& items() const { return items_; }
  /// Takes the words for which `is_small` holds as written without a capital.
  template <class IsSmall>
  void drop_capitals(IsSmall&& is_small) {
    for (NameItem& item : items_) {
      if (item.capital && item.words == 1 && is_small(item.begin)) item.capital = false;
    }
  }
  LetterCase letter_case() const { return letter_case_; }

 private:
  struct Word {
    TokenId token;
    std::uint32_t id;
    knowledge::WordShape shape;
    bool hyphen_after = false;
    bool number = false;
  };

  void read_words(const knowledge::Directory& directory, const text::Tokens& tokens, TokenId begin, TokenId end);
  std::uint32_t usable_kinds(const knowledge::Directory& directory, knowledge::Directory::Node node, std::size_t begin,
                             std::size_t end) const;
  void apply_context(const knowledge::Directory& directory);

  std::vector<Word> words_;
  std::vector<NameItem> items_;
  std::vector<knowledge::Directory::Node> nodes_;  // by item; the root for unknown words
  knowledge::Folder folder_;
  LetterCase letter_case_ = LetterCase::Mixed;
  std::uint64_t contexts_ = 0;
};

}  // namespace chancery::reading
