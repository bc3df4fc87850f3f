// What reference asks of words: what a noun names, whose given name a word is, and who belongs to the state that a
// story is about (data/reference). Immutable, shared by all threads.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/table.h"

namespace chancery::knowledge {

enum class NounClass : std::uint8_t { Unknown, Person, Man, Woman, People, Organisation, Place };

/// What a phrase stands for that names two who were named before.
enum class PairClass : std::uint8_t { None, Persons, States, Any };

/// Who may be of the state that a story is about: described by an office or a calling, a person or a body of whom
/// nobody knows more than the name.
enum class HomeKind : std::uint8_t { Described, Person, Body };

/// From when on they are.
struct HomeRule {
  float share = 1;  // of what the story names of states, of one
  float least = 0;  // of such namings, as persons and towns count less
};

class ReferenceWords {
 public:
  /// Reads nouns.tsv, given_names.tsv, phrases.tsv and home.tsv. Throws TableError naming file and line.
  static ReferenceWords load(std::span<const TableText> tables);

  /// Of a lemma or a word of a name, in any case.
  NounClass noun(std::string_view word) const { return find(nouns_, word); }
  /// Man, Woman, or Unknown for what is no given name or is one of both.
  NounClass given_name(std::string_view word) const { return find(given_names_, word); }

  /// "leaders", "sides": what "the two …" or "both …" stands for.
  PairClass pair(std::string_view lemma) const;
  /// "two", "both"
  bool is_two(std::string_view lemma) const { return is_word(lemma, Role::Two); }
  /// "counterpart": who holds the same office elsewhere.
  bool is_counterpart(std::string_view lemma) const { return is_word(lemma, Role::Counterpart); }
  /// "leader": who leads a state.
  bool is_leader(std::string_view lemma) const { return is_word(lemma, Role::Leader); }
  /// "former": the first of two; "latter": the second.
  bool is_former(std::string_view word) const { return is_word(word, Role::Former); }
  /// "for", "over": what stands behind it is why somebody is praised or blamed.
  bool is_reason(std::string_view lemma) const { return is_word(lemma, Role::Reason); }
  /// "group": any organisation.
  bool is_body(std::string_view lemma) const { return is_word(lemma, Role::Body); }
  bool is_latter(std::string_view word) const { return is_word(word, Role::Latter); }
  /// "foreign": of another state than the story.
  bool is_abroad(std::string_view word) const { return is_word(word, Role::Abroad); }
  /// None where nothing makes those of that kind and sector be of the state that the story is about; the sector is
  /// empty where it cannot be told.
  std::optional<HomeRule> home_rule(HomeKind kind, std::string_view sector) const;

 private:
  enum class Role : std::uint8_t { Two, Counterpart, Former, Latter, Body, Reason, Leader, Abroad };
  template <class Value>
  using Map = boost::unordered_flat_map<std::uint64_t, Value>;  // by the hash of a word

  static NounClass find(const Map<NounClass>& map, std::string_view word);
  bool is_word(std::string_view word, Role role) const;

  Map<NounClass> nouns_, given_names_;
  Map<PairClass> pairs_;
  Map<Role> roles_;
  Map<HomeRule> home_rules_;  // by kind and sector
};

}  // namespace chancery::knowledge
