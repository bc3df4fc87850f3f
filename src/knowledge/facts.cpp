#include "knowledge/facts.h"

#include <algorithm>
#include <array>
#include <set>

#include "knowledge/fold.h"
#include "knowledge/table_values.h"

namespace chancery::knowledge {
namespace {

/// Where a table has names and dates. Columns count from 0; -1 is none.
struct Shape {
  std::string_view file;  // its name, or "FOLDER/"
  std::array<int, 4> names;
  bool plurals;  // of the first column, made by rule or in the second
  int since;     // and `until` after it
  int of_whom;   // the column that names a state or a body whose line it is
};

constexpr std::array<Shape, 15> kShapes = {{
    {"states.tsv", {0, 7, 8, -1}, false, 5, 0},
    {"state_names.tsv", {0, -1, -1, -1}, true, 3, 2},
    {"groups.tsv", {0, 1, -1, -1}, false, 3, 0},
    {"group_members.tsv", {0, -1, -1, -1}, false, 2, 0},
    {"office_kinds.tsv", {0, -1, -1, -1}, false, -1, -1},
    {"agents.tsv", {0, 1, -1, -1}, true, -1, -1},
    {"titles.tsv", {0, -1, -1, -1}, true, -1, -1},
    {"modifiers.tsv", {0, -1, -1, -1}, false, -1, -1},
    {"ambiguous.tsv", {0, -1, -1, -1}, false, -1, -1},
    {"name_order.tsv", {1, -1, -1, -1}, false, -1, -1},
    {"not_actors.tsv", {0, -1, -1, -1}, false, -1, -1},
    {"spellings.tsv", {-1, -1, -1, -1}, false, -1, -1},
    {"places.tsv", {0, 1, -1, -1}, false, -1, -1},
    {"organisations/", {0, 1, 2, -1}, false, 5, 0},
    {"offices/", {0, 1, -1, -1}, false, 6, 2},
}};

const Shape* shape_of(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  const std::string_view name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  std::string folder;
  if (slash != std::string_view::npos) {
    folder = path.substr(0, slash);
    folder = folder.substr(folder.find_last_of('/') + 1) + "/";
  }
  for (const Shape& shape : kShapes) {
    if (shape.file == name || shape.file == folder) return &shape;
  }
  return nullptr;
}

/// What the name stands for, as keys by which lines are known.
struct Wanted {
  std::set<std::string, std::less<>> names;   // folded
  std::set<std::string, std::less<>> owners;  // codes of states and folded names of bodies that the name is itself
};

Wanted wanted_by(const Directory& directory, std::string_view name) {
  Wanted wanted;
  wanted.names.insert(fold_phrase(name));
  const auto add_person = [&](PersonId person) { wanted.names.insert(fold_phrase(directory.person_name(person))); };
  bool any_person = false;
  for (const MeaningRow& row : directory.find(name)) {
    switch (row.kind) {
      case Meaning::Person:
      case Meaning::Surname:
        any_person = true;
        add_person(PersonId(row.row));
        break;
      case Meaning::Organisation:
      case Meaning::Group: {
        const std::string key = fold_phrase(directory.organisation(OrganisationId(row.row)).name);
        wanted.names.insert(key);
        wanted.owners.insert(key);
        break;
      }
      case Meaning::CountryName:
        wanted.owners.emplace(directory.country(row.country_id()).iso3);
        break;
      default:
        break;
    }
  }
  if (directory.country_from(name).exists()) wanted.owners.emplace(name);
  if (!any_person) {
    directory.visit_similar(directory.spelling().parts_of(name), [&](PersonId person, const NameAgreement& how, bool) {
      if (how.extra <= 1) add_person(person);
    });
  }
  return wanted;
}

bool has_name(const TableLine& line, const Shape& shape, const Wanted& wanted) {
  for (const int column : shape.names) {
    if (column < 0) break;
    for (const std::string_view name : split_list(line.field(static_cast<std::size_t>(column)))) {
      if (wanted.names.contains(fold_phrase(name))) return true;
      if (shape.plurals && column == 0 && wanted.names.contains(fold_phrase(packing::plural_of(name)))) return true;
    }
  }
  return false;
}

}  // namespace

bool Fact::holds_on(std::optional<Day> day) const {
  if (!day) return true;
  const auto number = static_cast<std::int32_t>(day->time_since_epoch().count());
  return since <= number && number < until;
}

std::vector<Fact> find_facts(const std::vector<TableText>& tables, const Directory& directory, std::string_view name) {
  std::vector<Fact> facts;
  const Wanted wanted = wanted_by(directory, name);
  for (const TableText& table : tables) {
    const Shape* shape = shape_of(table.file);
    if (shape == nullptr) continue;
    const auto use = [&](const TableLine& line) {
      bool found = has_name(line, *shape, wanted);
      if (!found && shape->of_whom >= 0) {
        const std::string_view owner = line.field(static_cast<std::size_t>(shape->of_whom));
        // Who heads a body is a fact on the body; of a state there would be too many.
        const bool state = owner.size() == 3 && wanted.owners.contains(owner);
        found = state ? shape->file != "offices/" : wanted.owners.contains(fold_phrase(owner));
      }
      if (!found) return;
      Fact fact{line.table->file, line.number, shape->file, line.field(0), line.fields};
      if (fact.table.ends_with(".tsv")) fact.table.remove_suffix(4);
      if (fact.table.ends_with("/")) fact.table.remove_suffix(1);
      if (shape->since >= 0) {
        const auto since = static_cast<std::size_t>(shape->since);
        fact.since = packing::bound(line, line.field(since), false);
        fact.until = packing::bound(line, line.field(since + 1), true);
      }
      facts.push_back(std::move(fact));
    };
    read_table(table, 1, 16, use, [](const TableError&) {});
  }
  return facts;
}

}  // namespace chancery::knowledge
