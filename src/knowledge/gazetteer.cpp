// Tested by: gazetteer_test.cpp.
#include "knowledge/gazetteer.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "chancery/error.h"
#include "knowledge/fold.h"

namespace chancery::knowledge {
namespace {

constexpr std::array<std::string_view, 22> kWordKinds = {
    "none", "locative", "inside", "region", "town",   "site",   "building", "direction", "joiner", "part",  "body",
    "firm", "office",   "going",  "nature", "bearer", "called", "dative",   "holding",   "based",  "realm", "other"};

template <class Row>
std::span<const Row> rows_of(const PackedFile& file, std::string_view section) {
  const std::string_view bytes = file.section(section);
  if (bytes.size() % sizeof(Row) != 0 || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(Row) != 0) {
    throw Error(file.path() + ": section '" + std::string(section) + "' has a wrong size; build or install it again");
  }
  return {reinterpret_cast<const Row*>(bytes.data()), bytes.size() / sizeof(Row)};
}

}  // namespace

Gazetteer Gazetteer::open(const std::string& path) {
  Gazetteer gazetteer;
  gazetteer.file_ = PackedFile::open(path, kPlacesMagic, kPlacesVersion);
  const PackedFile& file = gazetteer.file_;
  gazetteer.strings_ = file.section("strings");
  gazetteer.rows_ = rows_of<Row>(file, "rows");
  gazetteer.slots_ = rows_of<Slot>(file, "slots");
  gazetteer.refs_ = rows_of<std::uint32_t>(file, "refs");
  gazetteer.countries_ = rows_of<CountryRow>(file, "countries");
  const std::size_t slots = gazetteer.slots_.size();
  if (slots == 0 || (slots & (slots - 1)) != 0) {
    throw Error(path + ": the names of places do not fit together; build or install it again");
  }
  try {
    gazetteer.load_words();
  } catch (const TableError& error) {
    throw Error(path + ": " + error.what() + "; build or install it again");
  }
  return gazetteer;
}

void Gazetteer::load_words() {
  const TableText words{"data/places/words.tsv", file_.section("words")};
  read_table(words, 2, 2, [&](const TableLine& line) {
    const auto kind = std::find(kWordKinds.begin() + 1, kWordKinds.end(), line.field(1));
    if (kind == kWordKinds.end()) line.fail("'" + std::string(line.field(1)) + "' is no kind of word");
    if (!words_.emplace(line.field(0), static_cast<PlaceWord>(kind - kWordKinds.begin())).second) {
      line.fail("stands twice");
    }
  });
  const TableText stops{"data/places/stop_names.tsv", file_.section("stop_names")};
  read_table(stops, 1, 1, [&](const TableLine& line) {
    std::string name = fold_phrase(line.field(0));
    longest_stop_name_ = std::max(longest_stop_name_, name.size());
    if (!stop_names_.emplace(std::move(name), true).second) line.fail("stands twice");
  });
  const TableText common{"data/places/common_words.tsv", file_.section("common_words")};
  read_table(common, 1, 1, [&](const TableLine& line) {
    longest_stop_name_ = std::max(longest_stop_name_, line.field(0).size());
    if (!stop_names_.emplace(line.field(0), false).second) line.fail("stands twice, or in stop_names.tsv");
  });
}

std::uint64_t Gazetteer::extend(std::uint64_t hash, std::string_view folded_word) {
  std::uint64_t x = (hash * 0x9E3779B97F4A7C15u) ^ XXH3_64bits(folded_word.data(), folded_word.size());
  x *= 0xD6E8FEB86659FD93u;
  return x ^ x >> 32;
}

std::span<const std::uint32_t> Gazetteer::find(std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  // The builder leaves a fifth of the slots empty; the bound is for a file that was made to hang us.
  for (std::size_t at = hash & mask, tries = 0; tries <= mask; at = (at + 1) & mask, ++tries) {
    const Slot& slot = slots_[at];
    const std::size_t first = slot.first_count >> 8, count = slot.first_count & 0xFF;
    if (count == 0) break;
    if (slot.hash != hash >> 32) continue;
    if (first > refs_.size() || count > refs_.size() - first) break;
    return refs_.subspan(first, count);
  }
  return {};
}

std::span<const std::uint32_t> Gazetteer::find_name(std::string_view name) const {
  const std::string key = fold_phrase(name);
  std::uint64_t hash = 0;
  for (std::string_view rest = key; !rest.empty();) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    hash = extend(hash, rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return find(hash);
}

GazetteerPlace Gazetteer::place(GazetteerId id) const {
  const Row& row = rows_[id.index()];
  GazetteerPlace place;
  place.name = strings_.substr(row.name, row.name_size);
  place.country_index = row.country;
  if (row.country < countries_.size()) place.country = std::string_view(countries_[row.country].iso3, 3);
  if (row.region != kNone) place.region = GazetteerId(std::size_t{row.region});
  place.latitude = row.latitude / 1e5;
  place.longitude = row.longitude / 1e5;
  place.geonames = row.geonames;
  place.population = row.population;
  place.feature = static_cast<PlaceFeature>(row.feature);
  place.in_news = row.in_news != 0;
  return place;
}

std::size_t Gazetteer::country_index(std::string_view iso3) const {
  const auto at = std::lower_bound(
      countries_.begin(), countries_.end(), iso3,
      [](const CountryRow& row, std::string_view wanted) { return std::string_view(row.iso3, 3) < wanted; });
  if (at == countries_.end() || std::string_view(at->iso3, 3) != iso3) return countries_.size();
  return static_cast<std::size_t>(at - countries_.begin());
}

std::optional<GazetteerId> Gazetteer::country_place(std::string_view iso3) const {
  const std::size_t index = country_index(iso3);
  if (index == countries_.size() || countries_[index].place == kNoRow) return std::nullopt;
  return GazetteerId(std::size_t{countries_[index].place});
}

PlaceWord Gazetteer::word(std::string_view word) const {
  // So short that the string lies in its own bytes: nothing is allocated.
  if (word.size() > 15) return PlaceWord::None;
  const auto found = words_.find(std::string(word));
  return found == words_.end() ? PlaceWord::None : found->second;
}

}  // namespace chancery::knowledge
