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
  office_governor_ = directory.office_from("governor");
  office_mayor_ = directory.office_from("mayor");
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

/// "premier" is said of provinces, too.
bool Naming::is_of_region(const MeaningRow& title) const {
  return title.office == office_governor_ || title.office == office_mayor_ ||
         title.office == office_head_of_government_;
}

bool Naming::takes_sector_of_body(const MeaningRow& title) const {
  return title.office == office_spokesperson_ || title.office == office_head_ || title.office == office_business_ ||
         title.sector == Sector::None;
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
