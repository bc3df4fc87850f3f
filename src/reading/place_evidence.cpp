// What stands around a name, and whether it is a part of a longer one that is no place. Tested by: tests/golden/places.
#include "reading/place_pass.h"

namespace chancery::reading {

bool PlaceFinder::Pass::is_within_name(const text::Sentence& sentence, const Hit& hit, std::size_t known_length) const {
  // "Kyiv-based", "London-listed": an attribute, not where something happens.
  if (hit.end + 1 < sentence.end && form(hit.end) == "-" && !s_.tokens.space_before[hit.end] &&
      !s_.tokens.space_before[hit.end + 1]) {
    return true;
  }
  if (sentence.role == text::SentenceRole::Slug) return true;
  if (const Mention* mention = s_.mentions.at(hit.begin); mention != nullptr && !mention->place && !hit.is_country) {
    const bool longer = mention->end - mention->begin > hit.end - hit.begin;
    // A name that nobody knows is taken for a person: it may be a place as well.
    const bool unknown = mention->country.empty() && mention->sector.empty();
    // "Cape Town mayor Ana Lima" is a person, and the town stands before a plain noun.
    const bool led = hit.begin > mention->begin &&
                     (is_locative(word(hit.begin - 1)) || form(hit.begin - 1) == ",");  // "police in Paris"
    const bool kind_follows = hit.begin == mention->begin && hit.end < mention->end && is_place_word(hit.end);
    const bool before_noun = led || kind_follows || (hit.end < mention->end && !is_upper_start(form(hit.end)));
    const bool own = hit.end - hit.begin > 1 && !longer && known_length < hit.end - hit.begin;  // "Tamil Nadu"
    if (mention->kind == MentionKind::Person && (longer || !unknown) && !before_noun && !own) return true;
    const bool place_behind = hit.end < sentence.end && is_place_word(hit.end);
    if (mention->kind == MentionKind::Organisation && longer && !before_noun && !place_behind) return true;
  }
  const bool capitals = is_all_capitals(sentence);
  if (hit.end < sentence.end && is_upper_start(form(hit.end)) && !capitals) {
    const PlaceWord after = word(hit.end);
    if (after != PlaceWord::Region && after != PlaceWord::Site && after != PlaceWord::Town &&
        after != PlaceWord::Direction && !is_locative(after) && is_name_word(hit.end) && !hit.is_country) {
      return true;
    }
    // "Hong Kong Station", but "Kenya Airways", "London Stock Exchange"
    if (after == PlaceWord::Body) return true;
    // The words of a body may come later: "Kabul Military Hospital" is near enough a place, "Lagos State University"
    // not.
    for (TokenId next = hit.end; next < sentence.end && is_upper_start(form(next)); ++next) {
      if (word(next) == PlaceWord::Body) return true;
    }
  }
  // "Bank of England", "University of Nairobi": told by the word before "of".
  if (hit.begin >= sentence.begin + 2 && word(hit.begin - 1) == PlaceWord::Part &&
      is_upper_start(form(hit.begin - 2)) && word(hit.begin - 2) == PlaceWord::Body) {
    return true;
  }
  if (hit.begin > sentence.begin && !capitals) {
    const TokenId before = hit.begin - 1;
    if (is_upper_start(form(before)) && is_name_word(before) && before != sentence.begin) {
      const PlaceWord kind = word(before);
      if (says_nothing(kind) && !is_adjective_of_state(before)) return true;
    } else if (before == sentence.begin && s_.trees.upos[before] == syntax::Upos::Propn &&
               is_upper_start(form(before)) && says_nothing(word(before)) && !is_adjective_of_state(before)) {
      return true;
    }
  }
  return false;
}

bool PlaceFinder::Pass::is_place_word(TokenId token) const {
  return is_kind_of_place(word(token)) || word(token) == PlaceWord::Direction;
}

bool PlaceFinder::Pass::is_name_word(TokenId token) const {
  return s_.trees.upos[token] == syntax::Upos::Propn || s_.trees.upos[token] == syntax::Upos::Noun ||
         s_.trees.upos[token] == syntax::Upos::Adj || s_.trees.upos[token] == syntax::Upos::X;
}

bool PlaceFinder::Pass::is_adjective_of_state(TokenId token) const {
  knowledge::Folder folder;
  folder.begin(form(token));
  std::string_view piece;
  knowledge::WordShape shape;
  if (!folder.next(piece, shape)) return false;
  const std::uint32_t number = s_.directory.word(piece);
  if (number == Directory::kNoWord) return false;
  const Directory::Node node = s_.directory.step(Directory::kRoot, number);
  if (node == Directory::kRoot) return false;
  const auto meanings = s_.directory.meanings(node);
  return std::any_of(meanings.begin(), meanings.end(), [](const MeaningRow& meaning) {
    return meaning.kind == Meaning::Adjective || meaning.kind == Meaning::CountryName;
  });
}

bool PlaceFinder::Pass::is_in_head(TokenId token) const {
  const std::uint32_t at = s_.tokens.span[token].begin;
  return at >= s_.head.place.begin && at < s_.head.place.end;
}

bool PlaceFinder::Pass::is_acronym(std::string_view form) {
  return form.size() >= 2 && form.size() <= 4 &&
         std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool PlaceFinder::Pass::is_all_capitals(const text::Sentence& sentence) const {
  if (sentence.role == text::SentenceRole::Prose) return false;
  for (TokenId token = sentence.begin; token < sentence.end; ++token) {
    for (const char c : form(token)) {
      if (c >= 'a' && c <= 'z') return false;
    }
  }
  return true;
}

float PlaceFinder::Pass::evidence_of(const text::Sentence& sentence, Hit& hit) const {
  float evidence = 0;
  if (hit.in_head) evidence += 4;
  if (hit.end - hit.begin > 1) evidence += 1;
  TokenId at = hit.begin;
  // Over "southern", "central", "the", "Iraq's".
  bool of = false;
  for (int steps = 0; steps < 4 && at > sentence.begin; ++steps) {
    --at;
    const SmallForm small(form(at));
    const PlaceWord kind = s_.gazetteer.word(small.view());
    if (is_locative(kind)) {
      evidence += 2;
      break;
    }
    if (kind == PlaceWord::Direction) {
      evidence += 0.5F;
      continue;
    }
    if (of && (kind == PlaceWord::Town || kind == PlaceWord::Region || kind == PlaceWord::Site)) {
      evidence += 2.5F;  // "the town of"
      hit.kind_told = true;
      hit.prefers_region = kind == PlaceWord::Region;
      break;
    }
    if (!of && kind == PlaceWord::Part) {
      of = true;
      continue;
    }
    if (small.view() == "the" || small.view() == "'s" || small.view() == "’s") continue;
    if (!of && kind == PlaceWord::Town && steps == 0) {
      evidence += 1.5F;  // "the city Lima", "suburb Preston"
      break;
    }
    if ((small.view() == "and" || small.view() == ",") && !hits_.empty() && hits_.back().end >= at &&
        hits_.back().evidence >= 0) {
      evidence += 1;  // "in Lima and Cusco"
    }
    break;
  }
  if (hit.end < sentence.end) {
    const PlaceWord after = word(hit.end);
    if (after == PlaceWord::Region) {
      evidence += 2;
      hit.prefers_region = true;
    } else if (after == PlaceWord::Town || after == PlaceWord::Site) {
      evidence += 1;
    }
  }
  if (s_.trees.upos[hit.begin] != syntax::Upos::Propn && hit.end - hit.begin == 1) evidence -= 1;
  if (hit.begin == sentence.begin && !hit.in_head) evidence -= 0.5F;
  return evidence;
}

}  // namespace chancery::reading
