// Tested by: tests/golden/records/reference.golden.
#include "reading/reference_offices.h"

#include <algorithm>

namespace chancery::reading {

using knowledge::MeaningRow;
using knowledge::PersonId;

template <class Visit>
void Offices::visit(PersonId person, Visit each) const {
  if (!day) return;
  for (std::size_t i = 0; i < directory.holding_count(person); ++i) {
    const knowledge::Holding holding = directory.holding(person, i);
    if ((holding.since && *holding.since > *day) || (holding.until && *holding.until <= *day)) continue;
    if (holding.office != knowledge::kNoOffice && holding.country.exists()) each(holding.office);
  }
}

bool Offices::is_head(std::uint16_t office) const {
  return office == directory.office_from("head-of-state") || office == directory.office_from("head-of-government");
}

std::optional<PersonId> Offices::person_of(const Mention& mention) const {
  if (mention.kind != MentionKind::Person) return std::nullopt;
  for (const MeaningRow& row : directory.find(mention.name)) {
    if (row.kind == knowledge::Meaning::Person) return PersonId(row.row);
  }
  return std::nullopt;
}

bool Offices::holds(PersonId person, std::span<const MeaningRow> titles) const {
  bool found = false;
  visit(person, [&](std::uint16_t office) {
    found = found || std::any_of(titles.begin(), titles.end(), [&](const MeaningRow& row) {
              return row.kind == knowledge::Meaning::Title && row.office == office;
            });
  });
  return found;
}

bool Offices::leads(PersonId person) const {
  bool found = false;
  visit(person, [&](std::uint16_t office) { found = found || is_head(office); });
  return found;
}

bool Offices::are_same(PersonId one, PersonId other) const {
  bool same = leads(one) && leads(other);
  visit(one, [&](std::uint16_t a) { visit(other, [&](std::uint16_t b) { same = same || a == b; }); });
  return same;
}

std::string_view Offices::holder_of_same(PersonId person, std::string_view iso3) const {
  std::string_view name;
  visit(person, [&](std::uint16_t office) {
    if (!name.empty()) return;
    if (const auto holder = directory.holder(directory.country_from(iso3), office, day))
      name = directory.person_name(*holder);
  });
  return name;
}

}  // namespace chancery::reading
