// Who held which office on the day of publication, as reference asks for it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/calendar.h"
#include "knowledge/directory.h"
#include "reading/mentions.h"

namespace chancery::reading {

/// How many mentions away those are looked for who hold an office that a description tells.
inline constexpr std::size_t kMaxMentionsAway = 150;

/// Without a day nobody holds any office. A pair of views, passed by value.
struct Offices {
  const knowledge::Directory& directory;
  std::optional<Day> day;

  /// The person of the directory that a mention names, or nothing.
  std::optional<knowledge::PersonId> person_of(const Mention& mention) const;
  /// Whether a person is in one of the offices that a title means ("president").
  bool holds(knowledge::PersonId person, std::span<const knowledge::MeaningRow> titles) const;
  /// Whether a person is at the head of a state or a government.
  bool leads(knowledge::PersonId person) const;
  /// Whether two hold the same office; heads of state and of government meet as equals.
  bool are_same(knowledge::PersonId one, knowledge::PersonId other) const;
  /// Who holds the office of `person` in another country; empty where nobody is known to.
  std::string_view holder_of_same(knowledge::PersonId person, std::string_view iso3) const;

 private:
  bool is_head(std::uint16_t office) const;
  template <class Visit>
  void visit(knowledge::PersonId person, Visit each) const;
};

}  // namespace chancery::reading
