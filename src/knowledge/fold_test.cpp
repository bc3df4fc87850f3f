#include "knowledge/fold.h"

#include <gtest/gtest.h>

#include <vector>

namespace chancery::knowledge {
namespace {

TEST(Fold, BringsSpellingsTogether) {
  EXPECT_EQ(fold_phrase("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
  EXPECT_EQ(fold_phrase("U.S."), "us");
  EXPECT_EQ(fold_phrase("al-Assad"), "al assad");
  EXPECT_EQ(fold_phrase("AL‐ASSAD"), "al assad");
  EXPECT_EQ(fold_phrase("Côte d’Ivoire"), "cote divoire");
  EXPECT_EQ(fold_phrase("N'Djamena"), "ndjamena");
  EXPECT_EQ(fold_phrase("Łódź"), "lodz");
  EXPECT_EQ(fold_phrase("Bosnia–Herzegovina"), "bosnia herzegovina");
  EXPECT_EQ(fold_phrase("Trinidad & Tobago"), "trinidad and tobago");
  EXPECT_EQ(fold_phrase("İstanbul"), fold_phrase("istanbul"));
}

TEST(Fold, PartsGenitivesAndSigns) {
  EXPECT_EQ(fold_phrase("Lord’s Resistance Army"), "lord 's resistance army");
  EXPECT_EQ(fold_phrase("Workers' Party"), "workers ' party");
  EXPECT_EQ(fold_phrase("Washington, D.C."), "washington , dc");
  EXPECT_EQ(fold_phrase("."), ".");
  EXPECT_EQ(fold_phrase("-"), "");
  EXPECT_EQ(fold_phrase(""), "");
}

TEST(Fold, TellsHowAWordWasWritten) {
  Folder folder;
  std::string_view piece;
  WordShape shape;
  folder.begin("US-backed");
  ASSERT_TRUE(folder.next(piece, shape));
  EXPECT_EQ(piece, "us");
  EXPECT_TRUE(shape.all_capitals);
  EXPECT_FALSE(shape.hyphen_before);
  ASSERT_TRUE(folder.next(piece, shape));
  EXPECT_EQ(piece, "backed");
  EXPECT_TRUE(shape.hyphen_before);
  EXPECT_FALSE(shape.capital);
  EXPECT_FALSE(folder.next(piece, shape));
  folder.begin("pro-");
  ASSERT_TRUE(folder.next(piece, shape));
  EXPECT_FALSE(folder.next(piece, shape));
  EXPECT_TRUE(folder.ended_in_hyphen());
}

TEST(Fold, EndsOnAnyBytes) {
  const std::vector<std::string> nasty = {"\xff\xfe",
                                          "\xe2\x80",
                                          std::string("\0a", 2),
                                          "'''",
                                          "---",
                                          "...",
                                          "a'-'b",
                                          "\xf0\x9f\x98\x80",
                                          std::string(5000, '-'),
                                          std::string(5000, '\'')};
  for (const std::string& bytes : nasty) EXPECT_LE(fold_phrase(bytes).size(), 3 * bytes.size() + 3);
}

}  // namespace
}  // namespace chancery::knowledge
