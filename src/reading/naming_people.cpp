// Who a name is (see naming.cpp): people of the directory by their full name, another spelling of it, or the family
// name, and what title, apposition and earlier mentions say of those whom it does not know.
#include <algorithm>
#include <array>

#include "reading/naming.h"
#include "reading/naming_parts.h"

namespace chancery::reading {

/// More people than this, and a name says nothing.
static constexpr std::size_t kMaxCandidates = 12;
static constexpr int kAsLikely = 12;
/// What a part may cost where no country is told: a near vowel, an h.
static constexpr std::size_t kCheap = 2;

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
    if (!in_.day && (!is_head || !row.until.is_forever())) continue;
    const PersonId person(row.row);
    // "Deputy Prime Minister Kim" is not the Kim who rules another country, nor is any "Mr Kim".
    if (titled != nullptr && !parts.country.exists() && titled->office != row.office) {
      const bool office = knowledge::title_traits(*titled).kind == knowledge::TitleKind::Office;
      if (office && titled->office != kNoOffice && !in_.directory.held(person, titled->office)) continue;
      if (!office && titled->sector != Sector::None && titled->sector != in_.directory.standing(person, in_.day).sector)
        continue;
      if (!office && (only_one_called < 0 ? (only_one_called = is_called_by_one(here)) : only_one_called) == 0)
        continue;
    }
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

/// The one whose name these words are. One name may stand for several people: the country chooses, then who is in
/// office on the day, then who was last before it.
PersonId Naming::person_named(std::size_t at, CountryId told) const {
  PersonId best;
  std::int64_t best_rank = -1;
  for (const MeaningRow& row : item(at).meanings) {
    if (row.kind != Meaning::Person) continue;
    const PersonId person(row.row);
    const auto standing = in_.directory.standing(person, in_.day);
    if (told.exists() && standing.country.exists() && standing.country != told) continue;
    std::int64_t rank = standing.office != kNoOffice ? 2 : standing.sector != Sector::None ? 1 : 0;
    rank <<= 32;
    if (standing.office == kNoOffice) rank += in_.directory.last_day(person, in_.day) - knowledge::kAlways;
    if (rank > best_rank) {
      best_rank = rank;
      best = person;
    }
  }
  return best;
}

/// Another spelling of a name that the directory has: "Muhammad Zubaydi", "Hage Gottfried Geingob". Where it fits
/// several people, what they have in common is told and nobody's name. Without a country told, two parts must agree
/// (who is known by one name is not everybody of that name), a part that is left out asks for another that few people
/// have, the letters must be nearly the same, and an office must be one that was held. False where it fits nobody.
bool Naming::person_spelled(std::size_t begin, std::size_t end, CountryId told, std::uint16_t office,
                            NamePhrase& phrase) const {
  if (end <= begin) return false;
  const knowledge::NameParts name = in_.directory.spelling().parts_of(slice(begin, end));
  if (name.count < 2) return false;
  struct Candidate {
    PersonId person;
    int rank = 0;
  };
  std::array<Candidate, kMaxCandidates> found;
  std::size_t count = 0;
  in_.directory.visit_similar(name, [&](PersonId person, const knowledge::NameAgreement& how, bool rare) {
    if (told.exists() ? !in_.directory.served(person, told)
                      : how.matched < 2 || how.price > kCheap * how.matched || (how.extra > 0 && !rare) ||
                            (office != kNoOffice && !in_.directory.held(person, office))) {
      return;
    }
    const int rank = static_cast<int>(how.matched) * 100 - static_cast<int>(how.extra) * 40 - how.price;
    for (std::size_t i = 0; i < count; ++i) {
      if (found[i].person == person) {
        found[i].rank = std::max(found[i].rank, rank);
        return;
      }
    }
    if (count < found.size()) found[count++] = {person, rank};
  });
  if (count == 0 || count == found.size()) return false;
  int best = found[0].rank;
  for (std::size_t i = 1; i < count; ++i) best = std::max(best, found[i].rank);
  // Those who fit nearly as well as the best are as likely.
  std::size_t left = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (found[i].rank + kAsLikely >= best) found[left++] = found[i];
  }
  bool in_office = false;
  for (std::size_t i = 0; i < left; ++i) {
    NamePhrase other;
    take_standing(found[i].person, other);
    const bool holds = in_.directory.standing(found[i].person, in_.day).office != kNoOffice;
    if (i == 0 || (holds && !in_office && other.country == phrase.country)) {
      in_office = holds;
      phrase.person = other.person;
      phrase.name = other.name;
      phrase.country = other.country;
      phrase.sector = other.sector;
      continue;
    }
    if (in_office && !holds && other.country == phrase.country) continue;
    phrase.person = PersonId::none();
    phrase.name = {};
    if (other.country != phrase.country) phrase.country = CountryId::none();
    if (other.sector != phrase.sector) phrase.sector = Sector::None;
  }
  return phrase.person.exists() || phrase.country.exists();
}

