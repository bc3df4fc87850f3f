// What stands around a name, and whether it is a part of a longer one that is no place. Tested by: tests/golden/places.
#include "reading/place_pass.h"

namespace chancery::reading {

bool PlaceFinder::Pass::is_within_name(const text::Sentence& sentence, const Hit& hit, std::size_t known_length) const {
  // "Kyiv-born", "London-listed": an attribute, not where something happens ("Kyiv-based" is where somebody sits); but
  // the seat of "Rajshahi-3" is there.
  if (hit.end + 1 < sentence.end && form(hit.end) == "-" && s_.trees.upos[hit.end + 1] != syntax::Upos::Num &&
      word(hit.end + 1) != PlaceWord::Based && !s_.tokens.space_before[hit.end] &&
      !s_.tokens.space_before[hit.end + 1]) {
    return true;
  }
  if (sentence.role == text::SentenceRole::Slug) return true;
  if (hit.begin > sentence.begin && word(hit.begin - 1) == PlaceWord::Bearer && !hit.is_country) return true;
  if (const Mention* mention = s_.mentions.at(hit.begin); mention != nullptr && !mention->place && !hit.is_country) {
    // "eight Manhattan locations" speaks of no longer name.
    bool longer = false;
    for (TokenId token = mention->begin; token < mention->end; ++token) {
      longer = longer || ((token < hit.begin || token >= hit.end) && is_upper_start(form(token)));
    }
    // A name that nobody knows is taken for a person: it may be a place as well.
    const bool unknown = mention->country.empty() && mention->sector.empty();
    // "Cape Town mayor Ana Lima" is a person, and the town stands before a plain noun.
    const bool led = hit.begin > mention->begin &&
                     (is_locative(word(hit.begin - 1)) || form(hit.begin - 1) == "," ||             // "police in Paris"
                      (hit.begin > mention->begin + 1 && word(hit.begin - 1) == PlaceWord::Part &&  // "City of Iqaluit"
                       (word(hit.begin - 2) == PlaceWord::Town || word(hit.begin - 2) == PlaceWord::Region ||
                        mention->kind == MentionKind::Person)));  // "Senator Ted Cruz of Texas"
    const bool kind_follows = hit.begin == mention->begin && hit.end < mention->end &&
                              (is_place_word(hit.end) || word(hit.end) == PlaceWord::Office);
    const bool before_noun = led || kind_follows || (hit.end < mention->end && !is_upper_start(form(hit.end)));
    const bool own = hit.end - hit.begin > 1 && !longer && known_length < hit.end - hit.begin;  // "Tamil Nadu"
    if (mention->kind == MentionKind::Person && (longer || !unknown) && !before_noun && !own) return true;
    const bool place_behind = hit.end < sentence.end && is_place_word(hit.end);
    if (mention->kind == MentionKind::Organisation && longer && !before_noun && !place_behind) return true;
  }
  const bool capitals = is_all_capitals(sentence);
  if (hit.end < sentence.end && is_upper_start(form(hit.end)) && !capitals) {
    const PlaceWord after = word(hit.end);
    if (!is_kind_of_place(after) && after != PlaceWord::Direction && after != PlaceWord::Office &&
        !is_locative(after) && is_name_word(hit.end) && !hit.is_country && !is_time(hit.end) &&
        state_of(hit.end, true) == Gazetteer::kNoRow) {  // "in Accra Wednesday", "in San Pedro Sula Honduras"
      return true;
    }
    // "Hong Kong Station", but "Kenya Airways", "London Stock Exchange"
    if (is_body(after)) return true;
    // The words of a body may come later: "Kabul Military Hospital" is near enough a place, "Lagos State University"
    // not.
    for (TokenId next = hit.end; next < sentence.end && is_upper_start(form(next)); ++next) {
      if (is_body(word(next))) return true;
    }
  }
  // "Bank of England", "University of Nairobi": told by the word before "of"; but "Cargill Inc of Minneapolis,".
  if (hit.begin >= sentence.begin + 2 && word(hit.begin - 1) == PlaceWord::Part &&
      is_upper_start(form(hit.begin - 2))) {
    const PlaceWord before = word(hit.begin - 2);
    // "Novopharm Ltd of Canada whereby": the name goes on only in capitals.
    const bool goes_on = hit.end < sentence.end && is_upper_start(form(hit.end));
    if (before == PlaceWord::Body || (before == PlaceWord::Firm && hit.is_country && goes_on)) return true;
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
  return state_of(token, false) != Gazetteer::kNoRow;
}

std::uint32_t PlaceFinder::Pass::state_of(TokenId token, bool name_alone) const {
  knowledge::Folder folder;
  folder.begin(form(token));
  std::string_view piece;
  knowledge::WordShape shape;
  if (!folder.next(piece, shape)) return Gazetteer::kNoRow;
  const std::uint32_t number = s_.directory.word(piece);
  if (number == Directory::kNoWord) return Gazetteer::kNoRow;
  const Directory::Node node = s_.directory.step(Directory::kRoot, number);
  if (node == Directory::kRoot) return Gazetteer::kNoRow;
  for (const MeaningRow& meaning : s_.directory.meanings(node)) {
    if (meaning.kind != Meaning::CountryName && (name_alone || meaning.kind != Meaning::Adjective)) continue;
    if (!meaning.country_id().exists()) continue;
    const auto whole = s_.gazetteer.country_place(s_.directory.country(meaning.country_id()).iso3);
    if (whole) return static_cast<std::uint32_t>(whole->index());
  }
  return Gazetteer::kNoRow;
}

bool PlaceFinder::Pass::is_time(TokenId token) const {
  const auto time = std::partition_point(s_.times.begin(), s_.times.end(),
                                         [&](const TimeExpression& each) { return each.end <= token; });
  return time != s_.times.end() && time->begin <= token;
}

bool PlaceFinder::Pass::is_listed(const text::Sentence& sentence, TokenId begin) const {
  TokenId at = begin;
  for (std::size_t items = 0; items < kMostListed; ++items) {
    if (at < sentence.begin + 2) return false;
    --at;
    const std::string_view part = form(at);
    if (part != "," && part != "and" && part != "or") return false;
    if (at > sentence.begin && form(at - 1) == ",") --at;  // ", and"
    std::size_t words = 0;
    while (at > sentence.begin && words < kMaxUnknownWords && is_upper_start(form(at - 1)) && !is_time(at - 1)) {
      --at;
      ++words;
    }
    if (words == 0 || at == sentence.begin) return false;
    if (lead_of(sentence, at) != PlaceWord::None) return true;
  }
  return false;
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

void PlaceFinder::Pass::find_surnames() {
  surnames_.clear();
  for (const Mention& mention : s_.mentions.all) {
    if (mention.kind != MentionKind::Person || mention.end < mention.begin + 2 || mention.place) continue;
    if (is_upper_start(form(mention.end - 2)) && is_upper_start(form(mention.end - 1))) {
      surnames_.push_back(form(mention.end - 1));
    }
  }
  std::sort(surnames_.begin(), surnames_.end());
}

bool PlaceFinder::Pass::is_told_behind(const text::Sentence& sentence, TokenId end) const {
  if (end + 2 >= sentence.end || form(end) != "," || s_.trees.upos[end + 1] != syntax::Upos::Det) return false;
  for (TokenId token = end + 2; token < std::min(sentence.end, end + 5) && !is_upper_start(form(token)); ++token) {
    const PlaceWord kind = word(token);
    if (kind == PlaceWord::Town || kind == PlaceWord::Region || kind == PlaceWord::Nature) return true;
    if (s_.trees.upos[token] != syntax::Upos::Adj && s_.trees.upos[token] != syntax::Upos::Noun) return false;
  }
  return false;
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
      if (at > sentence.begin && word(at - 1) == PlaceWord::Dative && small.view() == "to") break;
      if (at > sentence.begin && word(at - 1) == PlaceWord::Holding && small.view() == "in") break;
      evidence += 2;
      break;
    }
    if (kind == PlaceWord::Going && !of && s_.trees.upos[at] == syntax::Upos::Verb) {
      evidence += 1.5F;
      break;
    }
    if (kind == PlaceWord::Direction && of) {
      evidence += 2;  // "south of Awassa"
      break;
    }
    if (kind == PlaceWord::Direction) {
      evidence += 0.5F;
      continue;
    }
    if (of && (is_kind_of_place(kind) || kind == PlaceWord::Called)) {
      evidence += 2.5F;  // "the town of"
      hit.kind_told = true;
      hit.prefers_region = kind == PlaceWord::Region;
      if (at > sentence.begin) hit.told_state = state_of(at - 1, false);
      break;
    }
    if (!of && kind == PlaceWord::Part) {
      of = true;
      if (const Mention* owner = at > sentence.begin ? s_.mentions.at(at - 1) : nullptr;
          owner != nullptr && owner->kind == MentionKind::Person && is_upper_start(form(at - 1))) {
        evidence += 1.5F;  // "Ted Cruz of Texas"
        break;
      }
      continue;
    }
    if (small.view() == "the" || small.view() == "'s" || small.view() == "’s") continue;
    if (!of && (kind == PlaceWord::Town || kind == PlaceWord::Nature) && steps == 0) {
      evidence += 1.5F;  // "the city Lima", "suburb Preston"
      break;
    }
    if ((small.view() == "and" || small.view() == ",") && !hits_.empty() && hits_.back().end >= at &&
        hits_.back().evidence >= 0) {
      evidence += 1;  // "in Lima and Cusco"
    } else if (is_listed(sentence, hit.begin)) {
      evidence += 1;
    }
    break;
  }
  if (hit.end < sentence.end) {
    const PlaceWord after = word(hit.end);
    if (after == PlaceWord::Region) {
      evidence += 2;
      hit.prefers_region = true;
    } else if (is_kind_of_place(after)) {
      evidence += 1;
    }
  }
  if (is_told_behind(sentence, hit.end)) evidence += 2;
  if (hit.end - hit.begin == 1 && !hit.in_head && !hit.is_country && is_surname(hit.begin)) evidence -= 2;
  if (s_.trees.upos[hit.begin] != syntax::Upos::Propn && hit.end - hit.begin == 1) evidence -= 1;
  if (hit.begin == sentence.begin && !hit.in_head) evidence -= 0.5F;
  return evidence;
}

}  // namespace chancery::reading
