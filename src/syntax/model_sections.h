// How the numbers of a trained network lie in a packed file: arrays, and the matrices that the kernels multiply by.
#pragma once

#include <string>

#include "base/packed_file.h"
#include "chancery/error.h"
#include "syntax/kernels.h"

namespace chancery::syntax {

/// A section of `count` numbers. Throws Error where it has another size.
template <class T>
const T* array_section(const PackedFile& file, std::string_view name, std::size_t count) {
  const std::string_view bytes = file.section(name);
  if (bytes.size() != count * sizeof(T)) {
    throw Error(file.path() + ": section " + std::string(name) + " has not the size that the model says; " +
                "take the file of this version again");
  }
  return reinterpret_cast<const T*>(bytes.data());
}

/// The sections NAME.weights and NAME.columns. Throws Error where they have another size.
QuantisedMatrix matrix_section(const PackedFile& file, const std::string& name, std::size_t depth, std::size_t columns);

}  // namespace chancery::syntax
