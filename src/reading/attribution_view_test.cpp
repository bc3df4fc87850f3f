#include "reading/attribution_view.h"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>

#include "support/small_tree.h"

namespace chancery::reading {
namespace {

using testing::SmallTree;

/// The words of one sentence; spaces stand before all of them unless they follow a "_".
struct Words {
  explicit Words(const std::string& line) {
    std::istringstream in(line);
    std::string rows;
    std::vector<bool> glued;
    std::size_t number = 0;
    for (std::string word; in >> word;) {
      const bool joins = word.size() > 1 && word[0] == '_';
      rows += (joins ? word.substr(1) : word) + " X FW " + (++number == 1 ? "0 root" : "1 dep") + "\n";
      glued.push_back(joins);
    }
    tree = std::make_unique<SmallTree>(rows);
    for (TokenId token(0); token < tree->tokens.span.end_id(); ++token) {
      tree->tokens.space_before[token] = glued[token.index()] ? 0 : 1;
    }
    view.read(tree->tokens, tree->trees);
  }
  /// What stands in quotations, parted by " | ".
  std::string quoted() const {
    std::string out;
    for (const Quotation& each : view.quotations()) {
      if (!out.empty()) out += " | ";
      out += std::string(tree->tokens.slice(each.begin, each.end)) + (each.closed ? "" : " (open)");
    }
    return out;
  }
  std::unique_ptr<SmallTree> tree;
  AttributionView view;
};

TEST(AttributionView, CurlyMarksOpenAndClose) {
  EXPECT_EQ(Words("He said “ _we go _” and “ _they stay _” .").quoted(), "“ we go ” | “ they stay ”");
}

TEST(AttributionView, StraightMarksAreToldBySpaces) {
  EXPECT_EQ(Words("\" _We go _, _\" he said _. \" _They stay _. _\"").quoted(), "\" We go , \" | \" They stay . \"");
}

TEST(AttributionView, AStrayClosingMarkOpensNothing) { EXPECT_EQ(Words("We go _\" , he said").quoted(), ""); }

TEST(AttributionView, AQuotationWithoutItsEndRunsToTheEndOfTheParagraph) {
  EXPECT_EQ(Words("He said : “ _We go").quoted(), "“ We go (open)");
}

TEST(AttributionView, ApostrophesAreNoMarks) {
  EXPECT_EQ(Words("the workers _' rights and the states _’ rights").quoted(), "");
  EXPECT_EQ(Words("He calls it ‘ _good _’ now").quoted(), "‘ good ’");
}

TEST(AttributionView, TheTaggersScoresForContentAreAveraged) {
  Words words("We will leave today");
  EXPECT_EQ(words.view.content_score(TokenId(0), TokenId(4)), 0) << "the tagger was not asked";
  auto& tags = words.tree->trees.attribution_tags;
  tags.resize(words.tree->tokens.size());
  const int steps[] = {-16, 8, 24, 40};
  for (TokenId token(0); token < tags.end_id(); ++token) {
    tags[token].steps[static_cast<std::size_t>(syntax::AttributionTag::Content)] =
        static_cast<std::int8_t>(steps[token.index()]);
  }
  words.view.read(words.tree->tokens, words.tree->trees);
  EXPECT_EQ(words.view.content_score(TokenId(1), TokenId(4)), 24);
  EXPECT_EQ(words.view.content_score(TokenId(0), TokenId(1)), -16);
  EXPECT_EQ(words.view.content_score(TokenId(2), TokenId(2)), 0);
}

TEST(AttributionView, SubtreesHaveTheirExtent) {
  const SmallTree tree(R"(
    old ADJ JJ 2 amod
    men NOUN NNS 3 nsubj
    fear VERB VBP 0 root
    war NOUN NN 3 obj
  )");
  AttributionView view;
  view.read(tree.tokens, tree.trees);
  EXPECT_EQ(view.begin_of(tree.at("men")), tree.at("old"));
  EXPECT_EQ(view.end_of(tree.at("men")), tree.at("fear"));
  EXPECT_EQ(view.begin_of(tree.at("fear")), tree.at("old"));
  EXPECT_EQ(view.end_of(tree.at("fear")), tree.at("war") + 1);
}

}  // namespace
}  // namespace chancery::reading
