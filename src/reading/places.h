// Where: the places that a story names, each with its coordinates.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "knowledge/directory.h"
#include "knowledge/gazetteer.h"
#include "reading/mentions.h"
#include "reading/times.h"
#include "syntax/trees.h"
#include "text/story_head.h"
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
  knowledge::PlaceFeature feature = knowledge::PlaceFeature::Town;
  std::uint32_t population = 0;
  bool kind_told = false;  // "the town of Bucha"
};

/// The resources and layers that places are found in.
struct PlaceSources {
  const knowledge::Directory& directory;
  const knowledge::Gazetteer& gazetteer;
  const text::Tokens& tokens;
  const syntax::Trees& trees;
  const Mentions& mentions;
  const text::StoryHeadSpan& head;
  std::span<const TimeExpression> times;
};

/// Scratch that is kept from one document to the next; one per thread.
class PlaceFinder {
 public:
  /// Fills `out` in text order, without overlaps. A place inside the name of a person, an organisation or a document
  /// ("Bank of England", "Oslo Accords") is none. Views point into the gazetteer,
  /// or into the document for a name that it does not know ("in Littletown, Louisiana").
  void find(const PlaceSources& sources, std::vector<PlaceMention>& out);

 private:
  class Pass;
  struct Hit {
    TokenId begin, end;
    std::uint32_t first_candidate = 0, candidate_count = 0;  // in candidates_
    float evidence = 0;                                      // what the words around say
    bool is_stop = false;                                    // first of all a word or a name of people
    bool is_country = false;
    bool is_unknown = false;                // a name of no table, told to lie in a state or region
    bool of_story = false;                  // such a name, of which only the state of the story is known
    bool waits = false;                     // such a name, which only others of the story make a place
    bool prefers_region = false;            // "Donetsk region"
    bool kind_told = false;                 // "the town of"
    std::uint32_t told_state = 0xFFFFFFFF;  // row: "the Dutch town of"
    std::uint32_t beside = 0xFFFFFFFF;      // row: of_story, near a place of the story
    bool in_head = false;                   // the place of the dateline
    std::uint32_t chosen = 0xFFFFFFFF;      // row
  };
  struct Candidate {
    std::uint32_t row;
    float prior;
    float bonus;
    std::uint16_t country, region;
  };
  std::vector<Hit> hits_;
  std::vector<Candidate> candidates_;
  std::vector<float> country_weight_;                           // by number of the state
  std::vector<std::string_view> names_;                         // of what is a place, sorted
  std::vector<std::string_view> surnames_;                      // of people who are named in full, sorted
  std::vector<std::pair<std::uint32_t, std::size_t>> longest_;  // row and length of names of several words, sorted
};

/// The place that covers `token`, or nullptr. `places` is in text order.
const PlaceMention* place_at(const std::vector<PlaceMention>& places, TokenId token);

}  // namespace chancery::reading