/// "the Sunak government", "Donald Trump supporters": the country of the one who is named at an item; none where nobody
/// is, or not for sure.
CountryId Naming::owner_country(std::size_t at) const {
  PersonId person;
  if (item(at).can_be(Meaning::Person)) {
    person = person_named(at, CountryId::none());
  } else if (item(at).can_be(Meaning::Surname)) {
    person = person_called(at, Parts{}).value_or(PersonId::none());
  }
  return person.exists() ? in_.directory.standing(person, in_.day).country : CountryId::none();
}

namespace {

/// What several people have in common.
class Shared {
 public:
  explicit Shared(NamePhrase& phrase) : phrase_(phrase) {}

  /// False where nothing is left.
  bool add(const NamePhrase& other) {
    if (!any_) {
      phrase_.person = other.person;
      phrase_.name = other.name;
      phrase_.country = other.country;
      phrase_.sector = other.sector;
      any_ = true;
    } else if (other.person != phrase_.person) {
      phrase_.person = PersonId::none();
      phrase_.name = {};
      if (other.country != phrase_.country) return false;
      if (other.sector != phrase_.sector) phrase_.sector = Sector::None;
    }
    return true;
  }
  bool any() const { return any_ && phrase_.country.exists(); }

 private:
  NamePhrase& phrase_;
  bool any_ = false;
};

}  // namespace

/// "Clinton" in 2016: those who are called so and are in the news on the day, all of one country; where nobody is known
/// by the name alone, those whose family name it is. Asked of single phrases only; a story tells who is meant. False
/// where they share nothing.
bool Naming::take_what_namesakes_share(std::size_t at, const MeaningRow* titled, NamePhrase& phrase) const {
  const auto fits = [&](const NamePhrase& other) {
    return titled == nullptr || titled->office != kNoOffice || titled->sector == other.sector;
  };
  Shared known(phrase);
  for (const MeaningRow& row : item(at).meanings) {
    if (!item(at).can_be(Meaning::Surname) || row.kind != Meaning::Surname || !row.holds_on(in_.day)) continue;
    if (titled != nullptr && titled->office != kNoOffice && titled->office != row.office) continue;
    NamePhrase other;
    take_standing(PersonId(row.row), other);
    if (fits(other) && !known.add(other)) return false;
  }
  if (known.any()) return true;
  if (item(at).words != 1 || !item(at).capital || item(at).all_capitals) return false;
  Shared called(phrase);
  bool agree = true;
  const std::uint16_t office = titled != nullptr ? titled->office : kNoOffice;
  in_.directory.visit_namesakes(in_.directory.word(knowledge::fold_phrase(slice(at, at + 1))), [&](PersonId person) {
    if (!agree || !is_in_the_news(person, office)) return;
    NamePhrase other;
    take_standing(person, other);
    if (fits(other)) agree = called.add(other);
  });
  return agree && called.any();
}

/// "Agriculture Secretary Lyng": the only one of the family name who held the office, of the country that is told,
/// within some years of the day.
std::optional<PersonId> Naming::holder_called(std::size_t at, const MeaningRow* titled, CountryId told) const {
  if (titled == nullptr || titled->office == kNoOffice || item(at).words != 1 || !in_.day) return std::nullopt;
  std::optional<PersonId> found;
  bool several = false;
  in_.directory.visit_namesakes(in_.directory.word(knowledge::fold_phrase(slice(at, at + 1))), [&](PersonId person) {
    if ((told.exists() && !in_.directory.served(person, told)) || !is_in_the_news(person, titled->office)) return;
    several = several || (found && *found != person);
    found = person;
  });
  return several ? std::nullopt : found;
}

/// Whether the day lies within some years of an office of a person: of this kind, or of any.
bool Naming::is_in_the_news(PersonId person, std::uint16_t office) const {
  static constexpr auto kRoom = std::chrono::days(5 * 365);
  for (std::size_t i = 0; i < in_.directory.holding_count(person); ++i) {
    const knowledge::Holding holding = in_.directory.holding(person, i);
    if (office != kNoOffice && holding.office != office) continue;
    if (!in_.day || ((!holding.since || *holding.since - kRoom <= *in_.day) &&
                     (!holding.until || *in_.day < *holding.until + kRoom))) {
      return true;
    }
  }
  return false;
}

