// One pass of the place finder over a document; places.h is the door.
//
// place_names.cpp finds names, place_evidence.cpp says what stands around them, places.cpp weighs them and chooses.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "knowledge/fold.h"
#include "reading/places.h"

namespace chancery::reading {

using knowledge::Directory;
using knowledge::Gazetteer;
using knowledge::GazetteerId;
using knowledge::GazetteerPlace;
using knowledge::kilometres;
using knowledge::Meaning;
using knowledge::MeaningRow;
using knowledge::PlaceFeature;
using knowledge::PlaceWord;

inline constexpr std::size_t kMaxWords = 7;
inline constexpr std::size_t kMaxCandidates = 96;  // of one name; the rest are villages
inline constexpr float kEnough = 2.5F;             // evidence that makes a name a place
inline constexpr float kEnoughForStop = 4.5;       // where it is first of all a word
inline constexpr std::size_t kMaxUnknownWords = 3;
inline constexpr float kOneState = 0.34F;  // share of a state that the story is about
inline constexpr float kMostlyOneState = 0.5F;
inline constexpr std::uint32_t kStray = 5000;  // people of a town that such a story may name, of another state
inline constexpr float kGreatRegion = 5.7F;    // a region as well known as the state that has its name
inline constexpr float kPersonSpeaks = 0.4F;   // what somebody says of the state of a story, beside a name of the state
inline constexpr std::uint32_t kSmallState = 120;      // kilometres that its towns lie from its middle
inline constexpr std::uint32_t kSeatOfManyPeople = 8;  // a region with so many times the people of its seat …
inline constexpr float kBehindItsRegion = 2.5F;        // … is meant before it where the two have one name
inline constexpr float kSpeaks = 4.3F;     // a town whose name no other state has, and which speaks for its own
inline constexpr float kWellKnown = 5.9F;  // a town that needs nothing said
inline constexpr float kOfRegion = 1.6F;   // what a region named near by gives to its towns
inline constexpr std::size_t kMostListed = 12;
inline constexpr float kAnd = 1.5F, kComma = 0.75F;  // what a place gives to the name beside it in a list
inline constexpr std::size_t kBeside = 250;          // tokens to the place that a name of no table is shown beside
inline constexpr std::size_t kNeighbours = 6;        // places before and after that draw a name near

inline bool is_upper_start(std::string_view form) {
  if (form.empty()) return false;
  const auto byte = static_cast<unsigned char>(form[0]);
  if (form.starts_with("\xE2\x80")) return false;  // ’s, “, –
  if (byte >= 0x80) return true;                   // the folder looks closer
  if (byte >= 'A' && byte <= 'Z') return true;
  // "al-Raqqa", "el-Geneina", the "a-Lago" of "Mar-a-Lago"
  const std::size_t dash = form.find('-');
  return form.size() > 4 && (dash == 1 || dash == 2) && form[dash + 1] >= 'A' && form[dash + 1] <= 'Z';
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

inline bool is_locative(PlaceWord kind) { return kind == PlaceWord::Locative || kind == PlaceWord::Inside; }

/// May stand within a name: "Rio de Janeiro", "Isle of Wight".
inline bool is_joiner(PlaceWord kind) { return kind == PlaceWord::Joiner || kind == PlaceWord::Part; }

inline bool says_nothing(PlaceWord kind) { return kind == PlaceWord::None || kind == PlaceWord::Other; }

inline bool is_site(PlaceWord kind) { return kind == PlaceWord::Site || kind == PlaceWord::Building; }

inline bool is_kind_of_place(PlaceWord kind) {
  return kind == PlaceWord::Region || kind == PlaceWord::Town || is_site(kind) || kind == PlaceWord::Nature;
}

inline bool is_body(PlaceWord kind) { return kind == PlaceWord::Body || kind == PlaceWord::Firm; }

class PlaceFinder::Pass {
 public:
  Pass(PlaceFinder& finder, const PlaceSources& sources)
      : hits_(finder.hits_),
        candidates_(finder.candidates_),
        weight_(finder.country_weight_),
        names_(finder.names_),
        surnames_(finder.surnames_),
        longest_(finder.longest_),
        s_(sources) {}

  void run(std::vector<PlaceMention>& out);

 private:
  /// Empty behind the last word of the document.
  std::string_view form(TokenId token) const {
    return token.index() < s_.tokens.size() ? s_.tokens.form(token) : std::string_view();
  }
  PlaceWord word(TokenId token) const { return s_.gazetteer.word(SmallForm(form(token)).view()); }
  bool is_nature(TokenId token) const { return word(token) == PlaceWord::Nature && is_upper_start(form(token)); }

  // Finding names.

  void find_hits(const text::Sentence& sentence);

  struct Match {
    std::size_t length = 0;
    std::span<const std::uint32_t> rows;
    std::span<const std::uint32_t> bare_rows;  // of "Central" for "Central Region"
    bool is_stop = false;
  };

  /// "NSW", and "NY" behind a comma.
  bool is_short_for_region(const text::Sentence& sentence, TokenId begin, const Match& match) const;

  /// The longest name of the gazetteer from `begin`.
  Match match_gazetteer(TokenId begin, TokenId end);

  /// "Nur-Sultan", "al-Raqqa"
  bool is_inner_hyphen(TokenId token, TokenId end) const;
  /// The "au" of "Port-au-Prince".
  bool is_between_hyphens(TokenId token, TokenId end) const;
  /// The article of Arabic names before a hyphen.
  bool is_article(TokenId token, TokenId end) const;

  struct Known {
    std::size_t length = 0;
    const MeaningRow* country = nullptr;
    bool is_place = false;   // also a capital, a province or a place
    bool is_person = false;  // a name of people
    bool is_adjective = false;
  };

  /// The longest phrase of the directory of actors from `begin`.
  Known match_directory(TokenId begin, TokenId end);

  /// Reads the name at `begin`, if there is one; returns where to go on.
  TokenId read_name(const text::Sentence& sentence, TokenId begin);

  /// A name of no table. "in Littletown, Louisiana" lies where the state or region behind the comma does; "in Boilor
  /// area" and "in Levico" lie in the state that the story is about, if it is about one.
  /// The same where the name ends as a site does ("Hospital"), although it begins as that of somebody; else
  /// `otherwise`.
  TokenId read_site(const text::Sentence& sentence, TokenId begin, TokenId otherwise);
  TokenId read_unknown(const text::Sentence& sentence, TokenId begin);

  /// Where the tables only know the first part of a longer name: the whole of it, if it is a place; returns where to go
  /// on.
  TokenId read_longer(const text::Sentence& sentence, const Hit& hit);

  bool is_part_of_unknown(TokenId token) const;

  /// Whether the story names a person in full who bears the name: "Stephen Colbert".
  bool is_surname(TokenId token) const;

  /// Made of words that are no names: "Beneficial Ownership Disclosure".
  bool is_of_common_words(TokenId begin, TokenId end, bool nature) const;

  /// No actor that the directory knows, and no part of a longer name.
  bool is_nobody(const Hit& hit) const;

  /// The state or the regions of the name at `begin`.
  void add_outer(TokenId begin, TokenId end);

  /// What leads to the name: the preposition of place before "Levico", "the northern Kerio Valley", "the town of
  /// Haebaru", "Rajshahi's Mohonpur"; None where there is no such word.
  PlaceWord lead_of(const text::Sentence& sentence, TokenId begin) const;

  /// "Perico Island": the word behind the name, with a capital, that makes a longer name of it.
  bool is_nature_behind(const text::Sentence& sentence, TokenId end) const;

  /// "(Eastern region)": whether the words up to the bracket say what kind of region it is.
  bool tells_region(const text::Sentence& sentence, TokenId begin) const;
  /// Whether an unknown name is told to be a place: by the word behind it, or by "in" before it.
  bool is_likely_place(const text::Sentence& sentence, const Hit& hit, PlaceWord lead) const;

  void add_candidates(Hit& hit, const Known& known, const Match& match);

  void add_candidate(std::uint32_t row);

  // What stands around.

  /// Whether the name is part of a longer one that is no place.
  bool is_within_name(const text::Sentence& sentence, const Hit& hit, std::size_t known_length) const;

  /// Where the name from `begin` ends that is said to be a building somebody is at ("at Kowloon Bay Sports Centre"):
  /// behind its last word. `begin` where there is none.
  TokenId end_of_building(const text::Sentence& sentence, TokenId begin) const;

  bool is_place_word(TokenId token) const;
  /// "Jujuy, a province": what it is stands behind a comma.
  bool is_told_behind(const text::Sentence& sentence, TokenId end) const;

  /// A word that goes into a name: no verb or noun that only has a capital because it heads a line.
  bool is_name_word(TokenId token) const;

  /// "Syrian Golan", "Iraqi Kurdistan"
  bool is_adjective_of_state(TokenId token) const;

  /// The state that the word or its adjective names, or kNoRow.
  std::uint32_t state_of(TokenId token, bool name_alone) const;

  /// Monday, May: a word of time.
  bool is_time(TokenId token) const;

  /// Whether the name stands in a list that a preposition leads: "in Sachs Harbour, Inuvik and Gjoa Haven".
  bool is_listed(const text::Sentence& sentence, TokenId begin) const;

  /// In the place of the dateline.
  bool is_in_head(TokenId token) const;

  static bool is_acronym(std::string_view form);

  bool is_all_capitals(const text::Sentence& sentence) const;

  float evidence_of(const text::Sentence& sentence, Hit& hit) const;

  /// The last names of people who are named in full.
  void find_surnames();

  // Weighing.

  /// How often each state is spoken of, as a share of all.
  void weigh_countries();

  /// Names that nobody knows go into the state that the story is about, or are dropped.
  void place_in_story();

  /// The hit that begins there, or nullptr.
  const Hit* hit_at(TokenId begin) const;
  bool is_hit_of_town(const Mention& mention) const;
  /// "Georgia": a great region of another state has the name of that state, which then says nothing on the story.
  bool is_also_region(const Hit& hit) const;

  std::span<Candidate> candidates_of(const Hit& hit);
  std::span<const Candidate> candidates_of(const Hit& hit) const;

  /// "Paris, Texas", "Bethesda, Maryland, U.S.", "Kisumu in Kenya", "Brazil's Recife": each draws the other.
  void link_neighbours();

  /// Where a reading of `part` lies in a reading of `whole`, both gain.
  void link(Hit& part, Hit& whole, float gain);

  /// "in Geismar, Louisiana": the only Geismar that is known lies in Germany, so this one is a place that nobody knows.
  void place_within(Hit& part, const Hit& whole);

  /// "in Trishal upazila of Mymensingh": near the town, or in the region, that is named behind it.
  void narrow(Hit& part, const Hit& whole);

  /// Whether what is put in between ends here: a mark, or the end of the sentence.
  bool closes(TokenId token) const;

  float score(const Hit& hit, const Candidate& candidate) const;

  void choose(Hit& hit);

  /// "the Dutch town of Brest": a name of no town of that state is one that nobody knows.
  void obey_told(Hit& hit);

  /// A name between places, with commas or "and", is one more of them; and what is a place once is one again.
  void lift();

  /// Whether the story is about one state, and the chosen place is a small one of another.
  bool is_stray(const Hit& hit) const;

  /// Whether the story is about one state, and this lies in another that it does not speak of.
  bool is_elsewhere(const Candidate& candidate) const;

  /// Somewhere in the state that the story is about.
  void make_unknown(Hit& hit);

  /// Whether all places of that name lie in one state.
  bool is_of_one_state(const Hit& hit) const;

  /// Names that several places bear are drawn to those around them.
  void draw_near();

  /// What only its state is known of is taken to lie beside the place of that state that is named closest to it.
  void place_beside();

  /// Whether the story also names the place by a longer name.
  bool is_named_in_full(const Hit& hit, const Candidate& candidate) const;

  float nearness(std::size_t index, const Candidate& candidate) const;

  PlaceMention mention_of(const Hit& hit) const;

  std::vector<Hit>& hits_;
  std::vector<Candidate>& candidates_;
  std::vector<float>& weight_;
  std::vector<std::string_view>& names_;
  std::vector<std::string_view>& surnames_;
  std::vector<std::pair<std::uint32_t, std::size_t>>& longest_;
  const PlaceSources& s_;
  knowledge::Folder folder_;
};

}  // namespace chancery::reading
