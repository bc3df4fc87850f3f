// What the library throws and how it reports; it never prints and never exits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace chancery {

/// The installation or the machine is at fault: a model is missing or damaged, a disk is full.
/// The text names the file and says what to do. Bad input is never an Error: see Reporter.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Hears about bad input, which is everyday: the rest goes on. Called from one thread at a time.
class Reporter {
 public:
  virtual ~Reporter() = default;
  /// Something was not coded: `file:line: what`. `line` counts from 1; 0 means the file as a whole.
  virtual void refuse(std::string_view file, std::uint64_t line, std::string_view what) = 0;
  /// Something was repaired or passed over, and all was coded.
  virtual void warn(std::string_view file, std::uint64_t line, std::string_view what) = 0;
};

}  // namespace chancery
