// The reader of the tables of data/actors and data/places, and what it gathers: included by the files that make the
// directory (directory_builder.cpp, build_states.cpp, build_people.cpp, build_words.cpp) and by nothing else.
//
// Tables come in two layers: ours, and a user's that are laid over them. What a line of the user's says of a phrase,
// a state, a body or an office stands in the place of what ours say.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/table.h"
#include "knowledge/directory.h"
#include "knowledge/phrase_trie.h"
#include "knowledge/spelling.h"

namespace chancery::knowledge::packing {

class DirectoryTables {
 public:
  using Refuse = std::function<void(const TableError&)>;
  DirectoryTables() : trie_(strings_) {}

  /// Reads both layers. `refuse` hears of lines of `over` that are wrong; the first wrong line of ours is thrown.
  void read(const std::vector<TableText>& ours, const std::vector<TableText>& over, const Refuse& refuse);
  void pack(PackedWriter& out);

 private:
  /// A holding with its days as they were written.
  struct Held {
    Rows::Text title;
    std::int32_t since, until;
    std::uint16_t organisation, country, source;
    std::uint8_t office, sector;
  };
  struct HeldOffice {
    Held row;
    bool over = false;
    std::string name;
    std::vector<std::string> aliases;
  };
  struct Person {
    std::string name;
    std::vector<std::string> aliases;
    std::vector<HeldOffice> holdings;
  };
  struct State {
    Rows::CountryRow row;
    std::string name, long_name;
    bool over = false;
  };

  void read_file(const TableText& table, const Refuse& refuse);

  // build_states.cpp
  void read_sectors(const TableLine& line);
  void read_state(const TableLine& line);
  void add_states();
  void read_state_name(const TableLine& line);
  void read_group(const TableLine& line);
  void read_member(const TableLine& line);
  void read_organisation(const TableLine& line);
  void read_place(const TableLine& line);
  void add_organisation(const TableLine& line, Rows::OrganisationRow row, std::string_view name,
                        std::string_view aliases, std::string_view acronyms, std::size_t since_column);

  // build_people.cpp
  void read_office_kind(const TableLine& line);
  void read_holding(const TableLine& line);
  void divide_people();
  void lay_over_offices();
  void add_people();
  void pack_spellings(PackedWriter& out);
  void pack_families(PackedWriter& out);
  std::vector<std::string> surnames(const Person& person) const;
  bool only_in_full(const Person& person) const;

  // build_words.cpp
  void read_agent(const TableLine& line);
  void read_title(const TableLine& line);
  void read_modifier(const TableLine& line);
  void read_ambiguous(const TableLine& line);
  void read_name_order(const TableLine& line);
  void read_not_actor(const TableLine& line);
  void read_spelling(const TableLine& line);

  std::uint16_t country(const TableLine& line, std::string_view iso3) const;
  Sector sector(const TableLine& line, std::string_view name) const;
  MeaningRow meaning(Meaning kind) const;
  void add(const TableLine& line, std::string_view phrase, const MeaningRow& row);
  void add_span(const TableLine& line, std::size_t since_column, std::int32_t& since, std::int32_t& until) const;

  bool over_ = false;  // the layer that is being read
  StringPool strings_;
  PhraseTrie trie_;
  std::map<std::string, State, std::less<>> states_;  // by code
  std::map<std::string, std::uint16_t, std::less<>> country_index_;
  std::vector<Rows::CountryRow> countries_;
  std::map<std::string, std::uint32_t, std::less<>> organisation_index_;
  std::vector<Rows::OrganisationRow> organisations_;
  std::vector<bool> organisation_over_;
  std::map<std::uint32_t, std::vector<Rows::MemberRow>> members_;
  std::map<std::string, std::uint16_t, std::less<>> office_index_;
  std::vector<Rows::OfficeRow> offices_;
  std::vector<bool> office_alone_;
  std::vector<bool> office_in_full_;  // its holders are known by the full name only
  std::vector<bool> office_over_;
  std::map<std::string, std::uint16_t, std::less<>> source_index_;
  std::vector<Rows::SourceRow> sources_;
  std::map<std::string, std::vector<HeldOffice>, std::less<>> named_;  // by folded name, until people are told apart
  std::vector<std::string> named_order_;                               // in order of their first line
  std::vector<Person> people_;
  std::map<std::tuple<std::string, std::uint32_t, std::uint16_t, std::uint16_t, std::int32_t, std::string>,
           const TableText*>
      seen_holdings_;
  std::vector<Rows::PlaceRow> places_;
  std::set<std::string, std::less<>> family_first_;
  std::set<std::string, std::less<>> particles_;
  std::set<std::string, std::less<>> bare_particles_;
  std::vector<SpellingRule> spellings_;
  std::uint32_t context_count_ = 0;
  std::size_t sector_count_ = 0;
};

}  // namespace chancery::knowledge::packing
