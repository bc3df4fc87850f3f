// Tested by: store_test.cpp
#include "store/identities.h"

#include "base/check.h"
#include "io/numbers.h"

namespace chancery::store {
namespace {

constexpr std::size_t kMostRemembered = 400000;
constexpr char kBetween = '\x1f';  // stands in no name: control characters are no letters

std::string key_of(std::string_view name, std::string_view country, std::string_view sector,
                   const std::vector<std::string>& members) {
  std::string key(name);
  for (const std::string_view part : {country, sector}) {
    key += kBetween;
    key += part;
  }
  for (const std::string& member : members) {
    key += kBetween;
    key += member;
  }
  return key;
}
std::string key_of(const ActorReference& actor) {
  return key_of(actor.name, actor.country.value_or(""), actor.sector.value_or(""), actor.members);
}

/// Coordinates as they are written: those that look alike are alike.
std::string place_key(std::string_view name, std::string_view country, double latitude, double longitude,
                      std::int64_t geonames) {
  return std::string(name) + kBetween + std::string(country) + kBetween + io::coordinate(latitude) + kBetween +
         io::coordinate(longitude) + kBetween + std::to_string(geonames);
}
std::string key_of(const Location& place) {
  return place_key(place.name, place.country.value_or(""), place.latitude.value_or(999), place.longitude.value_or(999),
                   place.geonames.value_or(0));
}

}  // namespace

Identities::Identities(Database& db)
    : db_(db),
      next_actor_(static_cast<std::int32_t>(db.number("SELECT coalesce(max(actor_id), 0) + 1 FROM actors"))),
      next_place_(static_cast<std::int32_t>(db.number("SELECT coalesce(max(place_id), 0) + 1 FROM places"))) {}

void Identities::learn(const std::vector<const ActorReference*>& actors, const std::vector<const Location*>& places) {
  if (actors_.size() > kMostRemembered) actors_.clear();
  if (places_.size() > kMostRemembered) places_.clear();
  std::vector<std::string> names;
  for (const ActorReference* actor : actors) {
    if (!actors_.contains(key_of(*actor))) names.push_back(actor->name);
  }
  if (!names.empty()) {
    Result known = db_.query(
        "SELECT actor_id, name, country, sector, members FROM actors WHERE name IN (SELECT unnest(?))", {names});
    while (known.next()) {
      actors_.emplace(key_of(known.text(1), known.text(2), known.text(3), known.list(4)),
                      static_cast<std::int32_t>(known.integer(0)));
    }
    Rows rows(db_, "actors");
    for (const ActorReference* actor : actors) {
      const auto [at, is_new] = actors_.emplace(key_of(*actor), next_actor_);
      if (!is_new) continue;
      rows.integer(next_actor_++).text(actor->name).text_or_null(actor->country.value_or(""));
      rows.text_or_null(actor->sector.value_or(""));
      actor->members.empty() ? rows.null() : rows.list(actor->members);
      rows.end();
    }
    rows.flush();
  }
  names.clear();
  for (const Location* place : places) {
    if (!places_.contains(key_of(*place))) names.push_back(place->name);
  }
  if (names.empty()) return;
  Result known = db_.query(
      "SELECT place_id, name, country, coalesce(lat, 999), coalesce(lon, 999), coalesce(geonames, 0) FROM places "
      "WHERE name IN (SELECT unnest(?))",
      {names});
  while (known.next()) {
    places_.emplace(place_key(known.text(1), known.text(2), known.number(3), known.number(4), known.integer(5)),
                    static_cast<std::int32_t>(known.integer(0)));
  }
  Rows rows(db_, "places");
  for (const Location* place : places) {
    const auto [at, is_new] = places_.emplace(key_of(*place), next_place_);
    if (!is_new) continue;
    rows.integer(next_place_++).text(place->name).text_or_null(place->country.value_or(""));
    place->latitude ? rows.number(*place->latitude) : rows.null();
    place->longitude ? rows.number(*place->longitude) : rows.null();
    rows.integer_or_null(place->geonames).end();
  }
  rows.flush();
}

std::int32_t Identities::of(const ActorReference& actor) const {
  const auto found = actors_.find(key_of(actor));
  CHANCERY_CHECK(found != actors_.end(), "learn has seen every actor of the batch");
  return found->second;
}

std::int32_t Identities::of(const Location& place) const {
  const auto found = places_.find(key_of(place));
  CHANCERY_CHECK(found != places_.end(), "learn has seen every place of the batch");
  return found->second;
}

}  // namespace chancery::store
