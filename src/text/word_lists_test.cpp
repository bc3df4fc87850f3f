#include "text/word_lists.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::text {
namespace {

TEST(WordLists, read_what_the_tables_say) {
  const WordLists words = WordLists::read_folder("data/text");
  EXPECT_EQ(words.abbreviation("Gen."), Abbreviation::Title);
  EXPECT_EQ(words.abbreviation("GEN."), Abbreviation::Title);
  EXPECT_EQ(words.abbreviation("No."), Abbreviation::Number);
  EXPECT_EQ(words.abbreviation("house."), Abbreviation::None);
  ASSERT_NE(words.find("September"), nullptr);
  EXPECT_EQ(words.find("September")->month, 9);
  ASSERT_NE(words.find_folded("CANNOT"), nullptr);
  EXPECT_EQ(words.find_folded("CANNOT")->part_count, 2);
  EXPECT_EQ(words.find(std::string(100000, 'a')), nullptr);
}

TEST(WordLists, name_the_line_that_is_wrong) {
  const auto message = [](std::string file, std::string_view text) -> std::string {
    try {
      WordLists::load({{std::move(file), text}});
    } catch (const TableError& error) {
      return error.what();
    }
    return "nothing was thrown";
  };
  EXPECT_EQ(message("x/units.tsv", "km\tunit\nkg\n").substr(0, 14), "x/units.tsv:2:");
  EXPECT_EQ(message("abbreviations.tsv", "Gen.\tking\n").substr(0, 20), "abbreviations.tsv:1:");
  EXPECT_EQ(message("calendar.tsv", "# head\nMayuary\tmonth\t13\n").substr(0, 15), "calendar.tsv:2:");
  EXPECT_EQ(message("contractions.tsv", "dont\tdo not\tany\n").substr(0, 19), "contractions.tsv:1:");
  EXPECT_EQ(message("other.tsv", "a\tb\n").substr(0, 10), "other.tsv:");
}

}  // namespace
}  // namespace chancery::text
