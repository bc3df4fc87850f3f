// UTF-8: decoding, repair, and the way from byte offsets to code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code = kReplacement;
  std::uint32_t bytes = 1;  // how many bytes it took, never 0
  bool valid = false;
};

/// Decodes the code point at `at` (which must lie inside `text`). Overlong forms, surrogates, values above U+10FFFF
/// and cut sequences are invalid; `bytes` is then the maximal ill-formed subpart (Unicode 15, section 3.9).
Decoded decode(std::string_view text, std::size_t at);

/// Where all of `text` is valid UTF-8.
bool is_valid_utf8(std::string_view text);

/// Replaces each ill-formed subpart by U+FFFD in place; returns how many were replaced.
std::size_t repair_utf8(std::string& text);

void append_utf8(std::string& out, char32_t code);

std::size_t count_code_points(std::string_view text);

/// Turns byte offsets of one valid UTF-8 text into code point offsets in constant time.
class CodePointIndex {
 public:
  /// Keeps a view of `text`, and its memory from one call to the next.
  void reset(std::string_view text);
  std::uint32_t at(std::size_t byte) const;

 private:
  static constexpr std::size_t kStride = 128;
  std::string_view text_;
  bool ascii_ = true;
  std::vector<std::uint32_t> before_;  // code points before byte k * kStride
};

}  // namespace chancery
