#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "cli/terminal.h"

namespace chancery::cli {
namespace {

constexpr auto kBetweenDrawings = std::chrono::milliseconds(200);
constexpr double kMegabyte = 1e6;

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string duration(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

std::string progress_text(std::uint64_t documents, std::uint64_t bytes_read, std::uint64_t bytes_total,
                          double seconds) {
  std::string text = grouped(documents) + (documents == 1 ? " document, " : " documents, ");
  const double read = static_cast<double>(bytes_read);
  const double total = static_cast<double>(bytes_total);
  if (bytes_total > 0) {
    text += fmt::format("{:.1f} of {:.1f} MB", read / kMegabyte, total / kMegabyte);
  } else {
    text += fmt::format("{:.1f} MB", read / kMegabyte);
  }
  if (seconds <= 0) return text;
  text += ", " + grouped(static_cast<std::uint64_t>(static_cast<double>(documents) / seconds)) + " documents a second";
  if (bytes_total > 0 && bytes_read > 0 && bytes_read <= bytes_total) {
    text += ", " + duration(seconds * (total - read) / read) + " left";
  }
  return text;
}

ProgressLine::ProgressLine() : on_(is_terminal(STDERR_FILENO)) {}

ProgressLine::~ProgressLine() { wipe(); }

void ProgressLine::update(std::uint64_t documents, std::uint64_t bytes_read, std::uint64_t bytes_total) {
  if (!on_) return;
  const Clock::time_point now = Clock::now();
  if (now - drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  std::string text = progress_text(documents, bytes_read, bytes_total, seconds);
  // A line that wraps could not be wiped.
  if (const std::size_t columns = columns_of(STDERR_FILENO, 80); text.size() >= columns) text.resize(columns - 1);
  fmt::print(stderr, "\r\x1b[K{}", text);
  std::fflush(stderr);
  visible_ = true;
}

void ProgressLine::wipe() {
  if (!visible_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  visible_ = false;
}

}  // namespace chancery::cli
