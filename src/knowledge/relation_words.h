// The words of standing ties: which noun, verb or adjective says that two are allies, rivals, neighbours, or that one
// is a member of the other (data/relations). Immutable, shared by all threads.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "knowledge/lexicon.h"

namespace chancery::knowledge {

/// "ally noun ally mutual of;to": an ally of X, X's ally.
struct RelationWord {
  std::string relation;  // "ally"
  WordClass word_class = WordClass::Noun;
  bool mutual = false;                    // "X and Y are allies" ties the two to each other
  bool states_only = false;               // persons and bodies are none: "Jordan borders Syria"
  std::vector<std::string> prepositions;  // before the other one; of verbs "obj" for the object
};

class RelationWords {
 public:
  /// Reads ties.tsv and words.tsv. Throws TableError naming file and line.
  static RelationWords load(std::span<const TableText> tables);

  /// What a lemma says as a word of this class, or null.
  const RelationWord* find(WordClass word_class, std::string_view lemma) const;
  /// Whether the lemma is a word of any tie, of whatever class: the tagger may be wrong.
  const RelationWord* noun(std::string_view lemma) const { return find(WordClass::Noun, lemma); }
  /// "former", "potential": with it there is no tie.
  bool undoes(std::string_view lemma) const { return has(lemma, Role::Undoes); }
  /// "remain", "become": a verb that says that its subject is what stands behind it.
  bool carries(std::string_view lemma) const { return has(lemma, Role::Carries); }
  /// "stand as", "serve as".
  bool carries_as(std::string_view lemma) const { return has(lemma, Role::CarriesAs); }
  /// "want", "seek": what stands below it is not so yet.
  bool aims(std::string_view lemma) const { return has(lemma, Role::Aims); }
  /// "one (of)".
  bool is_one(std::string_view lemma) const { return has(lemma, Role::One); }
  bool is_as(std::string_view lemma) const { return has(lemma, Role::As); }
  bool is_since(std::string_view lemma) const { return has(lemma, Role::Since); }
  bool is_until(std::string_view lemma) const { return has(lemma, Role::Until); }

 private:
  enum class Role : std::uint8_t { Undoes, Carries, CarriesAs, Aims, One, As, Since, Until };
  bool has(std::string_view lemma, Role role) const;

  boost::unordered_flat_map<std::uint64_t, RelationWord> ties_;
  boost::unordered_flat_map<std::uint64_t, Role> roles_;
};

}  // namespace chancery::knowledge
