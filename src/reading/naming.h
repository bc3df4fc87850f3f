// The grammar of naming: items -> a phrase that names somebody who acts, with country and sector.
//
// Works on the words alone, so that it serves documents and single phrases; where there are trees they are asked
// whether a word is a noun. What cannot be told stays empty: a wrong country is worse than none. Dates decide who holds
// an office.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "knowledge/directory.h"
#include "reading/mentions.h"
#include "reading/name_items.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// What one phrase says of one actor. Ranges are of items.
struct NamePhrase {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t head = 0;     // the item that carries the phrase
  std::size_t covered = 0;  // end of what belongs to it, an apposition included
  MentionKind kind = MentionKind::Described;
  knowledge::CountryId country;
  knowledge::Sector sector = knowledge::Sector::None;
  knowledge::PersonId person;
  knowledge::OrganisationId organisation;
  std::string_view name;       // from the directory; empty where the words as written are the name
  std::size_t name_begin = 0;  // the words of an unknown name
  std::size_t name_end = 0;
  std::array<knowledge::CountryId, 4> countries;  // of "US and British officials", where there are several
  std::array<std::size_t, 4> country_items{};
  std::size_t country_count = 0;
  bool plural = false;
  bool place = false;
  bool bare = false;          // a country, capital or adjective and nothing else
  bool adjective = false;     // bare, and of the form of an adjective
  bool by_role = false;       // the sector is the usual one of the noun, not that of a body that is told
  bool unknown_name = false;  // nothing but capitals says that this is somebody
};

/// People named before in the document, by the word they are called by later.
class NameMemory {
 public:
  virtual ~NameMemory() = default;
  /// Fills kind, person, country, sector and the name of `phrase`, which names one word; false where nobody is called
  /// so.
  virtual bool recall(std::string_view surname, NamePhrase& phrase) const = 0;
};

struct NamingInput {
  const knowledge::Directory& directory;
  const text::Tokens& tokens;
  const syntax::Trees* trees = nullptr;  // null: the words alone
  std::optional<Day> day;
  const NameMemory* memory = nullptr;
  bool whole = false;  // the items are one phrase from end to end
};

/// What the pieces of a phrase say of the one whom it names.
struct PieceEvidence {
  knowledge::CountryId country;
  knowledge::Sector sector = knowledge::Sector::None;
  bool role = false;      // the noun has the sector of the body it belongs to
  bool kin = false;       // the noun is of kin and neighbours, whose country another's name does not tell
  bool mission = false;   // the noun is of those who are sent abroad
  bool named = false;     // it ends in a name
  bool somebody = false;  // it ends in a noun or name of those who act, or in one that we do not know
};

/// Reads phrases of the sentence that `scanner` scanned last; makes no allocation. One per thread.
class Naming {
 public:
  Naming(const NamingInput& input, const NameScanner& scanner);
  /// The phrase that begins at item `at`; false where none does.
  bool parse(std::size_t at, NamePhrase& phrase) const { return parse(at, phrase, 0); }
  /// For phrases that `parse` does not read from end to end, of items [begin, end): the noun or name that they end in,
  /// the nationality or place before it, and whom or what they are said to be of.
  PieceEvidence weigh(std::size_t begin, std::size_t end) const { return weigh(begin, end, 0); }
  /// Whether an item is the 's of a genitive.
  bool is_genitive(std::size_t i) const;
  /// The words of items [begin, end) as written.
  std::string_view slice(std::size_t begin, std::size_t end) const;

 private:
  struct Parts;

  bool parse(std::size_t at, NamePhrase& phrase, int depth) const;
  PieceEvidence weigh(std::size_t begin, std::size_t end, int depth) const;
  PieceEvidence weigh_core(std::size_t begin, std::size_t end) const;
  std::size_t read_front(std::size_t at, Parts& parts, int depth) const;
  bool read_country(std::size_t& at, Parts& parts) const;
  void compose(Parts& parts, NamePhrase& phrase) const;
  void compose_person(const Parts& parts, NamePhrase& phrase) const;
  void compose_described(const Parts& parts, NamePhrase& phrase) const;
  void read_after(Parts& parts, NamePhrase& phrase, int depth) const;
  void read_genitive(NamePhrase& phrase, int depth) const;
  void read_apposition(NamePhrase& phrase, int depth) const;

  const NameItem& item(std::size_t i) const { return i < items_.size() ? items_[i] : nothing_; }
  bool effect(std::size_t i, knowledge::ModifierEffect effect) const { return item(i).has_effect(effect); }
  const knowledge::MeaningRow* meaning(std::size_t i, knowledge::Meaning kind) const;
  const knowledge::MeaningRow* country_meaning(std::size_t i) const;
  const knowledge::MeaningRow* agent(std::size_t i) const;
  const knowledge::MeaningRow* title(std::size_t i, knowledge::CountryId country) const;
  bool is_noun(std::size_t i) const;
  bool is_adjective_of_noun(std::size_t i) const;
  bool is_sign(std::size_t i, char sign) const;
  bool is_name_word(std::size_t i) const;
  std::size_t name_run(std::size_t at) const;
  bool is_town_as_surname(std::size_t begin, std::size_t at) const;
  bool may_describe(std::size_t i) const;
  bool begins_head(std::size_t i) const;
  knowledge::PersonId person_named(std::size_t at, knowledge::CountryId told) const;
  bool person_spelled(std::size_t begin, std::size_t end, knowledge::CountryId told, std::uint16_t office,
                      NamePhrase& phrase) const;
  knowledge::CountryId owner_country(std::size_t at) const;
  std::optional<knowledge::PersonId> person_called(std::size_t at, const Parts& parts) const;
  bool take_what_namesakes_share(std::size_t at, const knowledge::MeaningRow* titled, NamePhrase& phrase) const;
  std::optional<knowledge::PersonId> holder_called(std::size_t at, const knowledge::MeaningRow* titled,
                                                   knowledge::CountryId told) const;
  bool is_in_the_news(knowledge::PersonId person, std::uint16_t office) const;
  void take_standing(knowledge::PersonId person, NamePhrase& phrase) const;
  std::size_t portfolio_end(std::size_t at) const;
  void read_field(std::size_t& at, Parts& parts) const;
  void read_host(NamePhrase& phrase) const;
  void read_region(NamePhrase& phrase) const;
  bool is_of_region(const knowledge::MeaningRow& title) const;
  bool takes_sector_of_body(const knowledge::MeaningRow& title) const;

  const NamingInput& in_;
  const std::vector<NameItem>& items_;
  const NameScanner& scanner_;
  NameItem nothing_;
  std::uint16_t office_spokesperson_, office_head_;
  std::uint16_t office_ambassador_, office_ambassador_un_, office_envoy_, office_business_;
  std::uint16_t office_head_of_state_, office_head_of_government_, office_supreme_leader_;
  std::uint16_t office_governor_, office_mayor_;
};

}  // namespace chancery::reading
