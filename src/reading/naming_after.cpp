// The last step of the grammar of naming (see naming.cpp): what follows the head and belongs to the phrase.
#include <algorithm>

#include "reading/naming.h"
#include "reading/naming_parts.h"

namespace chancery::reading {

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
      const bool kin =
          parts.agent != nullptr && knowledge::agent_traits(*parts.agent).kind == AgentTraits::Kind::Family;
      const bool role =
          (titled != nullptr && takes_sector_of_body(*titled)) || (parts.agent != nullptr && is_role(*parts.agent));
      phrase.end = owner.end;
      phrase.covered = std::max(phrase.end, owner.covered);
      if (!phrase.country.exists() && phrase.country_count == 0 && !kin) {
        phrase.country = owner.country;
        if (owner.sector == Sector::Igo) phrase.country = CountryId::none();
        if (titled != nullptr && titled->office == office_ambassador_un_ && owner.bare) phrase.sector = Sector::Gov;
      }
      if ((role || (owner.sector == Sector::Igo && owner.kind == MentionKind::Organisation)) &&
          owner.sector != Sector::None && !owner.bare &&
          (parts.agent == nullptr || !only_backs(*parts.agent) || owner.organisation.exists() ||
           owner.sector == Sector::Opp)) {
        phrase.sector = owner.sector;
        phrase.by_role = false;
      }
      if (role && owner.bare && phrase.sector == Sector::None) phrase.sector = owner.sector;
      // "vice president of the People's Congress" is of the congress, not of the state.
      if (titled != nullptr && owner.organisation.exists() && owner.sector != Sector::None &&
          in_.directory.has_one_holder(titled->office) && !phrase.person.exists()) {
        phrase.sector = owner.sector;
      }
      if (parts.former && ends_with_office(phrase.sector)) phrase.sector = Sector::Eli;
      if (titled != nullptr && !phrase.plural && !parts.former && !parts.future && !parts.indefinite &&
          !phrase.person.exists()) {
        std::optional<PersonId> holder;
        if (titled->office == office_head_ && owner.organisation.exists()) {
          holder = in_.directory.head_of(owner.organisation, in_.day);
        } else if (owner.bare && owner.sector != Sector::None && in_.directory.has_one_holder(titled->office)) {
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
  if (described && (titled != nullptr || parts.agent != nullptr)) read_region(phrase);
  if (described && mission && (effect(phrase.end, ModifierEffect::To) || effect(phrase.end, ModifierEffect::In))) {
    read_host(phrase);
  } else if (described && !mission && effect(phrase.end, ModifierEffect::In) && !phrase.country.exists() &&
             phrase.country_count == 0 && is_at_home(phrase.sector) &&
             (parts.body == nullptr || parts.body->sector != Sector::Igo)) {
    const MeaningRow* place = country_meaning(phrase.end + (effect(phrase.end + 1, ModifierEffect::Article) ? 2 : 1));
    if (place != nullptr && place->kind != Meaning::Adjective) phrase.country = place->country_id();
  }
  if (parts.any_name && phrase.unknown_name && effect(phrase.end, ModifierEffect::Of)) {
    // "Ana Lima of Human Rights Watch"
    NamePhrase body;
    if (parse(phrase.end + 1, body, depth + 1) && body.kind == MentionKind::Organisation) {
      phrase.country = body.country;
      phrase.sector = body.sector;
      phrase.unknown_name = false;
      phrase.covered = body.end;
    }
  }
  if (is_genitive(phrase.end)) read_genitive(phrase, depth);
  if (depth == 0) read_apposition(phrase, depth);
}

/// "ambassador to Palau", "embassy in Rome": the country sent to is part of the phrase, and not its country.
void Naming::read_host(NamePhrase& phrase) const {
  NamePhrase host;
  if (!parse(phrase.end + 1, host, kMaxDepth) || host.adjective || host.end <= phrase.end) return;
  phrase.end = host.end;
  phrase.covered = phrase.end;
  if (!effect(phrase.end, ModifierEffect::Of)) return;
  NamePhrase owner;
  if (phrase.country.exists() || !parse(phrase.end + 1, owner, kMaxDepth) || !owner.bare || owner.adjective) return;
  phrase.country = owner.country;
  phrase.end = owner.end;
  phrase.covered = phrase.end;
}

/// "mayor of Wroclaw", "governor of Pampanga, Philippines": a place that we do not know, and the country after it.
void Naming::read_region(NamePhrase& phrase) const {
  if (!effect(phrase.end, ModifierEffect::Of) && !effect(phrase.end, ModifierEffect::In)) return;
  const std::size_t begin = phrase.end + (effect(phrase.end + 1, ModifierEffect::Article) ? 2 : 1);
  if (!item(begin).capital) return;
  std::size_t end = name_run(begin);
  if (end == begin) return;
  // "the Special Capital Region of Jakarta"
  const bool known = country_meaning(begin) != nullptr;
  if (known) return;
  const bool of = effect(end, ModifierEffect::Of) || effect(end, ModifierEffect::In);
  const std::size_t at = end + (effect(end + 1, ModifierEffect::Article) ? 2 : 1);
  const MeaningRow* country = of || is_sign(end, ',') ? country_meaning(at) : nullptr;
  const bool closed = !item(at + 1).is_word || !item(at + 1).capital;
  if (country != nullptr && country->kind != Meaning::Adjective && (of || closed) && !is_genitive(at + 1)) {
    if (!phrase.country.exists() && phrase.country_count == 0) phrase.country = country->country_id();
    end = at + 1;
  } else if (!effect(phrase.end, ModifierEffect::Of)) {
    return;
  }
  phrase.end = end;
  phrase.covered = end;
}

/// "China's top diplomat": the whole names whom the second part names, of the country of the first.
void Naming::read_genitive(NamePhrase& phrase, int depth) const {
  if (depth >= kMaxDepth) return;
  NamePhrase owned;
  if (parse(phrase.end + 1, owned, depth + 1) && owned.bare && phrase.bare && owned.sector == Sector::None &&
      owned.country == phrase.country && owned.begin == phrase.end + 1) {
    // "Nigeria's Kano state"
    const std::size_t begin = phrase.begin;
    phrase = owned;
    phrase.begin = begin;
    return;
  }
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
  const MeaningRow* titled = item(owned.head).as(Meaning::Title);
  const MeaningRow* noun = agent(owned.head);
  const bool kin =
      noun != nullptr && owned.name.empty() && knowledge::agent_traits(*noun).kind == AgentTraits::Kind::Family;
  if (!phrase.country.exists() && owned.country_count == 0 && !kin) phrase.country = owner.country;
  if (owned.sector == Sector::Igo && owner.bare && phrase.country.exists() && !owned.person.exists()) {
    phrase.sector = Sector::Gov;  // "Russia's UN envoy"
  }
  const bool role =
      (noun == nullptr && titled != nullptr && takes_sector_of_body(*titled)) || (noun != nullptr && is_role(*noun));
  if (owned.name.empty() && role && !owner.bare && owner.sector != Sector::None) {
    phrase.sector = owner.sector;
    phrase.by_role = false;
  }
  if (owned.kind == MentionKind::Described && owner.sector == Sector::Igo &&
      (owner.kind == MentionKind::Organisation || owner.kind == MentionKind::Group)) {
    phrase.sector = Sector::Igo;
    phrase.country = CountryId::none();
  }
  if (owned.kind == MentionKind::Described && titled != nullptr && !owned.plural) {
    const MeaningRow* here = title(owned.head, owner.country);
    std::optional<PersonId> holder;
    // A province has no sector, and its offices are not those of the state.
    if (here != nullptr && owner.bare && owner.sector != Sector::None && in_.directory.has_one_holder(here->office) &&
        owned.begin + 1 >= owned.head) {
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
    // What the text calls somebody today weighs more than an office that we know to be over.
    const bool over = phrase.person.exists() && ends_with_office(other.sector) &&
                      in_.directory.standing(phrase.person, in_.day).office == kNoOffice &&
                      (!other.country.exists() || other.country == phrase.country);
    if (!phrase.person.exists() || phrase.sector == Sector::None || over) {
      if (other.country.exists() || !phrase.country.exists()) phrase.country = other.country;
      if (other.sector != Sector::None) {
        phrase.sector = other.sector;
        phrase.by_role = other.by_role;
      }
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
