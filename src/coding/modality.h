// Is it so: negation, modals, conditions and questions around a word of action.
#pragma once

#include <optional>

#include "knowledge/lexicon.h"
#include "reading/arguments.h"

namespace chancery::coding {

struct Modality {
  bool negated = false;
  bool conditional = false;  // in a clause of condition
  bool question = false;
  knowledge::Modality modal = knowledge::Modality::None;
  std::optional<Status> noun_status;  // from a modifier: "planned talks"
};

/// What stands around `token` and its auxiliaries, and around the verb that a noun of action is the object of.
Modality modality_of(const reading::Clauses& clauses, const knowledge::Lexicon& lexicon, TokenId token);

}  // namespace chancery::coding
