#include "knowledge/relation_words.h"

#include <gtest/gtest.h>

#include "knowledge/tables_for_test.h"

namespace chancery::knowledge {
namespace {

TEST(RelationWords, tellTheTie) {
  const FolderTables tables("relations");
  const RelationWords words = RelationWords::load(tables.tables());
  ASSERT_NE(words.noun("foe"), nullptr);
  EXPECT_EQ(words.noun("foe")->relation, "rival");
  EXPECT_TRUE(words.noun("foe")->mutual);
  EXPECT_FALSE(words.noun("member")->mutual);
  EXPECT_EQ(words.noun("treaty"), nullptr);
  ASSERT_NE(words.find(WordClass::Verb, "border"), nullptr);
  EXPECT_TRUE(words.find(WordClass::Verb, "border")->states_only);
  EXPECT_EQ(words.noun("border"), nullptr);
  EXPECT_TRUE(words.undoes("former"));
  EXPECT_FALSE(words.undoes("staunch"));
  EXPECT_TRUE(words.carries_as("stand"));
  EXPECT_FALSE(words.carries("stand"));
}

TEST(RelationWords, whatIsWrongIsToldWithItsLine) {
  const auto fault = [](const char* file, const char* line) {
    try {
      RelationWords::load({{TableText{std::string("data/relations/") + file, line}}});
    } catch (const TableError& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  EXPECT_EQ(fault("ties.tsv", "ally\tword\tally\t-\tof\n"),
            "data/relations/ties.tsv:1: 'word' is neither noun, verb nor adjective");
  EXPECT_EQ(fault("ties.tsv", "# head\nally\tnoun\tally\tboth\tof\n"),
            "data/relations/ties.tsv:2: 'both' is neither mutual nor states");
  EXPECT_EQ(fault("words.tsv", "former\tundo\n"), "data/relations/words.tsv:1: 'undo' is nothing that a word can do");
}

}  // namespace
}  // namespace chancery::knowledge
