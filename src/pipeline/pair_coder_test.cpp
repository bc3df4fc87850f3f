#include "pipeline/pair_coder.h"

#include <gtest/gtest.h>

namespace chancery::pipeline {
namespace {

class PairCoderTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { coder_ = new PairCoder(CoderOptions{}); }
  static void TearDownTestSuite() {
    delete coder_;
    coder_ = nullptr;
  }
  static EventType event(std::string_view sentence) { return coder_->code(sentence).event; }
  static PairCoder* coder_;
};
PairCoder* PairCoderTest::coder_ = nullptr;

TEST_F(PairCoderTest, the_same_noun_under_other_verbs_is_another_type) {
  EXPECT_EQ(event("<s>Norway</s> sent emergency aid to <t>Malawi</t> after the floods."), EventType::Aid);
  EXPECT_EQ(event("<s>Norway</s> promised to send emergency aid to <t>Malawi</t>."), EventType::Agree);
  EXPECT_EQ(event("<s>Malawi</s> appealed to <t>Norway</t> for emergency aid."), EventType::Request);
  EXPECT_EQ(event("<s>Norway</s> has suspended all aid to <t>Malawi</t> over the disputed vote."), EventType::Sanction);
}

TEST_F(PairCoderTest, who_is_marked_decides) {
  EXPECT_EQ(event("<s>Rebels</s> shelled <t>the town</t>, and the government condemned the attack."),
            EventType::Assault);
  EXPECT_EQ(event("Rebels shelled the town, and <s>the government</s> condemned <t>the attack</t>."),
            EventType::Accuse);
}

TEST_F(PairCoderTest, every_text_gets_a_type) {
  for (std::string_view text :
       {"", " ", "<s></s>", "<t>x", "no marks at all", "<s>a</s><t>b</t>", "\xEF\xBF\xBD <s>?</s>"}) {
    const PairResult result = coder_->code(text);
    EXPECT_GT(result.confidence, 0) << text;
    EXPECT_LE(result.confidence, 1) << text;
    EXPECT_FALSE(result.rule.empty()) << text;
  }
}

TEST_F(PairCoderTest, an_answer_without_a_rule_names_the_features_that_spoke_for_it) {
  const PairResult result = coder_->code("<s>Norway</s> gave <t>Malawi</t> the cold shoulder.");
  EXPECT_FALSE(coder_->reasons(3).empty());
  EXPECT_EQ(result.rule.find('\t'), std::string::npos);
  EXPECT_EQ(result.rule.find('\n'), std::string::npos);
}

TEST_F(PairCoderTest, the_answer_does_not_depend_on_what_was_read_before) {
  const std::string_view sentence = "<s>Kenya</s> expelled <t>the ambassador of Sudan</t>.";
  const PairResult first = coder_->code(sentence);
  coder_->code("<s>Rebels</s> shelled <t>the town</t>.");
  const PairResult again = coder_->code(sentence);
  EXPECT_EQ(first.event, again.event);
  EXPECT_EQ(first.confidence, again.confidence);
  EXPECT_EQ(first.rule, again.rule);
}

}  // namespace
}  // namespace chancery::pipeline
