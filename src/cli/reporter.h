// Bad input as lines on standard error: `chancery: FILE:LINE: what`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "chancery/error.h"
#include "cli/progress.h"

namespace chancery::cli {

/// One line, "\n" at its end. Line 0 stands for the file as a whole; control characters become '?'.
std::string report_line(std::string_view file, std::uint64_t line, std::string_view what, bool warning);

/// Counts refusals for the exit status. `progress` outlives it.
class StderrReporter : public Reporter {
 public:
  explicit StderrReporter(ProgressLine& progress) : progress_(progress) {}
  void refuse(std::string_view file, std::uint64_t line, std::string_view what) override;
  void warn(std::string_view file, std::uint64_t line, std::string_view what) override;
  std::uint64_t refused() const { return refused_; }

 private:
  ProgressLine& progress_;
  std::uint64_t refused_ = 0;
};

}  // namespace chancery::cli
