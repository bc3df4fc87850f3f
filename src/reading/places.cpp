// Names are looked up at every word with a capital, longest first; then each is weighed.
//
// A name means one of the places that bear it: the one with most people first (`prior`), moved by the state that stands
// behind it ("Paris, Texas"), by the states that the story speaks of, and by the other places of the story near by. And
// it means a place at all only where enough speaks for it (`evidence`): a preposition, what kind of thing it is said to
// be, its state in the story, its size. So "in Reading, England" is a town and "Reading the letter" is none. What
// stands within a longer name with capitals ("Paris Hilton", "Oslo Accords") is none; the tables say which words may
// stand beside. The numbers are set by hand on the half of tests/measure/places.tsv that is for development. Tested by:
// tests/golden/places; measured by tests/measure/score_places.py.
#include "reading/places.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "knowledge/fold.h"

namespace chancery::reading {

using knowledge::Directory;
using knowledge::Gazetteer;
using knowledge::GazetteerId;
using knowledge::GazetteerPlace;
using knowledge::Meaning;
using knowledge::MeaningRow;
using knowledge::PlaceFeature;
using knowledge::PlaceWord;

namespace {

constexpr std::size_t kMaxWords = 7;
constexpr std::size_t kMaxCandidates = 96;  // of one name; the rest are villages
constexpr float kEnough = 2.6F;             // evidence that makes a name a place
constexpr float kEnoughForStop = 4.5;       // where it is first of all a word
constexpr std::size_t kMaxUnknownWords = 3;
constexpr float kOneState = 0.4F;       // share of a state that the story is about
constexpr float kWellKnown = 5.9F;      // a town that needs nothing said
constexpr std::size_t kNeighbours = 6;  // places before and after that draw a name near

bool is_upper_start(std::string_view form) {
  if (form.empty()) return false;
  const auto byte = static_cast<unsigned char>(form[0]);
  if (byte >= 0x80) return true;  // the folder looks closer
  if (byte >= 'A' && byte <= 'Z') return true;
  // "al-Raqqa", "el-Geneina"
  return form.size() > 4 && form[2] == '-' && form[3] >= 'A' && form[3] <= 'Z';
}

/// In small letters, for look-ups of words; longer words are none of ours.
class SmallForm {
 public:
  explicit SmallForm(std::string_view form) : size_(std::min(form.size(), bytes_.size())) {
    for (std::size_t i = 0; i < size_; ++i) {
      bytes_[i] = form[i] >= 'A' && form[i] <= 'Z' ? static_cast<char>(form[i] | 0x20) : form[i];
    }
  }
  std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 16> bytes_{};
  std::size_t size_;
};

bool is_locative(PlaceWord kind) { return kind == PlaceWord::Locative || kind == PlaceWord::Inside; }

/// May stand within a name: "Rio de Janeiro", "Isle of Wight".
bool is_joiner(PlaceWord kind) { return kind == PlaceWord::Joiner || kind == PlaceWord::Part; }

bool says_nothing(PlaceWord kind) { return kind == PlaceWord::None || kind == PlaceWord::Other; }

bool is_kind_of_place(PlaceWord kind) {
  return kind == PlaceWord::Region || kind == PlaceWord::Town || kind == PlaceWord::Site;
}

double kilometres(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadian = 3.14159265358979 / 180;
  const double x = (lon1 - lon2) * std::cos((lat1 + lat2) / 2 * kRadian);
  return 111.2 * std::hypot(lat1 - lat2, x);
}

}  // namespace

class PlaceFinder::Pass {
 public:
  Pass(PlaceFinder& finder, const PlaceSources& sources)
      : hits_(finder.hits_), candidates_(finder.candidates_), weight_(finder.country_weight_), s_(sources) {}

  void run(std::vector<PlaceMention>& out) {
    hits_.clear();
    candidates_.clear();
    weight_.assign(s_.gazetteer.country_count(), 0);
    for (const text::Sentence& sentence : s_.tokens.sentences) find_hits(sentence);
    if (hits_.empty()) return;
    weigh_countries();
    place_in_story();
    link_neighbours();
    for (Hit& hit : hits_) choose(hit);
    draw_near();
    for (const Hit& hit : hits_) {
      if (hit.chosen != Gazetteer::kNoRow) out.push_back(mention_of(hit));
    }
  }

 private:
  std::string_view form(TokenId token) const { return s_.tokens.form(token); }
  PlaceWord word(TokenId token) const { return s_.gazetteer.word(SmallForm(form(token)).view()); }

