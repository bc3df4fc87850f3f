// The rule of a record in words: what the acts and operators mean, and the patterns of the lexicon that said so.
#pragma once

#include <string>
#include <string_view>

#include "coding/predicates.h"

namespace chancery::coding {

/// "refuse meet: refuse + meet with"; operators that grammar gives have no pattern. Where no rule said it, but the
/// judge (event_judge.h): "judge: " and the `lemma` of the word. Of an act in what is said: "said criticise:
/// incompetent".
std::string rule_text(const knowledge::Ontology& ontology, const Predicate& predicate, std::string_view lemma);

}  // namespace chancery::coding
