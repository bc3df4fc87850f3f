// What kind of character stands at a byte: enough to part words from signs in any script.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace chancery::text {

enum class CharKind : std::uint8_t {
  Space,      // also control characters and U+200B
  Newline,    // \n \r, and Unicode's line and paragraph separators
  Invisible,  // soft hyphen, joiners, byte order mark: within a word it belongs to it, elsewhere it is nothing
  Upper,      // also title case
  Lower,      // and every letter, mark or ideograph without case
  Digit,
  Sign,  // all the rest, and bytes that are not UTF-8
};

struct Character {
  char32_t code = 0;
  std::uint32_t bytes = 0;  // 0 past the end of the text
  CharKind kind = CharKind::Space;

  bool is_letter() const { return kind == CharKind::Upper || kind == CharKind::Lower; }
  bool is_word() const { return is_letter() || kind == CharKind::Digit; }
  bool is_blank() const { return kind == CharKind::Space || kind == CharKind::Newline; }
};

namespace internal {
extern const std::array<CharKind, 128> kAsciiKinds;
Character wide_character_at(std::string_view text, std::size_t at);
}  // namespace internal

inline Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1, internal::kAsciiKinds[byte]};
  return internal::wide_character_at(text, at);
}

/// The character that ends before `at`; past the beginning it is a blank of no bytes.
Character character_before(std::string_view text, std::size_t at);

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// ' and the two that typesetters use for it.
inline bool is_apostrophe(char32_t code) { return code == '\'' || code == 0x2019 || code == 0x02BC; }
/// The hyphens of a word, in ASCII and in Unicode, without the dashes.
inline bool is_hyphen(char32_t code) { return code == '-' || code == 0x2010 || code == 0x2011; }
inline bool is_dash(char32_t code) { return code >= 0x2012 && code <= 0x2015; }

}  // namespace chancery::text
