// Names of places are looked up at every word with a capital, longest first; a name that no table has may be one where
// the words around it say so. Tested by: tests/golden/places.
#include "reading/place_pass.h"

namespace chancery::reading {

void PlaceFinder::Pass::find_hits(const text::Sentence& sentence) {
  for (TokenId token = sentence.begin; token < sentence.end;) {
    if (!is_upper_start(form(token)) && !is_article(token, sentence.end)) {
      ++token;
      continue;
    }
    token = read_name(sentence, token);
  }
}

PlaceFinder::Pass::Match PlaceFinder::Pass::match_gazetteer(TokenId begin, TokenId end) {
  Match longest;
  std::uint64_t hash = 0;
  std::string_view piece;
  knowledge::WordShape shape;
  for (std::size_t length = 0; length < kMaxWords && begin + length < end; ++length) {
    const TokenId token = begin + length;
    if (is_inner_hyphen(token, end)) continue;
    const bool genitive = length > 0 && (form(token) == "'s" || form(token) == "’s") && token + 1 < end &&
                          is_upper_start(form(token + 1));               // "Cox's Bazar"
    const bool between = length > 0 && is_between_hyphens(token, end);   // "Port-au-Prince"
    const bool nature = length > 0 && word(token) == PlaceWord::Nature;  // "the Arabian peninsula"
    if (length > 0 && !is_upper_start(form(token)) && !is_joiner(word(token)) && !genitive && !between && !nature)
      break;
    folder_.begin(form(token));
    std::size_t pieces = 0;
    bool is_stop = false;
    while (folder_.next(piece, shape)) {
      if (!shape.is_word && !genitive) return longest;
      if (length == 0 && pieces == 0 && !shape.capital && piece.size() > 2) return longest;
      hash = Gazetteer::extend(hash, piece);
      is_stop = length == 0 && pieces == 0 && piece.size() <= s_.gazetteer.longest_stop_name() &&
                s_.gazetteer.is_stop_name(piece);
      ++pieces;
    }
    if (pieces == 0) break;
    if (const auto rows = s_.gazetteer.find(hash); !rows.empty()) {
      const bool kind_last = length > 0 && longest.length == length && word(token) == PlaceWord::Region;
      longest = {length + 1, rows, kind_last ? longest.rows : std::span<const std::uint32_t>(), is_stop};
    }
  }
  return longest;
}

bool PlaceFinder::Pass::is_inner_hyphen(TokenId token, TokenId end) const {
  return form(token) == "-" && token + 1 < end && !s_.tokens.space_before[token] &&
         !s_.tokens.space_before[token + 1] && (is_upper_start(form(token + 1)) || is_between_hyphens(token + 1, end));
}

bool PlaceFinder::Pass::is_between_hyphens(TokenId token, TokenId end) const {
  return token.index() > 0 && token + 2 < end && form(token - 1) == "-" && form(token + 1) == "-" &&
         form(token).size() <= 4 && !s_.tokens.space_before[token] && !s_.tokens.space_before[token + 1] &&
         !s_.tokens.space_before[token + 2] && is_upper_start(form(token + 2));
}

bool PlaceFinder::Pass::is_article(TokenId token, TokenId end) const {
  return form(token).size() == 2 && token + 2 < end && is_joiner(word(token)) && is_inner_hyphen(token + 1, end);
}

PlaceFinder::Pass::Known PlaceFinder::Pass::match_directory(TokenId begin, TokenId end) {
  Known longest;
  Directory::Node node = Directory::kRoot;
  std::string_view piece;
  knowledge::WordShape shape;
  bool all_capitals = true;
  for (std::size_t length = 0; length < kMaxWords && begin + length < end; ++length) {
    if (length > 0 && is_inner_hyphen(begin + length, end)) continue;
    if (form(begin + length) == ",") return longest;  // "Paris, Texas" is for the states to tell
    folder_.begin(form(begin + length));
    while (folder_.next(piece, shape)) {
      all_capitals = all_capitals && shape.all_capitals;
      const std::uint32_t number = s_.directory.word(piece);
      if (number == Directory::kNoWord) return longest;
      node = s_.directory.step(node, number);
      if (node == Directory::kRoot) return longest;
    }
    if (node == Directory::kRoot) return longest;
    const auto meanings = s_.directory.meanings(node);
    if (meanings.empty()) continue;
    bool is_adjective = false;
    Known found;
    found.length = length + 1;
    for (const MeaningRow& meaning : meanings) {
      if ((meaning.form & knowledge::kAcronym) != 0 && !all_capitals) continue;
      switch (meaning.kind) {
        case Meaning::CountryName:
          if (found.country == nullptr) found.country = &meaning;
          break;
        case Meaning::Adjective:
        case Meaning::Citizen:
          is_adjective = found.is_adjective = true;
          break;
        case Meaning::Capital:
        case Meaning::Seat:
        case Meaning::Province:
        case Meaning::Place:
          found.is_place = true;
          break;
        case Meaning::Person:
        case Meaning::Surname:
          found.is_person = true;
          break;
        default:
          break;
      }
    }
    // "the Argentine" is the state, "Argentine workers" are of it.
    if (is_adjective && s_.trees.upos[begin + length] == syntax::Upos::Adj) found.country = nullptr;
    longest = found;
  }
  return longest;
}

TokenId PlaceFinder::Pass::read_name(const text::Sentence& sentence, TokenId begin) {
  if (word(begin) == PlaceWord::Realm && begin > sentence.begin && is_upper_start(form(begin)) &&
      s_.trees.upos[begin - 1] == syntax::Upos::Det &&
      !(begin + 1 < sentence.end && word(begin + 1) == PlaceWord::Part)) {
    // "the Kingdom": the state of the story.
    Hit hit;
    hit.begin = begin;
    hit.end = begin + 1;
    hit.is_unknown = hit.of_story = true;
    hit.evidence = 2;
    hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
    hits_.push_back(hit);
    return hit.end;
  }
  const Match match = match_gazetteer(begin, sentence.end);
  const Known known = match_directory(begin, sentence.end);
  const bool is_country = known.country != nullptr && known.length >= match.length;
  if (match.length == 0 && !is_country && known.length == 0) return read_unknown(sentence, begin);
  // "old Argentine debt"
  if (known.is_adjective && known.length >= match.length && !is_country && !known.is_place && !is_in_head(begin)) {
    return begin + known.length;
  }
  // A longer phrase that is none: "Bank of England", "Washington Post"; but "at Cayetano Heredia Hospital".
  // "at Dhaka Medical College Hospital" is where that body sits, and "the Guangdong provincial government" names
  // Guangdong.
  if (known.length > match.length && known.country == nullptr && !known.is_place) {
    if (known.is_person) return read_site(sentence, begin, begin + known.length);
    const TokenId building = end_of_building(sentence, begin);
    if (building >= begin + known.length) return read_unknown(sentence, begin);
    const TokenId after = begin + match.length;
    if (match.length == 0 || is_upper_start(form(after)) || !is_kind_of_place(word(after))) return begin + known.length;
  }
  if (match.length == 0 && !is_country) return begin + 1;

  // "the Northern side", "the ICO council": directions and acronyms are no names of towns.
  const std::string_view first = form(begin);
  if (!is_country && match.length == 1 &&
      (word(begin) == PlaceWord::Direction || word(begin) == PlaceWord::Other ||
       (is_acronym(first) && !match.is_stop && !is_all_capitals(sentence) && !is_in_head(begin) &&
        !is_short_for_region(sentence, begin, match)))) {
    return begin + 1;
  }

  // "the University of Idaho" is not the town of University.
  // "the Isle of Jersey" is not the town of Isle.
  if (!is_country && match.length == 1 &&
      (is_body(word(begin)) || word(begin) == PlaceWord::Office || word(begin) == PlaceWord::Nature) &&
      word(begin + 1) == PlaceWord::Part) {
    return begin + 1;
  }

  // "Bath, NY", but "the VA": the two letters of a state stand behind its town.
  if (!is_country && match.length == 1 && match.is_stop && first.size() == 2 && !is_in_head(begin) &&
      !(is_acronym(first) && begin > sentence.begin && form(begin - 1) == ",")) {
    return read_unknown(sentence, begin);  // "in Al-Masad"
  }

  Hit hit;
  hit.begin = begin;
  hit.end = begin + (is_country ? known.length : match.length);
  hit.is_country = is_country;
  hit.is_stop = match.is_stop && match.length == 1 && !is_country;
  hit.in_head = is_in_head(begin);
  const TokenId building = hit.is_country || known.is_person ? begin : end_of_building(sentence, begin);
  if (!hit.in_head && building <= hit.end && is_within_name(sentence, hit, known.length)) {
    return read_longer(sentence, hit);  // "in La Campa, Lempira": La is a village elsewhere
  }
  hit.evidence = evidence_of(sentence, hit);
  // "In David" is no person.
  const bool inside = begin > sentence.begin && word(begin - 1) == PlaceWord::Inside;
  if (known.is_person && known.length == match.length && !is_country && !known.is_place && !inside) {
    hit.evidence -= 1.5F;
  }
  add_candidates(hit, known, match);
  if (building > hit.end && std::none_of(candidates_.begin() + hit.first_candidate, candidates_.end(),
                                         [](const Candidate& each) { return each.prior > kSpeaks; })) {
    candidates_.resize(hit.first_candidate);
    return read_unknown(sentence, begin);  // "at Al Murtafa Garrison": Al is a town elsewhere
  }
  if (hit.end < sentence.end && !hit.is_country && is_upper_start(form(hit.end)) && form(hit.end) != ",") {
    // "in San Pedro Sula Honduras", but "Bursa Malaysia" is no town.
    const std::uint32_t state = state_of(hit.end, true);
    if (state != Gazetteer::kNoRow) {
      const auto number = s_.gazetteer.place(GazetteerId(std::size_t{state})).country_index;
      const bool fits = std::any_of(candidates_.begin() + hit.first_candidate, candidates_.end(),
                                    [&](const Candidate& each) { return each.country == number; });
      if (!fits) {
        candidates_.resize(hit.first_candidate);
        return hit.end;
      }
      hit.told_state = state;
    }
  }
  if (!hit.is_country && is_nature_behind(sentence, hit.end)) {
    // "Perico Island" is not the town of Perico; an island of the tables is in them by its whole name.
    const bool is_known =
        std::any_of(candidates_.begin() + hit.first_candidate, candidates_.end(), [&](const Candidate& each) {
          const auto feature = s_.gazetteer.place(GazetteerId(std::size_t{each.row})).feature;
          return each.prior > kWellKnown || feature == PlaceFeature::Natural;
        });
    if (!is_known) {
      candidates_.resize(hit.first_candidate);
      return read_longer(sentence, hit);
    }
  }
  if (hit.candidate_count > 0) hits_.push_back(hit);
  return std::max(hit.end, building);
}

bool PlaceFinder::Pass::is_short_for_region(const text::Sentence& sentence, TokenId begin, const Match& match) const {
  const bool behind_comma = begin > sentence.begin && form(begin - 1) == ",";
  if (form(begin).size() < 3 && !behind_comma) return false;
  return std::all_of(match.rows.begin(), match.rows.end(), [&](std::uint32_t row) {
    return s_.gazetteer.place(GazetteerId(std::size_t{row})).feature == PlaceFeature::Region;
  });
}

TokenId PlaceFinder::Pass::end_of_building(const text::Sentence& sentence, TokenId begin) const {
  if (sentence.role != text::SentenceRole::Prose || !is_locative(lead_of(sentence, begin))) return begin;
  TokenId end = begin;
  while (end < sentence.end && end - begin < kMaxWords && is_upper_start(form(end)) && !is_time(end)) ++end;
  // "at Kalehe Hospital for Women" goes on.
  const bool goes_on = end < sentence.end && (word(end) == PlaceWord::Part || form(end) == "-");
  return end > begin + 1 && !goes_on && word(end - 1) == PlaceWord::Building ? end : begin;
}

TokenId PlaceFinder::Pass::read_longer(const text::Sentence& sentence, const Hit& hit) {
  const std::size_t hit_count = hits_.size(), candidate_count = candidates_.size();
  const TokenId end = read_unknown(sentence, hit.begin);
  if (hits_.size() > hit_count && end > hit.end && !hits_.back().waits) return end;
  hits_.resize(hit_count);
  candidates_.resize(candidate_count);
  return hit.end;
}

TokenId PlaceFinder::Pass::read_site(const text::Sentence& sentence, TokenId begin, TokenId otherwise) {
  const std::size_t hit_count = hits_.size(), candidate_count = candidates_.size();
  const TokenId end = read_unknown(sentence, begin);
  if (hits_.size() > hit_count && !hits_.back().waits && is_site(word(hits_.back().end - 1))) return end;
  hits_.resize(hit_count);
  candidates_.resize(candidate_count);
  return otherwise;
}

TokenId PlaceFinder::Pass::read_unknown(const text::Sentence& sentence, TokenId begin) {
  if (const TokenId building = end_of_building(sentence, begin); building > begin) {
    Hit hit;
    hit.begin = begin;
    hit.end = building;
    hit.is_unknown = hit.of_story = true;
    hit.evidence = 2;
    hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
    hits_.push_back(hit);
    return building;
  }
  const PlaceWord lead = lead_of(sentence, begin);
  // "on the shores of Lake Stephanie"
  const bool nature_first = begin + 1 < sentence.end && is_nature(begin) && is_part_of_unknown(begin + 1) &&
                            is_locative(lead) && !is_all_capitals(sentence);
  TokenId end = nature_first ? begin + 1 : begin;
  while (end < sentence.end && end - begin <= kMaxUnknownWords &&
         (is_part_of_unknown(end) || is_inner_hyphen(end, sentence.end) ||
          (end > begin && word(end) == PlaceWord::Direction && is_upper_start(form(end))))) {
    ++end;  // "Igembe Central"
  }
  if (end == begin || end - begin > kMaxUnknownWords) return begin + 1;
  const bool nature = is_nature_behind(sentence, end);
  // "at Holy Cross Cemetery"
  const bool site = end < sentence.end && end - begin > 1 && is_site(word(end)) && is_upper_start(form(end)) &&
                    is_locative(lead) && !is_all_capitals(sentence) &&
                    !is_upper_start(form(std::min(end + 1, sentence.end - 1)));
  // "in Deep Water Bay"
  const bool bare_nature = nature && is_locative(lead) && begin > sentence.begin && is_locative(word(begin - 1));
  if (!site && !bare_nature && !nature_first && is_of_common_words(begin, end, nature)) return begin + 1;
  while (end > begin && is_time(end - 1)) --end;  // "the port of Punta Morales Monday"
  if (end == begin) return begin + 1;
  Hit hit;
  hit.begin = begin;
  hit.end = end;
  hit.is_unknown = true;
  hit.evidence = 2;
  hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
  const bool led = lead != PlaceWord::None || (begin > sentence.begin && word(begin - 1) == PlaceWord::Part);
  if (led && end + 1 < sentence.end &&
      (form(end) == "," || form(end) == "(" || (word(end) == PlaceWord::Inside && is_nobody(hit)))) {
    TokenId outer = end + 1;
    while (outer + 1 < sentence.end && (word(outer) == PlaceWord::Direction || form(outer) == "-")) ++outer;
    add_outer(outer, sentence.end);
  }
  hit.candidate_count = static_cast<std::uint32_t>(candidates_.size()) - hit.first_candidate;
  if (hit.candidate_count == 0) {
    if ((nature || site) && !is_upper_start(form(std::min(end + 1, sentence.end - 1)))) {
      hit.of_story = site || is_nobody(hit);
      if (hit.of_story) hit.end = ++end;
    } else {
      hit.of_story = nature_first ? is_nobody(hit) : is_likely_place(sentence, hit, lead);
      if (!hit.of_story && sentence.role == text::SentenceRole::Prose && is_nobody(hit) && !is_acronym(form(begin))) {
        hit.of_story = hit.waits = true;
        hit.evidence = lead == PlaceWord::None ? 0 : 1;
      }
    }
  }
  if (hit.candidate_count > 0 || hit.of_story) hits_.push_back(hit);
  return end;
}

bool PlaceFinder::Pass::is_part_of_unknown(TokenId token) const {
  if (!is_upper_start(form(token)) || is_adjective_of_state(token)) return false;
  const PlaceWord kind = word(token);
  if (kind == PlaceWord::Joiner)
    return (token + 1).index() < s_.tokens.size() && (is_upper_start(form(token + 1)) || form(token + 1) == "-");
  const syntax::Upos upos = s_.trees.upos[token];
  return kind == PlaceWord::None &&
         (upos == syntax::Upos::Propn || upos == syntax::Upos::Noun || upos == syntax::Upos::Adj);
}

bool PlaceFinder::Pass::is_surname(TokenId token) const {
  return std::binary_search(surnames_.begin(), surnames_.end(), form(token));
}

bool PlaceFinder::Pass::is_of_common_words(TokenId begin, TokenId end, bool nature) const {
  for (TokenId token = begin; token < end; ++token) {
    const SmallForm small(form(token));
    // "Mary River", "Han River"
    const bool is_word = nature ? s_.gazetteer.is_common_word(small.view()) : s_.gazetteer.is_stop_name(small.view());
    if (!is_word && word(token) == PlaceWord::None && form(token) != "-") return false;
  }
  return true;
}

bool PlaceFinder::Pass::is_nobody(const Hit& hit) const {
  if (hit.end == hit.begin + 1 && is_surname(hit.begin)) return false;
  const Mention* mention = s_.mentions.at(hit.begin);
  // "the Loliondo division" may be read as troops, "the community of Levico" as people.
  if (mention != nullptr && mention->kind == MentionKind::Described &&
      (is_kind_of_place(word(hit.end)) || (hit.begin > mention->begin && word(hit.begin - 1) == PlaceWord::Part))) {
    return true;
  }
  return mention == nullptr || (mention->country.empty() && mention->sector.empty() && mention->end <= hit.end + 1);
}

void PlaceFinder::Pass::add_outer(TokenId begin, TokenId end) {
  const Match match = match_gazetteer(begin, end);
  const Known known = match_directory(begin, end);
  if (known.country != nullptr && known.length >= match.length) {
    if (!known.country->country_id().exists()) return;
    const auto whole = s_.gazetteer.country_place(s_.directory.country(known.country->country_id()).iso3);
    if (whole) add_candidate(static_cast<std::uint32_t>(whole->index()));
    return;
  }
  // "the villages of Remance, San Juan and San José": a list.
  if (begin + match.length < end && (form(begin + match.length) == "and" || form(begin + match.length) == "or")) return;
  for (const std::uint32_t row : match.rows.first(std::min(match.rows.size(), kMaxCandidates))) {
    if (s_.gazetteer.place(GazetteerId(std::size_t{row})).feature == PlaceFeature::Region) add_candidate(row);
  }
}

PlaceWord PlaceFinder::Pass::lead_of(const text::Sentence& sentence, TokenId begin) const {
  TokenId at = begin;
  bool of = false;
  for (std::size_t steps = 0; steps < 6 && at > sentence.begin; ++steps) {
    --at;
    const PlaceWord kind = word(at);
    if (is_locative(kind) && !of) {
      const bool dative = at > sentence.begin && word(at - 1) == PlaceWord::Dative && form(at).size() == 2;
      const bool holding = at > sentence.begin && word(at - 1) == PlaceWord::Holding && form(at) == "in";
      return dative || holding ? PlaceWord::None : kind;
    }
    if (kind == PlaceWord::Going && !of && s_.trees.upos[at] == syntax::Upos::Verb) return kind;
    if (kind == PlaceWord::Part && at == begin - 1) {
      of = true;
      continue;
    }
    if (of) {
      if (kind == PlaceWord::Direction && s_.trees.upos[at] != syntax::Upos::Propn) return PlaceWord::Inside;
      if (!is_kind_of_place(kind) && kind != PlaceWord::Called) return PlaceWord::None;
      if (kind == PlaceWord::Town || kind == PlaceWord::Called) return PlaceWord::Inside;  // "the town of"
      of = false;
      continue;
    }
    const std::string_view part = form(at);
    if ((part == "'s" || part == "’s") && at > sentence.begin && is_upper_start(form(at - 1)) && at == begin - 1) {
      while (at > sentence.begin && is_upper_start(form(at - 1))) --at;
      continue;
    }
    if (kind != PlaceWord::Direction && s_.trees.upos[at] != syntax::Upos::Det) return PlaceWord::None;
  }
  return PlaceWord::None;
}

bool PlaceFinder::Pass::is_nature_behind(const text::Sentence& sentence, TokenId end) const {
  return end < sentence.end && is_nature(end) && !is_all_capitals(sentence);
}

bool PlaceFinder::Pass::is_likely_place(const text::Sentence& sentence, const Hit& hit, PlaceWord lead) const {
  if (sentence.role != text::SentenceRole::Prose || is_acronym(form(hit.begin))) return false;
  const auto time = std::partition_point(s_.times.begin(), s_.times.end(),
                                         [&](const TimeExpression& each) { return each.end <= hit.begin; });
  if (time != s_.times.end() && time->begin < hit.end) return false;
  if (!is_nobody(hit)) return false;
  if (hit.end < sentence.end) {
    const PlaceWord after = word(hit.end);
    if (is_kind_of_place(after)) return true;
    if (is_time(hit.end)) return lead == PlaceWord::Inside;  // "near Shadipora Saturday"
    // "at Leyai in Songa location", "at Dodi-Asuboe in the Kadjebi District"
    if (after == PlaceWord::Inside && is_locative(lead)) {
      TokenId inner = hit.end + 1;
      if (inner < sentence.end && s_.trees.upos[inner] == syntax::Upos::Det) ++inner;
      if (inner < sentence.end && is_upper_start(form(inner))) return !is_time(inner);
    }
    // "in Suao Township (蘇澳)", but an acronym there is that of a body.
    if (form(hit.end) == "(") {
      if (lead == PlaceWord::Inside) return !is_acronym(form(hit.end + 1));
      return is_locative(lead) && tells_region(sentence, hit.end + 1);  // "by rail to Akwamu (Eastern region)"
    }
    // "in North Mawaleh catering for all": a longer name is seldom the attribute of a noun.
    const syntax::Upos upos = s_.trees.upos[hit.end];
    const bool plain = after == PlaceWord::None || is_locative(after) || !is_upper_start(form(hit.end));
    if (!plain || is_upper_start(form(hit.end)) || form(hit.end) == "-" ||
        (upos == syntax::Upos::Noun && hit.end - hit.begin < 2) || upos == syntax::Upos::Propn ||
        upos == syntax::Upos::Num || upos == syntax::Upos::Part || form(hit.end) == "/") {
      return false;
    }
  }
  return lead == PlaceWord::Inside;
}

bool PlaceFinder::Pass::tells_region(const text::Sentence& sentence, TokenId begin) const {
  constexpr std::size_t kMostWords = 3;
  for (TokenId token = begin; token < std::min(sentence.end, begin + kMostWords); ++token) {
    if (word(token) == PlaceWord::Region) return token + 1 < sentence.end && form(token + 1) == ")";
  }
  return false;
}

void PlaceFinder::Pass::add_candidates(Hit& hit, const Known& known, const Match& match) {
  hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
  if (hit.is_country && known.country->country_id().exists()) {
    const auto whole = s_.gazetteer.country_place(s_.directory.country(known.country->country_id()).iso3);
    if (whole) add_candidate(static_cast<std::uint32_t>(whole->index()));
  }
  if (match.length == hit.end - hit.begin) {
    for (const std::uint32_t row : match.rows.first(std::min(match.rows.size(), kMaxCandidates))) add_candidate(row);
    // The same kind of region of another state, which is called by its bare name there.
    for (const std::uint32_t row : match.bare_rows) {
      const bool known = std::find(match.rows.begin(), match.rows.end(), row) != match.rows.end();
      if (!known && s_.gazetteer.place(GazetteerId(std::size_t{row})).feature == PlaceFeature::Region) {
        add_candidate(row);
      }
    }
  }
  hit.candidate_count = static_cast<std::uint32_t>(candidates_.size()) - hit.first_candidate;
  // "Quebec" is the province, most of whose people live elsewhere, before it is the seat of that name.
  for (Candidate& seat : candidates_of(hit)) {
    const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{seat.row}));
    if (place.feature != PlaceFeature::Seat) continue;
    for (const Candidate& region : candidates_of(hit)) {
      if (region.row != seat.region || region.row == seat.row) continue;
      const auto people = s_.gazetteer.place(GazetteerId(std::size_t{region.row})).population;
      if (people / kSeatOfManyPeople > place.population) seat.prior -= kBehindItsRegion;
    }
  }
}

