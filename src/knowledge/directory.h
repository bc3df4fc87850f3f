// Who is who: countries, people in office, organisations, nouns for actors, and the phrases that name them.
//
// A view of the mapped data file: nothing is parsed at start, everything is const and shared by all threads, and it
// knows no document. Phrases are found word by word in a trie (`step`), or whole (`find`). Rows are referred to by
// typed ids; strings live as long as the data they were opened on. The tables are described in data/actors/README.md.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "base/calendar.h"
#include "base/ids.h"
#include "knowledge/spelling.h"

namespace chancery {
class PackedFile;
}

namespace chancery::knowledge {

/// Days at the ends of time, for unknown since and until.
inline constexpr std::int32_t kAlways = -1000000;
inline constexpr std::int32_t kForever = 1000000;

struct CountryKind;
struct PersonKind;
struct OrganisationKind;
struct PlaceKind;
using CountryId = Id<CountryKind>;
using PersonId = Id<PersonKind>;
using OrganisationId = Id<OrganisationKind>;
using PlaceId = Id<PlaceKind>;

/// In the order of data/actors/sectors.tsv, which the packer checks; None stands for "cannot be told".
enum class Sector : std::uint8_t {
  None,
  Agr,
  Bus,
  Cop,
  Crm,
  Cvl,
  Edu,
  Eli,
  Gov,
  Igo,
  Img,
  Jrn,
  Jud,
  Lab,
  Leg,
  Med,
  Mil,
  Ngo,
  Opp,
  Pre,
  Prm,
  Pty,
  Reb,
  Ref,
  Rel,
  Soc,
  Spy,
  Uaf,
  Unk,
};
inline constexpr std::size_t kSectorCount = 29;
/// "GOV"; empty for None.
std::string_view name_of(Sector sector);
std::optional<Sector> sector_from(std::string_view name);

/// What a phrase can mean. A phrase may have several meanings; each is a row of its own.
enum class Meaning : std::uint8_t {
  CountryName,
  Adjective,
  Citizen,
  People,
  Capital,
  Seat,
  Province,
  Prefix,  // row: nothing more than the country
  Organisation,
  Group,  // row: OrganisationId
  Person,
  Surname,   // row: PersonId
  Agent,     // row: AgentTraits
  Title,     // row: TitleTraits
  Modifier,  // row: ModifierEffect
  Place,     // row: PlaceId
  NotActor,
  Context,  // row: the list of words that speaks against a meaning (`ContextRule`)
};

/// How a noun for an actor behaves; see agents.tsv.
struct AgentTraits {
  enum class Kind : std::uint8_t { Person, Body, Force, Role, Part, Mission, Family };
  Kind kind = Kind::Person;
  bool plural = false;
};

enum class TitleKind : std::uint8_t { Office, Rank, Honorific };

/// See modifiers.tsv; the last ones are the little words that hold a name together.
enum class ModifierEffect : std::uint8_t {
  Former,
  Transparent,
  Future,
  Backer,
  Leader,
  Based,
  About,
  Article,
  Indefinite,
  Particle,
  Of,
  And,
  In,
  To,
  Pronoun,
  Function,
  Portfolio,  // what a minister or ministry is for: "Health", "Energy"
  Belonging,  // what follows tells whose somebody is: "an analyst with Acme", "prosecutors representing France"
};

/// Rules for phrases that are also something else; see ambiguous.tsv.
enum PhraseRule : std::uint8_t {
  kNeedsCapital = 1,
  kNeverLower = 2,
  kMixedOnly = 4,
  kGivenName = 8,
  kSurnameToo = 16,
};

/// What else must hold of the way in which a phrase is written for a meaning to be its own.
enum FormNeed : std::uint8_t {
  kAnyForm = 0,
  kAcronym = 1,
  kHyphenBefore = 2,
  kHyphenAfter = 4,
  kCapitals = 8,  // a capital at the first or last word, where capitals are in use: "Met Police", not "met police"
};

/// A day in two bytes, from 1880 to 2059; days before are always, those after for ever.
class ShortDay {
 public:
  ShortDay() = default;
  explicit ShortDay(std::int32_t day)
      : number_(static_cast<std::int16_t>(std::clamp<std::int32_t>(day, kBefore, kAfter))) {}
  bool is_always() const { return number_ == kBefore; }
  bool is_forever() const { return number_ == kAfter; }
  /// The day; kAlways and kForever at the ends.
  std::int32_t number() const { return is_always() ? kAlways : is_forever() ? kForever : number_; }
  bool operator<=(std::int32_t day) const { return number() <= day; }
  bool operator>(std::int32_t day) const { return number() > day; }

