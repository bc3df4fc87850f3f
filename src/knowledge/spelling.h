// When two spellings can be one name: "Mohammed al-Zubaidi" and "Muhammad Zubaydi", "Hage Geingob" and "Hage Gottfried
// Geingob".
//
// A name is a handful of parts. Each has a normal form (letters that are written for one another made one) and a key
// (its consonants). People are found by the keys of two of their parts, and then the normal forms are compared letter
// by letter at a price. The rules are those of data/actors/spellings.tsv; only the algorithm stands here.
// Tested by: spelling_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace chancery::knowledge {

/// A line of spellings.tsv as it is packed.
struct SpellingRule {
  enum Kind : std::uint8_t { Same, Start, End, Near, Key, Drop, Prefix };  // the order in which they are packed
  std::uint8_t kind;
  std::uint8_t from_size;
  std::uint8_t to_size;
  std::uint8_t unused;
  char from[8];
  char to[4];

  std::string_view from_letters() const { return {from, from_size}; }
  std::string_view to_letters() const { return {to, to_size}; }
};

/// One part of a name in its normal form. Views nothing.
struct NamePart {
  static constexpr std::size_t kMost = 20;
  std::array<char, kMost> letters{};
  std::uint8_t size = 0;
  bool initial = false;  // one letter as written: "J."
  std::uint32_t key = 0;

  std::string_view text() const { return {letters.data(), size}; }
};

struct NameParts {
  static constexpr std::size_t kMost = 8;
  std::array<NamePart, kMost> part;
  std::size_t count = 0;
};

/// How two names agree: all parts of the shorter one are in the longer one.
struct NameAgreement {
  bool agrees = false;
  std::size_t matched = 0;
  std::size_t extra = 0;    // parts of the longer name that the shorter one leaves out
  std::uint8_t which = 0;   // bit i: part i of the second name was matched
  std::uint16_t price = 0;  // 0: the same letters
};

/// A view of the packed rules; may be shared by threads. Without rules every spelling is its own.
class Spelling {
 public:
  Spelling() = default;
  explicit Spelling(std::span<const SpellingRule> rules);

  /// The parts of a name in any writing. More than NameParts::kMost of them give none.
  NameParts parts_of(std::string_view name) const;
  NameAgreement compare(const NameParts& a, const NameParts& b) const;
  /// The key under which people with both parts are found; the order makes no difference.
  static std::uint32_t pair_key(const NamePart& a, const NamePart& b);

 private:
  void add_part(std::string_view folded, NameParts& parts) const;
  bool is_dropped(std::string_view folded) const;
  std::uint16_t price_of(const NamePart& a, const NamePart& b) const;

  std::span<const SpellingRule> starts_, ends_, drops_, prefixes_;
  std::array<std::span<const SpellingRule>, 256> same_by_first_{};  // in order of the first letter, the longest first
  std::array<char, 256> key_of_{};
  std::array<std::array<bool, 32>, 32> near_{};
};

}  // namespace chancery::knowledge
