// Tested by: html_tokens_test.cpp
#include "io/html_entities.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/utf8.h"
#include "io/html_tables.h"

namespace chancery::io {
namespace {

constexpr std::size_t kLongestName = 32;
constexpr std::size_t kLongestBareName = 6;

struct Entity {
  std::string_view name;
  char32_t codes[2] = {0, 0};
  bool bare = false;  // counts without a semicolon
};

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The value of a digit, or 16.
unsigned digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a' + 10) : 16;
}

std::vector<Entity> load() {
  std::vector<Entity> entities;
  for_each_table_line(html_entities_table(), [&](std::string_view line) {
    Entity entity;
    const std::size_t tab = line.find('\t');
    entity.name = line.substr(0, tab);
    std::size_t which = 0;
    std::size_t at = tab + 1;
    for (; at < line.size() && line[at] != '\t'; ++at) {
      if (line[at] == ' ') {
        which = 1;
      } else {
        entity.codes[which] = entity.codes[which] * 16 + digit(line[at]);
      }
    }
    entity.bare = line.substr(at) == "\tbare";
    entities.push_back(entity);
  });
  std::sort(entities.begin(), entities.end(), [](const Entity& a, const Entity& b) { return a.name < b.name; });
  return entities;
}

const Entity* find(std::string_view name) {
  static const std::vector<Entity> entities = load();
  const auto found =
      std::lower_bound(entities.begin(), entities.end(), name,
                       [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
  return found != entities.end() && found->name == name ? &*found : nullptr;
}

void append(const Entity& entity, std::string& out) {
  append_utf8(out, entity.codes[0]);
  if (entity.codes[1] != 0) append_utf8(out, entity.codes[1]);
}

char32_t repaired(char32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return kReplacement;
  if (code < 0x80 || code > 0x9F) return code;
  const char32_t meant = windows_1252(static_cast<unsigned char>(code));
  return meant == kReplacement ? code : meant;
}

/// A number behind "&#" at `at`; returns where it ends, or `at` where there is none.
std::size_t append_number(std::string_view raw, std::size_t at, std::string& out) {
  const std::size_t begin = at;
  const bool hex = at < raw.size() && (raw[at] == 'x' || raw[at] == 'X');
  at += hex;
  const unsigned base = hex ? 16 : 10;
  const std::size_t digits = at;
  char32_t code = 0;
  for (; at < raw.size() && digit(raw[at]) < base; ++at)
    code = std::min<char32_t>(code * base + digit(raw[at]), 0x110000);
  if (at == digits) return begin;
  append_utf8(out, repaired(code));
  return at < raw.size() && raw[at] == ';' ? at + 1 : at;
}

/// A name behind "&" at `at`; returns where it ends, or `at` where there is none.
std::size_t append_named(std::string_view raw, std::size_t at, bool in_attribute, std::string& out) {
  std::size_t length = 0;
  while (length < kLongestName && at + length < raw.size() && is_alnum(raw[at + length])) ++length;
  if (at + length < raw.size() && raw[at + length] == ';') {
    if (const Entity* entity = find(raw.substr(at, length))) {
      append(*entity, out);
      return at + length + 1;
    }
  }
  for (std::size_t bare = std::min(length, kLongestBareName); bare >= 2; --bare) {
    const Entity* entity = find(raw.substr(at, bare));
    if (entity == nullptr || !entity->bare) continue;
    const char next = at + bare < raw.size() ? raw[at + bare] : ' ';
    if (in_attribute && (next == '=' || is_alnum(next))) return at;
    append(*entity, out);
    return at + bare;
  }
  return at;
}

}  // namespace

void append_decoded(std::string_view raw, bool in_attribute, std::string& out) {
  using namespace std::string_view_literals;
  std::size_t at = 0;
  while (at < raw.size()) {
    std::size_t plain = at;
    while (plain < raw.size() && raw[plain] != '&' && raw[plain] != '\0') ++plain;
    out.append(raw, at, plain - at);
    at = plain;
    if (at == raw.size()) return;
    ++at;
    if (raw[at - 1] == '\0') continue;
    const bool number = at < raw.size() && raw[at] == '#';
    const std::size_t begin = at + number;
    const std::size_t end = number ? append_number(raw, begin, out) : append_named(raw, begin, in_attribute, out);
    if (end == begin) {
      out.push_back('&');
    } else {
      at = end;
    }
  }
}

char32_t windows_1252(unsigned char byte) {
  static constexpr std::array<char16_t, 32> kCodes = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                      0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  return byte >= 0x80 && byte <= 0x9F ? kCodes[byte - 0x80] : kReplacement;
}

}  // namespace chancery::io
