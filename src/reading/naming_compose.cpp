// What the parts of a phrase make together (see naming.cpp): the head with the countries and bodies before it.
#include <algorithm>

#include "reading/naming.h"
#include "reading/naming_parts.h"

namespace chancery::reading {

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
    // "the UN envoy to Yemen" is of the UN; "Russia's UN envoy" is told by what comes before.
    if (titled->office == office_ambassador_un_ && !phrase.country.exists()) phrase.sector = Sector::Igo;
  }
  if (parts.body != nullptr) {
    if (role || yields_to_body(phrase.sector) || parts.body->sector == Sector::Igo) phrase.sector = parts.body->sector;
    if (!phrase.country.exists()) phrase.country = parts.body->country_id();
    if (parts.body->sector == Sector::Igo && !parts.any_country) phrase.country = CountryId::none();
  } else if (role && parts.former_agent != nullptr) {
    phrase.sector = parts.former_agent->sector;
  } else if (role && parts.unknown_body && !parts.any_country && phrase.sector == Sector::Gov) {
    // Whose spokesman it is decides, and that is not known.
    phrase.sector = Sector::None;
  }
  phrase.by_role = role && parts.body == nullptr && parts.former_agent == nullptr;
  // A country's envoy at a body above countries is the country's.
  if (phrase.sector == Sector::Igo && parts.body == nullptr && parts.any_country && !role) phrase.sector = Sector::Gov;
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
  // "the Chinese president" is somebody on a day; "the Chinese vice president of the congress" is another.
  const bool of_else =
      effect(phrase.end, ModifierEffect::Of) && parts.end <= parts.head + 1 &&
      country_meaning(phrase.end + (effect(phrase.end + 1, ModifierEffect::Article) ? 2 : 1)) == nullptr;
  if (titled != nullptr && !phrase.plural && !parts.former && !parts.future && !parts.indefinite && !parts.number &&
      parts.country_count < 2 && !of_else && parts.end <= parts.head + 1) {
    std::optional<PersonId> holder;
    if (titled->office == office_head_ && parts.body != nullptr && parts.body->kind != Meaning::Seat) {
      holder = in_.directory.head_of(OrganisationId(parts.body->row), in_.day);
    } else if (parts.body == nullptr && !parts.regional && in_.directory.has_one_holder(titled->office)) {
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
      // "Rep. Ben Okoro of Kansas"
      if (realm != nullptr &&
          (realm->kind == Meaning::CountryName || realm->kind == Meaning::Province || realm->kind == Meaning::Place)) {
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

}  // namespace chancery::reading
