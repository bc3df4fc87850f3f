#include "knowledge/fold.h"

#include <utf8proc.h>

#include <array>
#include <utility>

#include "base/utf8.h"

namespace chancery::knowledge {
namespace {

bool is_hyphen(char32_t code) { return code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x00AD; }
bool is_apostrophe(char32_t code) {
  return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x02BC || code == 0x02BB || code == 0x02BF ||
         code == '`';
}
bool is_upper(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z';
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}
bool is_letter_or_digit(char32_t code) {
  if (code < 0x80) return (code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) ||
         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

/// Letters that Unicode does not take apart into a plain letter and a mark.
std::string_view plain_form(char32_t code) {
  static constexpr std::array<std::pair<char32_t, std::string_view>, 20> kForms = {{
      {0x00C6, "ae"}, {0x00E6, "ae"}, {0x00D0, "d"}, {0x00F0, "d"}, {0x00D8, "o"}, {0x00F8, "o"}, {0x00DE, "th"},
      {0x00FE, "th"}, {0x00DF, "ss"}, {0x0110, "d"}, {0x0111, "d"}, {0x0131, "i"}, {0x0141, "l"}, {0x0142, "l"},
      {0x0152, "oe"}, {0x0153, "oe"}, {0x018F, "a"}, {0x0259, "a"}, {0x0126, "h"}, {0x0127, "h"},
  }};
  for (const auto& [from, to] : kForms) {
    if (from == code) return to;
  }
  return {};
}

void append_folded(std::string& out, char32_t code) {
  if (code < 0x80) {
    out.push_back(static_cast<char>(code >= 'A' && code <= 'Z' ? code | 0x20 : code));
    return;
  }
  if (const std::string_view plain = plain_form(code); !plain.empty()) {
    out += plain;
    return;
  }
  std::array<utf8proc_int32_t, 32> parts;
  int boundary = 0;
  const auto count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(code), parts.data(), parts.size(),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD), &boundary);
  if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) {
    append_utf8(out, code);
    return;
  }
  for (utf8proc_ssize_t i = 0; i < count; ++i)
    append_utf8(out, static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
}

bool is_ascii_letter(unsigned char byte) {
  const auto small = static_cast<unsigned char>(byte | 0x20);
  return small >= 'a' && small <= 'z' && byte < 0x80;
}

}  // namespace

bool Folder::next(std::string_view& folded, WordShape& shape) {
  buffer_.clear();
  shape = WordShape{};
  std::size_t letters = 0, capitals = 0, stops = 0;  // digits count as stops: "G7" is written in capitals
  std::size_t at = 0;
  const auto finish = [&] {
    rest_.remove_prefix(at);
    shape.hyphen_before = pending_hyphen_;
    shape.all_capitals = letters > 0 && capitals == letters && (letters > 1 || stops > 0);
    pending_hyphen_ = false;
    folded = buffer_;
    return true;
  };
  while (at < rest_.size()) {
    const auto byte = static_cast<unsigned char>(rest_[at]);
    if (is_ascii_letter(byte)) {
      // Most letters by far, and seldom one alone.
      if (!shape.is_word) shape.capital = (byte & 0x20) == 0;
      shape.is_word = true;
      std::size_t end = at + 1;
      while (end < rest_.size() && is_ascii_letter(static_cast<unsigned char>(rest_[end]))) ++end;
      const std::size_t before = buffer_.size();
      buffer_.resize(before + (end - at));
      letters += end - at;
      for (char* to = buffer_.data() + before; at < end; ++at) {
        capitals += (rest_[at] & 0x20) == 0 ? 1 : 0;
        *to++ = static_cast<char>(rest_[at] | 0x20);
      }
      continue;
    }
    const Decoded here = decode(rest_, at);
    if (is_letter_or_digit(here.code)) {
      if (!shape.is_word) shape.capital = is_upper(here.code);
      shape.is_word = true;
      if (is_upper(here.code)) ++capitals;
      if (here.code >= '0' && here.code <= '9') {
        ++stops;
      } else {
        ++letters;
      }
      append_folded(buffer_, here.code);
    } else if (is_apostrophe(here.code)) {
      const std::string_view after = rest_.substr(at + here.bytes);
      const bool genitive = after.empty() || after == "s" || after == "S";
      if (genitive && shape.is_word) return finish();  // the "'s" is a piece of its own, next time
      if (genitive) {
        buffer_ = after.empty() ? "'" : "'s";
        at = rest_.size();
        return finish();
      }
      // within a word it is nothing: "N'Djamena"
    } else if (is_hyphen(here.code)) {
      if (shape.is_word) {
        finish();
        rest_.remove_prefix(here.bytes);
        // What follows stands after a hyphen.
        pending_hyphen_ = true;
        return true;
      }
      pending_hyphen_ = true;
    } else if (here.code == '.' && (shape.is_word || rest_.size() > at + 1)) {
      shape.stops = shape.stops || (stops > 0 && letters > 1);
      ++stops;
    } else {
      // A sign of its own, which parts words.
      if (shape.is_word) return finish();
      if (here.code == '&') {
        buffer_ = "and";
      } else {
        buffer_.assign(rest_.substr(at, here.bytes));
      }
      at += here.bytes;
      return finish();
    }
    at += here.bytes;
  }
  rest_.remove_prefix(at);
  if (!shape.is_word) return false;
  shape.hyphen_before = pending_hyphen_;
  shape.all_capitals = capitals > 0 && capitals == letters && (letters > 1 || stops > 0);
  pending_hyphen_ = false;
  folded = buffer_;
  return true;
}

std::string fold_phrase(std::string_view phrase) {
  std::string key;
  Folder folder;
  while (!phrase.empty()) {
    const std::size_t space = phrase.find(' ');
    folder.begin(phrase.substr(0, space));
    std::string_view piece;
    WordShape shape;
    while (folder.next(piece, shape)) {
      if (!key.empty()) key += ' ';
      key += piece;
    }
    phrase.remove_prefix(space == std::string_view::npos ? phrase.size() : space + 1);
  }
  return key;
}

}  // namespace chancery::knowledge
