// The tables of offices and of people in them (see directory_tables.h).
#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "knowledge/directory_tables.h"
#include "knowledge/fold.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge::packing {
namespace {

/// A part of a name that so few people have tells somebody even where the rest of the name is not complete.
constexpr std::size_t kFewOwners = 3;

}  // namespace

void DirectoryTables::read_office_kind(const TableLine& line) {
  const auto id = static_cast<std::uint16_t>(offices_.size());
  const auto [known, fresh] = office_index_.try_emplace(std::string(line.field(0)), id);
  if (!fresh && (!over_ || office_over_[known->second])) line.fail("this office is there twice");
  if (fresh) {
    if (offices_.size() == kNoOffice) line.fail("more than " + std::to_string(kNoOffice) + " kinds of offices");
    offices_.emplace_back();
    office_alone_.push_back(false);
    office_in_full_.push_back(false);
    office_over_.push_back(over_);
  }
  const std::size_t at = known->second;
  offices_[at] = {strings_.add(line.field(0)), static_cast<std::uint16_t>(sector(line, line.field(1))), 0};
  office_alone_[at] = false;
  office_in_full_[at] = false;
  office_over_[at] = over_;
  for (const std::string_view flag : split_list(line.field(3))) {
    if (flag == "alone") {
      office_alone_[at] = true;
    } else if (flag == "one") {
      offices_[at].one_holder = 1;
    } else if (flag == "full") {
      office_in_full_[at] = true;
    } else {
      line.fail("the fourth column is of 'alone', 'one' and 'full'");
    }
  }
}

void DirectoryTables::read_holding(const TableLine& line) {
  Held row{};
  row.organisation = Rows::kNoOrganisation;
  row.country = kNoCountry;
  const std::string_view name = line.field(0);
  const std::string_view of = line.field(2);
  const auto office = office_index_.find(line.field(3));
  if (office == office_index_.end())
    line.fail("'" + std::string(line.field(3)) + "' is not an office of office_kinds.tsv");
  row.office = static_cast<std::uint8_t>(office->second);
  row.sector = static_cast<std::uint8_t>(offices_[row.office].sector);
  if (of.empty() && line.fields[2] == "-") {
    // of no country and no body: what an imported dictionary tells of somebody
  } else if (const auto state = country_index_.find(of); state != country_index_.end()) {
    row.country = state->second;
  } else {
    const auto organisation = organisation_index_.find(fold_phrase(of));
    if (organisation == organisation_index_.end()) {
      line.fail("'" + std::string(of) + "' is neither a country nor the name of an organisation");
    }
    if (organisation->second >= Rows::kNoOrganisation) line.fail("more than 65,534 organisations");
    row.organisation = static_cast<std::uint16_t>(organisation->second);
    row.country = organisations_[row.organisation].country;
    row.sector = static_cast<std::uint8_t>(organisations_[row.organisation].sector);
  }
  if (const Sector own = sector(line, line.field(5)); own != Sector::None) row.sector = static_cast<std::uint8_t>(own);
  row.title = strings_.add(line.field(4));
  const auto [source, fresh_source] =
      source_index_.try_emplace(std::string(line.field(8)), static_cast<std::uint16_t>(sources_.size()));
  if (fresh_source) {
    if (sources_.size() == UINT16_MAX) line.fail("more than 65,535 different sources");
    sources_.push_back({strings_.add(line.field(8))});
  }
  row.source = source->second;
  add_span(line, 6, row.since, row.until);
  if (ShortDay(row.until).is_always() || ShortDay(row.since).is_forever())
    line.fail("was over before 1880 or begins after 2059: the directory keeps no such days");

  const std::string key = fold_phrase(name);
  if (key.empty()) line.fail("a name is missing");
  // The same line in two files is one fact; twice in one file it is a slip.
  const auto [seen, fresh] = seen_holdings_.try_emplace(
      {key, row.organisation, row.country, row.office, row.since, std::string(line.field(4))}, line.table);
  if (!fresh) {
    if (seen->second == line.table) line.fail("this holding is there twice");
    if (!over_) return;
    seen->second = line.table;
  }
  std::vector<HeldOffice>& held = named_[key];
  if (held.empty()) named_order_.push_back(key);
  held.push_back({row, over_, std::string(name), {}});
  for (const std::string_view alias : split_list(line.field(1))) held.back().aliases.emplace_back(alias);
}

