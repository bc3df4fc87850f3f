// The algebra of acts: what can be done, what operators make of it, and how the schemes code it.
//
// Read from data/ontology: acts.tsv, operators.tsv, composition.tsv, readings.tsv, general.tsv, said.tsv, cameo.tsv.
// Immutable after loading; shared by all threads. It knows codes and scores, no words (lexicon.h) and no documents.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/table.h"
#include "chancery/records.h"

namespace chancery::knowledge {

struct ActKind;
struct OperatorKind;
using ActId = Id<ActKind>;
using OperatorId = Id<OperatorKind>;

/// An act of acts.tsv, or what a line of composition.tsv makes ("refuse talk").
struct Act {
  std::string name;
  std::string family;              // the class that composition.tsv may speak of
  std::optional<EventType> event;  // nothing: an act that is told of in other acts only ("offence")
  std::string mode;
  std::string cameo;
  double goldstein = 0;
  std::vector<std::string> contexts;
  bool mutual = false;     // the parties do the same thing: all are actors
  bool takes_two = false;  // mutual, and nothing where only one of them is told
  bool alone = false;      // nobody is done anything by it ("resigned"): no recipient
};

/// What to do with a line whose act or operator the scheme does not have.
enum class Unknown : std::uint8_t { Refuse, LeaveOut };

struct Operator {
  std::string name;
  ActId bare;                   // what it is where its operand is no known act; may be none
  std::optional<Status> inner;  // the status of the inner act where that is an event of its own
  bool leaves_inner = false;    // a noun of action below it is so, where nothing comes of the two together
  bool tells_noun = false;      // a noun of action with an actor of its own is told besides
  std::optional<Status> outer;  // the status of the composed act, where the operator gives it one
};

/// What grammar says without a word of its own: "will", "may", "should", and a negated inner act.
enum class Reading : std::uint8_t { Future, Possible, Obliged, NegatedInner };
inline constexpr std::size_t kReadingCount = 4;

class Ontology {
 public:
  /// Needs the five tables, told by the names of their files; "acts-own.tsv" adds to "acts.tsv", and so for the others.
  /// Throws TableError naming file and line. `unknown` is for general.tsv and said.tsv, which name acts of acts.tsv.
  static Ontology load(std::span<const TableText> tables, Unknown unknown = Unknown::Refuse);

  std::optional<ActId> act_named(std::string_view name) const;
  std::optional<OperatorId> operator_named(std::string_view name) const;
  const Act& operator[](ActId act) const { return acts_[act]; }
  const Operator& operator[](OperatorId op) const { return operators_[op]; }
  std::size_t act_count() const { return acts_.size(); }
  std::size_t operator_count() const { return operators_.size(); }

  /// What `op` makes of `operand`: an act, or none where it makes nothing of it. An absent operand gives `bare`.
  ActId compose(OperatorId op, ActId operand) const;
  OperatorId operator_of(Reading reading) const { return readings_[static_cast<std::size_t>(reading)]; }
  /// The act that stands for a type where no nearer one is told; none where the scheme names none.
  ActId general(EventType event) const { return general_[static_cast<std::size_t>(event)]; }
  /// The act of one who speaks well or ill of another; none where the scheme makes nothing of it.
  ActId said(bool well) const { return said_[well ? 1 : 0]; }

 private:
  IdVector<ActId, Act> acts_;
  IdVector<OperatorId, Operator> operators_;
  std::array<OperatorId, kReadingCount> readings_{};
  std::array<ActId, kEventTypeCount> general_{};
  std::array<ActId, 2> said_{};  // ill, well
  std::vector<ActId> composed_;  // [operator * act_count + act]
};

}  // namespace chancery::knowledge
