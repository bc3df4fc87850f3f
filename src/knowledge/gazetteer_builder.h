// Makes the sections of chancery.places. Used by tools/pack_places.cpp and by tests; not at run time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/packed_file.h"
#include "base/table.h"

namespace chancery::knowledge {

/// A town as the packages have it. The one package has no ids, populations and features (0 and empty then).
struct RawTown {
  std::string name;
  std::string country;   // ISO 3166-1 alpha-2
  std::string region;    // code of the region of the first order
  std::string district;  // code of the region of the second order within it
  std::string feature;   // GeoNames: PPLC, PPLA, PPL, ...
  double latitude = 0;
  double longitude = 0;
  std::int64_t geonames = 0;
  std::uint32_t population = 0;
};

struct RawRegion {
  std::string country;  // alpha-2
  std::string code;     // of the second order: "01.234"
  std::string name;
};

/// Joins `known` (ids and populations) with `fresh` (names of today) by country, folded name and nearness, adds the
/// `tables` of data/places and data/actors/states.tsv, and writes all sections. A name of exonyms.tsv or regions.tsv
/// that leads nowhere is a TableError. The same input gives the same bytes.
void build_gazetteer(const std::vector<RawTown>& known, const std::vector<RawTown>& fresh,
                     const std::vector<RawRegion>& regions, const std::vector<RawRegion>& districts,
                     std::span<const TableText> tables, PackedWriter& out);

}  // namespace chancery::knowledge
