#include "base/utf8.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

TEST(Utf8, RepairsEachIllFormedPartToOneReplacement) {
  std::string text =
      "a\xFF"
      "b\xC3("
      "c\xE2\x82"
      "d\xF0\x9F\x98"
      "e\xED\xA0\x80"
      "f";
  EXPECT_EQ(repair_utf8(text), 1u + 1 + 1 + 1 + 3);
  EXPECT_EQ(text, "a\uFFFDb\uFFFD(c\uFFFDd\uFFFDe\uFFFD\uFFFD\uFFFDf");
  EXPECT_TRUE(is_valid_utf8(text));
}

TEST(Utf8, LeavesValidTextAlone) {
  std::string text = "Erdoğan, 習近平, Élysée, \U0001F600";
  const std::string before = text;
  EXPECT_EQ(repair_utf8(text), 0u);
  EXPECT_EQ(text, before);
}

TEST(Utf8, EveryShortByteSequenceIsRepaired) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      std::string text = {static_cast<char>(a), static_cast<char>(b), 'x'};
      repair_utf8(text);
      ASSERT_TRUE(is_valid_utf8(text)) << a << ' ' << b;
      ASSERT_EQ(text.back(), 'x') << a << ' ' << b;
    }
  }
}

TEST(Utf8, IndexAgreesWithCounting) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 7 == 0 ? "é" : i % 11 == 0 ? "北" : i % 13 == 0 ? "\U0001F600" : "word ";
  CodePointIndex index;
  index.reset(text);
  for (std::size_t byte = 0; byte <= text.size(); ++byte) {
    if (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) continue;
    ASSERT_EQ(index.at(byte), count_code_points(std::string_view(text).substr(0, byte)));
  }
}

}  // namespace
}  // namespace chancery
