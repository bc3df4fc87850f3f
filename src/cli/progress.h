// The one line on a terminal that tells how far the work has come. Nothing at all where standard error is no terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace chancery::cli {

/// "1,234 documents, 45.2 of 120.0 MB, 310 documents a second, 4:05 left"; without a total, no share and no time left.
std::string progress_text(std::uint64_t documents, std::uint64_t bytes_read, std::uint64_t bytes_total, double seconds);

/// Used by one thread. Draws at most five times a second, and wipes its line when it ends.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void update(std::uint64_t documents, std::uint64_t bytes_read, std::uint64_t bytes_total);
  /// Takes the line off the screen, so that another may be written; the next `update` draws it again.
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;
  const bool on_;
  const Clock::time_point begun_ = Clock::now();
  Clock::time_point drawn_ = begun_;
  bool visible_ = false;
};

}  // namespace chancery::cli
