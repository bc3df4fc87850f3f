// Grammatical roles as candidates, features and rules of antecedents see them.
#pragma once

#include <cstdint>

#include "syntax/trees.h"

namespace chancery::reading {

inline bool is_subject(syntax::Deprel deprel) {
  return deprel == syntax::Deprel::Nsubj || deprel == syntax::Deprel::NsubjPass || deprel == syntax::Deprel::NsubjOuter;
}

template <class Enum>
std::uint64_t number_of(Enum value) {
  return static_cast<std::uint64_t>(value);
}

}  // namespace chancery::reading