  // Finding names.

  void find_hits(const text::Sentence& sentence) {
    for (TokenId token = sentence.begin; token < sentence.end;) {
      if (!is_upper_start(form(token)) && !is_article(token, sentence.end)) {
        ++token;
        continue;
      }
      token = read_name(sentence, token);
    }
  }

  struct Match {
    std::size_t length = 0;
    std::span<const std::uint32_t> rows;
    std::span<const std::uint32_t> bare_rows;  // of "Central" for "Central Region"
    bool is_stop = false;
  };

  /// The longest name of the gazetteer from `begin`.
  Match match_gazetteer(TokenId begin, TokenId end) {
    Match longest;
    std::uint64_t hash = 0;
    std::string_view piece;
    knowledge::WordShape shape;
    for (std::size_t length = 0; length < kMaxWords && begin + length < end; ++length) {
      const TokenId token = begin + length;
      if (is_inner_hyphen(token, end)) continue;
      const bool genitive = length > 0 && (form(token) == "'s" || form(token) == "’s") && token + 1 < end &&
                            is_upper_start(form(token + 1));  // "Cox's Bazar"
      if (length > 0 && !is_upper_start(form(token)) && !is_joiner(word(token)) && !genitive) break;
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

  /// "Nur-Sultan", "al-Raqqa"
  bool is_inner_hyphen(TokenId token, TokenId end) const {
    return form(token) == "-" && token + 1 < end && !s_.tokens.space_before[token] &&
           !s_.tokens.space_before[token + 1] && is_upper_start(form(token + 1));
  }
  /// The article of Arabic names before a hyphen.
  bool is_article(TokenId token, TokenId end) const {
    return form(token).size() == 2 && token + 2 < end && is_joiner(word(token)) && is_inner_hyphen(token + 1, end);
  }

  struct Known {
    std::size_t length = 0;
    const MeaningRow* country = nullptr;
    bool is_place = false;   // also a capital, a province or a place
    bool is_person = false;  // a name of people
  };

  /// The longest phrase of the directory of actors from `begin`.
  Known match_directory(TokenId begin, TokenId end) {
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
            is_adjective = true;
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

  /// Reads the name at `begin`, if there is one; returns where to go on.
  TokenId read_name(const text::Sentence& sentence, TokenId begin) {
    const Match match = match_gazetteer(begin, sentence.end);
    const Known known = match_directory(begin, sentence.end);
    const bool is_country = known.country != nullptr && known.length >= match.length;
    if (match.length == 0 && !is_country && known.length == 0) return read_unknown(sentence, begin);
    // A longer phrase that is none: "Bank of England", "Washington Post".
    if (known.length > match.length && known.country == nullptr && !known.is_place) return begin + known.length;
    if (match.length == 0 && !is_country) return begin + 1;

    // "the Northern side", "the ICO council": directions and acronyms are no names of towns.
    const std::string_view first = form(begin);
    if (!is_country && match.length == 1 &&
        (word(begin) == PlaceWord::Direction ||
         (is_acronym(first) && !is_all_capitals(sentence) && !is_in_head(begin)))) {
      return begin + 1;
    }

    Hit hit;
    hit.begin = begin;
    hit.end = begin + (is_country ? known.length : match.length);
    hit.is_country = is_country;
    hit.is_stop = match.is_stop && match.length == 1 && !is_country;
    hit.in_head = is_in_head(begin);
    if (!hit.in_head && is_within_name(sentence, hit, known.length)) return hit.end;
    hit.evidence = evidence_of(sentence, hit);
    if (known.is_person && known.length == match.length && !is_country && !known.is_place) hit.evidence -= 1.5F;
    add_candidates(hit, known, match);
    if (hit.candidate_count > 0) hits_.push_back(hit);
    return hit.end;
  }

  /// A name of no table. "in Littletown, Louisiana" lies where the state or region behind the comma does; "in Boilor
  /// area" and "in Levico" lie in the state that the story is about, if it is about one.
  TokenId read_unknown(const text::Sentence& sentence, TokenId begin) {
    if (!is_led(sentence, begin)) return begin + 1;
    TokenId end = begin;
    while (end < sentence.end && (is_part_of_unknown(end) || is_inner_hyphen(end, sentence.end))) ++end;
    if (end == begin || end - begin > kMaxUnknownWords) return begin + 1;
    Hit hit;
    hit.begin = begin;
    hit.end = end;
    hit.is_unknown = true;
    hit.evidence = 2;
    hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
    if (end + 1 < sentence.end && (form(end) == "," || (word(end) == PlaceWord::Inside && is_nobody(hit)))) {
      TokenId outer = end + 1;
      while (outer + 1 < sentence.end && (word(outer) == PlaceWord::Direction || form(outer) == "-")) ++outer;
      add_outer(outer, sentence.end);
    }
    hit.candidate_count = static_cast<std::uint32_t>(candidates_.size()) - hit.first_candidate;
    if (hit.candidate_count == 0) hit.of_story = is_likely_place(sentence, hit);
    if (hit.candidate_count > 0 || hit.of_story) hits_.push_back(hit);
    return end;
  }

  bool is_part_of_unknown(TokenId token) const {
    if (!is_upper_start(form(token))) return false;
    const PlaceWord kind = word(token);
    if (kind == PlaceWord::Joiner)
      return (token + 1).index() < s_.tokens.size() && (is_upper_start(form(token + 1)) || form(token + 1) == "-");
    const syntax::Upos upos = s_.trees.upos[token];
    return kind == PlaceWord::None &&
           (upos == syntax::Upos::Propn || upos == syntax::Upos::Noun || upos == syntax::Upos::Adj);
  }

  /// No actor that the directory knows, and no part of a longer name.
  bool is_nobody(const Hit& hit) const {
    const Mention* mention = s_.mentions.at(hit.begin);
    return mention == nullptr || (mention->country.empty() && mention->sector.empty() && mention->end <= hit.end + 1);
  }

  /// The state or the regions of the name at `begin`.
  void add_outer(TokenId begin, TokenId end) {
    const Match match = match_gazetteer(begin, end);
    const Known known = match_directory(begin, end);
    if (known.country != nullptr && known.length >= match.length) {
      if (!known.country->country_id().exists()) return;
      const auto whole = s_.gazetteer.country_place(s_.directory.country(known.country->country_id()).iso3);
      if (whole) add_candidate(static_cast<std::uint32_t>(whole->index()));
      return;
    }
    for (const std::uint32_t row : match.rows.first(std::min(match.rows.size(), kMaxCandidates))) {
      if (s_.gazetteer.place(GazetteerId(std::size_t{row})).feature == PlaceFeature::Region) add_candidate(row);
    }
  }

  /// Behind a preposition of place: "in Levico", "in the northern Kerio Valley".
  bool is_led(const text::Sentence& sentence, TokenId begin) const {
    TokenId at = begin;
    for (int steps = 0; steps < 3 && at > sentence.begin; ++steps) {
      --at;
      const PlaceWord kind = word(at);
      if (is_locative(kind)) return true;
      if (kind != PlaceWord::Direction && s_.trees.upos[at] != syntax::Upos::Det) return false;
    }
    return false;
  }

  /// Whether an unknown name is told to be a place: by the word behind it, or by "in" before it.
  bool is_likely_place(const text::Sentence& sentence, const Hit& hit) const {
    if (sentence.role != text::SentenceRole::Prose || is_acronym(form(hit.begin))) return false;
    const auto time = std::partition_point(s_.times.begin(), s_.times.end(),
                                           [&](const TimeExpression& each) { return each.end <= hit.begin; });
    if (time != s_.times.end() && time->begin < hit.end) return false;
    if (!is_nobody(hit)) return false;
    if (hit.end < sentence.end) {
      const PlaceWord after = word(hit.end);
      if (after == PlaceWord::Region || after == PlaceWord::Town) return true;
      const syntax::Upos upos = s_.trees.upos[hit.end];
      if ((after != PlaceWord::None && !is_locative(after)) || is_upper_start(form(hit.end)) || form(hit.end) == "-" ||
          upos == syntax::Upos::Noun || upos == syntax::Upos::Propn || upos == syntax::Upos::Num ||
          upos == syntax::Upos::Part || form(hit.end) == "(" || form(hit.end) == "/") {
        return false;
      }
    }
    return hit.begin > sentence.begin && word(hit.begin - 1) == PlaceWord::Inside;
  }

  void add_candidates(Hit& hit, const Known& known, const Match& match) {
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
  }

  void add_candidate(std::uint32_t row) {
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
        prior = std::min(prior, 7.5F) - 1;
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

  // What stands around.

  /// Whether the name is part of a longer one that is no place.
  bool is_within_name(const text::Sentence& sentence, const Hit& hit, std::size_t known_length) const {
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
      if (mention->kind == MentionKind::Organisation && longer && !before_noun && !is_place_word(hit.end)) return true;
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

  bool is_place_word(TokenId token) const {
    return is_kind_of_place(word(token)) || word(token) == PlaceWord::Direction;
  }

  /// A word that goes into a name: no verb or noun that only has a capital because it heads a line.
  bool is_name_word(TokenId token) const {
    return s_.trees.upos[token] == syntax::Upos::Propn || s_.trees.upos[token] == syntax::Upos::Noun ||
           s_.trees.upos[token] == syntax::Upos::Adj || s_.trees.upos[token] == syntax::Upos::X;
  }

  /// "Syrian Golan", "Iraqi Kurdistan"
  bool is_adjective_of_state(TokenId token) const {
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

  /// In the place of the dateline.
  bool is_in_head(TokenId token) const {
    const std::uint32_t at = s_.tokens.span[token].begin;
    return at >= s_.head.place.begin && at < s_.head.place.end;
  }

  static bool is_acronym(std::string_view form) {
    return form.size() >= 2 && form.size() <= 4 &&
           std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  bool is_all_capitals(const text::Sentence& sentence) const {
    if (sentence.role == text::SentenceRole::Prose) return false;
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      for (const char c : form(token)) {
        if (c >= 'a' && c <= 'z') return false;
      }
    }
    return true;
  }

  float evidence_of(const text::Sentence& sentence, Hit& hit) const {
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

  // Weighing.

  /// How often each state is spoken of, as a share of all.
  void weigh_countries() {
    float all = 0;
    const auto add = [&](std::size_t country, float weight) {
      if (country >= weight_.size()) return;
      weight_[country] += weight;
      all += weight;
    };
    for (const Mention& mention : s_.mentions.all) {
      // A town speaks for its state below, and only where no other bears its name.
      if (!mention.country.empty() && !is_hit_of_town(mention)) {
        add(s_.gazetteer.country_index(mention.country), 1);
      }
    }
    for (const Hit& hit : hits_) {
      if (hit.candidate_count == 0) continue;
      const Candidate& first = candidates_[hit.first_candidate];
      if (hit.is_country) {
        add(first.country, 1);
        continue;
      }
      // A large town whose name nobody shares speaks for its state.
      bool alone = first.prior > 5.5F;
      for (const Candidate& other : candidates_of(hit)) {
        const bool spoken_of = other.country < weight_.size() && weight_[other.country] > 0;
        alone = alone && (other.country == first.country || (other.prior < first.prior - 1.2F && !spoken_of));
      }
      if (alone && (hit.evidence >= 1 || hit.in_head)) add(first.country, hit.in_head ? 1.5F : 0.7F);
    }
    if (all > 0) {
      for (float& weight : weight_) weight /= all;
    }
  }

  /// Names that nobody knows go into the state that the story is about, or are dropped.
  void place_in_story() {
    const auto most = std::max_element(weight_.begin(), weight_.end());
    std::uint32_t whole = Gazetteer::kNoRow;
    if (most != weight_.end() && *most >= kOneState) {
      whole = s_.gazetteer.country_row(static_cast<std::size_t>(most - weight_.begin()));
    }
    for (Hit& hit : hits_) {
      if (!hit.of_story || whole == Gazetteer::kNoRow) continue;
      hit.first_candidate = static_cast<std::uint32_t>(candidates_.size());
      hit.candidate_count = 1;
      add_candidate(whole);
    }
    std::erase_if(hits_, [](const Hit& hit) { return hit.candidate_count == 0; });
  }

  bool is_hit_of_town(const Mention& mention) const {
    const auto hit = std::lower_bound(hits_.begin(), hits_.end(), mention.begin,
                                      [](const Hit& each, TokenId token) { return each.begin < token; });
    return hit != hits_.end() && hit->begin == mention.begin && hit->end == mention.end && !hit->is_country;
  }

  std::span<Candidate> candidates_of(const Hit& hit) {
    return std::span(candidates_).subspan(hit.first_candidate, hit.candidate_count);
  }

  /// "Paris, Texas", "Bethesda, Maryland, U.S.", "Kisumu in Kenya", "Brazil's Recife": each draws the other.
  void link_neighbours() {
    for (std::size_t i = 0; i + 1 < hits_.size(); ++i) {
      const Hit& hit = hits_[i];
      const Hit& next = hits_[i + 1];
      if (s_.tokens.sentence_of[hit.begin] != s_.tokens.sentence_of[next.begin]) continue;
      const std::size_t gap = next.begin - hit.end;
      const bool comma = gap == 1 && form(hit.end) == ",";
      const bool within =
          gap >= 1 &&
          ((gap == 1 && word(hit.end) == PlaceWord::Part) || (gap <= 3 && word(hit.end) == PlaceWord::Inside) ||
           (gap <= 3 && word(hit.end) == PlaceWord::Region && word(hit.end + 1) == PlaceWord::Part));
      const bool genitive = gap >= 1 && gap <= 2 && (form(hit.end) == "'s" || form(hit.end) == "’s");
      if (comma || within) {
        link(hits_[i], hits_[i + 1], comma ? 6.F : 3.F);
      } else if (genitive) {
        link(hits_[i + 1], hits_[i], 3);
      }
    }
  }

  /// Where a reading of `part` lies in a reading of `whole`, both gain.
  void link(Hit& part, Hit& whole, float gain) {
    bool found = false;
    for (Candidate& inner : candidates_of(part)) {
      for (Candidate& outer : candidates_of(whole)) {
        const auto feature = s_.gazetteer.place(GazetteerId(std::size_t{outer.row})).feature;
        const bool inside = (feature == PlaceFeature::Country && inner.country == outer.country &&
                             inner.country != Gazetteer::kNone && inner.row != outer.row) ||
                            (feature == PlaceFeature::Region && inner.region == outer.row && inner.row != outer.row);
        if (!inside) continue;
        inner.bonus = std::max(inner.bonus, gain);
        outer.bonus = std::max(outer.bonus, gain);
        found = true;
      }
    }
    if (part.of_story && !whole.is_unknown) {
      narrow(part, whole);
    } else if (found) {
      part.evidence += gain;
      if (gain > 4) whole.evidence += gain;
    } else if (gain > 4) {
      place_within(part, whole);
    }
  }

  /// "in Geismar, Louisiana": the only Geismar that is known lies in Germany, so this one is a place that nobody knows.
  void place_within(Hit& part, const Hit& whole) {
    if (part.is_country || part.is_unknown || part.in_head || whole.is_unknown || part.evidence < 2) return;
    const Candidate outer = candidates_[whole.first_candidate];
    const auto feature = s_.gazetteer.place(GazetteerId(std::size_t{outer.row})).feature;
    if (feature != PlaceFeature::Region && feature != PlaceFeature::Country) return;
    if (feature == PlaceFeature::Country && !closes(whole.end)) return;  // "in Lyon, Spain's minister said"
    for (const Candidate& inner : candidates_of(part)) {
      if (inner.prior > kWellKnown || inner.country == outer.country) return;
    }
    part.is_unknown = true;
    part.evidence += 2;
    part.candidate_count = 1;
    candidates_[part.first_candidate] = outer;
  }

  /// "in Trishal upazila of Mymensingh": near the town, or in the region, that is named behind it.
  void narrow(Hit& part, const Hit& whole) {
    for (const Candidate& outer : candidates_of(whole)) {
      if (outer.country != candidates_[part.first_candidate].country) continue;
      candidates_[part.first_candidate] = outer;
      return;
    }
  }

  /// Whether what is put in between ends here: a mark, or the end of the sentence.
  bool closes(TokenId token) const {
    if (token.index() >= s_.tokens.size()) return true;
    return s_.trees.upos[token] == syntax::Upos::Punct;
  }

  float score(const Hit& hit, const Candidate& candidate) const {
    float score = candidate.prior + candidate.bonus;
    if (candidate.country < weight_.size() && weight_[candidate.country] > 0) {
      score += 0.5F + 2.3F * std::sqrt(weight_[candidate.country]);
    }
    if (hit.prefers_region) {
      const auto feature = s_.gazetteer.place(GazetteerId(std::size_t{candidate.row})).feature;
      if (feature == PlaceFeature::Region || feature == PlaceFeature::District || feature == PlaceFeature::Natural) {
        score += 2.5F;
      }
    }
    return score;
  }

  void choose(Hit& hit) {
    hit.chosen = Gazetteer::kNoRow;
    const Candidate* best = nullptr;
    float best_score = 0;
    for (const Candidate& candidate : candidates_of(hit)) {
      const float value = score(hit, candidate);
      if (best == nullptr || value > best_score) {
        best = &candidate;
        best_score = value;
      }
    }
    if (hit.is_country && best == &candidates_of(hit).front()) {
      hit.chosen = best->row;
      return;
    }
    float evidence = hit.evidence;
    // Size: a village 0, a town of 30,000 1.5, a city of a million 3; regions and what our tables name are known.
    const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{best->row}));
    evidence += std::clamp(best->prior - 3, 0.F, 3.5F);
    if (place.in_news || place.feature == PlaceFeature::Natural) evidence += 1.5F;
    if (place.feature == PlaceFeature::Region) evidence += 0.5F;
    if (best->country < weight_.size() && weight_[best->country] > 0) {
      evidence += 0.7F + std::min(weight_[best->country], 0.5F);
    } else if (best->prior < 5.5F && !place.in_news && best->country != Gazetteer::kNone && best->bonus == 0) {
      evidence -= 1;  // a small place in a state that the story does not name
    }
    if (evidence < (hit.is_stop ? kEnoughForStop : kEnough)) return;
    // A word needs more than its size: something around it that speaks of a place.
    if (hit.is_stop && hit.evidence < 2) return;
    hit.chosen = best->row;
  }

  /// Names that several places bear are drawn to those around them.
  void draw_near() {
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      Hit& hit = hits_[i];
      if (hit.chosen == Gazetteer::kNoRow || hit.candidate_count < 2 || hit.is_country || hit.is_unknown) continue;
      const Candidate* best = nullptr;
      float best_score = 0;
      for (const Candidate& candidate : candidates_of(hit)) {
        const float value = score(hit, candidate) + nearness(i, candidate);
        if (best == nullptr || value > best_score) {
          best = &candidate;
          best_score = value;
        }
      }
      hit.chosen = best->row;
    }
  }

  float nearness(std::size_t index, const Candidate& candidate) const {
    const GazetteerPlace here = s_.gazetteer.place(GazetteerId(std::size_t{candidate.row}));
    float nearness = 0;
    const std::size_t first = index > kNeighbours ? index - kNeighbours : 0;
    for (std::size_t i = first; i < std::min(index + kNeighbours + 1, hits_.size()); ++i) {
      if (i == index || hits_[i].chosen == Gazetteer::kNoRow || hits_[i].is_country || hits_[i].is_unknown) continue;
      const GazetteerPlace other = s_.gazetteer.place(GazetteerId(std::size_t{hits_[i].chosen}));
      if (other.name == here.name) continue;
      const double apart = kilometres(here.latitude, here.longitude, other.latitude, other.longitude);
      if (apart < 400) nearness = std::max(nearness, static_cast<float>(1.2 * (1 - apart / 400)));
    }
    return nearness;
  }

  PlaceMention mention_of(const Hit& hit) const {
    const GazetteerPlace place = s_.gazetteer.place(GazetteerId(std::size_t{hit.chosen}));
    PlaceMention mention;
    mention.begin = hit.begin;
    mention.end = hit.end;
    // The word of the name on which the rest hangs.
    mention.head = hit.end - 1;
    for (TokenId token = hit.begin; token < hit.end; ++token) {
      const TokenId above = s_.trees.head[token];
      if (!above.exists() || above < hit.begin || above >= hit.end) {
        mention.head = token;
        break;
      }
    }
    mention.name = hit.is_unknown ? s_.tokens.slice(hit.begin, hit.end) : place.name;
    mention.country = place.country;
    mention.feature = place.feature;
    if (hit.is_unknown) {
      // Somewhere in the region; of a state not even that is told.
      mention.feature = PlaceFeature::Town;
      if (place.feature == PlaceFeature::Country) return mention;
      mention.latitude = place.latitude;
      mention.longitude = place.longitude;
      return mention;
    }
    mention.latitude = place.latitude;
    mention.longitude = place.longitude;
    if (place.geonames != 0) mention.geonames = place.geonames;
    mention.population = place.population;
    mention.kind_told = hit.kind_told;
    return mention;
  }

  std::vector<Hit>& hits_;
  std::vector<Candidate>& candidates_;
  std::vector<float>& weight_;
  const PlaceSources& s_;
  knowledge::Folder folder_;
};

void PlaceFinder::find(const PlaceSources& sources, std::vector<PlaceMention>& out) {
  out.clear();
  Pass(*this, sources).run(out);
}

const PlaceMention* place_at(const std::vector<PlaceMention>& places, TokenId token) {
  const auto after = std::upper_bound(places.begin(), places.end(), token,
                                      [](TokenId t, const PlaceMention& place) { return t < place.begin; });
  if (after == places.begin() || token >= (after - 1)->end) return nullptr;
  return &*(after - 1);
}

}  // namespace chancery::reading
