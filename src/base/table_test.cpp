#include "base/table.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

std::vector<std::vector<std::string>> read(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  const TableText table{"words.tsv", text};
  read_table(table, 2, 3, [&](const TableLine& line) { lines.emplace_back(line.fields.begin(), line.fields.end()); });
  return lines;
}

TEST(Table, ReadsFactsAndPassesOverComments) {
  const auto lines = read("# head\na\tb\n\n c \td\te\r\nlast\tone");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1], (std::vector<std::string>{"c", "d", "e"}));
  EXPECT_EQ(lines[2], (std::vector<std::string>{"last", "one"}));
}

TEST(Table, ErrorsNameFileAndLine) {
  try {
    read("a\tb\n# comment\nalone\n");
    FAIL();
  } catch (const TableError& error) {
    EXPECT_EQ(std::string(error.what()), "words.tsv:3: has 1 fields, expected 2 to 3, parted by tabs");
  }
}

TEST(Table, SplitsLists) {
  EXPECT_EQ(split_list("a; b ;;c"), (std::vector<std::string_view>{"a", "b", "c"}));
  EXPECT_TRUE(split_list("").empty());
}

}  // namespace
}  // namespace chancery
