#include "reading/find_topics.h"

#include <gtest/gtest.h>

#include <string>

#include "support/small_tree.h"

namespace chancery::reading {
namespace {

using chancery::testing::SmallTree;

const char* const kTable =
    "fishing\talone\tfishing right\n"
    "fishing\ttogether\ttrawler|boat;cod;net\n"
    "migration\talone\tmigrant\n";

/// The names of the topics of each sentence, parted by commas; sentences by bars.
std::string read(const SmallTree& tree) {
  const std::vector<TableText> tables = {{"issues.tsv", kTable}};
  const knowledge::Topics topics = knowledge::Topics::load(tables, "issues.tsv");
  SentenceTopics found;
  TopicFinder finder;
  finder.find(topics, tree.tokens, tree.trees, found);
  std::string out;
  for (SentenceId id(0); id < tree.tokens.sentences.end_id(); ++id) {
    if (id.index() > 0) out += '|';
    for (knowledge::TopicId topic : found.of(id)) out += std::string(topics.name(topic)) + ",";
  }
  return out;
}

TEST(FindTopics, a_phrase_is_found_by_its_lemmas) {
  const SmallTree tree(R"(
    Fishing NOUN NN  2 compound
    rights  NOUN NNS 3 nsubj right
    matter  VERB VBP 0 root
  )");
  EXPECT_EQ(read(tree), "fishing,");
}

TEST(FindTopics, an_indicator_that_needs_another_says_nothing_alone) {
  const SmallTree one(R"(
    Nets NOUN NNS 2 nsubj net
    tore VERB VBD 0 root  tear
  )");
  EXPECT_EQ(read(one), "");
  const SmallTree two(R"(
    Trawlers NOUN NNS 2 nsubj trawler
    lost     VERB VBD 0 root  lose
    nets     NOUN NNS 2 obj   net
  )");
  EXPECT_EQ(read(two), "fishing,");
}

TEST(FindTopics, phrases_of_one_indicator_count_once) {
  const SmallTree tree(R"(
    Trawlers NOUN NNS 2 nsubj trawler
    passed   VERB VBD 0 root  pass
    boats    NOUN NNS 2 obj   boat
  )");
  EXPECT_EQ(read(tree), "");
}

TEST(FindTopics, the_same_indicator_twice_is_one) {
  const SmallTree tree(R"(
    Nets NOUN NNS 2 nsubj net
    hold VERB VBP 0 root
    nets NOUN NNS 2 obj   net
  )");
  EXPECT_EQ(read(tree), "");
}

TEST(FindTopics, a_weak_indicator_speaks_where_its_paragraph_is_of_the_topic) {
  const SmallTree tree(R"(
    Fishing NOUN NN  2 compound
    rights  NOUN NNS 3 nsubj right
    matter  VERB VBP 0 root

    Cod  NOUN NN  2 nsubj
    left VERB VBD 0 root  leave
  )");
  EXPECT_EQ(read(tree), "fishing,|fishing,");
}

TEST(FindTopics, a_weak_indicator_said_again_and_again_in_a_paragraph_is_still_one) {
  const SmallTree tree(R"(
    Nets NOUN NNS 2 nsubj net
    tore VERB VBD 0 root  tear

    Nets NOUN NNS 2 nsubj net
    sank VERB VBD 0 root  sink

    Nets NOUN NNS 2 nsubj net
    rot  VERB VBP 0 root
  )");
  EXPECT_EQ(read(tree), "||");
}

}  // namespace
}  // namespace chancery::reading