void PlaceFinder::Pass::add_candidate(std::uint32_t row) {
  const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{row}));
  Candidate candidate;
  candidate.row = row;
  candidate.bonus = 0;
  candidate.country = place.country_index;
  candidate.region = place.region.exists() ? static_cast<std::uint16_t>(place.region.index()) : Gazetteer::kNone;
  // Towns without a known number of people are small or new.
  float prior = static_cast<float>(std::log10(std::max<double>(place.population, 500)));
  switch (place.feature) {
    case PlaceFeature::Country:
      prior = 8.5F;
      break;
    case PlaceFeature::Region:
      prior = std::min(prior, 7.5F) - 0.9F;
      candidate.region = static_cast<std::uint16_t>(row);
      break;
    case PlaceFeature::District:
      prior = 4.3F;
      break;
    case PlaceFeature::Natural:
      prior = 7.2F;
      break;
    case PlaceFeature::Capital:
      prior += 1;
      break;
    case PlaceFeature::Seat:
      prior += 0.4F;
      break;
    case PlaceFeature::Section:
      prior -= 0.7F;
      break;
    case PlaceFeature::Town:
      break;
  }
  if (place.in_news && place.feature != PlaceFeature::Country && place.feature != PlaceFeature::Natural)
    prior += 1.6F;  // known beyond its state
  candidate.prior = prior;
  candidates_.push_back(candidate);
}

}  // namespace chancery::reading
