#include "text/story_head.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::text {
namespace {

const WordLists& words() {
  static const WordLists lists = WordLists::read_folder("data/text");
  return lists;
}

std::string_view of(std::string_view text, ByteSpan span) { return text.substr(span.begin, span.end - span.begin); }

TEST(StoryHead, tells_spans_in_bytes_of_the_text) {
  const std::string text = "\xEF\xBB\xBF M\xC3\x81LAGA, 3 March 2021 (EFE) — The envoys met.";
  const StoryHeadSpan head = read_story_head(text, "", words());
  EXPECT_EQ(of(text, head.place), "M\xC3\x81LAGA");
  EXPECT_EQ(of(text, head.agency), "EFE");
  EXPECT_EQ(of(text, head.date_span), "3 March 2021");
  EXPECT_EQ(head.date, (HeadDate{2021, 3, 3}));
  ASSERT_EQ(head.slugs.size(), 1u);
  EXPECT_EQ(head.slugs[0].begin, 4u);
}

TEST(StoryHead, finds_nothing_in_nothing) {
  const StoryHeadSpan head = read_story_head("", "2024-05-17", words());
  EXPECT_TRUE(head.slugs.empty());
  EXPECT_EQ(head.date, HeadDate{});
}

TEST(StoryHead, looks_at_the_beginning_and_the_end_only) {
  std::string text = "The envoys met on the border.\n\n";
  while (text.size() < 100000) text += "They talked of tin and coal for a long time. Nobody left.\n\n";
  const std::size_t middle = text.find("\n\n", 50000) + 2;
  text.insert(middle, "By Ana Lima\n\n");
  text += "© 2024 The Lakeside Courier\n";
  const StoryHeadSpan head = read_story_head(text, "", words());
  ASSERT_EQ(head.slugs.size(), 1u);
  EXPECT_EQ(of(text, head.slugs[0]), "© 2024 The Lakeside Courier");
}

TEST(StoryHead, takes_no_year_from_a_document_date_that_is_none) {
  const StoryHeadSpan head = read_story_head("OSLO, May 17 - The envoys met.", "soon", words());
  EXPECT_EQ(head.date, (HeadDate{0, 5, 17}));
}

TEST(StoryHead, keeps_slugs_in_order_and_apart) {
  const std::string text =
      "Envoys meet\nBy Ana Lima, Reuters\nPublished 3 May 2021\nOSLO (Reuters) - The envoys met.\n\nRead more: "
      "elsewhere";
  const StoryHeadSpan head = read_story_head(text, "", words());
  ASSERT_EQ(head.slugs.size(), 4u);
  for (std::size_t i = 1; i < head.slugs.size(); ++i) EXPECT_LE(head.slugs[i - 1].end, head.slugs[i].begin);
}

}  // namespace
}  // namespace chancery::text
