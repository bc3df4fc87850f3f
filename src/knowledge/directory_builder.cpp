#include "knowledge/directory_builder.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "knowledge/directory.h"
#include "knowledge/fold.h"
#include "knowledge/phrase_trie.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge {
namespace {

using Rows = Directory;
using packing::bound;
using packing::bytes_of;
using packing::decimal_in;
using packing::endings;
using packing::number_in;
using packing::PhraseTrie;
using packing::plural_of;
using packing::StringPool;
using packing::words_of;

std::string_view name_of_file(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }
std::string_view folder_of_file(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? std::string_view() : name_of_file(path.substr(0, slash));
}

class Builder {
 public:
  Builder() : trie_(strings_) {}

  void read(const std::vector<TableText>& tables);
  void pack(PackedWriter& out);

 private:
  struct Person {
    std::string name;
    std::vector<std::string> aliases;
    std::vector<Rows::HoldingRow> holdings;
  };

  void read_file(const TableText& table);
  void read_sectors(const TableLine& line);
  void read_state(const TableLine& line);
  void read_state_name(const TableLine& line);
  void read_group(const TableLine& line);
  void read_member(const TableLine& line);
  void read_organisation(const TableLine& line);
  void read_office_kind(const TableLine& line);
  void read_holding(const TableLine& line);
  void read_agent(const TableLine& line);
  void read_title(const TableLine& line);
  void read_modifier(const TableLine& line);
  void read_ambiguous(const TableLine& line);
  void read_name_order(const TableLine& line);
  void read_not_actor(const TableLine& line);
  void read_place(const TableLine& line);

  std::uint16_t country(const TableLine& line, std::string_view iso3) const;
  Sector sector(const TableLine& line, std::string_view name) const;
  MeaningRow meaning(Meaning kind) const;
  void add(const TableLine& line, std::string_view phrase, const MeaningRow& row);
  void add_span(const TableLine& line, std::size_t since_column, std::int32_t& since, std::int32_t& until) const;
  std::uint32_t add_organisation(const TableLine& line, Rows::OrganisationRow row, std::string_view name,
                                 std::string_view aliases, std::string_view acronyms, std::size_t since_column);
  void add_people();
  std::vector<std::string> surnames(const Person& person) const;

