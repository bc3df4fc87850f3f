// The tables of states, their names, groups, organisations and places (see directory_tables.h).
#include <algorithm>
#include <cstring>
#include <utility>

#include "knowledge/directory_tables.h"
#include "knowledge/fold.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge::packing {

void DirectoryTables::read_sectors(const TableLine& line) {
  ++sector_count_;
  if (sector_count_ >= kSectorCount || name_of(static_cast<Sector>(sector_count_)) != line.fields[0]) {
    line.fail("'" + std::string(line.fields[0]) + "' is not the next sector that the program knows");
  }
}

void DirectoryTables::read_state(const TableLine& line) {
  State state{};
  Rows::CountryRow& row = state.row;
  const std::string_view iso3 = line.field(0);
  if (iso3.size() != 3) line.fail("a country code has three letters");
  std::memcpy(row.iso3, iso3.data(), 3);
  if (line.field(1).size() == 2) std::memcpy(row.iso2, line.field(1).data(), 2);
  const auto code = [&](std::size_t i) {
    return static_cast<std::uint16_t>(line.field(i).empty() ? 0 : number_in(line, line.field(i)));
  };
  row.numeric = code(2);
  row.cow = code(3);
  row.gw = code(4);
  add_span(line, 5, row.since, row.until);
  state.name = line.field(7);
  state.long_name = line.field(8);
  if (fold_phrase(state.name).empty()) line.fail("a name is missing");
  state.over = over_;
  const auto same = states_.find(iso3);
  if (same != states_.end() && same->second.over == over_) line.fail("'" + std::string(iso3) + "' is there twice");
  if (same == states_.end() && !over_ && !states_.empty() && states_.rbegin()->first > iso3) {
    line.fail("not in order of the codes");
  }
  states_.insert_or_assign(std::string(iso3), std::move(state));
}

void DirectoryTables::add_states() {
  for (auto& [iso3, state] : states_) {
    MeaningRow named = meaning(Meaning::CountryName);
    const auto index = static_cast<std::uint16_t>(countries_.size());
    if (index == kNoCountry) throw Error("states.tsv: more than " + std::to_string(kNoCountry) + " states");
    named.set_country(index);
    named.sector = Sector::Gov;
    country_index_.emplace(iso3, index);
    state.row.name = strings_.add(state.name);
    state.row.long_name = strings_.add(state.long_name);
    countries_.push_back(state.row);
    // A state that ended is still spoken of by its name.
    for (const std::string& name : {state.name, state.long_name}) {
      const std::uint32_t node = trie_.node(name);
      if (node != Rows::kRoot) trie_.add_meaning(node, named, state.over);
    }
  }
}

void DirectoryTables::read_state_name(const TableLine& line) {
  static const std::map<std::string_view, Meaning> kKinds = {
      {"name", Meaning::CountryName}, {"adjective", Meaning::Adjective}, {"person", Meaning::Citizen},
      {"people", Meaning::People},    {"capital", Meaning::Capital},     {"seat", Meaning::Seat},
      {"place", Meaning::Province},   {"prefix", Meaning::Prefix}};
  const std::string_view kind = line.field(1);
  const std::size_t colon = kind.find(':');
  const auto at = kKinds.find(kind.substr(0, colon));
  if (at == kKinds.end()) line.fail("'" + std::string(kind) + "' is not a kind of name");
  MeaningRow row = meaning(at->second);
  row.set_country(country(line, line.field(2)));
  if (row.country == kNoCountry) line.fail("a country is missing");
  row.sector = colon == std::string_view::npos ? Sector::Gov : sector(line, kind.substr(colon + 1));
  std::int32_t since = 0, until = 0;
  add_span(line, 3, since, until);
  row.since = ShortDay(since);
  row.until = ShortDay(until);
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

void DirectoryTables::add_organisation(const TableLine& line, Rows::OrganisationRow row, std::string_view name,
                                       std::string_view aliases, std::string_view acronyms, std::size_t since_column) {
  const std::string key = fold_phrase(name);
  const auto id = static_cast<std::uint32_t>(organisations_.size());
  const auto [known, fresh] = organisation_index_.try_emplace(key, id);
  if (!fresh && (!over_ || organisation_over_[known->second])) {
    line.fail("'" + std::string(name) + "' is there twice");
  }
  row.name = strings_.add(name);
  if (fresh) {
    organisations_.push_back(row);
    organisation_over_.push_back(over_);
  } else {
    organisations_[known->second] = row;
    organisation_over_[known->second] = true;
  }
  MeaningRow named = meaning(row.is_group != 0 ? Meaning::Group : Meaning::Organisation);
  named.set_country(row.country);
  named.sector = row.sector;
  named.set_row(known->second);
  // The dates of a body are those of its being; its name may still be spoken of later.
  std::int32_t since = 0, until = 0;
  add_span(line, since_column, since, until);
  named.since = ShortDay(since);
  // Who is written with a capital in the table is written so in texts.
  const auto capitals = [](std::string_view phrase) {
    const bool begins = !phrase.empty() && phrase[0] >= 'A' && phrase[0] <= 'Z';
    return begins ? kCapitals : kAnyForm;
  };
  named.form = capitals(name);
  add(line, name, named);
  const auto is_acronym = [](std::string_view alias) {
    return alias.find(' ') == std::string_view::npos && alias.size() <= 6 &&
           std::none_of(alias.begin(), alias.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  for (const std::string_view alias : split_list(aliases)) {
    named.form = is_acronym(alias) ? kAcronym : capitals(alias);
    add(line, alias, named);
  }
  named.form = kAcronym;
  for (const std::string_view acronym : split_list(acronyms)) add(line, acronym, named);
}

void DirectoryTables::read_group(const TableLine& line) {
  Rows::OrganisationRow row{};
  row.country = kNoCountry;
  row.sector = sector(line, line.field(2));
  row.is_group = 1;
  add_organisation(line, row, line.field(0), line.field(1), {}, 3);
}

void DirectoryTables::read_member(const TableLine& line) {
  const auto group = organisation_index_.find(fold_phrase(line.field(0)));
  if (group == organisation_index_.end()) line.fail("'" + std::string(line.field(0)) + "' is not a name of groups.tsv");
  Rows::MemberRow row{};
  add_span(line, 2, row.since, row.until);
  for (const std::string_view iso3 : split_list(line.field(1))) {
    row.country = country(line, iso3);
    members_[group->second].push_back(row);
  }
}

void DirectoryTables::read_organisation(const TableLine& line) {
  Rows::OrganisationRow row{};
  row.country = country(line, line.field(3));
  row.sector = sector(line, line.field(4));
  if (row.sector == Sector::None) line.fail("a sector is missing");
  add_organisation(line, row, line.field(0), line.field(1), line.field(2), 5);
}

void DirectoryTables::read_place(const TableLine& line) {
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
  named.set_country(row.country);
  named.set_row(places_.size());
  places_.push_back(row);
  add(line, line.field(0), named);
  for (const std::string_view alias : split_list(line.field(1))) add(line, alias, named);
}

}  // namespace chancery::knowledge::packing
