// "Did you mean …?"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::cli {

/// The word of `known` that `mistyped` is nearest to, or nothing where none is within a third of its letters. Of
/// equally near words the first.
std::string nearest_word(std::string_view mistyped, const std::vector<std::string>& known);

}  // namespace chancery::cli
