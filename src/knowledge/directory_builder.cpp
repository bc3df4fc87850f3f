#include "knowledge/directory_builder.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>
#include <utility>

#include "knowledge/directory_tables.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge {
namespace packing {

namespace {

std::string_view name_of_file(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }
std::string_view folder_of_file(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? std::string_view() : name_of_file(path.substr(0, slash));
}

}  // namespace

MeaningRow DirectoryTables::meaning(Meaning kind) const {
  MeaningRow row;
  std::memset(static_cast<void*>(&row), 0, sizeof row);
  row.kind = kind;
  row.country = kNoCountry;
  row.office = kNoOffice;
  row.since = ShortDay(kAlways);
  row.until = ShortDay(kForever);
  return row;
}

void DirectoryTables::add(const TableLine& line, std::string_view phrase, const MeaningRow& row) {
  const std::uint32_t node = trie_.node(phrase);
  if (node == Rows::kRoot) line.fail("'" + std::string(phrase) + "' has no letters");
  trie_.add_meaning(node, row, over_);
}

std::uint16_t DirectoryTables::country(const TableLine& line, std::string_view iso3) const {
  if (iso3.empty()) return kNoCountry;
  const auto at = country_index_.find(iso3);
  if (at == country_index_.end()) line.fail("'" + std::string(iso3) + "' is not a code of states.tsv");
  return at->second;
}

Sector DirectoryTables::sector(const TableLine& line, std::string_view name) const {
  if (name.empty()) return Sector::None;
  const auto found = sector_from(name);
  if (!found) line.fail("'" + std::string(name) + "' is not a sector of sectors.tsv");
  return *found;
}

void DirectoryTables::add_span(const TableLine& line, std::size_t since_column, std::int32_t& since,
                               std::int32_t& until) const {
  since = bound(line, line.field(since_column), false);
  until = bound(line, line.field(since_column + 1), true);
  if (since > until) line.fail("ends before it begins");
}

void DirectoryTables::read(const std::vector<TableText>& ours, const std::vector<TableText>& over,
                           const Refuse& refuse) {
  // Tables that others refer to come first, whatever the order of the files; the states of both layers before all.
  static constexpr std::array<std::string_view, 5> kFirst = {"sectors.tsv", "states.tsv", "office_kinds.tsv",
                                                             "groups.tsv", "name_order.tsv"};
  constexpr std::size_t kStates = 1;
  const auto rank = [](const TableText& table) -> std::size_t {
    const std::string_view name = name_of_file(table.file);
    for (std::size_t i = 0; i < kFirst.size(); ++i) {
      if (kFirst[i] == name) return i;
    }
    return folder_of_file(table.file) == "organisations" ? kFirst.size() : kFirst.size() + 1;
  };
  const auto read_layer = [&](const std::vector<TableText>& tables, bool is_over, bool states) {
    over_ = is_over;
    std::vector<const TableText*> ordered;
    for (const TableText& table : tables) {
      if ((rank(table) <= kStates) == states) ordered.push_back(&table);
    }
    std::stable_sort(ordered.begin(), ordered.end(), [&](const TableText* a, const TableText* b) {
      return std::pair(rank(*a), a->file) < std::pair(rank(*b), b->file);
    });
    for (const TableText* table : ordered) read_file(*table, is_over ? refuse : Refuse());
  };
  read_layer(ours, false, true);
  read_layer(over, true, true);
  add_states();
  read_layer(ours, false, false);
  read_layer(over, true, false);
}

void DirectoryTables::read_file(const TableText& table, const Refuse& refuse) {
  struct Reader {
    std::string_view file;
    std::size_t least, most;
    void (DirectoryTables::*read)(const TableLine&);
  };
  using Tables = DirectoryTables;
  static constexpr std::array<Reader, 16> kReaders = {{
      {"sectors.tsv", 2, 2, &Tables::read_sectors},
      {"states.tsv", 8, 9, &Tables::read_state},
      {"state_names.tsv", 3, 5, &Tables::read_state_name},
      {"groups.tsv", 2, 5, &Tables::read_group},
      {"group_members.tsv", 2, 4, &Tables::read_member},
      {"office_kinds.tsv", 3, 4, &Tables::read_office_kind},
      {"agents.tsv", 3, 4, &Tables::read_agent},
      {"titles.tsv", 2, 5, &Tables::read_title},
      {"modifiers.tsv", 2, 2, &Tables::read_modifier},
      {"ambiguous.tsv", 2, 3, &Tables::read_ambiguous},
      {"name_order.tsv", 2, 2, &Tables::read_name_order},
      {"not_actors.tsv", 1, 2, &Tables::read_not_actor},
      {"spellings.tsv", 2, 3, &Tables::read_spelling},
      {"places.tsv", 4, 7, &Tables::read_place},
      {"organisations/", 5, 7, &Tables::read_organisation},
      {"offices/", 4, 9, &Tables::read_holding},
  }};
  const std::string_view name = name_of_file(table.file);
  const std::string folder = std::string(folder_of_file(table.file)) + "/";
  for (const Reader& reader : kReaders) {
    if (reader.file != name && reader.file != folder) continue;
    read_table(
        table, reader.least, reader.most, [&](const TableLine& line) { (this->*reader.read)(line); }, refuse);
    return;
  }
  const TableError error(table.file + ":1: no table of actors or places has this name");
  if (!refuse) throw error;
  refuse(error);
}

void DirectoryTables::pack(PackedWriter& out) {
  divide_people();
  lay_over_offices();
  if (people_.size() > kMostRows || organisations_.size() > kMostRows)
    throw Error("the tables of actors name more than a million people or bodies");
  add_people();
  std::vector<Rows::PersonRow> people;
  std::vector<Rows::HoldingRow> holdings;
  for (std::uint32_t id = 0; id < people_.size(); ++id) {
    const Person& person = people_[id];
    people.push_back({strings_.add(person.name), static_cast<std::uint32_t>(holdings.size())});
    for (const HeldOffice& held : person.holdings) {
      const Held& row = held.row;
      holdings.push_back({row.title, ShortDay(row.since), ShortDay(row.until), row.organisation, row.country,
                          row.source, row.office, row.sector});
    }
  }
  people.push_back({{}, static_cast<std::uint32_t>(holdings.size())});
  std::vector<std::uint32_t> by_office(holdings.size());
  for (std::uint32_t i = 0; i < by_office.size(); ++i) by_office[i] = i;
  std::stable_sort(by_office.begin(), by_office.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](std::uint32_t i) {
      return std::tuple(holdings[i].organisation, holdings[i].country, holdings[i].office, holdings[i].since.number());
    };
    return key(a) < key(b);
  });
  std::vector<Rows::MemberRow> members;
  for (auto& [group, rows] : members_) {
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
      return std::string_view(countries_[a.country].iso3, 3) < std::string_view(countries_[b.country].iso3, 3);
    });
    for (Rows::MemberRow& row : rows) row.group = group;
    members.insert(members.end(), rows.begin(), rows.end());
  }
  // A body that a user describes anew has the names that we gave it, too.
  trie_.visit_meanings([&](MeaningRow& row) {
    if (row.kind != Meaning::Organisation && row.kind != Meaning::Group) return;
    if (!organisation_over_[row.row]) return;
    row.set_country(organisations_[row.row].country);
    row.sector = organisations_[row.row].sector;
  });
  pack_families(out);
  trie_.pack(out);
  pack_spellings(out);
  out.add("who.countries", bytes_of(countries_));
  out.add("who.people", bytes_of(people));
  out.add("who.holdings", bytes_of(holdings));
  out.add("who.sources", bytes_of(sources_));
  std::vector<Rows::Index> packed_by_office;
  for (const std::uint32_t row : by_office) packed_by_office.emplace_back(row);
  out.add("who.by_office", bytes_of(packed_by_office));
  out.add("who.organisations", bytes_of(organisations_));
  out.add("who.members", bytes_of(members));
  out.add("who.places", bytes_of(places_));
  out.add("who.offices", bytes_of(offices_));
  out.add("who.strings", strings_.take());
}

}  // namespace packing

void build_directory(const std::vector<TableText>& tables, PackedWriter& out) { build_directory(tables, {}, {}, out); }

void build_directory(const std::vector<TableText>& tables, const std::vector<TableText>& over,
                     const std::function<void(const TableError&)>& refuse, PackedWriter& out) {
  packing::DirectoryTables read;
  read.read(tables, over, refuse);
  read.pack(out);
}

}  // namespace chancery::knowledge
