#include "coding/pair_features.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "knowledge/tables_for_test.h"
#include "support/small_tree.h"

namespace chancery::coding {
namespace {

using chancery::testing::SmallTree;

/// The features of a tree in which two words are marked, nobody is known, and no act was found.
class Features {
 public:
  Features(const SmallTree& tree, std::string_view actor, std::string_view recipient, bool with_names = true) {
    reading::Mentions mentions;
    mentions.covering.assign(tree.tokens.size(), reading::MentionId::none());
    MarkOfToken marks;
    marks.assign(tree.tokens.size(), 0);
    if (!actor.empty()) marks[tree.at(actor)] |= kActorMark;
    if (!recipient.empty()) marks[tree.at(recipient)] |= kRecipientMark;
    const knowledge::FolderTables tables("ontology");
    const knowledge::Ontology ontology = knowledge::Ontology::load(tables.tables());
    const std::string bytes = learned::pack_word_clusters({{"visit", {7, 70}}});
    find_pair_features(
        {tree.tokens, tree.trees, mentions, ontology, {}, {}, marks, learned::WordClusters::view(bytes, "test")},
        with_names, found);
  }
  bool has(std::string_view name) const {
    return std::find(found.names.begin(), found.names.end(), name) != found.names.end();
  }
  PairFeatures found;
};

const char* const kVisit = R"(
  China   PROPN NNP 2 nsubj
  visited VERB  VBD 0 root    visit
  Japan   PROPN NNP 2 obj
)";

TEST(PairFeatures, words_between_and_around_the_marks_are_named) {
  const SmallTree tree(kVisit);
  const Features features(tree, "China", "Japan");
  EXPECT_TRUE(features.has("word visit"));
  EXPECT_TRUE(features.has("between visit"));
  EXPECT_TRUE(features.has("order S first"));
  EXPECT_TRUE(features.has("S+1 visit"));
  EXPECT_TRUE(features.has("T-1 visit"));
  EXPECT_TRUE(features.has("pair <s> visit"));
  EXPECT_FALSE(features.has("word china"));
  EXPECT_TRUE(features.has("in S china"));
}

TEST(PairFeatures, the_tree_between_the_marks_is_named) {
  const SmallTree tree(kVisit);
  const Features features(tree, "China", "Japan");
  EXPECT_TRUE(features.has("path nsubj|^|obj"));
  EXPECT_TRUE(features.has("on path top visit"));
  EXPECT_TRUE(features.has("fine on path 70"));
  EXPECT_TRUE(features.has("coarse on path 7"));
}

TEST(PairFeatures, marks_turned_round_are_other_features) {
  const SmallTree tree(kVisit);
  const Features turned(tree, "Japan", "China");
  EXPECT_TRUE(turned.has("order T first"));
  EXPECT_TRUE(turned.has("path obj|^|nsubj"));
  EXPECT_FALSE(turned.has("path nsubj|^|obj"));
}

TEST(PairFeatures, one_mark_alone_is_said) {
  const SmallTree tree(kVisit);
  const Features features(tree, "China", "");
  EXPECT_TRUE(features.has("one mark only"));
  EXPECT_TRUE(features.has("no mark T"));
  EXPECT_TRUE(features.has("on path top visit"));
}

TEST(PairFeatures, names_do_not_change_the_hashes_and_each_stands_once) {
  const SmallTree tree(kVisit);
  const Features named(tree, "China", "Japan", true);
  const Features bare(tree, "China", "Japan", false);
  EXPECT_EQ(named.found.hashes, bare.found.hashes);
  EXPECT_TRUE(bare.found.names.empty());
  EXPECT_EQ(named.found.names.size(), named.found.hashes.size());
  EXPECT_TRUE(std::is_sorted(named.found.hashes.begin(), named.found.hashes.end()));
  EXPECT_EQ(std::adjacent_find(named.found.hashes.begin(), named.found.hashes.end()), named.found.hashes.end());
}

}  // namespace
}  // namespace chancery::coding
