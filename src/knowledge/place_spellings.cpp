// Rules of letters change the name as it stands, the others the folded one, each what those before it made. Right for
// "Province of Negros Oriental", "Al Farwaniyah", "Duesseldorf". Tested by: gazetteer_test.cpp.
#include "knowledge/place_spellings.h"

#include <algorithm>
#include <array>

#include "knowledge/fold.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge {
namespace {

constexpr std::array<std::string_view, 5> kPlaces = {"first", "last", "middle", "ending", "letter"};
constexpr std::size_t kShortest = 5;  // a spelling with fewer letters would be a word

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

void PlaceSpellings::read(const TableText& table, const IsState& is_state) {
  read_table(table, 5, 5, [&](const TableLine& line) {
    Rule rule;
    rule.of_region = line.field(0) == "region";
    if (!rule.of_region && line.field(0) != "town") line.fail("names neither region nor town");
    const std::string_view where = line.field(1);
    const auto kind = std::find(kPlaces.begin(), kPlaces.end(), where);
    if (kind == kPlaces.end()) {
      line.fail("'" + std::string(where) + "' is none of first, last, middle, ending, letter");
    }
    rule.where = static_cast<Where>(kind - kPlaces.begin());
    rule.text = line.field(2);
    rule.instead = line.field(3);
    if (rule.text.empty()) line.fail("the text is missing");
    for (const std::string_view iso3 : split_list(line.field(4))) {
      if (!is_state(iso3)) line.fail("'" + std::string(iso3) + "' is no state of states.tsv");
      rule.states.emplace(iso3);
    }
    rules_.push_back(std::move(rule));
  });
}

std::set<std::string> PlaceSpellings::of(std::string_view name, bool of_region, std::string_view iso3,
                                         bool is_large) const {
  std::set<std::string> all = {fold_phrase(name)};
  std::string lettered(name);
  for (const Rule& rule : rules_) {
    if (rule.where == Where::Letter && applies(rule, of_region, iso3)) replace_all(lettered, rule.text, rule.instead);
  }
  if (lettered != name) all.insert(fold_phrase(lettered));
  for (const Rule& rule : rules_) {
    if (rule.where == Where::Letter || !applies(rule, of_region, iso3)) continue;
    if (rule.where == Where::Middle && !is_large) continue;
    std::vector<std::string> more;
    for (const std::string& each : all) {
      std::string changed = changed_by(rule, each);
      if (changed.size() >= kShortest) more.push_back(std::move(changed));
    }
    all.insert(more.begin(), more.end());
  }
  return all;
}

bool PlaceSpellings::applies(const Rule& rule, bool of_region, std::string_view iso3) {
  return rule.of_region == of_region && (rule.states.empty() || rule.states.contains(iso3));
}

/// Empty where the rule does not apply.
std::string PlaceSpellings::changed_by(const Rule& rule, std::string_view folded) {
  const std::string& text = rule.text;
  const std::string& instead = rule.instead;
  switch (rule.where) {
    case Where::First:
      if (folded.size() < text.size() + 2 || !folded.starts_with(text) || folded[text.size()] != ' ') return {};
      return (instead.empty() ? "" : instead + " ") + std::string(folded.substr(text.size() + 1));
    case Where::Last:
      if (folded.size() < text.size() + 2 || !folded.ends_with(text) || folded[folded.size() - text.size() - 1] != ' ')
        return {};
      return std::string(folded.substr(0, folded.size() - text.size() - 1));
    case Where::Middle: {
      const std::size_t at = folded.find(" " + text + " ");
      return at == std::string_view::npos ? std::string() : std::string(folded.substr(0, at));
    }
    case Where::Ending:
      if (folded.size() < text.size() + 2 || !folded.ends_with(text)) return {};
      return std::string(folded.substr(0, folded.size() - text.size())) + instead;
    case Where::Letter:
      break;
  }
  return {};
}

}  // namespace chancery::knowledge
