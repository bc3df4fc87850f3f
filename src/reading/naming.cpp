// A phrase is read from left to right in three steps: what stands before the head ("two former Iranian-backed"), the
// head (a name, a title, a noun for an actor, an organisation, or just a country), and what follows it ("of the IAEA",
// "'s spokesman", ", the foreign minister of Peru,"). Titles bind leftwards to countries and rightwards to names. Right
// for "Chinese Foreign Minister Wang Yi" and "Vedant Patel, the deputy spokesman for the US Department of State"; not
// for a country told by the sense alone ("the visiting leader"), which stays empty. Every step looks at most kMaxFront
// items ahead and nests at most kMaxDepth deep, so a sentence takes linear time. Tested by: resolve_test.cpp (golden
// cases), mentions_test.cpp.
#include "reading/naming.h"

#include <algorithm>

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

namespace {

constexpr int kMaxDepth = 4;
constexpr std::size_t kMaxFront = 24;
constexpr std::size_t kMaxGap = 4;  // unknown words between a nationality and its noun
constexpr std::size_t kMaxNameRun = 8;

/// Sectors of those who hold power; out of office they are ELI.
bool ends_with_office(Sector sector) {
  switch (sector) {
    case Sector::Gov:
    case Sector::Leg:
    case Sector::Jud:
    case Sector::Mil:
    case Sector::Cop:
    case Sector::Spy:
    case Sector::Igo:
    case Sector::Pty:
    case Sector::Opp:
      return true;
    default:
      return false;
  }
}

/// Where people and bodies at home are spoken of with the place they are in: "protesters in Kyiv".
bool is_at_home(Sector sector) {
  switch (sector) {
    case Sector::Cop:
    case Sector::Cvl:
    case Sector::Jud:
    case Sector::Leg:
    case Sector::Gov:
    case Sector::Reb:
    case Sector::Uaf:
    case Sector::Opp:
    case Sector::Lab:
    case Sector::Edu:
    case Sector::Med:
    case Sector::Agr:
    case Sector::Crm:
      return true;
    default:
      return false;
  }
}

/// Sectors that say less than the body somebody belongs to.
bool yields_to_body(Sector sector) {
  switch (sector) {
    case Sector::None:
    case Sector::Gov:
    case Sector::Mil:
    case Sector::Reb:
    case Sector::Uaf:
    case Sector::Unk:
    case Sector::Igo:
    case Sector::Pty:
      return true;
    default:
      return false;
  }
}

}  // namespace

/// What was seen so far of one phrase.
struct Naming::Parts {
  std::size_t begin = 0;
  std::size_t end = 0;
  CountryId country;
  std::size_t country_item = 0;
  std::size_t country_end = 0;
  bool any_country = false;
  std::array<CountryId, 4> countries;
  std::array<std::size_t, 4> country_items{};
  std::size_t country_count = 0;
  const MeaningRow* body = nullptr;  // an organisation or seat before the head
  std::size_t body_item = 0;
  std::size_t body_end = 0;
  const MeaningRow* agent = nullptr;
  const MeaningRow* former_agent = nullptr;  // the noun before the last one
  std::size_t title_item = 0;
  bool any_title = false;
  std::size_t head = 0;
  bool any_head = false;
  bool former = false;
  bool future = false;
  bool led = false;
  bool named_after_place = false;
  bool indefinite = false;
  bool number = false;
  bool nothing_before = true;
  std::size_t name_begin = 0;
  std::size_t name_end = 0;
  bool any_name = false;
  const MeaningRow* person = nullptr;
};

