// The gazetteer: towns, regions, states and other places of the world with coordinates, by name.
//
// A view of the mapped file chancery.places, which `chancery-pack-places` makes from two packages of GeoNames data and
// from data/places. Nothing is parsed at start but the few words about places; everything is const, shared by all
// threads, and knows no document. Names are found by the hash of their folded words (fold.h), word by word.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/packed_file.h"
#include "base/table.h"

namespace chancery::knowledge {

inline constexpr std::string_view kPlacesMagic = "CHNCPLAC";
inline constexpr std::uint32_t kPlacesVersion = 2;

/// Between two points in degrees; right to one in a hundred where they are less than 1,000 kilometres apart.
inline double kilometres(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadian = 3.14159265358979 / 180;
  const double x = (lon1 - lon2) * std::cos((lat1 + lat2) / 2 * kRadian);
  return 111.2 * std::hypot(lat1 - lat2, x);
}

enum class PlaceFeature : std::uint8_t {
  Country,
  Region,    // of the first order below a state
  District,  // of the second order
  Natural,   // seas, straits, islands, historic regions, well-known sites: data/places/features.tsv
  Capital,
  Seat,  // of a region of the first order
  Town,
  Section,  // of a town
};

/// What a word next to a name says about it: data/places/words.tsv.
enum class PlaceWord : std::uint8_t {
  None,
  Locative,
  Inside,
  Region,
  Town,
  Site,
  Building,  // a site that a name in capitals may end with: "at Agüica Prison"
  Direction,
  Joiner,
  Part,
  Body,
  Firm,     // a body, but what stands behind its "of" is where it sits
  Office,   // of somebody at the place before it: "Kisumu Governor"
  Going,    // a verb that leads to a place
  Nature,   // an island, a river, a valley
  Bearer,   // bears the name behind it and is no place: "the tanker", "hurricane"
  Called,   // "the community of", but "the Sikh community"
  Dative,   // a word whose "to" leads to no place: "according"
  Holding,  // a word whose "in" leads to no place: "a stake in"
  Based,    // behind a hyphen: "Kyiv-based"
  Realm,    // with "the" the state of the story: "the Kingdom"
  Other
};

struct GazetteerPlaceKind;
using GazetteerId = Id<GazetteerPlaceKind>;

struct GazetteerPlace {
  std::string_view name;
  std::string_view country;  // ISO 3166-1 alpha-3; empty for what lies in several states or in none
  std::uint16_t country_index = 0;
  GazetteerId region;  // of the first order, that it lies in
  double latitude = 0;
  double longitude = 0;
  std::int64_t geonames = 0;  // 0 where it is not known
  std::uint32_t population = 0;
  PlaceFeature feature = PlaceFeature::Town;
  bool in_news = false;  // named in our own tables
};

class Gazetteer {
 public:
  /// Opens the mapped file. Throws Error where it is missing, damaged or of another version.
  static Gazetteer open(const std::string& path);

  /// The hash of a name grows word by word, from 0.
  static std::uint64_t extend(std::uint64_t hash, std::string_view folded_word);
  /// The places of that name, the one most likely meant first; empty where there is none.
  std::span<const std::uint32_t> find(std::uint64_t hash) const;
  /// The same for a whole name, which is folded first. For tests and single look-ups.
  std::span<const std::uint32_t> find_name(std::string_view name) const;

  GazetteerPlace place(GazetteerId id) const;
  std::size_t size() const { return rows_.size(); }
  std::size_t country_count() const { return countries_.size(); }
  /// The number of a state, or `country_count()`.
  std::size_t country_index(std::string_view iso3) const;
  /// The place that is a whole state.
  std::optional<GazetteerId> country_place(std::string_view iso3) const;

  /// The row of the state of that number, or kNoRow.
  std::uint32_t country_row(std::size_t index) const { return countries_[index].place; }

  /// How far from the middle of that state 19 of 20 of its towns lie at most, in kilometres; kNoRow where it has none.
  std::uint32_t reach(std::size_t index) const { return countries_[index].reach; }

  /// `word` in small letters.
  PlaceWord word(std::string_view word) const;
  /// Whether the folded name is a word or a name of people first of all: taken for a place only where much speaks for
  /// it.
  bool is_stop_name(std::string_view folded) const { return stop_names_.contains(std::string(folded)); }
  /// Whether the folded word is one that news writes with a small letter, and no town bears it.
  bool is_common_word(std::string_view folded) const {
    const auto found = stop_names_.find(std::string(folded));
    return found != stop_names_.end() && !found->second;
  }
  std::size_t longest_stop_name() const { return longest_stop_name_; }

  // The packed rows; public for the builder alone.
  struct Row {
    std::int32_t latitude, longitude;  // degrees * 1e5
    std::uint32_t geonames, population, name;
    std::uint16_t country, region;  // kNone
    std::uint8_t name_size, feature, in_news, unused;
  };
  struct Slot {
    std::uint32_t hash;         // the upper half: the lower one chose the slot
    std::uint32_t first_count;  // first of refs * 256 + how many; 0 is an empty slot
  };
  struct CountryRow {
    char iso3[4];
    std::uint32_t place;  // row, or kNoRow
    std::uint32_t reach;  // kilometres, or kNoRow
  };
  static constexpr std::uint16_t kNone = 0xFFFF;
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

 private:
  void load_words();

  PackedFile file_;
  std::string_view strings_;
  std::span<const Row> rows_;  // the regions of the first order come first, so that a region's number is its row
  std::span<const Slot> slots_;
  std::span<const std::uint32_t> refs_;
  std::span<const CountryRow> countries_;  // in order of iso3
  boost::unordered_flat_map<std::string, PlaceWord> words_;
  boost::unordered_flat_map<std::string, bool> stop_names_;  // true: a town bears it as well
  std::size_t longest_stop_name_ = 0;
};

}  // namespace chancery::knowledge
