#include "reading/name_items.h"

#include <algorithm>

namespace chancery::reading {

using knowledge::Directory;
using knowledge::Meaning;
using knowledge::MeaningRow;
using knowledge::ModifierEffect;

namespace {

constexpr std::uint32_t bit(Meaning kind) { return 1u << static_cast<unsigned>(kind); }
/// What ambiguous words lose when the rules speak against them.
constexpr std::uint32_t kNames = bit(Meaning::CountryName) | bit(Meaning::Adjective) | bit(Meaning::Citizen) |
                                 bit(Meaning::People) | bit(Meaning::Capital) | bit(Meaning::Seat) |
                                 bit(Meaning::Province) | bit(Meaning::Organisation) | bit(Meaning::Group) |
                                 bit(Meaning::Person) | bit(Meaning::Surname) | bit(Meaning::Place);
/// A single word of these kinds is written with a capital wherever capitals are used.
constexpr std::uint32_t kCapitalised = bit(Meaning::Organisation) | bit(Meaning::Group) | bit(Meaning::Person) |
                                       bit(Meaning::Surname) | bit(Meaning::Capital) | bit(Meaning::Seat) |
                                       bit(Meaning::Province) | bit(Meaning::Place);
constexpr std::size_t kShortAcronym = 4;

bool is_portfolio(const MeaningRow& row) {
  return row.kind == Meaning::Modifier && row.detail == static_cast<std::uint8_t>(ModifierEffect::Portfolio);
}

std::uint32_t effects_of(const NameItem& item) {
  std::uint32_t effects = 0;
  if (!item.can_be(Meaning::Modifier)) return effects;
  for (const MeaningRow& row : item.meanings) {
    if (row.kind != Meaning::Modifier) continue;
    if ((row.form & knowledge::kHyphenBefore) != 0 && !item.hyphen_before) continue;
    if ((row.form & knowledge::kHyphenAfter) != 0 && !item.hyphen_after) continue;
    effects |= 1u << row.detail;
  }
  return effects;
}

}  // namespace

const MeaningRow* NameItem::as(Meaning kind) const {
  if (!can_be(kind)) return nullptr;
  for (const MeaningRow& row : meanings) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

void NameScanner::read_words(const Directory& directory, const text::Tokens& tokens, TokenId begin, TokenId end) {
  words_.clear();
  bool hyphen = false;
  std::size_t capitals = 0, small = 0;
  const auto mark_hyphen = [&] {
    hyphen = true;
    if (!words_.empty()) words_.back().hyphen_after = true;
  };
  for (TokenId token = begin; token < end; ++token) {
    folder_.begin(tokens.form(token));
    std::string_view piece;
    knowledge::WordShape shape;
    bool any = false;
    while (folder_.next(piece, shape)) {
      if (shape.hyphen_before && any) mark_hyphen();
      Word word{token, directory.word(piece), shape, false, piece[0] >= '0' && piece[0] <= '9'};
      word.shape.hyphen_before = hyphen || shape.hyphen_before;
      hyphen = false;
      any = true;
      words_.push_back(word);
      if (shape.is_word && !word.number && piece[0] != '\'') {
        if (shape.all_capitals && piece.size() > 1) {
          ++capitals;
        } else if (!shape.capital) {
          ++small;
        } else if (piece.size() > 1) {
          small += 1000;  // "Iraq": both cases are in use
          ++capitals;
        }
      }
    }
    if (folder_.ended_in_hyphen()) {
      const bool loose = tokens.space_before[token] != 0 && !any;
      if (loose || words_.empty()) {
        words_.push_back({token, Directory::kNoWord, {}, false, false});
      } else {
        mark_hyphen();
      }
    } else if (!any) {
      words_.push_back({token, Directory::kNoWord, {}, false, false});
    }
  }
  letter_case_ = capitals == 0 ? LetterCase::Lower : small == 0 && capitals > 2 ? LetterCase::Upper : LetterCase::Mixed;
}

std::uint32_t NameScanner::usable_kinds(const Directory& directory, Directory::Node node, std::size_t begin,
                                        std::size_t end) const {
  const auto meanings = directory.meanings(node);
  if (meanings.empty()) return 0;
  const std::uint16_t rules = directory.rules(node);
  const Word& first = words_[begin];
  const bool single = end - begin == 1;
  const bool all_capitals = std::all_of(words_.begin() + static_cast<std::ptrdiff_t>(begin),
                                        words_.begin() + static_cast<std::ptrdiff_t>(end),
                                        [](const Word& word) { return word.shape.all_capitals || word.number; });
  std::uint32_t usable = 0;
  for (const MeaningRow& row : meanings) {
    if ((row.form & knowledge::kHyphenBefore) != 0 && !first.shape.hyphen_before) continue;
    if ((row.form & knowledge::kHyphenAfter) != 0 && !words_[end - 1].hyphen_after) continue;
    if ((row.form & knowledge::kAcronym) != 0 && letter_case_ == LetterCase::Mixed && !all_capitals) {
      // "Nato" and "Unicef" are spelled like names; short ones would be too many other words.
      if (!single || !first.shape.capital || directory.word_size(first.id) < kShortAcronym) continue;
    }
    if ((row.form & knowledge::kCapitals) != 0 && letter_case_ == LetterCase::Mixed && !first.shape.capital &&
        !words_[end - 1].shape.capital) {
      continue;
    }
    if (is_portfolio(row)) continue;
    usable |= bit(row.kind);
  }
  if (letter_case_ == LetterCase::Mixed) {
    if ((rules & knowledge::kNeedsCapital) != 0 && !first.shape.capital) usable &= ~kNames;
    if ((rules & knowledge::kNeverLower) != 0 && !all_capitals) usable &= ~kNames;
    if (single && !first.shape.capital) usable &= ~kCapitalised;
    if (!first.shape.capital && !words_[end - 1].shape.capital) usable &= ~bit(Meaning::Person);
  } else {
    // "u.s." is no "us".
    if ((rules & knowledge::kNeverLower) != 0 && !first.shape.stops &&
        (letter_case_ == LetterCase::Lower || (rules & knowledge::kMixedOnly) != 0)) {
      usable &= ~kNames;
    }
  }
  return usable;
}

void NameScanner::scan(const Directory& directory, const text::Tokens& tokens, TokenId begin, TokenId end) {
  read_words(directory, tokens, begin, end);
  items_.clear();
  nodes_.clear();
  contexts_ = 0;
  for (std::size_t at = 0; at < words_.size();) {
    std::size_t best_end = at + 1;
    Directory::Node best = Directory::kRoot;
    std::uint32_t usable = 0;
    Directory::Node node = Directory::kRoot;
    for (std::size_t next = at; next < words_.size(); ++next) {
      node = directory.step(node, words_[next].id);
      if (node == Directory::kRoot) break;
      if (const std::uint32_t kinds = usable_kinds(directory, node, at, next + 1); kinds != 0) {
        if ((kinds & bit(Meaning::Context)) != 0) {
          for (const MeaningRow& row : directory.meanings(node)) {
            if (row.kind == Meaning::Context) contexts_ |= std::uint64_t{1} << row.row;
          }
          if (kinds == bit(Meaning::Context)) continue;
        }
        best = node;
        best_end = next + 1;
        usable = kinds & ~bit(Meaning::Context);
      }
    }
    const Word& first = words_[at];
    const Word& last = words_[best_end - 1];
    NameItem item;
    item.begin = first.token;
    item.end = last.token + 1;
    item.words = static_cast<std::uint8_t>(std::min<std::size_t>(best_end - at, 255));
    if (best_end - at == 1) {
      if (const Directory::Node alone = directory.step(Directory::kRoot, first.id); alone != Directory::kRoot) {
        for (const MeaningRow& row : directory.meanings(alone)) item.portfolio = item.portfolio || is_portfolio(row);
      }
    }
    if (best != Directory::kRoot) {
      item.meanings = directory.meanings(best);
      item.usable = usable;
      item.rules = directory.rules(best);
    }
    item.capital = first.shape.capital;
    item.all_capitals = best_end - at == 1 && first.shape.all_capitals;
    item.hyphen_before = first.shape.hyphen_before;
    item.hyphen_after = last.hyphen_after;
    item.is_word = first.shape.is_word;
    item.number = first.number;
    item.effects = effects_of(item);
    items_.push_back(item);
    nodes_.push_back(best);
    at = best_end;
  }
  if (contexts_ != 0) apply_context(directory);
}

void NameScanner::apply_context(const Directory& directory) {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (nodes_[i] == Directory::kRoot) continue;
    const std::uint32_t list = directory.context(nodes_[i]);
    if (list < 64 && (contexts_ >> list & 1u) != 0) items_[i].usable &= ~kNames;
  }
}

}  // namespace chancery::reading
