// Where: mentions of places with their coordinates.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "knowledge/directory.h"
#include "text/tokens.h"

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

/// Fills `out` in text order with the names of places that the directory knows, longest first at each word. A place
/// inside a longer name that is no place ("Bank of England") is none.
void find_places(const knowledge::Directory& directory, const text::Tokens& tokens, std::vector<PlaceMention>& out);

}  // namespace chancery::reading
