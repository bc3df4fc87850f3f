// One phrase -> who it is: the body of `chancery resolve`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "knowledge/directory.h"

namespace chancery::reading {

struct Resolved {
  std::string name;                  // of the directory; the phrase as written where nothing is known
  std::string country;               // ISO 3166-1 alpha-3, empty where it cannot be told
  std::string sector;                // empty where it cannot be told
  std::vector<std::string> members;  // countries of a group, or of a compound actor
};

/// Reads a noun phrase ("American warplanes") by its words alone. `day` says when offices are held; without it a person
/// has the last known office and an office names nobody. Any bytes give an answer.
Resolved resolve_phrase(const knowledge::Directory& directory, std::string_view phrase, std::optional<Day> day);

}  // namespace chancery::reading
