#include "base/utf8.h"

#include <cstring>

namespace chancery {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// First byte from `at` on that is not ASCII; eight bytes a step.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size()) {
    std::uint64_t block;
    std::memcpy(&block, text.data() + at, 8);
    if (block & 0x8080808080808080ULL) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

std::size_t count_starts(std::string_view text) {
  std::size_t n = 0;
  for (char c : text) n += !is_continuation(c);
  return n;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  // The second byte's range depends on the lead (Unicode 15, table 3-7); the later ones are always 80..BF.
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  std::uint32_t length = 0;
  char32_t code = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    code = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    code = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    code = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {kReplacement, 1, false};
  }
  for (std::uint32_t i = 1; i < length; ++i) {
    if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) return {kReplacement, i, false};
    code = (code << 6) | (byte(at + i) & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {code, length, true};
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const Decoded next = decode(text, at);
    if (!next.valid) return false;
    at += next.bytes;
  }
  return true;
}

std::size_t repair_utf8(std::string& text) {
  if (is_valid_utf8(text)) return 0;
  std::string repaired;
  repaired.reserve(text.size() + 16);
  std::size_t replaced = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t plain = skip_ascii(text, at);
    repaired.append(text, at, plain - at);
    at = plain;
    if (at == text.size()) break;
    const Decoded next = decode(text, at);
    if (next.valid) {
      repaired.append(text, at, next.bytes);
    } else {
      append_utf8(repaired, kReplacement);
      ++replaced;
    }
    at += next.bytes;
  }
  text = std::move(repaired);
  return replaced;
}

void append_utf8(std::string& out, char32_t code) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) { return count_starts(text); }

void CodePointIndex::reset(std::string_view text) {
  text_ = text;
  ascii_ = skip_ascii(text, 0) == text.size();
  before_.clear();
  if (ascii_) return;
  std::uint32_t seen = 0;
  for (std::size_t block = 0; block < text.size(); block += kStride) {
    before_.push_back(seen);
    seen += static_cast<std::uint32_t>(count_starts(text.substr(block, kStride)));
  }
  before_.push_back(seen);
}

std::uint32_t CodePointIndex::at(std::size_t byte) const {
  if (ascii_) return static_cast<std::uint32_t>(byte);
  const std::size_t block = byte / kStride;
  return before_[block] +
         static_cast<std::uint32_t>(count_starts(text_.substr(block * kStride, byte - block * kStride)));
}

}  // namespace chancery
