// Two packages hold the same places of GeoNames at different times. `known` has what does not change (id, feature) and
// the population; `fresh` the name of today. A place of `known` takes the name of the `fresh` one in its country with
// the same folded name within kSameName, else of one that lies at the very same spot (then both names lead to it).
// Tested by: gazetteer_test.cpp.
#include "knowledge/gazetteer_builder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "knowledge/fold.h"
#include "knowledge/gazetteer.h"
#include "knowledge/place_spellings.h"

namespace chancery::knowledge {
namespace {

constexpr double kSameName = 0.3;            // degrees: about 30 km
constexpr double kSameSpot = 0.003;          // degrees: about 300 m
constexpr double kNearOwn = 0.5;             // a town of our own table and the one of the packages
constexpr double kNearDistrict = 0.3;        // a town of its name so near its towns lies in it
constexpr std::uint32_t kLargeTown = 30000;  // known by the first part of its name alone
constexpr std::size_t kMostRefs = 64;

double degrees_apart(double lat1, double lon1, double lat2, double lon2) {
  const double x = (lon1 - lon2) * std::cos((lat1 + lat2) / 2 * 3.14159265358979 / 180);
  return std::hypot(lat1 - lat2, x);
}

template <class Row>
std::string bytes_of(const std::vector<Row>& rows) {
  return {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row)};
}

double decimal(const TableLine& line, std::size_t field) {
  const std::string_view text = line.field(field);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < -180 || value > 180) {
    line.fail("'" + std::string(text) + "' is no latitude or longitude");
  }
  return value;
}

class Builder {
 public:
  void read_states(const TableText& table) {
    read_table(table, 8, 9, [&](const TableLine& line) {
      State& state = states_[std::string(line.field(0))];
      state.name = line.field(7);
      // Of two states with one code (old and new Yugoslavia's heirs) the one that lasts.
      if (line.field(6).empty() && !line.field(1).empty()) alpha3_[std::string(line.field(1))] = line.field(0);
    });
    std::uint16_t index = 0;
    for (auto& [iso3, state] : states_) state.index = index++;
  }

  void read_spellings(const TableText& table) {
    spellings_.read(table, [&](std::string_view iso3) { return states_.contains(iso3); });
  }

  void add_regions(const std::vector<RawRegion>& regions) {
    for (const RawRegion& raw : regions) {
      const auto iso3 = alpha3_.find(raw.country);
      if (iso3 == alpha3_.end()) continue;
      Place place;
      place.name = raw.name;
      place.country = iso3->second;
      place.feature = PlaceFeature::Region;
      region_ids_[{raw.country, raw.code}] = places_.size();
      places_.push_back(place);
    }
    region_count_ = places_.size();
    for (std::size_t i = 0; i < region_count_; ++i) name_place(i, places_[i].name);
  }