void Naming::take_standing(PersonId person, NamePhrase& phrase) const {
  const auto standing = in_.directory.standing(person, in_.day);
  phrase.person = person;
  phrase.name = in_.directory.person_name(person);
  phrase.country = standing.country;
  phrase.sector = standing.sector;
}

void Naming::compose_person(const Parts& parts, NamePhrase& phrase) const {
  phrase.kind = MentionKind::Person;
  phrase.name_begin = parts.name_begin;
  phrase.name_end = parts.name_end;
  const MeaningRow* titled = parts.any_title ? title(parts.title_item, parts.country) : nullptr;
  CountryId told = parts.country;
  if (!told.exists() && titled != nullptr) told = titled->country_id();
  if (!told.exists() && parts.body != nullptr) told = parts.body->country_id();

  bool found = false;
  if (parts.person != nullptr) {
    const PersonId person = person_named(parts.name_begin, told);
    found = person.exists();
    if (found) take_standing(person, phrase);
  } else if (parts.name_end - parts.name_begin == 1) {
    NamePhrase known;
    if (in_.memory != nullptr && in_.memory->recall(slice(parts.name_begin, parts.name_end), known) &&
        (!told.exists() || !known.country.exists() || known.country == told)) {
      phrase.person = known.person;
      phrase.name = known.name;
      phrase.country = known.country;
      phrase.sector = known.sector;
      if (!phrase.country.exists()) phrase.country = told;
    } else if (const auto person = person_called(parts.name_begin, parts)) {
      found = true;
      take_standing(*person, phrase);
    } else if (const auto holder = holder_called(parts.name_begin, titled, told)) {
      found = true;
      take_standing(*holder, phrase);
    } else if (NamePhrase shared; in_.whole && parts.agent == nullptr && !told.exists() &&
                                  take_what_namesakes_share(parts.name_begin, titled, shared)) {
      found = true;
      phrase.person = shared.person;
      phrase.name = shared.name;
      phrase.country = shared.country;
      phrase.sector = shared.sector;
    }
  }
  if (!found && parts.person == nullptr && !phrase.person.exists() && phrase.name.empty() && !parts.named_after_place) {
    const bool office = titled != nullptr && knowledge::title_traits(*titled).kind == knowledge::TitleKind::Office;
    found = person_spelled(parts.name_begin, parts.name_end, told, office ? titled->office : kNoOffice, phrase);
  }
  // "The bus driver Mahbubur Rahman" is not the general of that name.
  if (found && !parts.former && parts.agent != nullptr && !is_role(*parts.agent) && is_ordinary(parts.agent->sector) &&
      phrase.sector != parts.agent->sector) {
    phrase.person = PersonId::none();
    phrase.name = {};
    phrase.country = CountryId::none();
    phrase.sector = Sector::None;
    found = false;
  }
  // What the text calls somebody today weighs more than an office that we know to be over.
  if (found && !parts.former &&
      (!phrase.person.exists() || in_.directory.standing(phrase.person, in_.day).office == kNoOffice) &&
      (parts.agent != nullptr || (titled != nullptr && titled->sector != Sector::None))) {
    phrase.sector = Sector::None;
  }
  if (!phrase.country.exists() && phrase.sector != Sector::Igo) phrase.country = told;
  if (phrase.sector == Sector::None) {
    if (parts.agent != nullptr) phrase.sector = parts.agent->sector;
    if (titled != nullptr) phrase.sector = titled->sector;
    if (titled != nullptr && titled->office == office_ambassador_un_ && !phrase.country.exists()) {
      phrase.sector = Sector::Igo;
    }
    if (parts.body != nullptr &&
        (titled == nullptr || takes_sector_of_body(*titled) || yields_to_body(phrase.sector))) {
      phrase.sector = parts.body->sector;
    } else if (titled != nullptr && takes_sector_of_body(*titled) && parts.former_agent != nullptr) {
      phrase.sector = parts.former_agent->sector;
    } else if (parts.unknown_body && !parts.any_country && phrase.sector == Sector::Gov &&
               (titled != nullptr ? takes_sector_of_body(*titled) : parts.agent != nullptr && is_role(*parts.agent))) {
      phrase.sector = Sector::None;
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

}  // namespace chancery::reading
