// What the model sees of a word: keys into the table of words and rows of the table of hashed pieces.
//
// Shared by the parser and its trainer, so that both see the same. Pieces are the prefixes of 1 to 3 and suffixes
// of 1 to 4 letters (lower case), the shape ("Xxx-d"), and the case of the word in its surroundings.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace chancery::syntax {

inline constexpr std::uint32_t kPieceRows = 24576;     // rows of the table of hashed pieces
inline constexpr std::uint32_t kSurroundingRows = 64;  // of which the first are for case and position
inline constexpr std::size_t kPieceCount = 9;          // rows that one word adds up

/// How the letters of a sentence are dressed: decides what a capital is worth.
enum class Clothes : std::uint8_t { Sentence, Capitals, Headline, Lower };

struct WordFeatures {
  std::uint64_t key = 0;            // of the lower-cased word
  std::uint64_t digitless_key = 0;  // the same with every digit as 0; equal to `key` where there are none
  std::array<std::uint32_t, kPieceCount> piece{};
};

/// Counts the words of one sentence and tells its clothes.
class ClothesCounter {
 public:
  void add(std::string_view form);
  Clothes clothes() const;

 private:
  std::uint32_t words_ = 0, capital_words_ = 0, lower_words_ = 0;
  std::uint32_t long_words_ = 0, long_titled_ = 0;
};

/// `first`: the word opens its sentence.
WordFeatures features_of(std::string_view form, bool first, Clothes clothes);

/// The key under which a word stands in the table of words; `features_of(form, …).key`.
std::uint64_t word_key(std::string_view form);

/// Lower case of one code point: ASCII, Latin, Greek and Cyrillic; curly quotes become straight.
char32_t fold(char32_t code);
bool is_upper(char32_t code);

}  // namespace chancery::syntax