/// One name in two countries is two people. Those who head a body above countries may come from anywhere: of several
/// people of that name it is the one whose offices are nearest in time.
void DirectoryTables::divide_people() {
  const auto distance = [](const Held& a, const Held& b) {
    return std::max({0, a.since - b.until, b.since - a.until});
  };
  for (const std::string& key : named_order_) {
    const std::size_t first = people_.size();
    const auto put = [&](std::size_t at, const HeldOffice& held) {
      if (at == people_.size()) people_.push_back({held.name, {}, {}});
      Person& person = people_[at];
      if (held.over && !person.holdings.empty() && !person.holdings.back().over) person.name = held.name;
      person.holdings.push_back(held);
      person.aliases.insert(person.aliases.end(), held.aliases.begin(), held.aliases.end());
    };
    const std::vector<HeldOffice>& all = named_.find(key)->second;
    for (const HeldOffice& held : all) {
      if (held.row.country == kNoCountry) continue;
      std::size_t at = first;
      while (at < people_.size() && people_[at].holdings.front().row.country != held.row.country) ++at;
      put(at, held);
    }
    const std::size_t with_country = people_.size();
    for (const HeldOffice& held : all) {
      if (held.row.country != kNoCountry) continue;
      std::size_t best = first;
      std::int32_t nearest = kForever * 3;
      for (std::size_t at = first; at < with_country; ++at) {
        for (const HeldOffice& other : people_[at].holdings) {
          if (const std::int32_t far = distance(held.row, other.row); far < nearest) {
            nearest = far;
            best = at;
          }
        }
      }
      put(best, held);
    }
  }
}

/// Where a user's table says who held an office, ours say nothing of that time: not of the same person, and of nobody
/// where one person holds it at a time.
void DirectoryTables::lay_over_offices() {
  using Key = std::tuple<std::uint32_t, std::uint16_t, std::uint16_t>;
  const auto key_of = [](const Held& row) { return Key(row.organisation, row.country, row.office); };
  struct Laid {
    std::size_t person;
    std::int32_t since, until;
  };
  std::map<Key, std::vector<Laid>> laid;
  for (std::size_t id = 0; id < people_.size(); ++id) {
    for (const HeldOffice& held : people_[id].holdings) {
      if (held.over) laid[key_of(held.row)].push_back({id, held.row.since, held.row.until});
    }
  }
  if (laid.empty()) return;
  for (std::size_t id = 0; id < people_.size(); ++id) {
    std::vector<HeldOffice> kept;
    for (HeldOffice& held : people_[id].holdings) {
      const auto over = held.over ? laid.end() : laid.find(key_of(held.row));
      if (over == laid.end()) {
        kept.push_back(std::move(held));
        continue;
      }
      std::vector<HeldOffice> pieces = {std::move(held)};
      for (const Laid& user : over->second) {
        std::vector<HeldOffice> left;
        for (HeldOffice& piece : pieces) {
          const bool apart = piece.row.until <= user.since || user.until <= piece.row.since;
          if (apart || (user.person != id && offices_[piece.row.office].one_holder == 0)) {
            left.push_back(std::move(piece));
            continue;
          }
          if (user.person == id) continue;
          if (piece.row.since < user.since) {
            left.push_back(piece);
            left.back().row.until = user.since;
          }
          if (piece.row.until > user.until) {
            left.push_back(std::move(piece));
            left.back().row.since = user.until;
          }
        }
        pieces = std::move(left);
      }
      for (HeldOffice& piece : pieces) kept.push_back(std::move(piece));
    }
    people_[id].holdings = std::move(kept);
  }
  std::erase_if(people_, [](const Person& person) { return person.holdings.empty(); });
}

/// The family name, with and without its particle; nothing where there is only one word.
std::vector<std::string> DirectoryTables::surnames(const Person& person) const {
  std::vector<std::string> found;
  const std::vector<std::string> words = words_of(fold_phrase(person.name));
  if (words.size() < 2) return found;
  // "Harald V" has none.
  if (words.back().find_first_not_of("ivx") == std::string::npos) return found;
  const std::uint16_t of = person.holdings.front().row.country;
  if (of != kNoCountry && family_first_.contains(std::string_view(countries_[of].iso3, 3))) {
    found.push_back(words.front());
    return found;
  }
  std::size_t first = words.size() - 1;
  if (words[first] == "jr" && first > 1) --first;
  const std::size_t last = first;
  while (first > 1 && particles_.contains(words[first - 1])) --first;
  if (first > 1 && bare_particles_.contains(words[first - 1])) {
    found.push_back(words[last]);
    --first;
  }
  std::string whole;
  for (std::size_t i = first; i <= last; ++i) whole += (whole.empty() ? "" : " ") + words[i];
  found.push_back(whole);
  return found;
}

/// Whether no part of the name may stand for somebody: too many artists and athletes are called like a minister.
bool DirectoryTables::only_in_full(const Person& person) const {
  return std::all_of(person.holdings.begin(), person.holdings.end(),
                     [&](const HeldOffice& held) { return office_in_full_[held.row.office]; });
}

