// Tested by: features_test.cpp
#include "syntax/features.h"

#include "base/utf8.h"

namespace chancery::syntax {
namespace {

// Words longer than this are hashed from their beginning; such are URLs and noise.
constexpr std::size_t kMaxBytes = 256;

bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000) ||
         (c >= 0x3040 && c < 0xE000) || (c >= 0xF900 && c < 0xFE00);
}

std::uint64_t step(std::uint64_t h, std::uint64_t c) { return (h ^ c) * 0x9E3779B97F4A7C15ULL; }

std::uint64_t finish(std::uint64_t h) {
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93ULL;
  h ^= h >> 29;
  return h;
}

std::uint32_t piece_row(std::uint64_t h) {
  const std::uint64_t high = finish(h) >> 32;
  return kSurroundingRows + static_cast<std::uint32_t>((high * (kPieceRows - kSurroundingRows)) >> 32);
}

enum class Case : std::uint8_t { None, Lower, Initial, Capitals, Mixed };

char32_t code_at(std::string_view form, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(form[at]);
  if (byte < 0x80) {
    ++at;
    return byte;
  }
  const Decoded decoded = decode(form, at);
  at += decoded.bytes;
  return decoded.code;
}

}  // namespace

char32_t fold(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x100 && c < 0x138) return c | 1;
  if (c >= 0x139 && c < 0x149) return c + (c & 1);
  if (c >= 0x14A && c < 0x178) return c | 1;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC) return '\'';
  if (c == 0x201C || c == 0x201D || c == 0x201E) return '"';
  if (c == 0x2026) return '.';
  return c;
}

bool is_upper(char32_t c) { return is_letter(c) && fold(c) != c; }

void ClothesCounter::add(std::string_view form) {
  bool any_lower = false, any_upper = false, first_upper = false;
  std::uint32_t letters = 0;
  for (std::size_t at = 0; at < form.size() && letters < 12;) {
    const char32_t c = code_at(form, at);
    if (!is_letter(c)) continue;
    const bool upper = is_upper(c);
    if (letters == 0) first_upper = upper;
    (upper ? any_upper : any_lower) = true;
    ++letters;
  }
  if (letters == 0) return;
  ++words_;
  capital_words_ += any_upper && !any_lower && letters > 1;
  lower_words_ += !any_upper;
  if (letters >= 4) {
    ++long_words_;
    long_titled_ += first_upper && any_lower;
  }
}

Clothes ClothesCounter::clothes() const {
  if (words_ >= 2 && capital_words_ * 10 >= words_ * 6) return Clothes::Capitals;
  if (words_ >= 2 && lower_words_ == words_) return Clothes::Lower;
  if (long_words_ >= 3 && long_titled_ * 10 >= long_words_ * 8) return Clothes::Headline;
  return Clothes::Sentence;
}

WordFeatures features_of(std::string_view form, bool first, Clothes clothes) {
  form = form.substr(0, kMaxBytes);
  std::uint64_t key = 1, digitless = 1, shape = 2;
  std::uint64_t prefix[3] = {3, 4, 5};
  char32_t last[4] = {0, 0, 0, 0};
  std::size_t count = 0, shape_length = 0, run = 0;
  char32_t run_of = 0;
  bool any_lower = false, any_upper = false, first_upper = false, later_upper = false;
  bool any_letter = false;
  for (std::size_t at = 0; at < form.size();) {
    const char32_t raw = code_at(form, at);
    const char32_t c = fold(raw);
    const bool digit = c >= '0' && c <= '9';
    key = step(key, c);
    digitless = step(digitless, digit ? U'0' : c);
    const char32_t piece = digit ? U'0' : c;
    for (std::size_t n = count; n < 3; ++n) prefix[n] = step(prefix[n], piece);
    last[0] = last[1], last[1] = last[2], last[2] = last[3], last[3] = piece;
    char32_t kind = c;
    if (is_letter(raw)) {
      const bool upper = raw != c;
      kind = upper ? U'X' : U'x';
      (upper ? any_upper : any_lower) = true;
      if (!any_letter)
        first_upper = upper;
      else
        later_upper |= upper;
      any_letter = true;
    } else if (digit) {
      kind = U'd';
    }
    run = kind == run_of ? run + 1 : 1;
    run_of = kind;
    if (run <= 3 && shape_length < 12) {
      shape = step(shape, kind);
      ++shape_length;
    }
    ++count;
  }
  WordFeatures f;
  f.key = finish(key);
  f.digitless_key = finish(digitless);
  for (std::size_t n = 0; n < 3; ++n) f.piece[n] = piece_row(count >= n + 1 ? prefix[n] : 100 + n);
  std::uint64_t suffix = 7;
  for (std::size_t n = 0; n < 4; ++n) {
    suffix = step(suffix, last[3 - n]);
    f.piece[3 + n] = piece_row(count >= n + 1 ? suffix + n : 110 + n);
  }
  f.piece[7] = piece_row(shape);
  Case dress = Case::None;
  if (any_letter) {
    if (!any_upper)
      dress = Case::Lower;
    else if (!any_lower)
      dress = count == 1 ? Case::Initial : Case::Capitals;
    else
      dress = first_upper && !later_upper ? Case::Initial : Case::Mixed;
  }
  f.piece[8] = (static_cast<std::uint32_t>(dress) * 2 + (first ? 1 : 0)) * 4 + static_cast<std::uint32_t>(clothes);
  return f;
}

std::uint64_t word_key(std::string_view form) { return features_of(form, false, Clothes::Sentence).key; }

}  // namespace chancery::syntax
