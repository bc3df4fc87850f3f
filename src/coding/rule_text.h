// The rule of a record in words: what the acts and operators mean, and the patterns of the lexicon that said so.
#pragma once

#include <string>

#include "coding/predicates.h"

namespace chancery::coding {

/// "refuse meet: refuse + meet with"; operators that grammar gives have no pattern.
std::string rule_text(const knowledge::Ontology& ontology, const Chain& chain);

}  // namespace chancery::coding
