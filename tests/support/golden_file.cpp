#include "support/golden_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace chancery::golden {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNameMark = "=== ";
constexpr std::string_view kTextEnd = "---";

std::vector<std::string> lines_of(std::string_view bytes) {
  std::vector<std::string> lines;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    lines.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return lines;
}

bool is_header(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  if (colon + 1 < line.size() && line[colon + 1] != ' ') return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

void drop_empty_tail(std::vector<std::string>& lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::optional<std::string> Case::header(std::string_view key) const {
  for (const auto& [name, value] : headers) {
    if (name == key) return value;
  }
  return std::nullopt;
}

File parse(std::string path, std::string_view bytes) {
  File file;
  file.path = std::move(path);
  const std::vector<std::string> lines = lines_of(bytes);
  std::size_t at = 0;
  const auto fail = [&](std::size_t line, const std::string& what) {
    throw std::runtime_error(file.path + ":" + std::to_string(line) + ": " + what);
  };
  while (at < lines.size() && !lines[at].starts_with(kNameMark)) file.preamble.push_back(lines[at++]);
  drop_empty_tail(file.preamble);
  while (at < lines.size()) {
    Case golden;
    golden.name = lines[at].substr(kNameMark.size());
    golden.line = ++at;
    if (golden.name.empty()) fail(golden.line, "a case needs a name");
    for (; at < lines.size() && is_header(lines[at]); ++at) {
      const std::size_t colon = lines[at].find(':');
      const std::size_t value = std::min(lines[at].find_first_not_of(' ', colon + 1), lines[at].size());
      golden.headers.emplace_back(lines[at].substr(0, colon), lines[at].substr(value));
    }
    if (at < lines.size() && lines[at].empty()) ++at;
    bool first = true;
    for (; at < lines.size() && lines[at] != kTextEnd; ++at) {
      if (lines[at].starts_with(kNameMark)) fail(at + 1, "a new case before '---' of '" + golden.name + "'");
      golden.text += (first ? "" : "\n") + lines[at];
      first = false;
    }
    if (at == lines.size()) fail(golden.line, "'" + golden.name + "' has no '---'");
    for (++at; at < lines.size() && !lines[at].starts_with(kNameMark); ++at) golden.expected.push_back(lines[at]);
    drop_empty_tail(golden.expected);
    file.cases.push_back(std::move(golden));
  }
  return file;
}

std::string render(const File& file) {
  std::string out = joined(file.preamble);
  if (!file.preamble.empty()) out += "\n";
  for (std::size_t i = 0; i < file.cases.size(); ++i) {
    const Case& golden = file.cases[i];
    if (i > 0) out += "\n";
    out += std::string(kNameMark) + golden.name + "\n";
    for (const auto& [key, value] : golden.headers) out += key + ":" + (value.empty() ? "" : " " + value) + "\n";
    const std::string_view first_line = std::string_view(golden.text).substr(0, golden.text.find('\n'));
    if (is_header(first_line) || first_line.empty()) out += "\n";
    out += golden.text + "\n" + std::string(kTextEnd) + "\n" + joined(golden.expected);
  }
  return out;
}

void check_folder(const std::string& folder, const Answer& answer) {
  const char* wish = std::getenv("CHANCERY_GOLDEN_UPDATE");
  const bool update = wish != nullptr && std::string_view(wish) == "1";
  std::vector<fs::path> paths;
  if (fs::is_directory(folder)) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".golden") paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::size_t cases = 0;
  std::size_t todo = 0;
  for (const fs::path& path : paths) {
    const std::string before = read_file(path);
    File file = parse(path.generic_string(), before);
    for (Case& golden : file.cases) {
      ++cases;
      const std::vector<std::string> answered = answer(golden);
      const bool right = answered == golden.expected;
      const std::string place = file.path + ":" + std::to_string(golden.line) + ": " + golden.name;
      if (golden.header("todo")) {
        ++todo;
        if (right) std::cout << place << ": passes now; take its 'todo' away\n";
      } else if (update) {
        golden.expected = answered;
      } else {
        EXPECT_TRUE(right) << place << "\n--- expected\n"
                           << joined(golden.expected) << "--- answered\n"
                           << joined(answered);
      }
    }
    if (const std::string after = render(file); update && after != before) {
      std::ofstream(path, std::ios::binary) << after;
      std::cout << "wrote " << file.path << "\n";
    }
  }
  std::cout << folder << ": " << cases << " cases, " << todo << " of them todo\n";
  EXPECT_GT(cases, 0u) << "no golden case in " << folder;
}

}  // namespace chancery::golden
