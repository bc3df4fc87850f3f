#include "coding/topic_fields.h"

#include <gtest/gtest.h>

namespace chancery::coding {
namespace {

using Names = std::vector<std::string>;

knowledge::Topics load(std::string_view text) {
  const std::vector<TableText> tables = {{"topics.tsv", text}};
  return knowledge::Topics::load(tables, "topics.tsv");
}

/// Two sentences: the first is about both topics, the second about the second one.
reading::SentenceTopics two_sentences() {
  reading::SentenceTopics topics;
  topics.begin = {0, 2, 3};
  topics.topic = {knowledge::TopicId(0), knowledge::TopicId(1), knowledge::TopicId(1)};
  return topics;
}

class TopicFields : public ::testing::Test {
 protected:
  void add() { add_topics({issues_, contexts_, of_, of_}, records_); }

  knowledge::Topics issues_ = load("fishing\talone\tcod\nwhaling\talone\twhale\n");
  knowledge::Topics contexts_ = load("economic\talone\ttrade\nmilitary\talone\tarmy\n");
  reading::SentenceTopics of_ = two_sentences();
  Records records_;
};

TEST_F(TopicFields, an_event_has_the_issues_and_the_contexts_of_its_own_sentence) {
  records_.events.resize(2);
  records_.events[0].sentence = 0;
  records_.events[1].sentence = 1;
  add();
  EXPECT_EQ(records_.events[0].issues, (Names{"fishing", "whaling"}));
  EXPECT_EQ(records_.events[0].contexts, (Names{"economic", "military"}));
  EXPECT_EQ(records_.events[1].issues, (Names{"whaling"}));
  EXPECT_EQ(records_.events[1].contexts, (Names{"military"}));
}

TEST_F(TopicFields, contexts_of_the_act_come_first_and_stand_once) {
  records_.events.resize(1);
  records_.events[0].contexts = {"military"};
  add();
  EXPECT_EQ(records_.events[0].contexts, (Names{"military", "economic"}));
}

TEST_F(TopicFields, a_statement_has_the_issues_of_its_sentence) {
  records_.statements.resize(1);
  records_.statements[0].sentence = 1;
  add();
  EXPECT_EQ(records_.statements[0].issues, (Names{"whaling"}));
}

}  // namespace
}  // namespace chancery::coding
