#include "knowledge/topics.h"

#include <gtest/gtest.h>

#include "knowledge/tables_for_test.h"

namespace chancery::knowledge {
namespace {

Topics load(std::string_view text) {
  const std::vector<TableText> tables = {{"data/issues/issues.tsv", text}};
  return Topics::load(tables, "issues.tsv");
}

TEST(Topics, phrases_are_found_by_their_first_word_the_longest_first) {
  const Topics topics = load("fishing\talone\tfishing rights;fishing\nfishing\ttogether\ttrawler\n");
  EXPECT_EQ(topics.size(), 1u);
  EXPECT_EQ(topics.indicator_count(TopicId(0)), 3u);
  const auto found = topics.beginning_with(topic_word("Fishing"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(topics.words(found[0]).size(), 2u);
  EXPECT_EQ(found[0].strength, Topics::kAlone);
  EXPECT_EQ(topics.beginning_with(topic_word("trawler")).front().strength, Topics::kTogether);
  EXPECT_TRUE(topics.beginning_with(topic_word("rights")).empty());
}

TEST(Topics, a_bad_line_is_named) {
  for (const char* text : {"fishing\tmaybe\tnet\n", "fishing\talone\tnet;net\n", "fishing\talone\n", ""}) {
    EXPECT_THROW(load(text), TableError) << text;
  }
  try {
    load("# head\nfishing\tmaybe\tnet\n");
  } catch (const TableError& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with("data/issues/issues.tsv:2: ")) << error.what();
  }
}

TEST(Topics, the_shipped_issues_are_120_or_more_and_each_has_its_indicators) {
  const FolderTables tables("issues");
  const Topics issues = Topics::load(tables.tables(), "issues.tsv");
  EXPECT_GE(issues.size(), 120u);
  for (TopicId topic(0); topic.index() < issues.size(); ++topic) {
    EXPECT_GE(issues.indicator_count(topic), 8u) << issues.name(topic);
  }
}

TEST(Topics, every_context_of_the_codebook_has_40_indicators_or_more) {
  const FolderTables tables("ontology");
  const Topics contexts = Topics::load(tables.tables(), "contexts.tsv");
  EXPECT_EQ(contexts.size(), 37u);
  for (TopicId topic(0); topic.index() < contexts.size(); ++topic) {
    EXPECT_GE(contexts.indicator_count(topic), 40u) << contexts.name(topic);
  }
}

}  // namespace
}  // namespace chancery::knowledge
