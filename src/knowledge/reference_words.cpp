// Tested by: reference_words_test.cpp.
#include "knowledge/reference_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "knowledge/directory.h"

namespace chancery::knowledge {
namespace {

/// The hash of the word in small letters, without the stop of "Mr.".
std::uint64_t key_of(std::string_view word) {
  if (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (char c : word) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    hash = (hash ^ static_cast<unsigned char>(small)) * 0x100000001b3u;
  }
  return hash;
}

std::optional<NounClass> class_from(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, NounClass>, 6> kNames = {{{"person", NounClass::Person},
                                                                             {"man", NounClass::Man},
                                                                             {"woman", NounClass::Woman},
                                                                             {"people", NounClass::People},
                                                                             {"organisation", NounClass::Organisation},
                                                                             {"place", NounClass::Place}}};
  for (const auto& [known, value] : kNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

template <class Map, class Value>
void add(const TableLine& line, std::string_view word, Value value, Map& map) {
  if (word.empty()) line.fail("wants a word");
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::any_of(word.begin(), word.end(), is_capital))
    line.fail("'" + std::string(word) + "' is not in small letters");
  if (!map.emplace(key_of(word), value).second) line.fail("'" + std::string(word) + "' stands twice");
}

std::optional<HomeKind> home_kind_from(std::string_view name) {
  if (name == "described") return HomeKind::Described;
  if (name == "person") return HomeKind::Person;
  if (name == "body") return HomeKind::Body;
  return std::nullopt;
}

std::uint64_t home_key(HomeKind kind, std::string_view sector) {
  return key_of(sector) + static_cast<std::uint64_t>(kind);
}

float number_in(const TableLine& line, std::size_t field, int least, int most) {
  int number = 0;
  const std::string_view digits = line.field(field);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < least || number > most) {
    line.fail("'" + std::string(digits) + "' is no number from " + std::to_string(least) + " to " +
              std::to_string(most));
  }
  return static_cast<float>(number);
}

}  // namespace

ReferenceWords ReferenceWords::load(std::span<const TableText> tables) {
  ReferenceWords words;
  for (const TableText& table : tables) {
    const std::string_view name = std::string_view(table.file).substr(table.file.find_last_of('/') + 1);
    if (name == "nouns.tsv" || name == "given_names.tsv") {
      const bool given = name == "given_names.tsv";
      read_table(table, 2, 2, [&](const TableLine& line) {
        const auto value = class_from(line.field(1));
        if (!value) line.fail("'" + std::string(line.field(1)) + "' is no class");
        if (given && *value != NounClass::Man && *value != NounClass::Woman) line.fail("wants man or woman");
        add(line, line.field(0), *value, given ? words.given_names_ : words.nouns_);
      });
    } else if (name == "home.tsv") {
      read_table(table, 4, 4, [&](const TableLine& line) {
        const auto kind = home_kind_from(line.field(0));
        if (!kind) line.fail("'" + std::string(line.field(0)) + "' is none of described, person and body");
        const std::string_view sector = line.field(1) == "-" ? std::string_view() : line.field(1);
        if (!sector.empty() && !sector_from(sector)) {
          line.fail("'" + std::string(sector) + "' is no sector of sectors.tsv");
        }
        const HomeRule rule{number_in(line, 2, 1, 100) / 100, number_in(line, 3, 1, 100)};
        if (!words.home_rules_.emplace(home_key(*kind, sector), rule).second)
          line.fail("a kind and sector stands twice");
      });
    } else if (name == "phrases.tsv") {
      read_table(table, 2, 3, [&](const TableLine& line) {
        const std::string_view what = line.field(1);
        if (what == "pair") {
          const std::string_view of = line.field(2);
          if (of != "persons" && of != "states" && of != "any") line.fail("a pair is of persons, states or any");
          add(line, line.field(0),
              of == "persons"  ? PairClass::Persons
              : of == "states" ? PairClass::States
                               : PairClass::Any,
              words.pairs_);
        } else if (what == "two" || what == "counterpart" || what == "former" || what == "latter" || what == "body" ||
                   what == "reason" || what == "leader" || what == "abroad") {
          add(line, line.field(0),
              what == "two"           ? Role::Two
              : what == "counterpart" ? Role::Counterpart
              : what == "former"      ? Role::Former
              : what == "body"        ? Role::Body
              : what == "reason"      ? Role::Reason
              : what == "leader"      ? Role::Leader
              : what == "abroad"      ? Role::Abroad
                                      : Role::Latter,
              words.roles_);
        } else {
          line.fail("'" + std::string(what) + "' is nothing that a word can do");
        }
      });
    }
  }
  return words;
}

NounClass ReferenceWords::find(const Map<NounClass>& map, std::string_view word) {
  const auto found = map.find(key_of(word));
  return found == map.end() ? NounClass::Unknown : found->second;
}

std::optional<HomeRule> ReferenceWords::home_rule(HomeKind kind, std::string_view sector) const {
  const auto found = home_rules_.find(home_key(kind, sector));
  return found == home_rules_.end() ? std::nullopt : std::optional(found->second);
}

PairClass ReferenceWords::pair(std::string_view lemma) const {
  const auto found = pairs_.find(key_of(lemma));
  return found == pairs_.end() ? PairClass::None : found->second;
}

bool ReferenceWords::is_word(std::string_view word, Role role) const {
  const auto found = roles_.find(key_of(word));
  return found != roles_.end() && found->second == role;
}

}  // namespace chancery::knowledge
