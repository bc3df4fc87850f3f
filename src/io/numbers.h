// Numbers as text, the same in every locale.
#pragma once

#include <string>

namespace chancery::io {

/// With exactly `decimals` digits behind the point; "null" for what is no number. Never "-0.0".
std::string fixed(double value, int decimals);
/// Rounded to five decimals, without zeros at the end: "39.9075", "-3", "null" for what is no number.
std::string coordinate(double value);

}  // namespace chancery::io
