// What the steps of the grammar of naming hand to each other; included by naming*.cpp alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "knowledge/directory.h"
#include "reading/naming.h"

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

inline constexpr int kMaxDepth = 4;
inline constexpr std::size_t kMaxFront = 24;
inline constexpr std::size_t kMaxGap = 4;  // unknown words between a nationality and its noun
inline constexpr std::size_t kMaxNameRun = 8;
inline constexpr std::uint32_t kSurnameBit = 1u << static_cast<unsigned>(knowledge::Meaning::Surname);

/// Sectors of those who hold power; out of office they are ELI.
inline bool ends_with_office(Sector sector) {
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
inline bool is_at_home(Sector sector) {
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
inline bool yields_to_body(Sector sector) {
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

/// Of those who are not known by name: farmers, workers, refugees.
inline bool is_ordinary(Sector sector) {
  return sector == Sector::Agr || sector == Sector::Lab || sector == Sector::Ref;
}

/// A noun whose sector is that of the body it belongs to.
inline bool is_role(const MeaningRow& agent) {
  const auto kind = knowledge::agent_traits(agent).kind;
  return kind == knowledge::AgentTraits::Kind::Role || kind == knowledge::AgentTraits::Kind::Part;
}

/// A noun for people who stand behind somebody without being of him: "Trump supporters", "supporters of the king".
inline bool only_backs(const MeaningRow& agent) { return is_role(agent) && agent.sector == Sector::Cvl; }

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
  bool regional = false;  // the country is told by a province or town: its offices are not those of the state
  bool named_after_place = false;
  bool indefinite = false;
  bool number = false;
  bool nothing_before = true;
  bool unknown_body = false;  // a name that is not known stands before the noun: "Acme spokesman"
  std::size_t name_begin = 0;
  std::size_t name_end = 0;
  bool any_name = false;
  const MeaningRow* person = nullptr;
};

}  // namespace chancery::reading
