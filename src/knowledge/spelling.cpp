// Right for the ways in which one name is written in several alphabets ("Zelenskiy", "Zelensky") and for parts that are
// left out. Not for nicknames ("Bill" for William): those are aliases in the tables.
#include "knowledge/spelling.h"

#include <algorithm>
#include <string>

#include "knowledge/directory.h"
#include "knowledge/fold.h"

namespace chancery::knowledge {
namespace {

// Prices of a difference; a far vowel costs more than a word of five letters may. Tried on the names of the directory.
constexpr std::uint16_t kNear = 2;
constexpr std::uint16_t kVowelMore = 4;
constexpr std::uint16_t kSoftMore = 1;  // an h, or an i that was a y or a j
constexpr std::uint16_t kFarVowel = 8;
constexpr std::uint16_t kConsonant = 12;
constexpr std::uint16_t kTooMuch = 1000;
constexpr std::uint16_t kFirstSoft = 5;  // an h at the beginning says more
constexpr std::size_t kShortPart = 3, kMiddlePart = 5;

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
std::size_t slot(char c) { return is_small_letter(c) ? static_cast<std::size_t>(c - 'a') : 31; }

std::uint16_t price_of_letter(char c) {
  if (c == 'h') return kSoftMore;
  return is_vowel(c) ? kVowelMore : kConsonant;
}

/// One vowel may be missing, or several be near ones; of a short part only all letters will do.
std::uint16_t most_for(std::size_t size) {
  return static_cast<std::uint16_t>(size <= kShortPart ? 0 : size <= kMiddlePart ? 5 : 7);
}

}  // namespace

Spelling::Spelling(std::span<const SpellingRule> rules) {
  // The rules lie in order of their kinds.
  for (std::size_t i = 0; i < rules.size();) {
    const bool same = rules[i].kind == SpellingRule::Same;
    std::size_t end = i;
    while (end < rules.size() && rules[end].kind == rules[i].kind &&
           (!same || rules[end].from[0] == rules[i].from[0])) {
      ++end;
    }
    const auto run = rules.subspan(i, end - i);
    if (same) same_by_first_[static_cast<unsigned char>(rules[i].from[0])] = run;
    if (rules[i].kind == SpellingRule::Start) starts_ = run;
    if (rules[i].kind == SpellingRule::End) ends_ = run;
    if (rules[i].kind == SpellingRule::Drop) drops_ = run;
    if (rules[i].kind == SpellingRule::Prefix) prefixes_ = run;
    i = end;
  }
  for (const SpellingRule& rule : rules) {
    if (rule.kind == SpellingRule::Key) key_of_[static_cast<unsigned char>(rule.from[0])] = rule.to[0];
    if (rule.kind == SpellingRule::Near) {
      near_[slot(rule.from[0])][slot(rule.to[0])] = true;
      near_[slot(rule.to[0])][slot(rule.from[0])] = true;
    }
  }
}

bool Spelling::is_dropped(std::string_view folded) const {
  return std::any_of(drops_.begin(), drops_.end(),
                     [&](const SpellingRule& rule) { return rule.from_letters() == folded; });
}

void Spelling::add_part(std::string_view folded, NameParts& parts) const {
  if (is_dropped(folded)) return;
  std::string_view rest = folded;
  std::string_view front, back;
  for (const SpellingRule& rule : prefixes_) {
    const std::string_view from = rule.from_letters();
    // "Abdelrahman", "Abdul Rahman" and "Abd al-Rahman" are all rahman.
    if (!rest.starts_with(from)) continue;
    if (rest.size() == from.size()) return;
    if (rest.size() < from.size() + 3) continue;
    rest.remove_prefix(from.size());
    break;
  }
  const auto fits = [&](const SpellingRule& rule) { return rest.size() > rule.from_size + 1u; };
  for (const SpellingRule& rule : starts_) {
    if (!fits(rule) || !rest.starts_with(rule.from_letters())) continue;
    front = rule.to_letters();
    rest.remove_prefix(rule.from_size);
    break;
  }
  for (const SpellingRule& rule : ends_) {
    if (!fits(rule) || !rest.ends_with(rule.from_letters())) continue;
    back = rule.to_letters();
    rest.remove_suffix(rule.from_size);
    break;
  }
  NamePart part;
  const auto put = [&](char c) {
    if (part.size > 0 && part.letters[part.size - 1] == c) return;  // double letters are one
    if (part.size < NamePart::kMost) part.letters[part.size++] = c;
  };
  for (const char c : front) put(c);
  while (!rest.empty()) {
    const SpellingRule* best = nullptr;
    for (const SpellingRule& rule : same_by_first_[static_cast<unsigned char>(rest.front())]) {
      if (!rest.starts_with(rule.from_letters())) continue;
      best = &rule;
      break;
    }
    if (best == nullptr) {
      put(rest.front());
      rest.remove_prefix(1);
    } else {
      for (const char c : best->to_letters()) put(c);
      rest.remove_prefix(best->from_size);
    }
  }
  for (const char c : back) put(c);
  if (part.size == 0) return;
  part.initial = folded.size() == 1;
  std::array<char, NamePart::kMost + 1> key{};
  std::size_t size = 0;
  for (const char c : part.text()) {
    char as = key_of_[static_cast<unsigned char>(c)];
    // The first letter counts in any case.
    if (as == 0 && size == 0) as = is_vowel(c) ? 'a' : c;
    if (as != 0 && (size == 0 || key[size - 1] != as)) key[size++] = as;
  }
  part.key = static_cast<std::uint32_t>(hash_word({key.data(), size}));
  if (parts.count == NameParts::kMost) {
    parts.count = NameParts::kMost + 1;  // too many: see parts_of
    return;
  }
  if (parts.count < NameParts::kMost) parts.part[parts.count++] = part;
}

NameParts Spelling::parts_of(std::string_view name) const {
  NameParts parts;
  Folder folder;
  folder.begin(name);
  std::string_view piece;
  WordShape shape;
  while (folder.next(piece, shape)) {
    // "Neuberger, Baron of": what follows a comma is no part of the name.
    if (!shape.is_word) {
      if (piece == ",") break;
      continue;
    }
    if (piece[0] == '\'') continue;
    add_part(piece, parts);
  }
  if (parts.count > NameParts::kMost) parts.count = 0;
  return parts;
}

std::uint32_t Spelling::pair_key(const NamePart& a, const NamePart& b) {
  const std::uint64_t low = std::min(a.key, b.key), high = std::max(a.key, b.key);
  return static_cast<std::uint32_t>(hash_edge(static_cast<std::uint32_t>(high), static_cast<std::uint32_t>(low)));
}

/// The edit distance of two parts, with prices for what is often written for one another; kTooMuch past the limit.
std::uint16_t Spelling::price_of(const NamePart& a, const NamePart& b) const {
  if (a.text() == b.text()) return 0;
  const std::uint16_t most = most_for(std::max(a.size, b.size));
  if (most == 0) return kTooMuch;
  std::array<std::uint16_t, NamePart::kMost + 1> row{};
  for (std::size_t j = 0; j < b.size; ++j)
    row[j + 1] = static_cast<std::uint16_t>(
        row[j] + (j == 0 && b.letters[0] == 'h' ? kFirstSoft : price_of_letter(b.letters[j])));
  for (std::size_t i = 0; i < a.size; ++i) {
    std::uint16_t diagonal = row[0];
    row[0] = static_cast<std::uint16_t>(row[0] +
                                        (i == 0 && a.letters[0] == 'h' ? kFirstSoft : price_of_letter(a.letters[i])));
    std::uint16_t least = row[0];
    for (std::size_t j = 0; j < b.size; ++j) {
      const char x = a.letters[i], y = b.letters[j];
      std::uint16_t change = 0;
      if (x != y) change = near_[slot(x)][slot(y)] ? kNear : is_vowel(x) && is_vowel(y) ? kFarVowel : kConsonant;
      const std::uint16_t cheapest = std::min({static_cast<std::uint16_t>(diagonal + change),
                                               static_cast<std::uint16_t>(row[j + 1] + price_of_letter(x)),
                                               static_cast<std::uint16_t>(row[j] + price_of_letter(y))});
      diagonal = row[j + 1];
      row[j + 1] = cheapest;
      least = std::min(least, cheapest);
    }
    if (least > most) return kTooMuch;
  }
  return row[b.size] <= most ? row[b.size] : kTooMuch;
}

NameAgreement Spelling::compare(const NameParts& a, const NameParts& b) const {
  NameAgreement result;
  if (a.count < 2 || b.count < 2) return result;
  std::uint8_t used = 0;
  std::size_t initials = 0;
  for (std::size_t i = 0; i < a.count; ++i) {
    std::uint16_t best = kTooMuch;
    std::size_t best_at = 0;
    bool initial = false;
    for (std::size_t j = 0; j < b.count; ++j) {
      if ((used >> j & 1u) != 0) continue;
      const NamePart& x = a.part[i];
      const NamePart& y = b.part[j];
      const bool short_for = x.initial != y.initial && x.letters[0] == y.letters[0];
      const std::uint16_t price = short_for ? kNear : price_of(x, y);
      if (price < best) {
        best = price;
        best_at = j;
        initial = short_for;
      }
    }
    if (best == kTooMuch) continue;
    used = static_cast<std::uint8_t>(used | 1u << best_at);
    ++result.matched;
    initials += initial ? 1 : 0;
    result.price = static_cast<std::uint16_t>(result.price + best);
  }
  const std::size_t shorter = std::min(a.count, b.count);
  result.extra = std::max(a.count, b.count) - shorter;
  result.which = used;
  result.agrees = result.matched == shorter && result.matched >= 2 && result.matched - initials >= 1;
  return result;
}

}  // namespace chancery::knowledge
