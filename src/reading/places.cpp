// A walk through the directory's phrases from every word; the longest phrase that has a place among its meanings is
// one, unless a longer phrase that is none ("Bank of England") begins at the same word. Names that are several places
// give the directory's first. Tested by: places_test.cpp.
#include "reading/places.h"

#include "knowledge/fold.h"

namespace chancery::reading {

using knowledge::Directory;
using knowledge::Meaning;
using knowledge::MeaningRow;

namespace {

constexpr std::size_t kMaxWords = 8;

struct Match {
  std::size_t length = 0;
  const MeaningRow* place = nullptr;
};

/// The longest phrase from `begin`, and whether it is a place.
Match match_at(const Directory& directory, const text::Tokens& tokens, TokenId begin, TokenId end,
               knowledge::Folder& folder) {
  Match longest;
  Directory::Node node = Directory::kRoot;
  for (std::size_t length = 0; length < kMaxWords && begin + length < end; ++length) {
    folder.begin(tokens.form(begin + length));
    std::string_view folded;
    knowledge::WordShape shape;
    while (folder.next(folded, shape)) {
      // A place is written with a capital; its small words ("of", "the") are not.
      if (length == 0 && !shape.capital) return longest;
      const std::uint32_t word = directory.word(folded);
      if (word == Directory::kNoWord) return longest;
      node = directory.step(node, word);
      if (node == Directory::kRoot) return longest;
    }
    if (node == Directory::kRoot) continue;
    const auto meanings = directory.meanings(node);
    if (meanings.empty()) continue;
    longest.length = length + 1;
    longest.place = nullptr;
    for (const MeaningRow& meaning : meanings) {
      if (meaning.kind == Meaning::Place) {
        longest.place = &meaning;
        break;
      }
    }
  }
  return longest;
}

}  // namespace

void find_places(const Directory& directory, const text::Tokens& tokens, std::vector<PlaceMention>& out) {
  out.clear();
  knowledge::Folder folder;
  for (const text::Sentence& sentence : tokens.sentences) {
    for (TokenId token = sentence.begin; token < sentence.end;) {
      const Match match = match_at(directory, tokens, token, sentence.end, folder);
      if (match.place != nullptr) {
        const knowledge::Place place = directory.place(knowledge::PlaceId(match.place->row));
        PlaceMention mention;
        mention.begin = token;
        mention.end = token + match.length;
        mention.head = mention.end - 1;
        mention.name = place.name;
        if (place.country.exists()) mention.country = directory.country(place.country).iso3;
        mention.latitude = place.latitude;
        mention.longitude = place.longitude;
        if (place.geonames != 0) mention.geonames = place.geonames;
        out.push_back(mention);
      }
      token = token + std::max<std::size_t>(match.length, 1);
    }
  }
}

}  // namespace chancery::reading