Naming::Naming(const NamingInput& input, const NameScanner& scanner)
    : in_(input), items_(scanner.items()), letter_case_(scanner.letter_case()) {
  const knowledge::Directory& directory = input.directory;
  office_spokesperson_ = directory.office_from("spokesperson");
  office_head_ = directory.office_from("head-of-organisation");
  office_ambassador_ = directory.office_from("ambassador");
  office_ambassador_un_ = directory.office_from("ambassador-un");
  office_envoy_ = directory.office_from("envoy");
  office_business_ = directory.office_from("business-leader");
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

/// A word that tells a country, first of all as an adjective.
const MeaningRow* Naming::country_meaning(std::size_t i) const {
  if (item(i).usable == 0) return nullptr;
  for (const Meaning kind : {Meaning::CountryName, Meaning::Adjective, Meaning::Capital, Meaning::Seat, Meaning::Prefix,
                             Meaning::Province, Meaning::Place}) {
    if (const MeaningRow* row = meaning(i, kind)) {
      if (row->country == knowledge::kNoCountry) return nullptr;
      const NameItem& at = item(i);
      // "Jordan Peterson", "Michael Jordan": a capitalised word that nobody knows makes a name of both.
      if (letter_case_ == LetterCase::Mixed && kind != Meaning::Adjective && kind != Meaning::Prefix) {
        const NameItem& next = item(i + 1);
        if ((at.rules & knowledge::kGivenName) != 0 && next.usable == 0 && next.capital && !next.all_capitals &&
            !next.hyphen_before) {
          return nullptr;
        }
        if ((at.rules & knowledge::kSurnameToo) != 0 && i > 1 && item(i - 1).usable == 0 && item(i - 1).capital &&
            !at.hyphen_before) {
          return nullptr;
        }
      }
      return row;
    }
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

bool Naming::is_name_word(std::size_t i) const {
  const NameItem& at = item(i);
  if (!at.capital || letter_case_ != LetterCase::Mixed || !at.is_word) return false;
  const auto kinds = at.usable;
  if (kinds == 0) return true;
  if (at.words > 1 && !at.can_be(Meaning::Surname)) return false;
  if (at.can_be(Meaning::Surname)) return true;
  if ((at.rules & (knowledge::kGivenName | knowledge::kSurnameToo)) != 0 && country_meaning(i) == nullptr) return true;
  // "Will", "May", "Major" within a name
  return at.can_be(Meaning::Modifier) && !at.has_effect(ModifierEffect::Article) &&
         !at.has_effect(ModifierEffect::Indefinite) && !at.has_effect(ModifierEffect::Of) &&
         !at.has_effect(ModifierEffect::And) && !at.has_effect(ModifierEffect::Function) &&
         !at.has_effect(ModifierEffect::In) && !at.has_effect(ModifierEffect::To) &&
         !at.has_effect(ModifierEffect::Pronoun) && i > 0 && is_name_word(i - 1);
}

/// The end of the capitalised words from `at` on, with the small words between them; `at` where there are none.
std::size_t Naming::name_run(std::size_t at) const {
  std::size_t end = at;
  while (end < items_.size() && end - at < kMaxNameRun) {
    if (is_name_word(end)) {
      ++end;
      continue;
    }
    std::size_t next = end;
    while (next - end < 3 && effect(next, ModifierEffect::Particle)) ++next;
    if (next == end || (next > at && !is_name_word(next))) break;
    end = next + 1;
  }
  return end;
}

/// An unknown word that may stand between a nationality and its noun.
bool Naming::may_describe(std::size_t i) const {
  const NameItem& at = item(i);
  if (!at.is_word) return false;
  if (at.can_be(Meaning::Modifier))
    return at.has_effect(ModifierEffect::Transparent) || at.has_effect(ModifierEffect::Former);
  if (at.can_be(Meaning::NotActor)) return false;
  if (in_.trees != nullptr && in_.trees->upos.size() != 0) {
    switch (in_.trees->upos[at.begin]) {
      case Upos::Adj:
      case Upos::Noun:
      case Upos::Propn:
      case Upos::Num:
        return true;
      case Upos::Verb:
        return in_.trees->deprel[at.begin] == syntax::Deprel::Amod ||
               in_.trees->deprel[at.begin] == syntax::Deprel::Compound;
      default:
        return false;
    }
  }
  return in_.whole;
}

bool Naming::begins_head(std::size_t i) const {
  return agent(i) != nullptr || title(i, CountryId::none()) != nullptr || item(i).can_be(Meaning::Title);
}

bool Naming::takes_sector_of_body(const MeaningRow& title) const {
  return title.office == office_spokesperson_ || title.office == office_head_ || title.office == office_business_ ||
         title.sector == Sector::None;
}

/// One word that tells a country, and what it does to the phrase. False where the phrase does not go on after it.
bool Naming::read_country(std::size_t& at, Parts& parts) const {
  const MeaningRow* row = country_meaning(at);
  const CountryId country = row->country_id();
  if (effect(at + 1, ModifierEffect::Backer)) {
    at += 2;
    return true;
  }
  if (effect(at + 1, ModifierEffect::Based)) {
    at += 2;
    return true;
  }
  if (effect(at + 1, ModifierEffect::Leader)) {
    parts.country = country;
    parts.any_country = false;
    parts.led = true;
    at += 2;
    return true;
  }
  if (parts.country_count < parts.countries.size() &&
      (parts.country_count == 0 || parts.countries[parts.country_count - 1] != country)) {
    // A second nationality counts only beside the first one: "US and British", "Sino-Russian", "Israeli-Palestinian".
    const bool joined = parts.country_count == 0 || item(at).hyphen_before || effect(at - 1, ModifierEffect::And) ||
                        is_sign(at - 1, ',');
    if (!joined) parts.country_count = 0;
    parts.countries[parts.country_count] = country;
    parts.country_items[parts.country_count] = at;
    ++parts.country_count;
  }
  if (row->kind == Meaning::Seat && parts.body == nullptr) {
    parts.body = row;
    parts.body_item = at;
    parts.body_end = at + 1;
  }
  parts.country = country;
  if (!parts.any_country) parts.country_item = at;
  parts.any_country = true;
  parts.country_end = at + 1;
  ++at;
  return true;
}

/// Reads what stands before the head and the head itself; returns where it stopped.
std::size_t Naming::read_front(std::size_t at, Parts& parts, int depth) const {
  (void)depth;
  std::size_t i = at;
  for (std::size_t count = 0; i < items_.size() && count < kMaxFront; ++count) {
    const NameItem& here = items_[i];
    if (here.can_be(Meaning::NotActor)) break;
    if (!here.is_word && !is_sign(i, ',')) {
      // Quotation marks around a word of the phrase: the "so-called" ministry.
      break;
    }
    if (!here.is_word) {
      // "Russian, Chinese and Iranian officials"
      if (parts.any_country && parts.country_end == i && !parts.any_head &&
          item(parts.country_item).can_be(Meaning::Adjective) && item(i + 1).can_be(Meaning::Adjective) &&
          country_meaning(i + 1) != nullptr) {
        ++i;
        continue;
      }
      break;
    }
    if (here.can_be(Meaning::Person)) {
      const MeaningRow* person = meaning(i, Meaning::Person);
      if (person != nullptr) {
        parts.person = person;
        parts.any_name = true;
        parts.name_begin = i;
        parts.name_end = i + 1;
        parts.head = i;
        return i + 1;
      }
    }
    if (here.has_effect(ModifierEffect::And)) {
      if (parts.any_country && parts.country_end == i && !parts.any_head &&
          item(parts.country_item).can_be(Meaning::Adjective) && item(i + 1).can_be(Meaning::Adjective) &&
          country_meaning(i + 1) != nullptr) {
        ++i;
        continue;
      }
      // "Prime Minister and Foreign Minister X"
      if (parts.any_title && parts.title_item + 1 == i && item(i + 1).can_be(Meaning::Title) && is_name_word(i + 2)) {
        ++i;
        continue;
      }
      break;
    }
    if (here.has_effect(ModifierEffect::Former) && !parts.any_head) {
      parts.former = true;
      ++i;
      continue;
    }
    if (here.has_effect(ModifierEffect::About) && here.hyphen_after) {
      // "anti-government", "pro-Russian": the word after it tells what they are for or against.
      i += 2;
      continue;
    }
    if (country_meaning(i) != nullptr) {
      if (is_genitive(i + 1)) {
        // "Russia's": a possessor, unless the phrase has begun with something else.
        if (parts.nothing_before || !parts.any_head) read_country(i, parts);
        break;
      }
      if (parts.any_head) break;
      // "the American": one of the people, where nothing follows.
      if (!read_country(i, parts)) break;
      parts.nothing_before = false;
      continue;
    }
    const MeaningRow* body = meaning(i, Meaning::Organisation);
    if (body == nullptr) body = meaning(i, Meaning::Group);
    if (body != nullptr && !parts.any_head) {
      parts.body = body;
      parts.body_item = i;
      parts.body_end = i + 1;
      if (effect(i + 1, ModifierEffect::Backer) || effect(i + 1, ModifierEffect::Based)) {
        parts.body = nullptr;
        i += 2;
        continue;
      }
      if (effect(i + 1, ModifierEffect::Leader)) {
        parts.led = true;
        i += 2;
        continue;
      }
      ++i;
      if (is_genitive(i)) break;
      continue;
    }
    const MeaningRow* titled = title(i, parts.country);
    const MeaningRow* noun = agent(i);
    if (titled != nullptr && noun != nullptr) {
      // "general", "minister": a title where a name follows, a noun elsewhere.
      const bool name_follows =
          is_name_word(i + 1) || item(i + 1).can_be(Meaning::Person) || item(i + 1).can_be(Meaning::Title);
      if (name_follows)
        noun = nullptr;
      else
        titled = nullptr;
    }
    if (titled != nullptr) {
      const bool rank = knowledge::title_traits(*titled).kind != TitleKind::Office;
      if (rank && !is_name_word(i + 1) && !item(i + 1).can_be(Meaning::Person) && !item(i + 1).can_be(Meaning::Title) &&
          !(letter_case_ != LetterCase::Mixed && item(i + 1).is_word && item(i + 1).usable == 0)) {
        break;
      }
      // The first title with an office says most: "Army Chief Gen. X".
      if (!parts.any_title || title(parts.title_item, parts.country) == nullptr ||
          title(parts.title_item, parts.country)->office == kNoOffice) {
        parts.title_item = i;
      }
      parts.any_title = true;
      if (parts.agent != nullptr) parts.former_agent = parts.agent;
      parts.agent = nullptr;
      parts.head = i;
      parts.any_head = true;
      ++i;
      if (letter_case_ != LetterCase::Mixed && item(i).is_word && item(i).usable == 0 && in_.whole) {
        // Without capitals the words after a title are the name, as far as the phrase goes.
        parts.any_name = true;
        parts.name_begin = i;
        while (item(i).is_word && (item(i).usable == 0 || item(i).can_be(Meaning::Surname))) ++i;
        parts.name_end = i;
        return i;
      }
      continue;
    }
    if (noun != nullptr) {
      if (parts.agent != nullptr) parts.former_agent = parts.agent;
      parts.agent = noun;
      parts.head = i;
      parts.any_head = true;
      ++i;
      continue;
    }
    if (here.has_effect(ModifierEffect::Transparent) || here.has_effect(ModifierEffect::Future)) {
      if (parts.any_head && !here.hyphen_before) break;
      if (here.has_effect(ModifierEffect::Future)) parts.future = true;
      ++i;
      if (parts.any_head) parts.end = i;
      continue;
    }
    if (here.number) {
      if (parts.any_head) break;
      parts.number = true;
      ++i;
      continue;
    }
    const std::size_t run = name_run(i);
    if (run > i) {
      const bool one_person =
          parts.agent == nullptr || (!knowledge::agent_traits(*parts.agent).plural &&
                                     knowledge::agent_traits(*parts.agent).kind != AgentTraits::Kind::Force);
      // "Likud lawmaker X", "Barcelona police": an unknown body before its noun.
      if (!parts.any_head && begins_head(run) && !is_sign(run, ',')) {
        i = run;
        parts.nothing_before = false;
        continue;
      }
      if (parts.any_head && !one_person) break;
      parts.any_name = true;
      parts.name_begin = i;
      if (!parts.any_head && parts.any_country && parts.country_end == i && !item(i - 1).can_be(Meaning::Adjective)) {
        // "Kenya Airways", "Lima Gazette": a name that begins with a place, not somebody from there.
        parts.name_begin = parts.country_item;
        parts.named_after_place = true;
      }
      parts.name_end = run;
      parts.head = run - 1;
      return run;
    }
    // "American stealth warplanes": unknown words, where a noun for an actor follows soon.
    if (parts.any_head || !may_describe(i)) break;
    std::size_t ahead = i + 1;
    while (ahead < i + kMaxGap && may_describe(ahead) && !begins_head(ahead)) ++ahead;
    if (!begins_head(ahead)) break;
    i = ahead;
  }
  return i;
}

/// The one person known by this family name who fits country, title and day.
std::optional<PersonId> Naming::person_called(std::size_t at, const Parts& parts) const {
  const NameItem& here = item(at);
  if (!here.can_be(Meaning::Surname)) return std::nullopt;
  const MeaningRow* titled = parts.any_title ? title(parts.title_item, parts.country) : nullptr;
  std::optional<PersonId> best;
  bool several = false;
  int best_score = -1;
  for (const MeaningRow& row : here.meanings) {
    if (row.kind != Meaning::Surname || !row.holds_on(in_.day)) continue;
    if (parts.country.exists() && row.country != parts.country.index()) continue;
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

void Naming::compose_person(const Parts& parts, NamePhrase& phrase) const {
  phrase.kind = MentionKind::Person;
  phrase.name_begin = parts.name_begin;
  phrase.name_end = parts.name_end;
  const MeaningRow* titled = parts.any_title ? title(parts.title_item, parts.country) : nullptr;
  CountryId told = parts.country;
  if (!told.exists() && titled != nullptr) told = titled->country_id();
  if (!told.exists() && parts.body != nullptr) told = parts.body->country_id();

  std::optional<PersonId> person;
  if (parts.person != nullptr) {
    // One name may stand for several people; the country chooses.
    for (const MeaningRow& row : item(parts.name_begin).meanings) {
      if (row.kind != Meaning::Person) continue;
      const auto standing = in_.directory.standing(PersonId(row.row), in_.day);
      if (told.exists() && standing.country.exists() && standing.country != told) continue;
      if (person) {
        // Two people, and nothing tells which: the one in office.
        const auto other = in_.directory.standing(*person, in_.day);
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
      person = person_called(parts.name_begin, parts);
    }
  }
  if (person) {
    const auto standing = in_.directory.standing(*person, in_.day);
    phrase.person = *person;
    phrase.name = in_.directory.person_name(*person);
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
    role = traits.kind == AgentTraits::Kind::Role;
    if (traits.kind == AgentTraits::Kind::Family && !parts.any_country) phrase.country = CountryId::none();
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
    phrase.end = parts.name_end;
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
  // The article of a people is part of its name: "the French".
  const MeaningRow* people = meaning(at, Meaning::People);
  const std::size_t people_at = people != nullptr ? at : i;
  if (people == nullptr) people = meaning(i, Meaning::People);
  parts.begin = i;
  const std::size_t stopped = read_front(i, parts, depth);
  (void)stopped;
  const bool nothing = !parts.any_name && !parts.any_head && parts.body == nullptr && !parts.any_country;
  const bool only_people = people != nullptr && !parts.any_name && !parts.any_head &&
                           (nothing || parts.country_end <= people_at + 1) &&
                           (parts.body == nullptr || parts.body_end <= people_at + 1);
  if (only_people &&
      (!item(people_at).can_be(Meaning::Adjective) || people_at == at || people->country == knowledge::kNoCountry)) {
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
  return true;
}

/// "of the IAEA", "in Kyiv", "'s spokesman", ", the foreign minister of Peru,".
void Naming::read_after(Parts& parts, NamePhrase& phrase, int depth) const {
  if (depth >= kMaxDepth) return;
  const bool described = parts.any_head && !parts.any_name;
  const MeaningRow* titled = described && parts.agent == nullptr ? title(parts.head, parts.country) : nullptr;
  if (described && parts.agent == nullptr && titled == nullptr && parts.any_title) {
    // A title of one country alone, after the word for another country: it says nothing more.
    titled = nullptr;
  }
  const bool mission =
      (parts.agent != nullptr && knowledge::agent_traits(*parts.agent).kind == AgentTraits::Kind::Mission) ||
      (titled != nullptr && (titled->office == office_ambassador_ || titled->office == office_envoy_ ||
                             titled->office == office_ambassador_un_));
  if (described && effect(phrase.end, ModifierEffect::Of)) {
    NamePhrase owner;
    if (parse(phrase.end + 1, owner, depth + 1) && !owner.adjective && !owner.unknown_name &&
        owner.covered > phrase.end) {
      const bool role =
          (titled != nullptr && takes_sector_of_body(*titled)) ||
          (parts.agent != nullptr && knowledge::agent_traits(*parts.agent).kind == AgentTraits::Kind::Role);
      phrase.end = owner.end;
      phrase.covered = std::max(phrase.end, owner.covered);
      if (!phrase.country.exists() && phrase.country_count == 0) {
        phrase.country = owner.country;
        if (owner.sector == Sector::Igo) phrase.country = CountryId::none();
      }
      if ((role || (owner.sector == Sector::Igo && owner.kind == MentionKind::Organisation)) &&
          owner.sector != Sector::None && !owner.bare)
        phrase.sector = owner.sector;
      if (role && owner.bare && phrase.sector == Sector::None) phrase.sector = owner.sector;
      if (parts.former && ends_with_office(phrase.sector)) phrase.sector = Sector::Eli;
      if (titled != nullptr && !phrase.plural && !parts.former && !parts.future && !parts.indefinite &&
          !phrase.person.exists()) {
        std::optional<PersonId> holder;
        if (titled->office == office_head_ && owner.organisation.exists()) {
          holder = in_.directory.head_of(owner.organisation, in_.day);
        } else if (owner.bare && in_.directory.has_one_holder(titled->office)) {
          const MeaningRow* there = title(parts.head, owner.country);
          holder = in_.directory.holder(owner.country, there != nullptr ? there->office : titled->office, in_.day);
        }
        if (holder) {
          phrase.kind = MentionKind::Person;
          phrase.person = *holder;
          phrase.name = in_.directory.person_name(*holder);
        }
      }
    }
  }
  if (described && mission && (effect(phrase.end, ModifierEffect::To) || effect(phrase.end, ModifierEffect::In))) {
    // The country sent to is part of the phrase, and not its country.
    NamePhrase host;
    if (parse(phrase.end + 1, host, kMaxDepth) && !host.adjective && host.end > phrase.end) {
      phrase.end = host.end;
      phrase.covered = phrase.end;
    }
  } else if (described && !mission && effect(phrase.end, ModifierEffect::In) && !phrase.country.exists() &&
             phrase.country_count == 0 && is_at_home(phrase.sector) &&
             (parts.body == nullptr || parts.body->sector != Sector::Igo)) {
    const MeaningRow* place = country_meaning(phrase.end + (effect(phrase.end + 1, ModifierEffect::Article) ? 2 : 1));
    if (place != nullptr && place->kind != Meaning::Adjective) phrase.country = place->country_id();
  }
  if (is_genitive(phrase.end)) read_genitive(phrase, depth);
  if (depth == 0) read_apposition(phrase, depth);
}

/// "China's top diplomat": the whole names whom the second part names, of the country of the first.
void Naming::read_genitive(NamePhrase& phrase, int depth) const {
  if (depth >= kMaxDepth) return;
  NamePhrase owned;
  if (!parse(phrase.end + 1, owned, depth + 1) || owned.bare || owned.unknown_name || owned.begin > phrase.end + 1)
    return;
  if (owned.kind == MentionKind::Country || owned.kind == MentionKind::Group) return;
  const NamePhrase owner = phrase;
  phrase = owned;
  phrase.begin = owner.begin;
  if (owned.kind == MentionKind::Organisation) {
    // "Kenya's Supreme Court": the possessor knows better, and then it is another body than ours of that name.
    if (owned.sector != Sector::Igo && owner.bare && phrase.country != owner.country) {
      phrase.country = owner.country;
      phrase.name = {};
    }
    return;
  }
  if (!phrase.country.exists() && owned.country_count == 0) phrase.country = owner.country;
  const MeaningRow* titled = item(owned.head).as(Meaning::Title);
  const MeaningRow* noun = agent(owned.head);
  const bool role = (noun == nullptr && titled != nullptr && takes_sector_of_body(*titled)) ||
                    (noun != nullptr && knowledge::agent_traits(*noun).kind == AgentTraits::Kind::Role);
  if (owned.name.empty() && role && !owner.bare && owner.sector != Sector::None) phrase.sector = owner.sector;
  if (owned.kind == MentionKind::Described && owner.kind == MentionKind::Organisation && owner.sector == Sector::Igo) {
    phrase.sector = Sector::Igo;
    phrase.country = CountryId::none();
  }
  if (owned.kind == MentionKind::Described && noun == nullptr && !owned.plural) {
    const MeaningRow* here = title(owned.head, owner.country);
    std::optional<PersonId> holder;
    if (here != nullptr && owner.bare && in_.directory.has_one_holder(here->office) && owned.begin + 1 >= owned.head) {
      holder = in_.directory.holder(owner.country, here->office, in_.day);
    } else if (here != nullptr && here->office == office_head_ && owner.organisation.exists()) {
      holder = in_.directory.head_of(owner.organisation, in_.day);
    }
    bool former = false;
    for (std::size_t i = owned.begin; i < owned.head; ++i)
      former = former || effect(i, ModifierEffect::Former) || effect(i, ModifierEffect::Future);
    if (holder && !former) {
      phrase.kind = MentionKind::Person;
      phrase.person = *holder;
      phrase.name = in_.directory.person_name(*holder);
    }
  }
}

/// "Vedant Patel, the deputy spokesman for the State Department," and "China's top diplomat, Wang Yi,".
void Naming::read_apposition(NamePhrase& phrase, int depth) const {
  if (!is_sign(phrase.end, ',')) return;
  const bool named = phrase.kind == MentionKind::Person && phrase.name_end > phrase.name_begin;
  const bool one_described = !phrase.plural && phrase.country_count == 0 && !named &&
                             (phrase.kind == MentionKind::Described || phrase.kind == MentionKind::Person);
  if (!named && !one_described) return;
  std::size_t at = phrase.end + 1;
  // "Vedant Patel, 34, a spokesman"
  if (item(at).number && is_sign(at + 1, ',')) at += 2;
  NamePhrase other;
  if (!parse(at, other, depth + 1)) return;
  const bool closed = other.end >= items_.size() || !items_[other.end].is_word ||
                      effect(other.end, ModifierEffect::Of) || effect(other.end, ModifierEffect::In) ||
                      effect(other.end, ModifierEffect::To);
  if (!closed || other.plural || other.country_count > 0) return;
  const bool other_named = other.kind == MentionKind::Person && other.name_end > other.name_begin;
  if (named && !other_named && (other.kind == MentionKind::Described || other.kind == MentionKind::Person)) {
    const MeaningRow* noun = agent(other.head);
    if (noun != nullptr && (knowledge::agent_traits(*noun).kind == AgentTraits::Kind::Body ||
                            knowledge::agent_traits(*noun).kind == AgentTraits::Kind::Force))
      return;
    if (!phrase.person.exists() || phrase.sector == Sector::None) {
      if (other.country.exists() || !phrase.country.exists()) phrase.country = other.country;
      if (other.sector != Sector::None) phrase.sector = other.sector;
    }
    phrase.unknown_name = false;
    phrase.covered = other.end;
    return;
  }
  if (!named && other_named && other.unknown_name + (other.person.exists() ? 1 : 0) > 0) {
    const MeaningRow* noun = agent(phrase.head);
    if (noun != nullptr && knowledge::agent_traits(*noun).kind != AgentTraits::Kind::Person &&
        knowledge::agent_traits(*noun).kind != AgentTraits::Kind::Role &&
        knowledge::agent_traits(*noun).kind != AgentTraits::Kind::Mission) {
      return;
    }
    if (other.person.exists() && other.country.exists() && phrase.country.exists() && other.country != phrase.country)
      return;
    const NamePhrase described = phrase;
    phrase = other;
    phrase.begin = described.begin;
    if (!phrase.country.exists()) phrase.country = described.country;
    if (phrase.sector == Sector::None) phrase.sector = described.sector;
    phrase.unknown_name = false;
    phrase.covered = phrase.end;
  }
}

}  // namespace chancery::reading