  void add_towns(const std::vector<RawTown>& known, const std::vector<RawTown>& fresh) {
    std::unordered_map<std::string, std::vector<std::size_t>> by_name;
    std::map<std::pair<long, long>, std::vector<std::size_t>> by_spot;
    std::vector<bool> taken(fresh.size(), false);
    const auto cell = [](double degrees) { return std::lround(degrees * 100); };
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      by_name[fresh[i].country + fold_phrase(fresh[i].name)].push_back(i);
      by_spot[{cell(fresh[i].latitude), cell(fresh[i].longitude)}].push_back(i);
    }
    for (const RawTown& town : known) {
      std::size_t best = fresh.size();
      double least = kSameName;
      const auto look = [&](const std::vector<std::size_t>& candidates) {
        for (const std::size_t i : candidates) {
          if (taken[i] || fresh[i].country != town.country) continue;
          const double apart = degrees_apart(town.latitude, town.longitude, fresh[i].latitude, fresh[i].longitude);
          if (apart < least) {
            least = apart;
            best = i;
          }
        }
      };
      if (const auto same = by_name.find(town.country + fold_phrase(town.name)); same != by_name.end()) {
        look(same->second);
      }
      if (best == fresh.size()) {
        least = kSameSpot;
        for (const long x : {-1, 0, 1}) {
          for (const long y : {-1, 0, 1}) {
            const auto spot = by_spot.find({cell(town.latitude) + x, cell(town.longitude) + y});
            if (spot != by_spot.end()) look(spot->second);
          }
        }
      }
      if (best == fresh.size()) {
        add_town(town, town.name);
        continue;
      }
      taken[best] = true;
      add_town(town, fresh[best].name);
    }
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      if (!taken[i]) add_town(fresh[i], fresh[i].name);
    }
    place_regions();
  }

  /// Regions of the second order whose name no town of the state has, in the middle of their towns.
  void add_districts(const std::vector<RawRegion>& districts, const std::vector<RawTown>& fresh,
                     const TableText& words) {
    // One that no town speaks for counts as lying in the middle of its region of the first order.
    struct Box {
      double south = 90, north = -90, west = 180, east = -180;
      std::string region;
    };
    std::map<std::pair<std::string, std::string>, Box> boxes;
    for (const RawTown& town : fresh) {
      if (town.district.empty()) continue;
      Box& box = boxes[{town.country, town.region + "." + town.district}];
      box.south = std::min(box.south, town.latitude);
      box.north = std::max(box.north, town.latitude);
      box.west = std::min(box.west, town.longitude);
      box.east = std::max(box.east, town.longitude);
      box.region = town.region;
    }
    const auto kinds = region_kinds(words);
    for (const RawRegion& raw : districts) {
      const auto iso3 = alpha3_.find(raw.country);
      if (iso3 == alpha3_.end()) continue;
      Place place;
      place.name = raw.name;
      place.country = iso3->second;
      place.feature = PlaceFeature::District;
      const auto region = region_ids_.find({raw.country, raw.code.substr(0, raw.code.find('.'))});
      if (region != region_ids_.end()) place.region = static_cast<std::uint16_t>(region->second);
      const auto box = boxes.find({raw.country, raw.code});
      if (box != boxes.end()) {
        place.latitude = (box->second.south + box->second.north) / 2;
        place.longitude = (box->second.west + box->second.east) / 2;
      } else if (region != region_ids_.end() && places_[region->second].latitude != 0) {
        place.latitude = places_[region->second].latitude;
        place.longitude = places_[region->second].longitude;
      } else {
        continue;
      }
      std::set<std::string> names = spellings_.of(raw.name, true, iso3->second);
      names.emplace(fold_phrase(without_kind(raw.name, kinds)));
      // A town of that name near by stands for it.
      const bool known = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const std::vector<std::size_t> same = find(name, iso3->second);
        return std::any_of(same.begin(), same.end(), [&](std::size_t id) {
          if (box == boxes.end()) return true;
          const Box& area = box->second;
          const Place& town = places_[id];
          return town.latitude >= area.south - kNearDistrict && town.latitude <= area.north + kNearDistrict &&
                 town.longitude >= area.west - kNearDistrict && town.longitude <= area.east + kNearDistrict;
        });
      });
      if (known) continue;
      const std::size_t id = places_.size();
      places_.push_back(place);
      for (const std::string& name : names) name_place(id, name);
    }
  }

  void add_countries(const TableText& table) {
    read_table(table, 3, 3, [&](const TableLine& line) {
      const auto state = states_.find(line.field(0));
      if (state == states_.end()) line.fail("'" + std::string(line.field(0)) + "' is no state of states.tsv");
      Place place;
      place.name = state->second.name;
      place.country = state->first;
      place.latitude = decimal(line, 1);
      place.longitude = decimal(line, 2);
      place.feature = PlaceFeature::Country;
      place.own = true;
      // Its names stand in the directory of actors, which knows how they must be written.
      state->second.place = static_cast<std::uint32_t>(places_.size());
      places_.push_back(place);
    });
  }

  void add_features(const TableText& table) {
    read_table(table, 6, 6, [&](const TableLine& line) {
      Place place;
      place.name = line.field(0);
      place.country = country(line, 2);
      place.latitude = decimal(line, 4);
      place.longitude = decimal(line, 5);
      place.feature = PlaceFeature::Natural;
      place.own = true;
      // A region of the packages under the same name gives way: its middle is only reckoned.
      for (const std::size_t i : find(place.name, place.country)) {
        if (places_[i].feature == PlaceFeature::Region) {
          places_[i].latitude = place.latitude;
          places_[i].longitude = place.longitude;
          places_[i].own = true;
          for (const std::string_view alias : split_list(line.field(1))) name_place(i, alias);
          return;
        }
      }
      const std::size_t id = places_.size();
      places_.push_back(place);
      name_place(id, place.name);
      for (const std::string_view alias : split_list(line.field(1))) name_place(id, alias);
    });
  }

  /// data/places/places.tsv: what matters in news, with coordinates and ids that outlast the packages.
  void add_own(const TableText& table) {
    read_table(table, 4, 7, [&](const TableLine& line) {
      const bool is_region = line.field(3) == "region";
      if (line.field(4).empty()) return;
      const double latitude = decimal(line, 4), longitude = decimal(line, 5);
      const std::string iso3 = country(line, 2);
      std::size_t best = places_.size();
      for (const std::size_t i : find(line.field(0), iso3)) {
        const Place& place = places_[i];
        const bool same_kind =
            is_region == (place.feature == PlaceFeature::Region || place.feature == PlaceFeature::Natural);
        if (!same_kind) continue;
        if (!is_region && degrees_apart(latitude, longitude, place.latitude, place.longitude) > kNearOwn) continue;
        if (best == places_.size() || place.population > places_[best].population) best = i;
      }
      if (best == places_.size()) {
        Place place;
        place.name = line.field(0);
        place.country = iso3;
        place.feature = is_region                    ? PlaceFeature::Natural
                        : line.field(3) == "capital" ? PlaceFeature::Capital
                                                     : PlaceFeature::Town;
        place.population = is_region ? 0 : 100000;
        std::int64_t id = 0;
        const std::string_view text = line.field(6);
        std::from_chars(text.data(), text.data() + text.size(), id);
        place.geonames = id;
        places_.push_back(place);
        name_place(best, line.field(0));
        places_[best].latitude = latitude;
        places_[best].longitude = longitude;
      } else if (is_region) {
        places_[best].latitude = latitude;
        places_[best].longitude = longitude;
      }
      places_[best].own = true;
      places_[best].name = line.field(0);  // as news writes it
      for (const std::string_view alias : split_list(line.field(1))) name_place(best, alias);
    });
  }

  /// data/places/regions.tsv: other names of regions, and their middle where it cannot be reckoned from the towns.
  void add_region_names(const TableText& table) {
    read_table(table, 3, 5, [&](const TableLine& line) {
      std::size_t best = places_.size();
      for (const std::size_t i : find(line.field(1), country(line, 0))) {
        if (places_[i].feature == PlaceFeature::Region) best = i;
      }
      if (best == places_.size()) line.fail("no region of the packages has this name");
      for (const std::string_view alias : split_list(line.field(2))) name_place(best, alias);
      if (!line.field(3).empty()) {
        places_[best].latitude = decimal(line, 3);
        places_[best].longitude = decimal(line, 4);
      }
      places_[best].own = true;
    });
  }

  void add_exonyms(const TableText& table) {
    read_table(table, 3, 5, [&](const TableLine& line) {
      const std::string iso3 = country(line, 2);
      std::size_t best = places_.size();
      for (const std::size_t i : find(line.field(1), iso3)) {
        if (places_[i].feature == PlaceFeature::Region) continue;
        if (best == places_.size() || places_[i].population > places_[best].population) best = i;
      }
      if (best == places_.size()) {
        if (line.field(3).empty()) {
          missing_.push_back(line.table->file + ":" + std::to_string(line.number) + ": no town of " + iso3 +
                             " has the name '" + std::string(line.field(1)) + "'");
          return;
        }
        // What the packages do not have stands here with its place on the earth.
        Place place;
        place.name = line.field(1);
        place.country = iso3;
        place.latitude = decimal(line, 3);
        place.longitude = decimal(line, 4);
        places_.push_back(place);
        name_place(best, line.field(1));
      }
      places_[best].own = true;
      name_place(best, line.field(0));
    });
    if (!missing_.empty()) {
      std::string all;
      for (const std::string& line : missing_) all += (all.empty() ? "" : "\n") + line;
      throw TableError(all);
    }
  }

  void add_region_short_names(const TableText& words) {
    // "Donetsk Oblast" is also found as "Donetsk".
    const auto kinds = region_kinds(words);
    for (std::size_t i = 0; i < region_count_; ++i) {
      const std::string bare(without_kind(places_[i].name, kinds));
      for (const bool of_region : {true, false}) {
        for (const std::string& name : spellings_.of(bare, of_region, places_[i].country)) name_place(i, name);
      }
    }
  }

  void write(PackedWriter& out) {
    place_empty_regions();
    std::string strings;
    std::map<std::string, std::uint32_t, std::less<>> offsets;
    std::vector<Gazetteer::Row> rows;
    for (const Place& place : places_) {
      Gazetteer::Row row{};
      const std::string_view name = std::string_view(place.name).substr(0, 255);
      const auto [at, is_new] = offsets.try_emplace(std::string(name), static_cast<std::uint32_t>(strings.size()));
      if (is_new) strings += name;
      row.name = at->second;
      row.name_size = static_cast<std::uint8_t>(name.size());
      row.latitude = static_cast<std::int32_t>(std::lround(place.latitude * 1e5));
      row.longitude = static_cast<std::int32_t>(std::lround(place.longitude * 1e5));
      row.geonames = static_cast<std::uint32_t>(place.geonames);
      row.population = place.population;
      row.country = place.country.empty() ? Gazetteer::kNone : states_.find(place.country)->second.index;
      row.region = place.region;
      row.feature = static_cast<std::uint8_t>(place.feature);
      row.in_news = place.own ? 1 : 0;
      rows.push_back(row);
    }
    std::vector<Gazetteer::CountryRow> countries;
    for (const auto& [iso3, state] : states_) {
      Gazetteer::CountryRow row{};
      std::memcpy(row.iso3, iso3.data(), 3);
      row.place = state.place;
      row.reach = reach(iso3, state);
      countries.push_back(row);
    }
    std::vector<std::uint32_t> refs;
    std::vector<Gazetteer::Slot> slots(std::bit_ceil(names_.size() * 5 / 4 + 8), {0, 0});
    for (auto& [key, ids] : names_) {
      std::stable_sort(ids.begin(), ids.end(), [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
      std::uint64_t hash = 0;
      for (std::string_view rest = key; !rest.empty();) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        hash = Gazetteer::extend(hash, rest.substr(0, space));
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
      std::size_t at = hash & (slots.size() - 1);
      while (slots[at].first_count != 0) at = (at + 1) & (slots.size() - 1);
      const std::size_t count = std::min(ids.size(), kMostRefs);
      slots[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(refs.size() << 8 | count)};
      for (std::size_t i = 0; i < count; ++i) refs.push_back(static_cast<std::uint32_t>(ids[i]));
    }
    out.add("strings", strings);
    out.add("rows", bytes_of(rows));
    out.add("slots", bytes_of(slots));
    out.add("refs", bytes_of(refs));
    out.add("countries", bytes_of(countries));
  }

 private:
  struct State {
    std::string name;
    std::uint16_t index = 0;
    std::uint32_t place = Gazetteer::kNoRow;
  };
  struct Place {
    std::string name;
    std::string country;  // alpha-3
    double latitude = 0, longitude = 0;
    std::int64_t geonames = 0;
    std::uint32_t population = 0;
    PlaceFeature feature = PlaceFeature::Town;
    std::uint16_t region = Gazetteer::kNone;
    bool own = false;
  };

  /// How far from the middle of the state 19 of 20 of its towns lie at most.
  std::uint32_t reach(const std::string& iso3, const State& state) const {
    if (state.place == Gazetteer::kNoRow) return Gazetteer::kNoRow;
    const Place& middle = places_[state.place];
    std::vector<double> far;
    for (const Place& place : places_) {
      if (place.country != iso3 || place.feature < PlaceFeature::Capital) continue;
      far.push_back(kilometres(middle.latitude, middle.longitude, place.latitude, place.longitude));
    }
    if (far.empty()) return Gazetteer::kNoRow;
    const auto at = far.begin() + static_cast<std::ptrdiff_t>((far.size() - 1) * 19 / 20);
    std::nth_element(far.begin(), at, far.end());
    return static_cast<std::uint32_t>(std::lround(*at));
  }

  std::string country(const TableLine& line, std::size_t field) const {
    const std::string iso3(line.field(field));
    if (!iso3.empty() && !states_.contains(iso3)) line.fail("'" + iso3 + "' is no state of states.tsv");
    return iso3;
  }

  using Words = std::set<std::string, std::less<>>;
  static Words region_kinds(const TableText& words) {
    Words kinds;
    read_table(words, 2, 2, [&](const TableLine& line) {
      if (line.field(1) == "region") kinds.emplace(line.field(0));
    });
    return kinds;
  }
  /// "Donetsk Oblast" to "Donetsk".
  static std::string_view without_kind(std::string_view name, const Words& kinds) {
    const std::size_t last = name.rfind(' ');
    if (last == std::string_view::npos || !kinds.contains(fold_phrase(name.substr(last + 1)))) return name;
    return name.substr(0, last);
  }

  void name_place(std::size_t id, std::string_view name) {
    const std::string key = fold_phrase(name);
    if (key.empty()) return;
    std::vector<std::size_t>& ids = names_[key];
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }

  std::vector<std::size_t> find(std::string_view name, std::string_view iso3) const {
    std::vector<std::size_t> found;
    const auto at = names_.find(fold_phrase(name));
    if (at == names_.end()) return found;
    for (const std::size_t id : at->second) {
      if (places_[id].country == iso3) found.push_back(id);
    }
    return found;
  }

  void add_town(const RawTown& town, const std::string& name) {
    const auto iso3 = alpha3_.find(town.country);
    if (iso3 == alpha3_.end()) return;
    Place place;
    place.name = name;
    place.country = iso3->second;
    place.latitude = town.latitude;
    place.longitude = town.longitude;
    place.geonames = town.geonames;
    place.population = town.population;
    if (town.feature == "PPLC") {
      place.feature = PlaceFeature::Capital;
    } else if (town.feature == "PPLA") {
      place.feature = PlaceFeature::Seat;
    } else if (town.feature == "PPLX") {
      place.feature = PlaceFeature::Section;
    }
    const auto region = region_ids_.find({town.country, town.region});
    if (region != region_ids_.end()) place.region = static_cast<std::uint16_t>(region->second);
    const std::size_t id = places_.size();
    places_.push_back(place);
    for (const std::string& each : {name, town.name}) {
      name_place(id, each);
      for (const std::string& spelling : spellings_.of(each, false, place.country, town.population >= kLargeTown)) {
        name_place(id, spelling);
      }
      if (const std::size_t slash = each.find(" / "); slash != std::string::npos) {
        name_place(id, std::string_view(each).substr(0, slash));
        name_place(id, std::string_view(each).substr(slash + 3));
      }
    }
  }

  /// The middle of a region is that of the box around its towns, but for those at its edges: a town that the packages
  /// put into the wrong region would draw it far away. Its people are theirs.
  void place_regions() {
    std::vector<std::vector<double>> latitudes(region_count_), longitudes(region_count_);
    for (const Place& place : places_) {
      if (place.region == Gazetteer::kNone) continue;
      latitudes[place.region].push_back(place.latitude);
      longitudes[place.region].push_back(place.longitude);
      places_[place.region].population += place.population;
    }
    for (std::size_t i = 0; i < region_count_; ++i) {
      if (latitudes[i].empty()) continue;
      places_[i].latitude = middle(latitudes[i]);
      places_[i].longitude = middle_around(longitudes[i]);
    }
  }

  /// Of longitudes, which go on behind 180 degrees at -180.
  static double middle_around(std::vector<double>& values) {
    const auto [west, east] = std::minmax_element(values.begin(), values.end());
    if (*east - *west <= 180) return middle(values);
    for (double& value : values) value += value < 0 ? 360 : 0;
    const double around = middle(values);
    return around > 180 ? around - 360 : around;
  }

  /// A region in which the packages have no town counts as lying in the middle of its state.
  void place_empty_regions() {
    std::map<std::string, const Place*, std::less<>> states;
    for (const Place& place : places_) {
      if (place.feature == PlaceFeature::Country) states.emplace(place.country, &place);
    }
    for (Place& place : places_) {
      const auto state = states.find(place.country);
      if (place.latitude != 0 || place.longitude != 0 || state == states.end()) continue;
      place.latitude = state->second->latitude;
      place.longitude = state->second->longitude;
    }
  }

  static double middle(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    const std::size_t edge = values.size() / 25;
    return (values[edge] + values[values.size() - 1 - edge]) / 2;
  }

  double weight(std::size_t id) const {
    const Place& place = places_[id];
    double weight = std::log10(std::max<double>(place.population, 300));
    if (place.feature == PlaceFeature::Capital) weight += 1;
    if (place.feature == PlaceFeature::Region) weight -= 1;
    if (place.feature == PlaceFeature::Natural) weight = 5.5;
    return weight + (place.own ? 1 : 0);
  }

  std::map<std::string, State, std::less<>> states_;
  std::map<std::string, std::string, std::less<>> alpha3_;
  std::map<std::pair<std::string, std::string>, std::size_t> region_ids_;
  std::vector<Place> places_;
  std::size_t region_count_ = 0;
  PlaceSpellings spellings_;
  std::map<std::string, std::vector<std::size_t>> names_;
  std::vector<std::string> missing_;
};

const TableText& table_named(std::span<const TableText> tables, std::string_view name) {
  for (const TableText& table : tables) {
    if (std::string_view(table.file).substr(table.file.find_last_of('/') + 1) == name) return table;
  }
  throw TableError("the tables of places lack " + std::string(name));
}

}  // namespace

void build_gazetteer(const std::vector<RawTown>& known, const std::vector<RawTown>& fresh,
                     const std::vector<RawRegion>& regions, const std::vector<RawRegion>& districts,
                     std::span<const TableText> tables, PackedWriter& out) {
  Builder builder;
  builder.read_states(table_named(tables, "states.tsv"));
  builder.read_spellings(table_named(tables, "spellings.tsv"));
  builder.add_regions(regions);
  builder.add_towns(known, fresh);
  builder.add_districts(districts, fresh, table_named(tables, "words.tsv"));
  builder.add_countries(table_named(tables, "countries.tsv"));
  builder.add_region_names(table_named(tables, "regions.tsv"));
  builder.add_region_short_names(table_named(tables, "words.tsv"));
  builder.add_features(table_named(tables, "features.tsv"));
  builder.add_own(table_named(tables, "places.tsv"));
  builder.add_exonyms(table_named(tables, "exonyms.tsv"));
  builder.write(out);
  for (const char* name : {"words", "stop_names", "common_words"}) {
    out.add(name, std::string(table_named(tables, std::string(name) + ".tsv").text));
  }
}

}  // namespace chancery::knowledge
