// The words of acts: which verb, noun or adjective means which act or operator, and in which frame.
//
// Read from data/lexicon (frames.tsv, verbs.tsv, nouns.tsv, adjectives.tsv, constructions.tsv, cues.tsv, modals.tsv,
// negations.tsv, conditions.tsv, locatives.tsv, stance.tsv, status.tsv, irregular.tsv); the forms of patterns and roles
// are described there in README.md. Immutable after loading; shared by all threads.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "knowledge/ontology.h"

namespace chancery::knowledge {

/// Where a dependent of a predicate stands. `Subject` and `Object` are the logical ones: the object of an active verb
/// is the subject of its passive.
enum class SlotKind : std::uint8_t {
  Subject,
  Object,
  IndirectObject,
  OpenComplement,
  Clause,
  AdverbialClause,
  Purpose,  // an infinitive that the tree hangs on the verb as an adverbial clause ("called on Y to stop")
  Possessor,
  Modifier,
  Particle,
  Preposition,
};

struct Slot {
  SlotKind kind = SlotKind::Subject;
  std::string_view word;  // the preposition or particle, lower case ("out_of" for two words)
};

/// Which slots hold what; several slots of one role are tried in turn.
struct Frame {
  std::string_view name;
  std::vector<Slot> actor;
  std::vector<Slot> recipient;
  std::vector<Slot> both;  // all of them are parties of the same act
  std::vector<Slot> inner;
  bool recipient_does_inner = false;  // "urged Y to stop": the inner act is Y's
};

/// A word that must stand in a slot for the entry to hold ("under" + "fire"); no lemmas: anything may stand there.
/// "@PTY" among the lemmas is an actor of that sector, "@person" a person with a name.
struct Constraint {
  Slot slot;
  std::vector<std::string_view> lemmas;
};

enum class WordClass : std::uint8_t { Verb, Noun, Adjective, Preposition };
inline constexpr std::size_t kWordClassCount = 4;

struct Entry {
  std::string_view pattern;  // as it stands in the table
  std::string_view lemma;
  WordClass word_class = WordClass::Verb;
  std::vector<Constraint> constraints;
  ActId act;  // exactly one of the two exists
  OperatorId op;
  const Frame* frame = nullptr;
};

/// A word that says that somebody says.
struct Cue {
  std::string_view lemma;
  WordClass word_class = WordClass::Verb;
  std::vector<Slot> addressee;
  int stance = 0;                        // -1, 0, 1
  bool needs_content = false;            // a cue only with a clause or a quotation ("add", "continue")
  std::string_view content_preposition;  // what it says may stand behind it ("see it as …"); empty where it may not
};

enum class Modality : std::uint8_t { None, Future, Possible, Obliged };

class Lexicon {
 public:
  /// Throws TableError naming file and line. `ontology` must outlive the lexicon.
  static Lexicon load(std::span<const TableText> tables, const Ontology& ontology, Unknown unknown = Unknown::Refuse);

  /// Entries of a lemma, those that ask for more first: more constraints, then more of them with words of their own.
  std::span<const Entry> entries(WordClass word_class, std::string_view lemma) const;
  const Cue* cue(WordClass word_class, std::string_view lemma) const;
  /// The cue whose first word is the preposition `lemma` ("according_to" for "according").
  const Cue* cue_preposition(std::string_view lemma) const;
  Modality modality(std::string_view lemma) const;
  bool is_negation(std::string_view lemma) const;
  /// Whether a verb with an infinitive says what should be: "the government needs to act".
  bool obliges(std::string_view lemma) const;
  /// 1 for a word that speaks well of something, -1 for one that speaks ill of it, else 0.
  int stance(std::string_view lemma) const;
  /// Words that open a condition ("if").
  bool is_condition(std::string_view lemma) const;
  /// Prepositions that put an event in a place ("in").
  bool is_locative(std::string_view lemma) const;
  /// The status that a modifier gives to a noun of action ("planned", "alleged").
  std::optional<Status> status_of_modifier(std::string_view lemma) const;
  /// The lemma of a verb or noun as the lexicon knows it; `guess`, which the tagger made, where it knows nothing
  /// better.
  std::string_view lemma(WordClass word_class, std::string_view form, std::string_view guess) const;
  std::size_t entry_count() const { return entry_count_; }

 private:
  struct Tables;
  std::shared_ptr<const Tables> tables_;  // owns the strings that the views point into
  std::size_t entry_count_ = 0;
};

}  // namespace chancery::knowledge