 private:
  static constexpr std::int16_t kBefore = INT16_MIN, kAfter = INT16_MAX;
  std::int16_t number_ = 0;
};

/// Countries are counted in 9 bits, kinds of offices in 7, other rows in 20.
inline constexpr std::uint16_t kNoCountry = (1u << 9) - 1;
inline constexpr std::uint16_t kNoOffice = (1u << 7) - 1;
inline constexpr std::uint32_t kMostRows = (1u << 20) - 1;

struct MeaningRow {
  Meaning kind;
  Sector sector;
  std::uint16_t country : 9;  // index, or kNoCountry
  std::uint16_t office : 7;   // of a title: index of the kind of office, or kNoOffice
  std::uint32_t row : 20;
  std::uint32_t detail : 8;  // the traits of an agent, title or modifier
  std::uint32_t form : 4;    // of FormNeed: how it must be written
  ShortDay since;            // half open
  ShortDay until;

  bool holds_on(std::optional<Day> day) const;
  CountryId country_id() const;
  void set_country(std::uint16_t index) { country = index & kNoCountry; }
  void set_office(std::uint16_t index) { office = index & kNoOffice; }
  void set_row(std::size_t index) { row = static_cast<std::uint32_t>(index) & kMostRows; }
};
static_assert(sizeof(MeaningRow) == 12);
AgentTraits agent_traits(const MeaningRow& meaning);
struct TitleTraits {
  TitleKind kind = TitleKind::Office;
  bool plural = false;
};
TitleTraits title_traits(const MeaningRow& meaning);

struct Country {
  std::string_view iso3;
  std::string_view name;
  std::string_view long_name;
};

/// One person in one office, `[since, until)`; unknown ends are the farthest days.
struct Holding {
  PersonId person;
  CountryId country;            // none for organisations above countries
  OrganisationId organisation;  // none for offices of a country
  std::uint16_t office = kNoOffice;
  Sector sector = Sector::None;
  std::string_view title;
  std::string_view source;
  std::optional<Day> since;
  std::optional<Day> until;
};

struct Organisation {
  std::string_view name;
  CountryId country;
  Sector sector = Sector::None;
  bool is_group = false;
};

struct Place {
  std::string_view name;
  CountryId country;
  double latitude = 0;
  double longitude = 0;
  std::int64_t geonames = 0;  // 0 where it is not known
  bool is_region = false;     // a province or region rather than a town
};

/// What is known of a person on a day.
struct Standing {
  CountryId country;
  Sector sector = Sector::None;
  OrganisationId organisation;
  std::uint16_t office = kNoOffice;
};

class Directory {
 public:
  /// Where a walk through the trie stands. 0 is the root.
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr std::uint32_t kNoWord = 0xFFFFFFFF;

  Directory() = default;
  /// Views into `file`, which must outlive it. Throws Error where sections are missing or do not fit together.
  static Directory open(const PackedFile& file);

  /// The number of a folded word (see fold.h), or kNoWord.
  std::uint32_t word(std::string_view folded) const;
  /// The length of its folded form in bytes.
  std::size_t word_size(std::uint32_t word) const { return text(words_[word].text).size(); }
  /// One word further, or kRoot where no phrase goes on like this.
  Node step(Node node, std::uint32_t word) const;
  /// What the phrase that ends in `node` means; most certain meanings first. Often empty.
  std::span<const MeaningRow> meanings(Node node) const;
  std::uint16_t rules(Node node) const;
  /// The list of context words that speaks against the phrase, or kNoWord.
  std::uint32_t context(Node node) const;
  /// What a whole phrase means; folds it first. For tests and single look-ups.
  std::span<const MeaningRow> find(std::string_view phrase) const;

  std::size_t country_count() const { return countries_.size(); }
  Country country(CountryId id) const;
  CountryId country_from(std::string_view iso3) const;
  std::string_view person_name(PersonId id) const;
  /// The offices of a person, the earliest first.
  std::size_t holding_count(PersonId id) const;
  Holding holding(PersonId id, std::size_t i) const;
  Organisation organisation(OrganisationId id) const;
  /// The members of a group on a day (those of the end of 2024 where there is none), in order of their codes.
  template <class Visit>
  void visit_members(OrganisationId id, std::optional<Day> day, Visit visit) const;
  Place place(PlaceId id) const;

  /// "foreign-minister" to its index, and back.
  std::uint16_t office_from(std::string_view id) const;
  std::string_view office_name(std::uint16_t office) const;
  /// Where one person in a country holds it at a time.
  bool has_one_holder(std::uint16_t office) const {
    return office < offices_.size() && offices_[office].one_holder != 0;
  }

