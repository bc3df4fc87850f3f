// The first step of the grammar of naming (see naming.cpp): what stands before the head, and the head.
#include <algorithm>

#include "reading/naming.h"
#include "reading/naming_parts.h"

namespace chancery::reading {

/// A word that tells a country, first of all as an adjective.
const MeaningRow* Naming::country_meaning(std::size_t i) const {
  if (item(i).usable == 0) return nullptr;
  for (const Meaning kind : {Meaning::CountryName, Meaning::Adjective, Meaning::Capital, Meaning::Seat, Meaning::Prefix,
                             Meaning::Province, Meaning::Place}) {
    if (const MeaningRow* row = meaning(i, kind)) {
      if (row->country == knowledge::kNoCountry) return nullptr;
      const NameItem& at = item(i);
      // "Jordan Peterson", "Michael Jordan": a capitalised word that nobody knows makes a name of both.
      if (scanner_.letter_case() == LetterCase::Mixed && kind != Meaning::Adjective && kind != Meaning::Prefix) {
        const NameItem& next = item(i + 1);
        if ((at.rules & knowledge::kGivenName) != 0 && (next.usable & ~kSurnameBit) == 0 && next.capital &&
            !next.all_capitals && !next.hyphen_before) {
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
  parts.regional = row->kind == Meaning::Province || row->kind == Meaning::Place;
  if (!parts.any_country) parts.country_item = at;
  parts.any_country = true;
  parts.country_end = at + 1;
  ++at;
  return true;
}

/// "journalist Ana Lima", "Ana Lima, a lawyer": a town straight after a first name that nobody knows.
bool Naming::is_town_as_surname(std::size_t begin, std::size_t at) const {
  const NameItem& town = item(at);
  if (!town.capital || town.words != 1 || town.usable == 0 || scanner_.letter_case() != LetterCase::Mixed) return false;
  constexpr std::uint32_t kTowns = 1u << static_cast<unsigned>(Meaning::Capital) |
                                   1u << static_cast<unsigned>(Meaning::Province) |
                                   1u << static_cast<unsigned>(Meaning::Place);
  if ((town.usable & ~kTowns) != 0) return false;
  if (begin > 0) {
    const NameItem& before = item(begin - 1);
    if (before.can_be(Meaning::Title) && !before.can_be(Meaning::Agent)) return true;
    const MeaningRow* noun = agent(begin - 1);
    return noun != nullptr && !knowledge::agent_traits(*noun).plural &&
           knowledge::agent_traits(*noun).kind <= AgentTraits::Kind::Role &&
           knowledge::agent_traits(*noun).kind != AgentTraits::Kind::Body &&
           knowledge::agent_traits(*noun).kind != AgentTraits::Kind::Force;
  }
  return in_.whole && is_sign(at + 1, ',') &&
         (effect(at + 2, ModifierEffect::Article) || item(at + 2).number || effect(at + 2, ModifierEffect::Indefinite));
}

/// The end of the capitalised words from `at` on, with the small words between them; `at` where there are none.
std::size_t Naming::name_run(std::size_t at) const {
  std::size_t end = at;
  while (end < items_.size() && end - at < kMaxNameRun) {
    // "Claude-France": what follows a hyphen belongs to the word before it.
    if (is_name_word(end) || (end > at && item(end).hyphen_before && item(end).capital && item(end).words == 1)) {
      ++end;
      continue;
    }
    if (end > at && is_town_as_surname(at, end)) {
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

bool Naming::is_name_word(std::size_t i) const {
  const NameItem& at = item(i);
  if (!at.capital || scanner_.letter_case() != LetterCase::Mixed || !at.is_word) return false;
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

/// "Health and Social Affairs", "the Economy, Finances and Industry": the end of the words from `at` on that tell what
/// somebody is minister for. `at` where there are none, or where they belong to another title ("the Health Minister").
std::size_t Naming::portfolio_end(std::size_t at) const {
  const auto begins = [&](std::size_t i) {
    // "Aboriginal Affairs": a word that nobody knows before one that we know.
    return item(i).portfolio || (item(i).is_word && item(i).usable == 0 && item(i).capital && item(i + 1).portfolio);
  };
  std::size_t end = at;
  std::size_t before = at;  // the end without what follows the last joint
  for (std::size_t i = at; i < at + kMaxFront;) {
    std::size_t next = i;
    while (next < i + 3 && (is_sign(next, ',') || effect(next, ModifierEffect::And) ||
                            effect(next, ModifierEffect::Of) || effect(next, ModifierEffect::Article))) {
      ++next;
    }
    if (!begins(next)) break;
    if (next > i) before = end;
    while (begins(next)) ++next;
    end = i = next;
  }
  return end > at && begins_head(end) ? before : end;
}

bool Naming::begins_head(std::size_t i) const {
  return agent(i) != nullptr || title(i, CountryId::none()) != nullptr || item(i).can_be(Meaning::Title);
}

/// After a title or an office: what it is for, whom it is of, and where to, as far as a name follows: "of Steel of
/// India", "to Belgium".
void Naming::read_field(std::size_t& at, Parts& parts) const {
  // "Minister of the Interior" may go on: "and Social Affairs".
  const bool for_something = item(at - 1).words >= 3;
  if (effect(at, ModifierEffect::Of) || for_something) {
    const std::size_t end = portfolio_end(at);
    if (end > at) {
      at = end;
      parts.end = end;
    }
  }
  const MeaningRow* titled = title(at - 1, parts.country);
  if (titled != nullptr && effect(at, ModifierEffect::Of) && is_of_region(*titled)) {
    // "Governor of Pampanga": a region that we do not know.
    const std::size_t begin = at + (effect(at + 1, ModifierEffect::Article) ? 2 : 1);
    std::size_t end = country_meaning(begin) == nullptr ? name_run(begin) : begin;
    if (end > begin) {
      // "East Darfur"
      if (const MeaningRow* place = country_meaning(end);
          place != nullptr && place->kind >= Meaning::Capital && !is_genitive(end + 1)) {
        if (!parts.country.exists()) parts.country = place->country_id();
        ++end;
      }
      at = end;
      parts.end = end;
    }
  }
  // "of the House of Commons of Canada", "to Belgium", as far as a name follows.
  const MeaningRow* realm = nullptr;
  const MeaningRow* body = nullptr;
  std::size_t realm_item = 0, body_item = 0;
  std::size_t end = at;
  while (effect(end, ModifierEffect::Of) || effect(end, ModifierEffect::To)) {
    const bool to = effect(end, ModifierEffect::To);
    const std::size_t place = end + (effect(end + 1, ModifierEffect::Article) ? 2 : 1);
    if (is_genitive(place + 1)) return;
    const MeaningRow* row = country_meaning(place);
    // After "to" Israel is no given name.
    if (row == nullptr) row = meaning(place, Meaning::CountryName);
    if (row != nullptr && (to || row->kind == Meaning::CountryName)) {
      if (!to && realm == nullptr) {
        realm = row;
        realm_item = place;
      }
    } else if (const MeaningRow* found = meaning(place, Meaning::Organisation); found != nullptr && body == nullptr) {
      body = found;
      body_item = place;
    } else {
      return;
    }
    end = place + 1;
  }
  if (end == at || (!item(end).can_be(Meaning::Person) && (!is_name_word(end) || country_meaning(end) != nullptr))) {
    return;
  }
  if (realm != nullptr && !parts.country.exists()) {
    parts.country = realm->country_id();
    parts.any_country = true;
    parts.country_item = realm_item;
    parts.country_end = 0;
  }
  if (body != nullptr && parts.body == nullptr) {
    parts.body = body;
    parts.body_item = body_item;
    parts.body_end = 0;
  }
  at = end;
  parts.end = at;
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
    if ((here.can_be(Meaning::Surname) || here.can_be(Meaning::Person)) && !here.can_be(Meaning::Adjective) &&
        !parts.any_head && !parts.any_country && here.capital) {
      // "the Sunak government", "the Biden White House": his who is called so.
      const bool seat = item(i + 1).can_be(Meaning::Seat);
      // "Smith College" is nobody's.
      const MeaningRow* owned = item(i + 1).can_be(Meaning::Title) ? nullptr : agent(i + 1);
      const CountryId owner = seat || (owned != nullptr && (!item(i + 1).capital || owned->sector == Sector::Gov))
                                  ? owner_country(i)
                                  : CountryId::none();
      if (owner.exists()) {
        parts.country = owner;
        parts.nothing_before = false;
        ++i;
        continue;
      }
    }
    if (here.can_be(Meaning::Person)) {
      const MeaningRow* person = meaning(i, Meaning::Person);
      if (person != nullptr) {
        parts.person = person;
        parts.any_name = true;
        parts.name_begin = i;
        parts.name_end = i + 1;
        // "Salva Kiir Mayardit", "Abdullah II": words of the name that the directory does not have.
        while (parts.name_end < i + 3 && (item(parts.name_end).usable & ~kSurnameBit) == 0 &&
               is_name_word(parts.name_end) && (in_.whole || item(parts.name_end).all_capitals)) {
          ++parts.name_end;
        }
        parts.head = i;
        // So many more words are another name: "Abdul Hamid" is not "Abdul-Hamid Musa Kasha", and who is known by one
        // word is not everybody of that name: "Xi Zhong".
        const std::size_t more = parts.name_end - (i + 1);
        if (more > 1 || (more == 1 && item(i).end - item(i).begin == 1)) parts.person = nullptr;
        return parts.name_end;
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
    // "energy giant Gazprom", "the militant group Hamas": the noun only says what kind of body it is.
    const bool names_body = body != nullptr && parts.agent != nullptr && parts.head + 1 == i && here.capital &&
                            body->kind == Meaning::Organisation && !knowledge::agent_traits(*parts.agent).plural &&
                            knowledge::agent_traits(*parts.agent).kind == AgentTraits::Kind::Body;
    if (names_body) {
      parts.agent = nullptr;
      parts.any_head = false;
    }
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
        // "Hamas-run": the place counts, the body is named no longer.
        if (body->sector != Sector::Igo) {
          parts.country = body->country_id();
          parts.body = nullptr;
        }
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
      const bool name_follows = in_.directory.has_one_holder(titled->office) || is_name_word(i + 1) ||
                                item(i + 1).can_be(Meaning::Person) || item(i + 1).can_be(Meaning::Title);
      if (name_follows)
        noun = nullptr;
      else
        titled = nullptr;
    }
    if (titled != nullptr) {
      const bool rank = knowledge::title_traits(*titled).kind != TitleKind::Office;
      if (rank && name_run(i + 1) == i + 1 && !item(i + 1).can_be(Meaning::Person) &&
          !item(i + 1).can_be(Meaning::Title) &&
          !(scanner_.letter_case() != LetterCase::Mixed && item(i + 1).is_word && item(i + 1).usable == 0)) {
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
      read_field(i, parts);
      if (scanner_.letter_case() != LetterCase::Mixed && item(i).is_word && item(i).usable == 0 && in_.whole) {
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
      read_field(i, parts);
      continue;
    }
    if (here.portfolio && !parts.any_head) {
      // "Health and Social Affairs Minister"
      std::size_t field = i;
      while (field < i + kMaxFront && (item(field).portfolio || (field > i && effect(field, ModifierEffect::And)))) {
        ++field;
      }
      if (begins_head(field)) {
        i = field;
        parts.nothing_before = false;
        continue;
      }
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
        parts.unknown_body = true;
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

}  // namespace chancery::reading
