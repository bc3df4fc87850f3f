#include "reading/resolve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/packed_file.h"
#include "base/table.h"
#include "knowledge/data_file.h"

namespace chancery::reading {
namespace {

/// The packed tables of this build.
const knowledge::Directory& directory() {
  static const PackedFile file = [] {
    const char* build = std::getenv("CHANCERY_BUILD");
    return knowledge::open_data(std::string(build == nullptr ? "build-dev" : build) + "/chancery.data");
  }();
  static const knowledge::Directory opened = knowledge::Directory::open(file);
  return opened;
}

std::string or_null(const std::string& text) { return text.empty() ? "null" : text; }

/// "phrase | date -> name country sector", with "[AAA BBB]" after it for members. `todo` before it: not yet right.
void check_golden(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::string where = path.string() + ":" + std::to_string(number);
    const bool todo = line.starts_with("todo ");
    if (todo) line.erase(0, 5);
    const std::size_t arrow = line.find(" -> ");
    ASSERT_NE(arrow, std::string::npos) << where;
    std::string phrase = line.substr(0, arrow);
    std::optional<Day> day;
    if (const std::size_t bar = phrase.find(" | "); bar != std::string::npos) {
      day = parse_day(trim(std::string_view(phrase).substr(bar + 3)));
      ASSERT_TRUE(day) << where;
      phrase.resize(bar);
    }
    const Resolved found = resolve_phrase(directory(), phrase, day);
    std::string answer =
        (found.name == phrase ? "=" : found.name) + " " + or_null(found.country) + " " + or_null(found.sector);
    for (std::size_t i = 0; i < found.members.size(); ++i) {
      answer += (i == 0 ? " [" : " ") + found.members[i] + (i + 1 == found.members.size() ? "]" : "");
    }
    std::string wanted = line.substr(arrow + 4);
    if (wanted.ends_with(" [...]")) {
      wanted.resize(wanted.size() - 6);
      answer = answer.substr(0, answer.find(" ["));
    }
    if (todo) {
      EXPECT_NE(answer, wanted) << where << ": is right now; take `todo` away";
    } else {
      EXPECT_EQ(answer, wanted) << where << ": " << phrase;
    }
  }
}

TEST(Resolve, GoldenPhrases) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator("tests/golden/actors")) {
    if (entry.path().extension() == ".golden") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) check_golden(file);
}

TEST(Resolve, AnyBytesGiveAnAnswer) {
  std::string commas, nested, genitives;
  for (int i = 0; i < 2000; ++i) {
    commas += "Russian, ";
    nested += "spokesman for the president of ";
    genitives += "China's ";
  }
  for (const std::string& phrase : {std::string(),
                                    std::string("   "),
                                    std::string("\xff\xfe\x00"
                                                "abc",
                                                6),
                                    std::string("'"),
                                    std::string("'s"),
                                    std::string("the"),
                                    std::string("of of of"),
                                    std::string("-"),
                                    std::string("US-"),
                                    std::string("-backed"),
                                    std::string("pro-"),
                                    std::string("the the the"),
                                    std::string(","),
                                    std::string("President"),
                                    std::string("President of"),
                                    std::string("China's"),
                                    std::string("U.S.-"),
                                    commas,
                                    nested,
                                    genitives,
                                    std::string(100000, 'x'),
                                    std::string(100000, '-')}) {
    EXPECT_NO_FATAL_FAILURE(resolve_phrase(directory(), phrase, parse_day("2024-05-17")));
  }
}

}  // namespace
}  // namespace chancery::reading
