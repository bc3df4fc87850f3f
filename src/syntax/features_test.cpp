#include "syntax/features.h"

#include <string>

#include <gtest/gtest.h>

namespace chancery::syntax {
namespace {

Clothes clothes_of(std::initializer_list<const char*> words) {
  ClothesCounter counter;
  for (const char* word : words) counter.add(word);
  return counter.clothes();
}

TEST(Features, case_does_not_change_the_key_of_a_word) {
  EXPECT_EQ(word_key("China"), word_key("CHINA"));
  EXPECT_EQ(word_key("\u00C9TAT"), word_key("\u00E9tat"));
  EXPECT_EQ(word_key("don\u2019t"), word_key("don't"));
  EXPECT_NE(word_key("China"), word_key("Chine"));
}

TEST(Features, digits_have_a_second_key) {
  const auto year = features_of("2024", false, Clothes::Sentence),
             other = features_of("1999", false, Clothes::Sentence);
  EXPECT_NE(year.key, other.key);
  EXPECT_EQ(year.digitless_key, other.digitless_key);
  const auto word = features_of("treaty", false, Clothes::Sentence);
  EXPECT_EQ(word.key, word.digitless_key);
}

TEST(Features, every_row_lies_in_the_table) {
  std::string form;
  for (int length = 0; length < 300; ++length) {
    for (const bool first : {false, true}) {
      const auto f = features_of(form, first, Clothes::Capitals);
      for (const std::uint32_t row : f.piece) EXPECT_LT(row, kPieceRows);
      EXPECT_LT(f.piece[8], kSurroundingRows);
    }
    form += static_cast<char>(37 * length + 200);  // also what is not UTF-8
  }
}

TEST(Features, a_sentence_in_other_clothes_is_known) {
  EXPECT_EQ(clothes_of({"The", "minister", "resigned", "on", "Monday", "."}), Clothes::Sentence);
  EXPECT_EQ(clothes_of({"TALKS", "IN", "GENEVA", "FAIL"}), Clothes::Capitals);
  EXPECT_EQ(clothes_of({"Minister", "Resigns", "After", "Talks", "in", "Geneva"}), Clothes::Headline);
  EXPECT_EQ(clothes_of({"the", "minister", "resigned"}), Clothes::Lower);
  EXPECT_EQ(clothes_of({"1999", "-", "2004"}), Clothes::Sentence);
}

}  // namespace
}  // namespace chancery::syntax
