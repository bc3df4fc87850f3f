// The lines of the tables of actors that speak of a name: what `chancery who` shows, with file and line.
//
// Looks through the tables as they are, not through the packed rows, so that every fact has its source. Takes some ten
// milliseconds; for one question by a person, not for documents.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/table.h"
#include "knowledge/directory.h"

namespace chancery::knowledge {

/// One line of a table. Views into the tables.
struct Fact {
  std::string_view file;
  std::size_t line = 0;
  std::string_view table;    // "offices", "states", "agents", ...
  std::string_view subject;  // whom the line is about: its first name, or the code of a state
  std::vector<std::string_view> fields;
  std::int32_t since = kAlways, until = kForever;  // of lines with dates

  bool holds_on(std::optional<Day> day) const;
};

/// All lines on `name`: those that have it as a name, an alias or a plural, those of the people and bodies whom it
/// stands for in `directory` (a family name, another spelling), and for a state the words that stand for it. In the
/// order of the tables.
std::vector<Fact> find_facts(const std::vector<TableText>& tables, const Directory& directory, std::string_view name);

}  // namespace chancery::knowledge