void DirectoryTables::add_people() {
  for (std::uint32_t id = 0; id < people_.size(); ++id) {
    Person& person = people_[id];
    std::stable_sort(person.holdings.begin(), person.holdings.end(),
                     [](const auto& a, const auto& b) { return a.row.since < b.row.since; });
    const bool over =
        std::any_of(person.holdings.begin(), person.holdings.end(), [](const HeldOffice& held) { return held.over; });
    MeaningRow row = meaning(Meaning::Person);
    row.set_row(id);
    row.set_country(person.holdings.front().row.country);
    trie_.add_meaning(trie_.node(person.name), row, over);
    for (const std::string& alias : person.aliases) {
      const std::uint32_t node = trie_.node(alias);
      if (node != Rows::kRoot) trie_.add_meaning(node, row, over);
    }
    // Known by the family name alone, or by the last words of a long name ("Atta Mills"), while in office and a little
    // around it.
    if (only_in_full(person)) continue;
    row.kind = Meaning::Surname;
    const std::vector<std::string> shorter = endings(person.name);
    for (const HeldOffice& office : person.holdings) {
      const Held& held = office.row;
      row.since = ShortDay(held.since - 366);
      row.until = ShortDay(held.until + 366);
      row.set_office(held.office);
      for (const std::string& ending : shorter) trie_.add_meaning(trie_.node(ending), row, false);
      if (!office_alone_[held.office]) continue;
      for (const std::string& surname : surnames(person)) trie_.add_meaning(trie_.node(surname), row, false);
    }
  }
}

/// The rules of spelling, and every pair of parts of every name to the people who have both.
void DirectoryTables::pack_spellings(PackedWriter& out) {
  const auto rank = [](const SpellingRule& rule) {
    const bool same = rule.kind == SpellingRule::Same;
    return std::tuple(rule.kind, same ? rule.from[0] : '\0',
                      rule.kind <= SpellingRule::End || rule.kind == SpellingRule::Prefix ? -rule.from_size : 0);
  };
  std::stable_sort(spellings_.begin(), spellings_.end(),
                   [&](const SpellingRule& a, const SpellingRule& b) { return rank(a) < rank(b); });
  const Spelling spelling(spellings_);
  struct Spelled {
    std::uint32_t person;
    std::string_view name;
    NameParts parts;
  };
  std::vector<Spelled> names;
  std::map<std::string, std::set<std::uint32_t>, std::less<>> owners;  // of a part
  for (std::uint32_t id = 0; id < people_.size(); ++id) {
    if (only_in_full(people_[id])) continue;
    std::set<std::string> seen;
    const auto add_name = [&](std::string_view name) {
      const NameParts parts = spelling.parts_of(name);
      if (parts.count < 2) return;
      std::string form;
      for (std::size_t i = 0; i < parts.count; ++i) form += std::string(parts.part[i].text()) + " ";
      if (!seen.insert(form).second) return;
      names.push_back({id, name, parts});
      for (std::size_t i = 0; i < parts.count; ++i) owners[std::string(parts.part[i].text())].insert(id);
    };
    add_name(people_[id].name);
    for (const std::string& alias : people_[id].aliases) add_name(alias);
  }
  std::vector<Rows::SpelledRow> rows;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const Spelled& name : names) {
    if (name.person >= 1u << 24) throw Error("the tables of actors name more than 16 million people");
    Rows::SpelledRow row{strings_.add(name.name), name.person & 0xFFFFFFu, 0};
    for (std::size_t i = 0; i < name.parts.count; ++i) {
      if (owners.find(name.parts.part[i].text())->second.size() <= kFewOwners) row.rare |= (1u << i) & 0xFFu;
      for (std::size_t j = i + 1; j < name.parts.count; ++j) {
        pairs.emplace_back(Spelling::pair_key(name.parts.part[i], name.parts.part[j]),
                           static_cast<std::uint32_t>(rows.size()));
      }
    }
    rows.push_back(row);
  }
  // In order of the low bits of the key, so that a table of their first places finds them.
  const std::uint32_t buckets = std::bit_ceil(std::max<std::uint32_t>(static_cast<std::uint32_t>(pairs.size()) / 8, 2));
  std::sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) {
    return std::tuple(a.first & (buckets - 1), a.first, a.second) <
           std::tuple(b.first & (buckets - 1), b.first, b.second);
  });
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<std::uint32_t> first(buckets + 1, 0);
  std::vector<Rows::PairRow> packed;
  for (const auto& [key, row] : pairs) {
    ++first[(key & (buckets - 1)) + 1];
    packed.push_back({Rows::high_bits(key), Rows::Index(row)});
  }
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  out.add("who.spellings", bytes_of(spellings_));
  out.add("who.spelled", bytes_of(rows));
  out.add("who.pairs", bytes_of(packed));
  out.add("who.pair_buckets", bytes_of(first));
}

/// People by the last word of the family name.
void DirectoryTables::pack_families(PackedWriter& out) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> families;
  for (std::uint32_t id = 0; id < people_.size(); ++id) {
    for (const std::string& name : surnames(people_[id]))
      families.emplace(trie_.word(name.substr(name.find_last_of(' ') + 1)), id);
  }
  std::vector<Rows::FamilyRow> rows;
  std::vector<Rows::Index> people;
  for (const auto& [word, person] : families) {
    if (rows.empty() || rows.back().word != word)
      rows.push_back({Rows::Index(word), Rows::Index(static_cast<std::uint32_t>(people.size()))});
    people.emplace_back(person);
  }
  rows.push_back({Rows::Index(Rows::Index::kMost), Rows::Index(static_cast<std::uint32_t>(people.size()))});
  out.add("who.families", bytes_of(rows));
  out.add("who.family_people", bytes_of(people));
}

}  // namespace chancery::knowledge::packing
