// A phrase is read from left to right in three steps: what stands before the head ("two former Iranian-backed"), the
// head (a name, a title, a noun for an actor, an organisation, or just a country), and what follows it ("of the IAEA",
// "'s spokesman", ", the foreign minister of Peru,"). Titles bind leftwards to countries and rightwards to names. Right
// for "Chinese Foreign Minister Wang Yi" and "Vedant Patel, the deputy spokesman for the US Department of State"; not
// for a country told by the sense alone ("the visiting leader"), which stays empty. Every step looks at most kMaxFront
// items ahead and nests at most kMaxDepth deep, so a sentence takes linear time. Tested by: resolve_test.cpp (golden
// cases), mentions_test.cpp.
#include "reading/naming.h"

#include <algorithm>

#include "reading/naming_parts.h"

namespace chancery::reading {

using knowledge::AgentTraits;
using knowledge::CountryId;
using knowledge::kNoOffice;
using knowledge::Meaning;
using knowledge::MeaningRow;
using knowledge::ModifierEffect;
using knowledge::OrganisationId;
using knowledge::PersonId;
using knowledge::Sector;
using knowledge::TitleKind;
using syntax::Upos;

Naming::Naming(const NamingInput& input, const NameScanner& scanner)
    : in_(input), items_(scanner.items()), scanner_(scanner) {
  const knowledge::Directory& directory = input.directory;
  office_spokesperson_ = directory.office_from("spokesperson");
  office_head_ = directory.office_from("head-of-organisation");
  office_ambassador_ = directory.office_from("ambassador");
  office_ambassador_un_ = directory.office_from("ambassador-un");
  office_envoy_ = directory.office_from("envoy");
  office_business_ = directory.office_from("business-leader");
  office_head_of_state_ = directory.office_from("head-of-state");
  office_head_of_government_ = directory.office_from("head-of-government");
  office_supreme_leader_ = directory.office_from("supreme-leader");
}

std::string_view Naming::slice(std::size_t begin, std::size_t end) const {
  return in_.tokens.slice(items_[begin].begin, items_[end - 1].end);
}

const MeaningRow* Naming::meaning(std::size_t i, Meaning kind) const {
  const NameItem& at = item(i);
  if (!at.can_be(kind)) return nullptr;
  for (const MeaningRow& row : at.meanings) {
    if (row.kind == kind && row.holds_on(in_.day)) return &row;
  }
  return nullptr;
}

/// Where there is a tree, a word that it takes for a verb names nobody.
bool Naming::is_noun(std::size_t i) const {
  if (in_.trees == nullptr || in_.trees->upos.size() == 0) return true;
  const Upos upos = in_.trees->upos[item(i).end - 1];
  return upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj || upos == Upos::X || upos == Upos::Num ||
         upos == Upos::Sym;
}

/// Where the tree hangs the word on a noun after it.
bool Naming::is_adjective_of_noun(std::size_t i) const {
  if (in_.trees == nullptr || in_.trees->upos.size() == 0) return false;
  const auto deprel = in_.trees->deprel[item(i).end - 1];
  return deprel == syntax::Deprel::Amod || deprel == syntax::Deprel::Compound;
}

const MeaningRow* Naming::agent(std::size_t i) const {
  const MeaningRow* row = meaning(i, Meaning::Agent);
  return row != nullptr && is_noun(i) ? row : nullptr;
}

/// The title at an item as it is used in a country; only those of one country tell it by themselves.
const MeaningRow* Naming::title(std::size_t i, CountryId country) const {
  const NameItem& at = item(i);
  if (!at.can_be(Meaning::Title) || !is_noun(i)) return nullptr;
  const MeaningRow* general = nullptr;
  const MeaningRow* special = nullptr;
  bool several = false;
  for (const MeaningRow& row : at.meanings) {
    if (row.kind != Meaning::Title) continue;
    if (row.country == knowledge::kNoCountry) {
      if (general == nullptr) general = &row;
    } else if (country.exists() && row.country == country.index()) {
      return &row;
    } else {
      several = several || (special != nullptr && special->country != row.country);
      if (special == nullptr) special = &row;
    }
  }
  if (general != nullptr) return general;
  return country.exists() || several ? nullptr : special;
}

bool Naming::is_genitive(std::size_t i) const {
  if (i >= items_.size() || item(i).is_word) {
    // "'s" folds to letters after an apostrophe
    if (i >= items_.size()) return false;
  }
  const std::string_view form = in_.tokens.form(item(i).begin);
  const std::string_view words = form.ends_with('s') || form.ends_with('S') ? form.substr(0, form.size() - 1) : form;
  return words == "'" || words == "\xE2\x80\x99" || words == "\xCA\xBC";
}

bool Naming::is_sign(std::size_t i, char sign) const {
  return i < items_.size() && in_.tokens.form(item(i).begin) == std::string_view(&sign, 1);
}

bool Naming::takes_sector_of_body(const MeaningRow& title) const {
  return title.office == office_spokesperson_ || title.office == office_head_ || title.office == office_business_ ||
         title.sector == Sector::None;
}

/// Whether a family name is that of a single person of the directory, at any time.
static bool is_called_by_one(const NameItem& item) {
  const MeaningRow* first = item.as(Meaning::Surname);
  for (const MeaningRow& row : item.meanings) {
    if (row.kind == Meaning::Surname && row.row != first->row) return false;
  }
  return true;
}

/// The one person known by this family name who fits country, title and day.
std::optional<PersonId> Naming::person_called(std::size_t at, const Parts& parts) const {
  const NameItem& here = item(at);
  if (!here.can_be(Meaning::Surname)) return std::nullopt;
  const MeaningRow* titled = parts.any_title ? title(parts.title_item, parts.country) : nullptr;
  int only_one_called = -1;  // not yet known
  std::optional<PersonId> best;
  bool several = false;
  int best_score = -1;
  for (const MeaningRow& row : here.meanings) {
    if (row.kind != Meaning::Surname || !row.holds_on(in_.day)) continue;
    if (parts.country.exists() && row.country != parts.country.index()) continue;
    // The heads of states are known by the name alone; others where the name is nobody else's, or with a title or a
    // country. Without a day they must still be in office.
    const bool is_head = row.office == office_head_of_state_ || row.office == office_head_of_government_ ||
                         row.office == office_supreme_leader_;
    if (!is_head && (only_one_called < 0 ? (only_one_called = is_called_by_one(here)) : only_one_called) == 0 &&
        !parts.country.exists() && !(titled != nullptr && titled->office == row.office)) {
      continue;
    }
    if (!in_.day && (!is_head || row.until != knowledge::kForever)) continue;
    const PersonId person(row.row);
    int score = 0;
    if (titled != nullptr && titled->office == row.office) score += 4;
    if (in_.day) {
      // In office today rather than last year, a head of state or government rather than a minister.
      const auto standing = in_.directory.standing(person, in_.day);
      if (standing.office == row.office) score += 2;
    }
    if (score > best_score) {
      best_score = score;
      best = person;
      several = false;
    } else if (score == best_score && best && *best != person) {
      several = true;
    }
  }
  if (several) return std::nullopt;
  return best;
}

/// "Hage Gottfried Geingob" where we know Hage Geingob: the first and the last word, or the first two.
std::optional<PersonId> Naming::person_of_long_name(std::size_t begin, std::size_t end) const {
  using knowledge::Directory;
  if (end - begin < 3) return std::nullopt;
  knowledge::Folder folder;
  const auto step = [&](Directory::Node node, std::size_t i) {
    folder.begin(slice(i, i + 1));
    std::string_view piece;
    knowledge::WordShape shape;
    bool any = false;
    while (folder.next(piece, shape)) {
      node = in_.directory.step(node, in_.directory.word(piece));
      if (node == Directory::kRoot) return node;
      any = true;
    }
    return any ? node : Directory::kRoot;
  };
  const Directory::Node first = step(Directory::kRoot, begin);
  if (first == Directory::kRoot) return std::nullopt;
  for (const std::size_t second : {end - 1, begin + 1}) {
    const Directory::Node node = step(first, second);
    if (node == Directory::kRoot) continue;
    for (const MeaningRow& row : in_.directory.meanings(node)) {
      if (row.kind == Meaning::Person) return PersonId(row.row);
    }
  }
  return std::nullopt;
}

void Naming::compose_person(const Parts& parts, NamePhrase& phrase) const {
  phrase.kind = MentionKind::Person;
  phrase.name_begin = parts.name_begin;
  phrase.name_end = parts.name_end;
  const MeaningRow* titled = parts.any_title ? title(parts.title_item, parts.country) : nullptr;
  CountryId told = parts.country;
  if (!told.exists() && titled != nullptr) told = titled->country_id();
  if (!told.exists() && parts.body != nullptr) told = parts.body->country_id();

  PersonId person;
  if (parts.person != nullptr) {
    // One name may stand for several people; the country chooses.
    for (const MeaningRow& row : item(parts.name_begin).meanings) {
      if (row.kind != Meaning::Person) continue;
      const auto standing = in_.directory.standing(PersonId(row.row), in_.day);
      if (told.exists() && standing.country.exists() && standing.country != told) continue;
      if (person.exists()) {
        // Two people, and nothing tells which: the one in office.
        const auto other = in_.directory.standing(person, in_.day);
        if (other.office != kNoOffice || standing.office == kNoOffice) continue;
      }
      person = PersonId(row.row);
    }
  } else if (parts.name_end - parts.name_begin == 1 && items_[parts.name_begin].words >= 1) {
    NamePhrase known;
    if (in_.memory != nullptr && in_.memory->recall(slice(parts.name_begin, parts.name_end), known) &&
        (!told.exists() || !known.country.exists() || known.country == told)) {
      phrase.person = known.person;
      phrase.name = known.name;
      phrase.country = known.country;
      phrase.sector = known.sector;
      if (!phrase.country.exists()) phrase.country = told;
    } else {
      person = person_called(parts.name_begin, parts).value_or(PersonId::none());
    }
  }
  if (!person.exists() && parts.person == nullptr && !phrase.person.exists()) {
    person = person_of_long_name(parts.name_begin, parts.name_end).value_or(PersonId::none());
    if (person.exists() && told.exists()) {
      const auto standing = in_.directory.standing(person, in_.day);
      if (standing.country.exists() && standing.country != told) person = PersonId::none();
    }
  }
  if (person.exists()) {
    const auto standing = in_.directory.standing(person, in_.day);
    phrase.person = person;
    phrase.name = in_.directory.person_name(person);
    phrase.country = standing.country;
    phrase.sector = standing.sector;
    // What the text calls somebody today weighs more than an office that we know to be over.
    if (standing.office == kNoOffice && !parts.former &&
        (parts.agent != nullptr || (titled != nullptr && titled->sector != Sector::None))) {
      phrase.sector = Sector::None;
    }
  }
  if (!phrase.country.exists() && phrase.sector != Sector::Igo) phrase.country = told;
  if (phrase.sector == Sector::None) {
    if (parts.agent != nullptr) phrase.sector = parts.agent->sector;
    if (titled != nullptr) phrase.sector = titled->sector;
    if (parts.body != nullptr &&
        (titled == nullptr || takes_sector_of_body(*titled) || yields_to_body(phrase.sector))) {
      phrase.sector = parts.body->sector;
    } else if (titled != nullptr && takes_sector_of_body(*titled) && parts.former_agent != nullptr) {
      phrase.sector = parts.former_agent->sector;
    }
  }
  if (parts.named_after_place) {
    phrase.kind = MentionKind::Organisation;
    const MeaningRow* place = country_meaning(parts.country_item);
    if (place == nullptr || place->kind != Meaning::CountryName) phrase.country = CountryId::none();
  }
  if (parts.former && (ends_with_office(phrase.sector) || phrase.sector == Sector::None)) phrase.sector = Sector::Eli;
  phrase.unknown_name = phrase.name.empty() && !parts.any_title && parts.agent == nullptr && !phrase.country.exists();
}

void Naming::compose_described(const Parts& parts, NamePhrase& phrase) const {
  phrase.kind = MentionKind::Described;
  phrase.country = parts.country;
  const MeaningRow* titled = parts.agent == nullptr && parts.any_title ? title(parts.head, parts.country) : nullptr;
  if (titled == nullptr && parts.agent == nullptr && parts.any_title) titled = title(parts.title_item, parts.country);
  bool role = false;
  if (parts.agent != nullptr) {
    const AgentTraits traits = knowledge::agent_traits(*parts.agent);
    phrase.sector = parts.agent->sector;
    phrase.plural = traits.plural;
    role = is_role(*parts.agent);
    // "Russian allies" are allies of Russia more often than Russians.
    if (traits.kind == AgentTraits::Kind::Family) phrase.country = CountryId::none();
  } else if (titled != nullptr) {
    phrase.sector = titled->sector;
    phrase.plural = knowledge::title_traits(*titled).plural;
    role = takes_sector_of_body(*titled);
    if (!phrase.country.exists()) phrase.country = titled->country_id();
  }
  if (parts.body != nullptr) {
    if (role || yields_to_body(phrase.sector) || parts.body->sector == Sector::Igo) phrase.sector = parts.body->sector;
    if (!phrase.country.exists()) phrase.country = parts.body->country_id();
    if (parts.body->sector == Sector::Igo && !parts.any_country) phrase.country = CountryId::none();
  } else if (role && parts.former_agent != nullptr) {
    phrase.sector = parts.former_agent->sector;
  }
  // A "Saudi-led coalition" is one in arms.
  if (parts.led && phrase.sector == Sector::None) phrase.sector = Sector::Mil;
  if (parts.country_count > 1) {
    phrase.country_count = parts.country_count;
    phrase.countries = parts.countries;
    phrase.country_items = parts.country_items;
    phrase.country = CountryId::none();
    phrase.plural = true;
  }
  if (parts.former && ends_with_office(phrase.sector)) phrase.sector = Sector::Eli;
  // "the Chinese president" is somebody on a day.
  if (titled != nullptr && !phrase.plural && !parts.former && !parts.future && !parts.indefinite && !parts.number &&
      parts.country_count < 2) {
    std::optional<PersonId> holder;
    if (titled->office == office_head_ && parts.body != nullptr && parts.body->kind != Meaning::Seat) {
      holder = in_.directory.head_of(OrganisationId(parts.body->row), in_.day);
    } else if (parts.body == nullptr && in_.directory.has_one_holder(titled->office)) {
      holder = in_.directory.holder(phrase.country, titled->office, in_.day);
    }
    if (holder) {
      phrase.kind = MentionKind::Person;
      phrase.person = *holder;
      phrase.name = in_.directory.person_name(*holder);
    }
  }
}

void Naming::compose(Parts& parts, NamePhrase& phrase) const {
  phrase.begin = parts.begin;
  phrase.head = parts.head;
  if (parts.any_name) {
    // "King Abdullah of Jordan"
    std::size_t end = parts.name_end;
    if (!parts.country.exists() && (parts.any_title || parts.person != nullptr) && effect(end, ModifierEffect::Of)) {
      const MeaningRow* realm = country_meaning(end + 1);
      if (realm != nullptr && realm->kind == Meaning::CountryName) {
        parts.country = realm->country_id();
        end += 2;
      }
    }
    phrase.end = end;
    compose_person(parts, phrase);
  } else if (parts.any_head) {
    phrase.end = std::max(parts.head + 1, parts.end);
    compose_described(parts, phrase);
  } else if (parts.body != nullptr && parts.body->kind != Meaning::Seat && parts.body_end >= parts.country_end) {
    const knowledge::Organisation organisation = in_.directory.organisation(OrganisationId(parts.body->row));
    phrase.end = parts.body_end;
    phrase.head = parts.body_item;
    phrase.organisation = OrganisationId(parts.body->row);
    phrase.kind = organisation.is_group ? MentionKind::Group : MentionKind::Organisation;
    phrase.name = organisation.name;
    phrase.sector = organisation.sector;
    phrase.country = organisation.country;
    // One short form may stand for several bodies: the country chooses; without it only what they share is told.
    for (const MeaningRow& row : item(parts.body_item).meanings) {
      if (row.kind != parts.body->kind || row.row == parts.body->row || !row.holds_on(in_.day)) continue;
      if (parts.any_country && row.country == parts.country.index()) {
        const auto other = in_.directory.organisation(OrganisationId(row.row));
        phrase.name = other.name;
        phrase.sector = other.sector;
        phrase.country = other.country;
        break;
      }
      if (parts.any_country && parts.body->country == parts.country.index()) break;
      if (row.sector != phrase.sector) phrase.sector = Sector::None;
      if (row.country_id() != phrase.country) phrase.country = CountryId::none();
      phrase.name = {};
    }
    // "Iraqi Hezbollah": the word before it knows better, but bodies above countries have none.
    if (parts.any_country && organisation.sector != Sector::Igo && !organisation.is_group)
      phrase.country = parts.country;
    phrase.plural = organisation.is_group;
  } else if (parts.any_country && parts.indefinite && !item(parts.country_item).can_be(Meaning::Adjective)) {
    return;  // "a turkey"
  } else if (parts.any_country) {
    // Of several words for countries only the first is this phrase; the others are their own.
    phrase.begin = parts.nothing_before ? parts.begin : parts.country_items[0];
    const std::size_t at = parts.country_count > 1 ? parts.country_items[0] : parts.country_end - 1;
    phrase.begin = std::min(phrase.begin, at);
    const MeaningRow* row = country_meaning(at);
    phrase.end = at + 1;
    phrase.head = at;
    phrase.kind = MentionKind::Country;
    phrase.country = row->country_id();
    phrase.sector = row->sector;
    phrase.bare = true;
    phrase.adjective = row->kind == Meaning::Adjective || row->kind == Meaning::Prefix;
    phrase.place = row->kind == Meaning::Capital || row->kind == Meaning::Province || row->kind == Meaning::Place ||
                   row->kind == Meaning::CountryName;
    if (row->kind == Meaning::Province || row->kind == Meaning::Place) {
      phrase.sector = Sector::None;
      if (row->kind == Meaning::Place) phrase.name = in_.directory.place(knowledge::PlaceId(row->row)).name;
      if (row->kind == Meaning::Province) phrase.name = slice(at, at + 1);
    } else {
      phrase.name = in_.directory.country(phrase.country).name;
    }
  }
}

bool Naming::parse(std::size_t at, NamePhrase& phrase, int depth) const {
  phrase = NamePhrase{};
  Parts parts;
  std::size_t i = at;
  while (i < items_.size() && i < at + 3 &&
         (effect(i, ModifierEffect::Article) || effect(i, ModifierEffect::Indefinite))) {
    parts.indefinite = effect(i, ModifierEffect::Indefinite);
    ++i;
  }
  // "the French": an adjective that with the article means the people, where no noun follows it.
  const std::size_t people_at = i;
  const MeaningRow* people = meaning(i, Meaning::People);
  if (people != nullptr && item(i).can_be(Meaning::Adjective) &&
      (i == at || parts.indefinite || is_adjective_of_noun(i) || (item(i + 1).is_word && item(i + 1).usable == 0))) {
    people = nullptr;
  }
  parts.begin = i;
  const std::size_t stopped = read_front(i, parts, depth);
  (void)stopped;
  const bool nothing = !parts.any_name && !parts.any_head && parts.body == nullptr && !parts.any_country;
  const bool only_people = people != nullptr && !parts.any_name && !parts.any_head &&
                           (nothing || parts.country_end <= people_at + 1) &&
                           (parts.body == nullptr || parts.body_end <= people_at + 1);
  if (people != nullptr && only_people) {
    phrase.begin = people_at;
    phrase.end = people_at + 1;
    phrase.head = people_at;
    phrase.kind = MentionKind::Described;
    phrase.country = people->country_id();
    phrase.sector = Sector::Cvl;
    phrase.plural = true;
  } else if (nothing) {
    // "a Dane"
    std::size_t citizen = i;
    while (citizen < i + 3 && (item(citizen).number || effect(citizen, ModifierEffect::Transparent) ||
                               effect(citizen, ModifierEffect::Former)))
      ++citizen;
    const MeaningRow* row = meaning(citizen, Meaning::Citizen);
    if (row == nullptr) row = meaning(citizen, Meaning::People);
    if (row == nullptr || citizen < at) return false;
    phrase.begin = i;
    phrase.end = citizen + 1;
    phrase.head = citizen;
    phrase.country = row->country_id();
    phrase.sector = Sector::Cvl;
    phrase.plural = row->kind == Meaning::People;
  } else {
    compose(parts, phrase);
    if (phrase.end == 0) return false;
    // "an American", "two Israelis": one of the people.
    if (phrase.bare && phrase.adjective && (parts.indefinite || parts.number) &&
        meaning(phrase.head, Meaning::Citizen) != nullptr && !may_describe(phrase.end)) {
      phrase.kind = MentionKind::Described;
      phrase.sector = Sector::Cvl;
      phrase.bare = phrase.adjective = phrase.place = false;
      phrase.name = {};
    }
  }
  phrase.covered = phrase.end;
  read_after(parts, phrase, depth);
  // A "side" or a "wing" is somebody only where it is told whose.
  return !(parts.agent != nullptr && !parts.any_name && !phrase.country.exists() && phrase.country_count == 0 &&
           parts.body == nullptr && parts.former_agent == nullptr &&
           knowledge::agent_traits(*parts.agent).kind == AgentTraits::Kind::Part && phrase.end == parts.head + 1);
}

}  // namespace chancery::reading