  StringPool strings_;
  PhraseTrie trie_;
  std::map<std::string, std::uint16_t, std::less<>> country_index_;
  std::vector<Rows::CountryRow> countries_;
  std::map<std::string, std::uint32_t, std::less<>> organisation_index_;
  std::vector<Rows::OrganisationRow> organisations_;
  std::map<std::uint32_t, std::vector<Rows::MemberRow>> members_;
  std::map<std::string, std::uint16_t, std::less<>> office_index_;
  std::vector<Rows::OfficeRow> offices_;
  std::vector<bool> office_alone_;
  std::vector<Person> people_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> people_by_name_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint16_t, std::uint16_t, std::int32_t, std::string>,
           const TableText*>
      seen_holdings_;
  std::vector<Rows::PlaceRow> places_;
  std::set<std::string, std::less<>> family_first_;
  std::set<std::string, std::less<>> particles_;
  std::set<std::string, std::less<>> bare_particles_;
  std::uint32_t context_count_ = 0;
  std::size_t sector_count_ = 0;
};

MeaningRow Builder::meaning(Meaning kind) const {
  MeaningRow row;
  std::memset(static_cast<void*>(&row), 0, sizeof row);
  row.kind = kind;
  row.country = kNoCountry;
  row.office = kNoOffice;
  row.since = kAlways;
  row.until = kForever;
  return row;
}

void Builder::add(const TableLine& line, std::string_view phrase, const MeaningRow& row) {
  const std::uint32_t node = trie_.node(phrase);
  if (node == Rows::kRoot) line.fail("'" + std::string(phrase) + "' has no letters");
  trie_.add_meaning(node, row);
}

std::uint16_t Builder::country(const TableLine& line, std::string_view iso3) const {
  if (iso3.empty()) return kNoCountry;
  const auto at = country_index_.find(iso3);
  if (at == country_index_.end()) line.fail("'" + std::string(iso3) + "' is not a code of states.tsv");
  return at->second;
}

Sector Builder::sector(const TableLine& line, std::string_view name) const {
  if (name.empty()) return Sector::None;
  const auto found = sector_from(name);
  if (!found) line.fail("'" + std::string(name) + "' is not a sector of sectors.tsv");
  return *found;
}

void Builder::add_span(const TableLine& line, std::size_t since_column, std::int32_t& since,
                       std::int32_t& until) const {
  since = bound(line, line.field(since_column), false);
  until = bound(line, line.field(since_column + 1), true);
  if (since > until) line.fail("ends before it begins");
}

void Builder::read(const std::vector<TableText>& tables) {
  // Tables that others refer to come first, whatever the order of the files.
  static constexpr std::array<std::string_view, 6> kFirst = {"sectors.tsv", "states.tsv",     "office_kinds.tsv",
                                                             "groups.tsv",  "name_order.tsv", ""};
  const auto rank = [](const TableText& table) -> std::size_t {
    const std::string_view name = name_of_file(table.file);
    for (std::size_t i = 0; i < kFirst.size(); ++i) {
      if (kFirst[i] == name) return i;
    }
    return folder_of_file(table.file) == "organisations" ? kFirst.size() : kFirst.size() + 1;
  };
  std::vector<const TableText*> ordered;
  for (const TableText& table : tables) ordered.push_back(&table);
  std::stable_sort(ordered.begin(), ordered.end(), [&](const TableText* a, const TableText* b) {
    return std::pair(rank(*a), a->file) < std::pair(rank(*b), b->file);
  });
  for (const TableText* table : ordered) read_file(*table);
  add_people();
}

void Builder::read_file(const TableText& table) {
  struct Reader {
    std::string_view file;
    std::size_t least, most;
    void (Builder::*read)(const TableLine&);
  };
  static constexpr std::array<Reader, 14> kReaders = {{
      {"sectors.tsv", 2, 2, &Builder::read_sectors},
      {"states.tsv", 8, 9, &Builder::read_state},
      {"state_names.tsv", 3, 5, &Builder::read_state_name},
      {"groups.tsv", 2, 5, &Builder::read_group},
      {"group_members.tsv", 2, 4, &Builder::read_member},
      {"office_kinds.tsv", 3, 4, &Builder::read_office_kind},
      {"agents.tsv", 3, 4, &Builder::read_agent},
      {"titles.tsv", 2, 5, &Builder::read_title},
      {"modifiers.tsv", 2, 2, &Builder::read_modifier},
      {"ambiguous.tsv", 2, 3, &Builder::read_ambiguous},
      {"name_order.tsv", 2, 2, &Builder::read_name_order},
      {"not_actors.tsv", 1, 2, &Builder::read_not_actor},
      {"places.tsv", 4, 7, &Builder::read_place},
      {"organisations/", 5, 7, &Builder::read_organisation},
  }};
  const std::string_view name = name_of_file(table.file);
  const std::string_view folder = folder_of_file(table.file);
  for (const Reader& reader : kReaders) {
    if (reader.file != name && !(reader.file == "organisations/" && folder == "organisations")) continue;
    read_table(table, reader.least, reader.most, [&](const TableLine& line) { (this->*reader.read)(line); });
    return;
  }
  if (folder == "offices") {
    read_table(table, 4, 9, [&](const TableLine& line) { read_holding(line); });
    return;
  }
  throw TableError(table.file + ":0: no table of actors or places has this name");
}

void Builder::read_sectors(const TableLine& line) {
  ++sector_count_;
  if (sector_count_ >= kSectorCount || name_of(static_cast<Sector>(sector_count_)) != line.fields[0]) {
    line.fail("'" + std::string(line.fields[0]) + "' is not the next sector that the program knows");
  }
}

void Builder::read_state(const TableLine& line) {
  Rows::CountryRow row{};
  const std::string_view iso3 = line.field(0);
  if (iso3.size() != 3) line.fail("a country code has three letters");
  if (!countries_.empty() && country_index_.contains(iso3)) line.fail("'" + std::string(iso3) + "' is there twice");
  std::memcpy(row.iso3, iso3.data(), 3);
  if (line.field(1).size() == 2) std::memcpy(row.iso2, line.field(1).data(), 2);
  const auto code = [&](std::size_t i) {
    return static_cast<std::uint16_t>(line.field(i).empty() ? 0 : number_in(line, line.field(i)));
  };
  row.numeric = code(2);
  row.cow = code(3);
  row.gw = code(4);
  add_span(line, 5, row.since, row.until);
  row.name = strings_.add(line.field(7));
  row.long_name = strings_.add(line.field(8));
  if (!countries_.empty() && std::string_view(countries_.back().iso3, 3) > iso3) line.fail("not in order of the codes");
  country_index_.emplace(std::string(iso3), static_cast<std::uint16_t>(countries_.size()));
  countries_.push_back(row);
  MeaningRow named = meaning(Meaning::CountryName);
  named.country = country_index_.find(iso3)->second;
  named.sector = Sector::Gov;
  // A state that ended is still spoken of by its name.
  for (const std::size_t column : {7, 8}) {
    if (!line.field(column).empty()) add(line, line.field(column), named);
  }
}

void Builder::read_state_name(const TableLine& line) {
  static const std::map<std::string_view, Meaning> kKinds = {
      {"name", Meaning::CountryName}, {"adjective", Meaning::Adjective}, {"person", Meaning::Citizen},
      {"people", Meaning::People},    {"capital", Meaning::Capital},     {"seat", Meaning::Seat},
      {"place", Meaning::Province},   {"prefix", Meaning::Prefix}};
  const std::string_view kind = line.field(1);
  const std::size_t colon = kind.find(':');
  const auto at = kKinds.find(kind.substr(0, colon));
  if (at == kKinds.end()) line.fail("'" + std::string(kind) + "' is not a kind of name");
  MeaningRow row = meaning(at->second);
  row.country = country(line, line.field(2));
  if (row.country == kNoCountry) line.fail("a country is missing");
  row.sector = colon == std::string_view::npos ? Sector::Gov : sector(line, kind.substr(colon + 1));
  add_span(line, 3, row.since, row.until);
  if (row.kind == Meaning::Citizen || row.kind == Meaning::People) row.sector = Sector::Cvl;
  if (row.kind == Meaning::Prefix) row.form = kHyphenAfter;
  for (const std::string_view word : split_list(line.field(0))) {
    add(line, word, row);
    const auto ends = [&](std::string_view end) { return word.ends_with(end); };
    if (row.kind == Meaning::Citizen && !ends("ese") && !ends("man") && !ends("s")) {
      MeaningRow people = row;
      people.kind = Meaning::People;
      add(line, std::string(word) + "s", people);
    }
  }
}

std::uint32_t Builder::add_organisation(const TableLine& line, Rows::OrganisationRow row, std::string_view name,
                                        std::string_view aliases, std::string_view acronyms, std::size_t since_column) {
  const std::string key = fold_phrase(name);
  const auto id = static_cast<std::uint32_t>(organisations_.size());
  if (!organisation_index_.try_emplace(key, id).second) line.fail("'" + std::string(name) + "' is there twice");
  row.name = strings_.add(name);
  organisations_.push_back(row);
  MeaningRow named = meaning(row.is_group != 0 ? Meaning::Group : Meaning::Organisation);
  named.country = row.country;
  named.sector = row.sector;
  named.row = id;
  // The dates of a body are those of its being; its name may still be spoken of later.
  std::int32_t since = 0, until = 0;
  add_span(line, since_column, since, until);
  named.since = since;
  add(line, name, named);
  const auto is_acronym = [](std::string_view alias) {
    return alias.find(' ') == std::string_view::npos && alias.size() <= 6 &&
           std::none_of(alias.begin(), alias.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  for (const std::string_view alias : split_list(aliases)) {
    named.form = is_acronym(alias) ? kAcronym : 0;
    add(line, alias, named);
  }
  named.form = kAcronym;
  for (const std::string_view acronym : split_list(acronyms)) add(line, acronym, named);
  return id;
}

void Builder::read_group(const TableLine& line) {
  Rows::OrganisationRow row{};
  row.country = kNoCountry;
  row.sector = sector(line, line.field(2));
  row.is_group = 1;
  add_organisation(line, row, line.field(0), line.field(1), {}, 3);
}

void Builder::read_member(const TableLine& line) {
  const auto group = organisation_index_.find(fold_phrase(line.field(0)));
  if (group == organisation_index_.end()) line.fail("'" + std::string(line.field(0)) + "' is not a name of groups.tsv");
  Rows::MemberRow row{};
  add_span(line, 2, row.since, row.until);
  for (const std::string_view iso3 : split_list(line.field(1))) {
    row.country = country(line, iso3);
    members_[group->second].push_back(row);
  }
}

void Builder::read_organisation(const TableLine& line) {
  Rows::OrganisationRow row{};
  row.country = country(line, line.field(3));
  row.sector = sector(line, line.field(4));
  if (row.sector == Sector::None) line.fail("a sector is missing");
  add_organisation(line, row, line.field(0), line.field(1), line.field(2), 5);
}

void Builder::read_office_kind(const TableLine& line) {
  const auto id = static_cast<std::uint16_t>(offices_.size());
  if (!office_index_.try_emplace(std::string(line.field(0)), id).second) line.fail("this office is there twice");
  offices_.push_back({strings_.add(line.field(0)), static_cast<std::uint16_t>(sector(line, line.field(1))), 0});
  office_alone_.push_back(false);
  for (const std::string_view flag : split_list(line.field(3))) {
    if (flag == "alone") {
      office_alone_.back() = true;
    } else if (flag == "one") {
      offices_.back().one_holder = 1;
    } else {
      line.fail("the fourth column is of 'alone' and 'one'");
    }
  }
}

void Builder::read_holding(const TableLine& line) {
  Rows::HoldingRow row{};
  row.organisation = Rows::kNoWord;
  row.country = kNoCountry;
  const std::string_view name = line.field(0);
  const std::string_view of = line.field(2);
  const auto office = office_index_.find(line.field(3));
  if (office == office_index_.end())
    line.fail("'" + std::string(line.field(3)) + "' is not an office of office_kinds.tsv");
  row.office = office->second;
  row.sector = offices_[row.office].sector;
  if (const auto state = country_index_.find(of); state != country_index_.end()) {
    row.country = state->second;
  } else {
    const auto organisation = organisation_index_.find(fold_phrase(of));
    if (organisation == organisation_index_.end()) {
      line.fail("'" + std::string(of) + "' is neither a country nor the name of an organisation");
    }
    row.organisation = organisation->second;
    row.country = organisations_[row.organisation].country;
    row.sector = static_cast<std::uint32_t>(organisations_[row.organisation].sector);
  }
  if (const Sector own = sector(line, line.field(5)); own != Sector::None) row.sector = static_cast<std::uint32_t>(own);
  row.title = strings_.add(line.field(4));
  row.source = strings_.add(line.field(8));
  add_span(line, 6, row.since, row.until);

  const std::string key = fold_phrase(name);
  if (key.empty()) line.fail("a name is missing");
  // One name in two countries is two people; bodies above countries have people from anywhere.
  std::vector<std::uint32_t>& candidates = people_by_name_[key];
  std::uint32_t person = Rows::kNoWord;
  for (const std::uint32_t candidate : candidates) {
    const auto& held = people_[candidate].holdings;
    if (row.organisation != Rows::kNoWord || std::any_of(held.begin(), held.end(), [&](const auto& other) {
          return other.country == row.country || other.organisation != Rows::kNoWord;
        })) {
      person = candidate;
      break;
    }
  }
  if (person == Rows::kNoWord) {
    person = static_cast<std::uint32_t>(people_.size());
    candidates.push_back(person);
    people_.push_back({std::string(name), {}, {}});
  }
  // The same line in two files is one fact; twice in one file it is a slip.
  const auto [seen, fresh] = seen_holdings_.try_emplace(
      {person, row.organisation, row.country, row.office, row.since, std::string(line.field(4))}, line.table);
  if (!fresh) {
    if (seen->second == line.table) line.fail("this holding is there twice");
    return;
  }
  row.person = person;
  for (const std::string_view alias : split_list(line.field(1))) people_[person].aliases.emplace_back(alias);
  people_[person].holdings.push_back(row);
}

void Builder::read_agent(const TableLine& line) {
  static const std::map<std::string_view, AgentTraits::Kind> kKinds = {
      {"", AgentTraits::Kind::Person},      {"body", AgentTraits::Kind::Body}, {"force", AgentTraits::Kind::Force},
      {"role", AgentTraits::Kind::Role},    {"part", AgentTraits::Kind::Part}, {"mission", AgentTraits::Kind::Mission},
      {"family", AgentTraits::Kind::Family}};
  const auto kind = kKinds.find(line.field(3));
  if (kind == kKinds.end()) line.fail("'" + std::string(line.field(3)) + "' is not a kind of agent");
  MeaningRow row = meaning(Meaning::Agent);
  row.sector = sector(line, line.field(2));
  const auto nouns = split_list(line.field(0));
  const auto plurals = split_list(line.field(1));
  if (plurals.size() > 1 && plurals.size() != nouns.size()) line.fail("as many plurals as nouns, one for all, or none");
  for (std::size_t i = 0; i < nouns.size(); ++i) {
    const std::string_view given = plurals.empty() ? std::string_view() : plurals[plurals.size() == 1 ? 0 : i];
    const std::string plural = given == "="    ? std::string(nouns[i])
                               : given.empty() ? plural_of(nouns[i])
                                               : std::string(given);
    row.detail = static_cast<std::uint8_t>(static_cast<unsigned>(kind->second) << 1);
    if (plural != nouns[i]) add(line, nouns[i], row);
    row.detail |= 1;
    add(line, plural, row);
  }
}

void Builder::read_title(const TableLine& line) {
  static const std::map<std::string_view, TitleKind> kKinds = {
      {"office", TitleKind::Office}, {"rank", TitleKind::Rank}, {"honorific", TitleKind::Honorific}};
  const auto kind = kKinds.find(line.field(1));
  if (kind == kKinds.end()) line.fail("'" + std::string(line.field(1)) + "' is not a kind of title");
  MeaningRow row = meaning(Meaning::Title);
  row.sector = sector(line, line.field(2));
  if (!line.field(3).empty()) {
    const auto office = office_index_.find(line.field(3));
    if (office == office_index_.end())
      line.fail("'" + std::string(line.field(3)) + "' is not an office of office_kinds.tsv");
    row.office = office->second;
  }
  row.country = country(line, line.field(4));
  for (const std::string_view title : split_list(line.field(0))) {
    row.detail = static_cast<std::uint8_t>(static_cast<unsigned>(kind->second) << 1);
    add(line, title, row);
    if (kind->second == TitleKind::Honorific || title.ends_with('.')) continue;
    // "ministers of defence"
    row.detail |= 1;
    const std::size_t of = std::min(title.find(" of "), title.find(" for "));
    std::string plural = plural_of(title.substr(0, of));
    if (of != std::string_view::npos) plural += title.substr(of);
    add(line, plural, row);
  }
}

void Builder::read_modifier(const TableLine& line) {
  static const std::map<std::string_view, ModifierEffect> kEffects = {{"former", ModifierEffect::Former},
                                                                      {"transparent", ModifierEffect::Transparent},
                                                                      {"future", ModifierEffect::Future},
                                                                      {"backer", ModifierEffect::Backer},
                                                                      {"leader", ModifierEffect::Leader},
                                                                      {"based", ModifierEffect::Based},
                                                                      {"about", ModifierEffect::About},
                                                                      {"article", ModifierEffect::Article},
                                                                      {"indefinite", ModifierEffect::Indefinite},
                                                                      {"of", ModifierEffect::Of},
                                                                      {"and", ModifierEffect::And},
                                                                      {"in", ModifierEffect::In},
                                                                      {"to", ModifierEffect::To},
                                                                      {"pronoun", ModifierEffect::Pronoun},
                                                                      {"function", ModifierEffect::Function}};
  const auto effect = kEffects.find(line.field(1));
  if (effect == kEffects.end()) line.fail("'" + std::string(line.field(1)) + "' is not an effect");
  for (const std::string_view word : split_list(line.field(0))) {
    MeaningRow row = meaning(Meaning::Modifier);
    row.detail = static_cast<std::uint8_t>(effect->second);
    if (word.starts_with('-')) row.form = kHyphenBefore;
    if (word.ends_with('-')) row.form = kHyphenAfter;
    add(line, word, row);
  }
}

void Builder::read_ambiguous(const TableLine& line) {
  static const std::map<std::string_view, std::uint16_t> kRules = {
      {"case", kNeedsCapital},    {"never-lower", kNeverLower}, {"mixed-only", kNeverLower | kMixedOnly},
      {"given-name", kGivenName}, {"surname", kSurnameToo},     {"not-with", 0}};
  const auto rule = kRules.find(line.field(1));
  if (rule == kRules.end()) line.fail("'" + std::string(line.field(1)) + "' is not a rule");
  const bool listed = rule->first == "not-with";
  if (listed == line.field(2).empty()) line.fail("the words are missing, or this rule has none");
  for (const std::string_view phrase : split_list(line.field(0))) {
    const std::uint32_t node = trie_.node(phrase);
    trie_.add_rule(node, rule->second);
    if (listed) trie_.set_context(node, context_count_);
  }
  if (!listed) return;
  MeaningRow row = meaning(Meaning::Context);
  row.row = context_count_;
  for (const std::string_view word : split_list(line.field(2))) add(line, word, row);
  if (++context_count_ > 64) line.fail("more than 64 lists of context words");
}

void Builder::read_name_order(const TableLine& line) {
  auto& into = line.field(0) == "family-first" ? family_first_
               : line.field(0) == "particle"   ? particles_
                                               : bare_particles_;
  if (&into == &bare_particles_ && line.field(0) != "bare-particle") line.fail("not a rule");
  for (const std::string_view word : split_list(line.field(1))) {
    into.emplace(word);
    if (&into == &family_first_) continue;
    MeaningRow row = meaning(Meaning::Modifier);
    row.detail = static_cast<std::uint8_t>(ModifierEffect::Particle);
    add(line, word, row);
  }
}

void Builder::read_not_actor(const TableLine& line) {
  for (const std::string_view phrase : split_list(line.field(0))) add(line, phrase, meaning(Meaning::NotActor));
}

void Builder::read_place(const TableLine& line) {
  Rows::PlaceRow row{};
  row.name = strings_.add(line.field(0));
  row.country = country(line, line.field(2));
  const std::string_view kind = line.field(3);
  if (kind != "capital" && kind != "city" && kind != "region")
    line.fail("'" + std::string(kind) + "' is not capital, city or region");
  row.is_region = kind == "region";
  if (!line.field(4).empty()) {
    row.latitude = decimal_in(line, line.field(4));
    row.longitude = decimal_in(line, line.field(5));
    if (row.latitude < -90 || row.latitude > 90 || row.longitude < -180 || row.longitude > 180)
      line.fail("not on this earth");
  }
  row.geonames = line.field(6).empty() ? 0 : number_in(line, line.field(6));
  MeaningRow named = meaning(Meaning::Place);
  named.country = row.country;
  named.row = static_cast<std::uint32_t>(places_.size());
  places_.push_back(row);
  add(line, line.field(0), named);
  for (const std::string_view alias : split_list(line.field(1))) add(line, alias, named);
}

/// The family name, with and without its particle; nothing where there is only one word.
std::vector<std::string> Builder::surnames(const Person& person) const {
  std::vector<std::string> found;
  const std::vector<std::string> words = words_of(fold_phrase(person.name));
  if (words.size() < 2) return found;
  // "Harald V" has none.
  if (words.back().find_first_not_of("ivx") == std::string::npos) return found;
  const std::uint16_t of = person.holdings.front().country;
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

void Builder::add_people() {
  for (std::uint32_t id = 0; id < people_.size(); ++id) {
    Person& person = people_[id];
    std::stable_sort(person.holdings.begin(), person.holdings.end(),
                     [](const auto& a, const auto& b) { return a.since < b.since; });
    MeaningRow row = meaning(Meaning::Person);
    row.row = id;
    row.country = person.holdings.front().country;
    trie_.add_meaning(trie_.node(person.name), row);
    for (const std::string& alias : person.aliases) {
      const std::uint32_t node = trie_.node(alias);
      if (node != Rows::kRoot) trie_.add_meaning(node, row);
    }
    // Known by the family name alone, or by the last words of a long name ("Atta Mills"), while in office and a little
    // around it.
    row.kind = Meaning::Surname;
    const std::vector<std::string> shorter = endings(person.name);
    for (const auto& held : person.holdings) {
      row.since = held.since == kAlways ? kAlways : held.since - 366;
      row.until = held.until == kForever ? kForever : held.until + 366;
      row.office = held.office;
      for (const std::string& ending : shorter) trie_.add_meaning(trie_.node(ending), row);
      if (!office_alone_[held.office]) continue;
      for (const std::string& surname : surnames(person)) trie_.add_meaning(trie_.node(surname), row);
    }
  }
}

void Builder::pack(PackedWriter& out) {
  std::vector<Rows::PersonRow> people;
  std::vector<Rows::HoldingRow> holdings;
  for (const Person& person : people_) {
    people.push_back({strings_.add(person.name), static_cast<std::uint32_t>(holdings.size()),
                      static_cast<std::uint32_t>(person.holdings.size())});
    holdings.insert(holdings.end(), person.holdings.begin(), person.holdings.end());
  }
  std::vector<std::uint32_t> by_office(holdings.size());
  for (std::uint32_t i = 0; i < by_office.size(); ++i) by_office[i] = i;
  std::stable_sort(by_office.begin(), by_office.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](std::uint32_t i) {
      return std::tuple(holdings[i].organisation, holdings[i].country, holdings[i].office, holdings[i].since);
    };
    return key(a) < key(b);
  });
  std::vector<Rows::MemberRow> members;
  for (auto& [group, rows] : members_) {
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
      return std::string_view(countries_[a.country].iso3, 3) < std::string_view(countries_[b.country].iso3, 3);
    });
    organisations_[group].first_member = static_cast<std::uint32_t>(members.size());
    organisations_[group].member_count = static_cast<std::uint32_t>(rows.size());
    members.insert(members.end(), rows.begin(), rows.end());
  }
  trie_.pack(out);
  out.add("who.countries", bytes_of(countries_));
  out.add("who.people", bytes_of(people));
  out.add("who.holdings", bytes_of(holdings));
  out.add("who.by_office", bytes_of(by_office));
  out.add("who.organisations", bytes_of(organisations_));
  out.add("who.members", bytes_of(members));
  out.add("who.places", bytes_of(places_));
  out.add("who.offices", bytes_of(offices_));
  out.add("who.strings", strings_.take());
}

}  // namespace

void build_directory(const std::vector<TableText>& tables, PackedWriter& out) {
  Builder builder;
  builder.read(tables);
  builder.pack(out);
}

}  // namespace chancery::knowledge
