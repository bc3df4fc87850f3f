#include "pipeline/marked_pair.h"

#include <gtest/gtest.h>

namespace chancery::pipeline {
namespace {

std::vector<std::string> words(const MarkedPair& pair, const std::vector<text::ByteSpan>& spans) {
  std::vector<std::string> out;
  for (const text::ByteSpan span : spans) out.push_back(pair.text.substr(span.begin, span.end - span.begin));
  return out;
}

using Words = std::vector<std::string>;

MarkedPair read(std::string_view sentence) {
  MarkedPair pair;
  read_marked_pair(sentence, pair);
  return pair;
}

TEST(MarkedPair, marks_are_taken_out_and_their_words_found) {
  const MarkedPair pair = read("<s>Peru</s> thanked <t>the envoys of Chile</t>.");
  EXPECT_EQ(pair.text, "Peru thanked the envoys of Chile.");
  EXPECT_EQ(words(pair, pair.actor), Words{"Peru"});
  EXPECT_EQ(words(pair, pair.recipient), Words{"the envoys of Chile"});
}

TEST(MarkedPair, a_mark_may_be_repeated) {
  const MarkedPair pair = read("<s>Peru</s> and <s>Chile</s> met.");
  EXPECT_EQ(words(pair, pair.actor), (Words{"Peru", "Chile"}));
  EXPECT_TRUE(pair.recipient.empty());
}

TEST(MarkedPair, blanks_inside_a_mark_are_not_marked) {
  const MarkedPair pair = read("<s> The army </s>fled.");
  EXPECT_EQ(words(pair, pair.actor), Words{"The army"});
  EXPECT_EQ(pair.text, " The army fled.");
}

TEST(MarkedPair, a_mark_may_stand_inside_another_and_end_inside_a_word) {
  const MarkedPair pair = read("<s>the <t>Jordan</t>ian king</s> left");
  EXPECT_EQ(words(pair, pair.actor), Words{"the Jordanian king"});
  EXPECT_EQ(words(pair, pair.recipient), Words{"Jordan"});
  const MarkedPair twice = read("<s>the <s>Jordanian</s> king</s> left");
  EXPECT_EQ(words(twice, twice.actor), Words{"the Jordanian king"});
}

TEST(MarkedPair, what_is_not_closed_ends_with_the_sentence_and_what_was_not_opened_is_nothing) {
  EXPECT_EQ(words(read("<s>Peru left"), read("<s>Peru left").actor), Words{"Peru left"});
  EXPECT_TRUE(read("Peru</s> left").actor.empty());
  EXPECT_EQ(read("Peru</s> left").text, "Peru left");
  EXPECT_TRUE(read("<s></s>Peru").actor.empty());
}

TEST(MarkedPair, other_angle_brackets_are_text) {
  EXPECT_EQ(read("5 < 6 <b>and</b> <st>").text, "5 < 6 <b>and</b> <st>");
}

}  // namespace
}  // namespace chancery::pipeline
