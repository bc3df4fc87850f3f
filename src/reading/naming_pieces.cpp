// What the pieces of a phrase say where the grammar of naming does not read it through (see naming.cpp): too many words
// stand between those that it knows ("Japanese anime studio Kyoto Animation", "the chair of the wheat growers' board").
//
// A phrase has a core, which ends in its noun or name, and what hangs on the core: an owner before it ("India's"), whom
// it is of ("with the bank of Japan"), an apposition. The core tells most; the rest fills what it leaves open. Words
// for two countries tell none. Right for bodies and people that are called after where they are; wrong for those called
// after places abroad ("London Stock Brokers Ltd" of Lagos).
#include "reading/naming.h"
#include "reading/naming_parts.h"

namespace chancery::reading {

namespace {

/// Fills what `known` leaves open.
void fill(PieceEvidence& known, const PieceEvidence& other) {
  if (!known.country.exists() && known.sector != Sector::Igo && !known.kin) known.country = other.country;
  if (known.sector == Sector::None || (known.role && !other.role && other.sector != Sector::None && other.somebody)) {
    known.sector = other.sector;
    known.role = other.role;
  }
}

}  // namespace

/// Of [begin, end), which holds no owner, preposition or comma.
PieceEvidence Naming::weigh_core(std::size_t begin, std::size_t end) const {
  PieceEvidence out;
  CountryId country;
  bool several = false, former = false, role = false, family = false, mission = false, unknown_name = false;
  Sector body = Sector::None;
  CountryId body_country;
  const MeaningRow* noun = nullptr;
  Sector before = Sector::None;  // of the noun before the last
  const auto tell = [&](CountryId id) {
    if (!id.exists()) return;
    several = several || (country.exists() && country != id);
    country = id;
  };
  enum class Last : std::uint8_t { Nothing, Noun, Name, Country, Body, Small } last = Last::Nothing;
  for (std::size_t i = begin; i < end; ++i) {
    const NameItem& at = item(i);
    if (!at.is_word) continue;
    if (at.can_be(Meaning::NotActor)) return {};
    if (at.has_effect(ModifierEffect::About) && at.hyphen_after) {
      ++i;  // "pro-Beijing": what it is for
      last = Last::Small;
      continue;
    }
    // "a London-based group" may be of anywhere.
    const bool told_of_other = effect(i + 1, ModifierEffect::Backer) || effect(i + 1, ModifierEffect::Based);
    // "The bus driver Mahbubur Rahman" is not the general of that name.
    if (at.can_be(Meaning::Person) && at.words > 1 && (noun == nullptr || !is_ordinary(noun->sector))) {
      if (const PersonId person = person_named(i, country); person.exists()) {
        const auto standing = in_.directory.standing(person, in_.day);
        out.country = standing.country;
        out.sector = standing.sector;
        out.somebody = out.named = true;
        return out;
      }
    }
    if (at.has_effect(ModifierEffect::Former)) {
      former = true;
      continue;
    }
    const MeaningRow* row = country_meaning(i);
    // "Ana Lima": a town behind a name that nobody knows is part of it.
    if (row != nullptr && row->kind >= Meaning::Capital && last == Last::Name) continue;
    const MeaningRow* people = meaning(i, Meaning::People);
    if (people == nullptr) people = meaning(i, Meaning::Citizen);
    if (row != nullptr || people != nullptr) {
      if (!told_of_other && !effect(i + 1, ModifierEffect::Leader)) {
        tell(row != nullptr ? row->country_id() : people->country_id());
        last = people != nullptr && i + 1 == end ? Last::Noun : Last::Country;
        if (last == Last::Noun && noun == nullptr) out.sector = Sector::Cvl;
      }
      continue;
    }
    const MeaningRow* organisation = meaning(i, Meaning::Organisation);
    if (organisation == nullptr) organisation = meaning(i, Meaning::Group);
    // "Harold Forbes" is no magazine.
    if ((at.rules & knowledge::kSurnameToo) != 0 && last == Last::Name) organisation = nullptr;
    if (organisation != nullptr && !told_of_other) {
      body = organisation->sector;
      body_country = organisation->country_id();
      last = Last::Body;
      continue;
    }
    const MeaningRow* found = agent(i);
    const bool rank = found == nullptr && at.can_be(Meaning::Title);
    if (found == nullptr) found = title(i, country);
    if (found != nullptr) {
      if (noun != nullptr) before = out.sector;
      noun = found;
      out.sector = found->sector;
      family = !rank && knowledge::agent_traits(*found).kind == AgentTraits::Kind::Family;
      mission = !rank && knowledge::agent_traits(*found).kind == AgentTraits::Kind::Mission;
      role = rank ? takes_sector_of_body(*found) : is_role(*found);
      if (rank && !out.country.exists()) tell(found->country_id());
      last = Last::Noun;
      continue;
    }
    if (at.can_be(Meaning::Modifier) && !at.capital) continue;
    if (at.capital || at.number) {
      if (at.number) continue;
      unknown_name = unknown_name || noun == nullptr;
      last = Last::Name;
      continue;
    }
    last = Last::Small;
  }
  if (last == Last::Nothing || last == Last::Small) return {};
  if (body != Sector::None && (role || noun == nullptr || yields_to_body(out.sector))) {
    out.sector = body;
    if (!country.exists()) country = body_country;
    if (body == Sector::Igo) country = CountryId::none();
  } else if (role && before != Sector::None) {
    out.sector = before;
  } else if (role && unknown_name && !country.exists()) {
    out.sector = Sector::None;
  }
  out.role = role && body == Sector::None && before == Sector::None;
  // A country and nothing else is for the grammar to tell.
  out.somebody = last != Last::Country;
  out.named = last == Last::Name || last == Last::Body;
  out.kin = family;
  out.mission = mission;
  if (!several && !family) out.country = country;
  if (former && ends_with_office(out.sector)) out.sector = Sector::Eli;
  return out;
}

PieceEvidence Naming::weigh(std::size_t begin, std::size_t end, int depth) const {
  PieceEvidence out;
  if (depth >= kMaxDepth) return out;
  // "who was Mary Lima's adviser": the words before the noun.
  while (begin < end && (effect(begin, ModifierEffect::Pronoun) || effect(begin, ModifierEffect::Function) ||
                         effect(begin, ModifierEffect::And) || !item(begin).is_word)) {
    if (is_genitive(begin)) break;
    ++begin;
  }
  std::size_t core_end = begin;
  while (core_end < end && item(core_end).is_word && !is_genitive(core_end)) {
    if (effect(core_end, ModifierEffect::Of) || effect(core_end, ModifierEffect::In) ||
        effect(core_end, ModifierEffect::To) || effect(core_end, ModifierEffect::Function) ||
        effect(core_end, ModifierEffect::Pronoun) || effect(core_end, ModifierEffect::And)) {
      break;
    }
    ++core_end;
  }
  if (core_end < end && is_genitive(core_end)) {
    out = weigh(core_end + 1, end, depth + 1);
    if (!out.somebody) return {};
    PieceEvidence owner = weigh_core(begin, core_end);
    if (!owner.country.exists() && core_end == begin + 1) {
      // "Obasanjo's party"
      NamePhrase person;
      if (item(begin).can_be(Meaning::Person)) {
        owner.country = owner_country(begin);
      } else if (in_.whole && take_what_namesakes_share(begin, nullptr, person)) {
        owner.country = person.country;
      }
    }
    owner.sector = Sector::None;
    fill(out, owner);
    return out;
  }
  out = weigh_core(begin, core_end);
  std::size_t at = core_end;
  if (at < end && effect(at, ModifierEffect::And)) {
    // "the mogul and television star Ana Lima": the name is of both.
    const PieceEvidence other = weigh(at + 1, end, depth + 1);
    if (!out.somebody) return other;
    if (!out.named && other.named) fill(out, other);
    return out;
  }
  const bool belongs = effect(at, ModifierEffect::Of) || effect(at, ModifierEffect::Belonging) ||
                       (effect(at, ModifierEffect::In) && !out.mission &&
                        (out.sector == Sector::None || is_at_home(out.sector) || out.sector == Sector::Bus ||
                         out.sector == Sector::Jrn));
  if (at < end && belongs && out.somebody) {
    PieceEvidence owner = weigh(at + 1, end, depth + 1);
    if (!owner.somebody) {
      // "of Japan"
      std::size_t place = at + 1;
      while (place < end && effect(place, ModifierEffect::Article)) ++place;
      if (const MeaningRow* row = country_meaning(place); row != nullptr && row->kind != Meaning::Adjective) {
        owner.country = row->country_id();
      }
      owner.sector = Sector::None;
    }
    if (effect(at, ModifierEffect::In)) owner.sector = Sector::None;
    // "the leader of the National Action Party"
    if (out.role && owner.somebody && owner.sector != Sector::None && !owner.role) {
      out.sector = owner.sector;
      out.role = false;
    }
    fill(out, owner);
  }
  while (at < end && item(at).is_word) ++at;
  // No apposition: "Georgia, where police"
  if (at < end && is_sign(at, ',') && out.somebody && !effect(at + 1, ModifierEffect::Function)) {
    const PieceEvidence other = weigh(at + 1, end, depth + 1);
    if (other.somebody) fill(out, other);
  }
  return out;
}

}  // namespace chancery::reading
