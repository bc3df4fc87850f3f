#include "text/tokenize.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::text {
namespace {

const WordLists& words() {
  static const WordLists lists = WordLists::read_folder("data/text");
  return lists;
}

/// Tokens with a space between, '+' before a glued one, " | " between sentences.
std::string show(std::string_view text, const TokenizeOptions& options = {}) {
  Tokens tokens;
  tokenize(text, words(), options, tokens);
  std::string shown;
  for (const Sentence& sentence : tokens.sentences) {
    if (!shown.empty()) shown += " | ";
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      if (token != sentence.begin) shown += tokens.glued_to_former[token] ? "+" : " ";
      shown += tokens.form(token);
    }
  }
  return shown;
}

TEST(Tokenize, parts_contractions_as_glued_words) {
  EXPECT_EQ(show("They don't know what Haroun's plans aren't."), "They do+n't know what Haroun+'s plans are+n't .");
  EXPECT_EQ(show("We cannot and won’t."), "We can+not and wo+n’t .");
}

TEST(Tokenize, an_empty_text_has_no_sentences) {
  EXPECT_EQ(show(""), "");
  EXPECT_EQ(show(" \n\n\t "), "");
}

TEST(Tokenize, keeps_abbreviations_whole_and_goes_on_after_them) {
  EXPECT_EQ(show("Gen. Ito met U.S. envoys. They left."), "Gen. Ito met U.S. envoys . | They left .");
}

}  // namespace
}  // namespace chancery::text
