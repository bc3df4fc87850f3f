#include "cli/reporter.h"

#include <cstdio>

#include "cli/terminal.h"

namespace chancery::cli {

std::string report_line(std::string_view file, std::uint64_t line, std::string_view what, bool warning) {
  std::string text = "chancery: " + one_line(file) + ":" + std::to_string(line) + ": ";
  if (warning) text += "warning: ";
  return text + one_line(what) + "\n";
}

void StderrReporter::refuse(std::string_view file, std::uint64_t line, std::string_view what) {
  ++refused_;
  progress_.wipe();
  std::fputs(report_line(file, line, what, false).c_str(), stderr);
}

void StderrReporter::warn(std::string_view file, std::uint64_t line, std::string_view what) {
  progress_.wipe();
  std::fputs(report_line(file, line, what, true).c_str(), stderr);
}

}  // namespace chancery::cli