  /// People whose name may be another spelling of `name` (see spelling.h), in order of their rows; each may come more
  /// than once. `visit(PersonId, agreement, whether a part that agrees is one that few people have)`.
  template <class Visit>
  void visit_similar(const NameParts& name, Visit visit) const;
  const Spelling& spelling() const { return spelling_; }
  /// All people whose family name (its last word, without particles) is this word.
  template <class Visit>
  void visit_namesakes(std::uint32_t word, Visit visit) const {
    const auto at = std::lower_bound(families_.begin(), families_.end(), word,
                                     [](const FamilyRow& row, std::uint32_t wanted) { return row.word < wanted; });
    if (at == families_.end() || at->word != word) return;
    for (std::uint32_t i = at->first_person; i < (at + 1)->first_person; ++i) visit(PersonId(family_people_[i]));
  }

  /// Country and sector of a person on a day: the first office in force; out of office ELI, before the first office no
  /// sector. Without a day the last office counts.
  Standing standing(PersonId person, std::optional<Day> day) const;
  /// Whether a person held an office of a country, at any time.
  bool served(PersonId person, CountryId country) const;
  /// Whether a person held an office of this kind anywhere, at any time.
  bool held(PersonId person, std::uint16_t office) const;
  /// The last day, at most `day`, on which an office of the person ended; kAlways where there is none.
  std::int32_t last_day(PersonId person, std::optional<Day> day) const;
  /// The one who holds an office of a country on a day. None where nobody or more than one does, or without a day.
  std::optional<PersonId> holder(CountryId country, std::uint16_t office, std::optional<Day> day) const;
  /// The head of an organisation on a day.
  std::optional<PersonId> head_of(OrganisationId organisation, std::optional<Day> day) const;

  // The packed rows; public for the builder alone.
  struct Text {
    std::uint32_t at;  // of its length, behind which it stands: one byte, or kLong and two more
  };
  static constexpr std::uint8_t kLong = 0xFF;
  /// A number of a row in three bytes.
  class Index {
   public:
    Index() = default;
    explicit Index(std::uint32_t n)
        : bytes_{static_cast<std::uint8_t>(n), static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n >> 16)} {}
    operator std::uint32_t() const { return bytes_[0] | bytes_[1] << 8 | bytes_[2] << 16; }
    static constexpr std::uint32_t kMost = (1u << 24) - 1;

   private:
    std::array<std::uint8_t, 3> bytes_ = {};
  };
  struct WordRow {
    Text text;
    std::uint32_t root_child;
  };
  /// The nodes lie level by level, the children of one beside each other in order of their words; what is a node's ends
  /// where that of the next one begins, and one row more stands at the end.
  struct NodeRow {
    std::uint32_t first_child;
    std::uint32_t meanings_and_rules;  // low 24 bits: the first meaning; high 8: rules, and kHasContext
  };
  static constexpr unsigned kRuleShift = 24;
  static constexpr std::uint32_t kMeaningMask = (1u << kRuleShift) - 1;
  static constexpr std::uint32_t kHasContext = 0x80;
  struct ContextRow {
    std::uint32_t node, list;  // in order of the nodes
  };
  struct CountryRow {
    char iso3[4];
    char iso2[4];
    Text name, long_name;
    std::uint16_t numeric, cow, gw, unused;
    std::int32_t since, until;
  };
  struct PersonRow {
    Text name;
    std::uint32_t first_holding;  // the last one is before that of the next person; one row more stands at the end
  };
  /// Whose it is tells its place (PersonRow).
  struct HoldingRow {
    Text title;
    ShortDay since, until;
    std::uint16_t organisation;  // kNoOrganisation: of a state
    std::uint16_t country, source;
    std::uint8_t office, sector;
  };
  static constexpr std::uint16_t kNoOrganisation = 0xFFFF;
  struct SourceRow {
    Text text;
  };
  struct OrganisationRow {
    Text name;
    std::uint16_t country;
    Sector sector;
    std::uint8_t is_group;
  };
  struct MemberRow {
    std::uint32_t group;  // in order of it, then of the codes of the countries
    std::uint32_t country;
    std::int32_t since, until;
  };
  struct PlaceRow {
    double latitude, longitude;
    std::int64_t geonames;
    Text name;
    std::uint16_t country, is_region;
    std::uint32_t unused;
  };
  struct SpelledRow {
    Text name;
    std::uint32_t person : 24;
    std::uint32_t rare : 8;  // bit i: few people have part i
  };
  struct PairRow {
    std::array<std::uint8_t, 2> key;  // bits 16 to 31; the low ones tell the bucket, and what is left tells itself
    Index spelled;
  };
  static constexpr std::array<std::uint8_t, 2> high_bits(std::uint32_t key) {
    return {static_cast<std::uint8_t>(key >> 16), static_cast<std::uint8_t>(key >> 24)};
  }
  /// People by their family name, all who have one word in order of it; one row more stands at the end.
  struct FamilyRow {
    Index word, first_person;
  };
  struct OfficeRow {
    Text id;
    std::uint16_t sector;
    std::uint16_t one_holder;  // only one person holds it at a time
  };

