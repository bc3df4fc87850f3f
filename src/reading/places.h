// Where: mentions of places with their coordinates.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace chancery::reading {

struct PlaceMention {
  TokenId begin;
  TokenId end;
  TokenId head;
  std::string_view name;
  std::string_view country;  // ISO 3166-1 alpha-3, or empty
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::optional<std::int64_t> geonames;
};

}  // namespace chancery::reading
