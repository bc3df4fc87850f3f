#include "knowledge/directory.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <string>

#include "base/packed_file.h"
#include "chancery/error.h"
#include "knowledge/fold.h"

namespace chancery::knowledge {
namespace {

constexpr std::array<std::string_view, kSectorCount> kSectorNames = {
    "",    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "IMG", "JRN", "JUD", "LAB", "LEG",
    "MED", "MIL", "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK"};

template <class Row>
std::span<const Row> rows_of(const PackedFile& file, std::string_view section) {
  const std::string_view bytes = file.section(section);
  if (bytes.size() % sizeof(Row) != 0 || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(Row) != 0) {
    throw Error(file.path() + ": section '" + std::string(section) + "' has a wrong size; build or install it again");
  }
  return {reinterpret_cast<const Row*>(bytes.data()), bytes.size() / sizeof(Row)};
}

std::int32_t number_of(Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }
std::optional<Day> day_of_number(std::int32_t number) {
  if (number == kAlways || number == kForever) return std::nullopt;
  return Day(std::chrono::days(number));
}

/// Words are short: a call costs more than their letters.
bool is_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

bool is_power_of_two(std::size_t n) { return n != 0 && (n & (n - 1)) == 0; }

}  // namespace

std::string_view name_of(Sector sector) { return kSectorNames[static_cast<std::size_t>(sector)]; }

std::optional<Sector> sector_from(std::string_view name) {
  for (std::size_t i = 1; i < kSectorCount; ++i) {
    if (kSectorNames[i] == name) return static_cast<Sector>(i);
  }
  return std::nullopt;
}

std::uint64_t hash_word(std::string_view folded) { return XXH3_64bits(folded.data(), folded.size()); }

std::uint64_t hash_edge(std::uint32_t from, std::uint32_t word) {
  std::uint64_t x = (std::uint64_t{from} << 32 | word) * 0x9E3779B97F4A7C15u;
  x ^= x >> 32;
  return x * 0xD6E8FEB86659FD93u >> 16;
}

bool MeaningRow::holds_on(std::optional<Day> day) const {
  if (!day) return true;
  return since <= number_of(*day) && until > number_of(*day);
}

CountryId MeaningRow::country_id() const { return country == kNoCountry ? CountryId::none() : CountryId(country); }

AgentTraits agent_traits(const MeaningRow& meaning) {
  return {static_cast<AgentTraits::Kind>(meaning.detail >> 1), (meaning.detail & 1) != 0};
}

TitleTraits title_traits(const MeaningRow& meaning) {
  return {static_cast<TitleKind>(meaning.detail >> 1), (meaning.detail & 1) != 0};
}

Directory Directory::open(const PackedFile& file) {
  Directory directory;
  directory.strings_ = file.section("who.strings");
  directory.word_slots_ = rows_of<std::uint32_t>(file, "who.word_slots");
  directory.words_ = rows_of<WordRow>(file, "who.words");
  directory.node_words_ = rows_of<Index>(file, "who.node_words");
  directory.contexts_ = rows_of<ContextRow>(file, "who.contexts");
  directory.nodes_ = rows_of<NodeRow>(file, "who.nodes");
  directory.meanings_ = rows_of<MeaningRow>(file, "who.meanings");
  directory.countries_ = rows_of<CountryRow>(file, "who.countries");
  directory.people_ = rows_of<PersonRow>(file, "who.people");
  directory.holdings_ = rows_of<HoldingRow>(file, "who.holdings");
  directory.sources_ = rows_of<SourceRow>(file, "who.sources");
  directory.by_office_ = rows_of<Index>(file, "who.by_office");
  directory.organisations_ = rows_of<OrganisationRow>(file, "who.organisations");
  directory.members_ = rows_of<MemberRow>(file, "who.members");
  directory.places_ = rows_of<PlaceRow>(file, "who.places");
  directory.offices_ = rows_of<OfficeRow>(file, "who.offices");
  directory.spelled_ = rows_of<SpelledRow>(file, "who.spelled");
  directory.pairs_ = rows_of<PairRow>(file, "who.pairs");
  directory.pair_buckets_ = rows_of<std::uint32_t>(file, "who.pair_buckets");
  directory.families_ = rows_of<FamilyRow>(file, "who.families");
  directory.family_people_ = rows_of<Index>(file, "who.family_people");
  directory.spelling_ = Spelling(rows_of<SpellingRule>(file, "who.spellings"));
  if (directory.pair_buckets_.size() < 3 || !is_power_of_two(directory.pair_buckets_.size() - 1)) {
    throw Error(file.path() + ": the names of people do not fit together; build or install it again");
  }
  if (directory.word_slots_.empty() || directory.nodes_.size() < 2 ||
      directory.node_words_.size() + 1 != directory.nodes_.size()) {
    throw Error(file.path() + ": the directory of actors does not fit together; build or install it again");
  }
  return directory;
}

std::uint32_t Directory::word(std::string_view folded) const {
  const std::size_t slots = word_slots_.size();
  const std::uint64_t hash = hash_word(folded);
  const std::uint32_t wanted = word_slot(0, hash);
  constexpr std::uint32_t kNumber = (1u << kWordNumberBits) - 1;
  for (std::size_t at = first_slot(hash, slots);; at = next_slot(at, slots)) {
    const std::uint32_t slot = word_slots_[at];
    if (slot == kNoWord) return kNoWord;
    if ((slot & ~kNumber) == wanted && is_same(text(words_[slot & kNumber].text), folded)) return slot & kNumber;
  }
}

Directory::Node Directory::step(Node node, std::uint32_t word) const {
  if (word == kNoWord) return kRoot;
  if (node == kRoot) return words_[word].root_child;
  const auto begin = node_words_.begin() + nodes_[node].first_child;
  const auto end = node_words_.begin() + nodes_[node + 1].first_child;
  const auto at = std::lower_bound(begin, end, word);
  return at != end && *at == word ? static_cast<Node>(at - node_words_.begin()) : kRoot;
}

std::span<const MeaningRow> Directory::meanings(Node node) const {
  const std::uint32_t first = nodes_[node].meanings_and_rules & kMeaningMask;
  return meanings_.subspan(first, (nodes_[node + 1].meanings_and_rules & kMeaningMask) - first);
}
std::uint16_t Directory::rules(Node node) const {
  return static_cast<std::uint16_t>((nodes_[node].meanings_and_rules >> kRuleShift) & ~kHasContext);
}
std::uint32_t Directory::context(Node node) const {
  if ((nodes_[node].meanings_and_rules >> kRuleShift & kHasContext) == 0) return kNoWord;
  return std::lower_bound(contexts_.begin(), contexts_.end(), node,
                          [](const ContextRow& row, Node wanted) { return row.node < wanted; })
      ->list;
}

std::span<const MeaningRow> Directory::find(std::string_view phrase) const {
  const std::string key = fold_phrase(phrase);
  Node node = kRoot;
  std::string_view rest = key;
  while (!rest.empty()) {
    const std::size_t space = rest.find(' ');
    node = step(node, word(rest.substr(0, space)));
    if (node == kRoot) return {};
    rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
  }
  return node == kRoot ? std::span<const MeaningRow>() : meanings(node);
}

Country Directory::country(CountryId id) const {
  const CountryRow& row = countries_[id.index()];
  return {{row.iso3, 3}, text(row.name), text(row.long_name)};
}

CountryId Directory::country_from(std::string_view iso3) const {
  const auto at = std::lower_bound(
      countries_.begin(), countries_.end(), iso3,
      [](const CountryRow& row, std::string_view code) { return std::string_view(row.iso3, 3) < code; });
  if (at == countries_.end() || std::string_view(at->iso3, 3) != iso3) return CountryId::none();
  return CountryId(static_cast<std::size_t>(at - countries_.begin()));
}

std::string_view Directory::person_name(PersonId id) const { return text(people_[id.index()].name); }
std::size_t Directory::holding_count(PersonId id) const { return holdings_of(id).size(); }
std::span<const Directory::HoldingRow> Directory::holdings_of(PersonId person) const {
  const std::uint32_t first = people_[person.index()].first_holding;
  return holdings_.subspan(first, people_[person.index() + 1].first_holding - first);
}
Holding Directory::holding(PersonId id, std::size_t i) const {
  return holding_at(people_[id.index()].first_holding + i);
}

Holding Directory::holding_at(std::size_t at) const {
  const HoldingRow& row = holdings_[at];
  Holding holding;
  holding.person = holder_of(static_cast<std::uint32_t>(at));
  if (row.country != kNoCountry) holding.country = CountryId(row.country);
  if (row.organisation != kNoOrganisation) holding.organisation = OrganisationId(row.organisation);
  holding.office = row.office;
  holding.sector = static_cast<Sector>(row.sector);
  holding.title = text(row.title);
  holding.source = text(sources_[row.source].text);
  holding.since = day_of_number(row.since.number());
  holding.until = day_of_number(row.until.number());
  return holding;
}

Organisation Directory::organisation(OrganisationId id) const {
  const OrganisationRow& row = organisations_[id.index()];
  return {text(row.name), row.country == kNoCountry ? CountryId::none() : CountryId(row.country), row.sector,
          row.is_group != 0};
}

Place Directory::place(PlaceId id) const {
  const PlaceRow& row = places_[id.index()];
  return {text(row.name), row.country == kNoCountry ? CountryId::none() : CountryId(row.country),
          row.latitude,   row.longitude,
          row.geonames,   row.is_region != 0};
}

std::uint16_t Directory::office_from(std::string_view id) const {
  for (std::size_t i = 0; i < offices_.size(); ++i) {
    if (text(offices_[i].id) == id) return static_cast<std::uint16_t>(i);
  }
  return kNoOffice;
}
std::string_view Directory::office_name(std::uint16_t office) const {
  return office < offices_.size() ? text(offices_[office].id) : std::string_view();
}

Standing Directory::standing(PersonId person, std::optional<Day> day) const {
  const auto holdings = holdings_of(person);
  Standing standing;
  if (holdings.empty()) return standing;
  const auto take = [&](const HoldingRow& from) {
    standing.country = from.country == kNoCountry ? CountryId::none() : CountryId(from.country);
    standing.sector = static_cast<Sector>(from.sector);
    standing.organisation =
        from.organisation == kNoOrganisation ? OrganisationId::none() : OrganisationId(from.organisation);
    standing.office = from.office;
  };
  // Without a day: what still holds, else the last.
  const std::int32_t on = day ? number_of(*day) : kForever - 1;
  // A country's office says more of a person than a seat in a body above countries, and power more than a party.
  const auto weight = [](const HoldingRow& holding) {
    switch (static_cast<Sector>(holding.sector)) {
      case Sector::Eli:
      case Sector::Cvl:
      case Sector::Bus:
      case Sector::None:
        return 0;
      case Sector::Pty:
      case Sector::Opp:
        return 1;
      case Sector::Gov:  // a speaker who is acting president
        return holding.organisation == kNoOrganisation ? 3 : 1;
      default:
        return holding.organisation == kNoOrganisation ? 2 : 1;
    }
  };
  const HoldingRow* best = nullptr;
  for (const HoldingRow& holding : holdings) {
    if (holding.since > on || !(holding.until > on)) continue;
    if (best == nullptr || weight(holding) > weight(*best)) best = &holding;
  }
  if (best != nullptr) {
    take(*best);
    return standing;
  }
  if (!day) {
    take(holdings.back());
    return standing;
  }
  // Out of office: the last one tells the country.
  const HoldingRow* last = nullptr;
  for (const HoldingRow& holding : holdings) {
    if (holding.until <= on && (last == nullptr || holding.until > last->until.number())) last = &holding;
  }
  take(last != nullptr ? *last : holdings.front());
  // An envoy of the United Nations was somebody at home before.
  for (auto at = holdings.rbegin(); at != holdings.rend() && !standing.country.exists(); ++at) {
    if (at->country != kNoCountry) standing.country = CountryId(at->country);
  }
  standing.office = kNoOffice;
  standing.organisation = OrganisationId::none();
  if (last == nullptr) {
    standing.sector = Sector::None;
  } else {
    switch (standing.sector) {
      case Sector::Gov:
      case Sector::Mil:
      case Sector::Cop:
      case Sector::Spy:
      case Sector::Jud:
      case Sector::Leg:
      case Sector::Igo:
        standing.sector = Sector::Eli;
        break;
      default:
        break;
    }
  }
  return standing;
}

bool Directory::served(PersonId person, CountryId country) const {
  for (const HoldingRow& held : holdings_of(person)) {
    if (held.country == country.index()) return true;
  }
  return false;
}

bool Directory::held(PersonId person, std::uint16_t office) const {
  for (const HoldingRow& held : holdings_of(person)) {
    if (held.office == office) return true;
  }
  return false;
}

std::int32_t Directory::last_day(PersonId person, std::optional<Day> day) const {
  const std::int32_t on = day ? number_of(*day) : kForever;
  std::int32_t last = kAlways;
  for (const HoldingRow& held : holdings_of(person)) {
    if (held.until <= on) last = std::max(last, held.until.number());
  }
  return last;
}

PersonId Directory::holder_of(std::uint32_t row) const {
  const auto after =
      std::upper_bound(people_.begin(), people_.end(), row,
                       [](std::uint32_t wanted, const PersonRow& at) { return wanted < at.first_holding; });
  return PersonId(static_cast<std::size_t>(after - people_.begin()) - 1);
}

std::optional<PersonId> Directory::only_holder(std::span<const Index> rows, std::uint16_t office,
                                               std::optional<Day> day) const {
  std::optional<PersonId> found;
  if (!day) return found;
  const std::int32_t on = number_of(*day);
  std::int32_t since = kAlways;
  for (const std::uint32_t row : rows) {
    const HoldingRow& holding = holdings_[row];
    if (holding.office != office || holding.since > on || holding.until <= on) continue;
    const PersonId person = holder_of(row);
    if (found && *found != person) {
      // The rows of one office may overlap where only months are known; the later one follows the earlier.
      if (holding.since.number() == since) return std::nullopt;
      if (holding.since.number() < since) continue;
    }
    found = person;
    since = holding.since.number();
  }
  return found;
}

std::optional<PersonId> Directory::holder(CountryId country, std::uint16_t office, std::optional<Day> day) const {
  if (!country.exists() || office == kNoOffice) return std::nullopt;
  const auto key = [&](std::uint32_t row) {
    const HoldingRow& holding = holdings_[row];
    return std::array<std::uint32_t, 3>{holding.organisation, holding.country, holding.office};
  };
  const std::array<std::uint32_t, 3> wanted{kNoOrganisation, static_cast<std::uint32_t>(country.index()), office};
  const auto first = std::lower_bound(by_office_.begin(), by_office_.end(), wanted,
                                      [&](std::uint32_t row, const auto& k) { return key(row) < k; });
  auto last = first;
  while (last != by_office_.end() && key(*last) == wanted) ++last;
  return only_holder({first, last}, office, day);
}

std::optional<PersonId> Directory::head_of(OrganisationId organisation, std::optional<Day> day) const {
  if (!organisation.exists()) return std::nullopt;
  const auto first =
      std::lower_bound(by_office_.begin(), by_office_.end(), organisation.index(),
                       [&](std::uint32_t row, std::size_t id) { return holdings_[row].organisation < id; });
  auto last = first;
  while (last != by_office_.end() && holdings_[*last].organisation == organisation.index()) ++last;
  return only_holder({first, last}, office_from("head-of-organisation"), day);
}

}  // namespace chancery::knowledge
