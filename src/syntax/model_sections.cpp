// Tested by: model_test.cpp, attribution_tagger_test.cpp
#include "syntax/model_sections.h"

namespace chancery::syntax {

QuantisedMatrix matrix_section(const PackedFile& file, const std::string& name, std::size_t depth,
                               std::size_t columns) {
  QuantisedMatrix m;
  m.depth = depth;
  m.columns = columns;
  const std::size_t padded = m.blocks() * 16;
  m.weights = array_section<std::int8_t>(file, name + ".weights", padded * depth);
  m.start = array_section<std::int32_t>(file, name + ".columns", padded * 3);
  m.scale = reinterpret_cast<const float*>(m.start + padded);
  m.bias = m.scale + padded;
  return m;
}

}  // namespace chancery::syntax
