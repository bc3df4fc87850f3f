// Tested by: writer_test.cpp
#include "io/numbers.h"

#include <charconv>
#include <cmath>

namespace chancery::io {

std::string fixed(double value, int decimals) {
  if (!std::isfinite(value)) return "null";
  char buffer[400];  // the largest double has 309 digits before the point
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals).ptr;
  std::string out(buffer, end);
  if (out.front() == '-' && out.find_first_of("123456789") == std::string::npos) out.erase(0, 1);
  return out;
}

std::string coordinate(double value) {
  std::string out = fixed(value, 5);
  if (out.find('.') == std::string::npos) return out;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

}  // namespace chancery::io