 private:
  std::string_view text(Text text) const {
    if (text.at >= strings_.size()) return {};
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(strings_[at]); };
    const std::size_t size = byte(text.at);
    if (size != kLong) return strings_.substr(text.at + 1, size);
    if (text.at + 3 > strings_.size()) return {};
    return strings_.substr(text.at + 3, byte(text.at + 1) | byte(text.at + 2) << 8);
  }
  Holding holding_at(std::size_t row) const;
  std::span<const HoldingRow> holdings_of(PersonId person) const;
  PersonId holder_of(std::uint32_t row) const;
  std::optional<PersonId> only_holder(std::span<const Index> rows, std::uint16_t office, std::optional<Day> day) const;

  std::string_view strings_;
  std::span<const std::uint32_t> word_slots_;  // open addressing, see word_slot; kNoWord is empty
  std::span<const WordRow> words_;
  std::span<const Index> node_words_;  // by node: the last word of its phrase
  std::span<const NodeRow> nodes_;
  std::span<const ContextRow> contexts_;
  std::span<const MeaningRow> meanings_;
  std::span<const CountryRow> countries_;  // in order of iso3
  std::span<const PersonRow> people_;
  std::span<const HoldingRow> holdings_;  // by person, then since
  std::span<const SourceRow> sources_;    // where the facts of holdings can be checked
  std::span<const Index> by_office_;      // holdings in order of organisation, country, office
  std::span<const OrganisationRow> organisations_;
  std::span<const MemberRow> members_;
  std::span<const PlaceRow> places_;
  std::span<const OfficeRow> offices_;
  std::span<const SpelledRow> spelled_;          // names and aliases of people, in order of the people
  std::span<const PairRow> pairs_;               // in order of the low bits of the key
  std::span<const std::uint32_t> pair_buckets_;  // the first pair of each, and the end
  Spelling spelling_;
  std::span<const FamilyRow> families_;
  std::span<const Index> family_people_;
};

std::uint64_t hash_word(std::string_view folded);
std::uint64_t hash_edge(std::uint32_t from, std::uint32_t word);
/// Where in a table of open addressing the search begins; the table may have any size.
inline std::size_t first_slot(std::uint64_t hash, std::size_t slots) { return ((hash & 0xFFFFFFFFu) * slots) >> 32; }
inline std::size_t next_slot(std::size_t slot, std::size_t slots) { return slot + 1 == slots ? 0 : slot + 1; }
/// What stands in the slot of a word: its number, and above it eight bits of its hash, so that the texts of other words
/// are hardly ever looked at.
inline constexpr unsigned kWordNumberBits = 24;
inline std::uint32_t word_slot(std::uint32_t word, std::uint64_t hash) {
  return word | static_cast<std::uint32_t>(hash >> 56) << kWordNumberBits;
}

template <class Visit>
void Directory::visit_similar(const NameParts& name, Visit visit) const {
  const std::uint32_t mask = static_cast<std::uint32_t>(pair_buckets_.size()) - 2;
  for (std::size_t i = 0; i < name.count; ++i) {
    for (std::size_t j = i + 1; j < name.count; ++j) {
      const std::uint32_t key = Spelling::pair_key(name.part[i], name.part[j]);
      const std::uint32_t bucket = key & mask;
      for (std::uint32_t at = pair_buckets_[bucket]; at < pair_buckets_[bucket + 1]; ++at) {
        if (pairs_[at].key != high_bits(key)) continue;
        const SpelledRow& row = spelled_[pairs_[at].spelled];
        const NameAgreement agreement = spelling_.compare(name, spelling_.parts_of(text(row.name)));
        if (agreement.agrees) visit(PersonId(row.person), agreement, (agreement.which & row.rare) != 0);
      }
    }
  }
}

template <class Visit>
void Directory::visit_members(OrganisationId id, std::optional<Day> day, Visit visit) const {
  const auto on = day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : kForever - 1;
  auto at = std::lower_bound(members_.begin(), members_.end(), id.index(),
                             [](const MemberRow& row, std::size_t group) { return row.group < group; });
  for (; at != members_.end() && at->group == id.index(); ++at) {
    const MemberRow& member = *at;
    if (member.since <= on && on < member.until) visit(CountryId(member.country));
  }
}

}  // namespace chancery::knowledge
