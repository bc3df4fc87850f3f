#include "learned/word_clusters.h"

#include <gtest/gtest.h>

#include "chancery/error.h"
#include "learned/linear_model.h"

namespace chancery::learned {
namespace {

TEST(WordClusters, a_word_is_found_with_its_clusters_and_no_other) {
  const std::string bytes = pack_word_clusters({{"troops", {3, 77}}, {"aid", {1, 12}}, {"visit", {2, 40}}});
  const WordClusters clusters = WordClusters::view(bytes, "test");
  const auto aid = clusters.find(feature("aid"));
  ASSERT_TRUE(aid);
  EXPECT_EQ(aid->coarse, 1);
  EXPECT_EQ(aid->fine, 12);
  ASSERT_TRUE(clusters.find(feature("troops")));
  EXPECT_EQ(clusters.find(feature("troops"))->fine, 77);
  EXPECT_FALSE(clusters.find(feature("embassy")));
}

TEST(WordClusters, the_order_of_the_words_does_not_change_the_bytes) {
  EXPECT_EQ(pack_word_clusters({{"a", {1, 2}}, {"b", {3, 4}}}), pack_word_clusters({{"b", {3, 4}}, {"a", {1, 2}}}));
}

TEST(WordClusters, a_cut_table_is_an_error) {
  const std::string bytes = pack_word_clusters({{"troops", {3, 77}}});
  EXPECT_THROW(WordClusters::view(std::string_view(bytes).substr(0, 5), "test"), Error);
}

TEST(WordClusters, an_empty_one_knows_no_word) { EXPECT_FALSE(WordClusters().find(feature("aid"))); }

}  // namespace
}  // namespace chancery::learned
