#include "syntax/conllu.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace chancery::syntax {
namespace {

class Refusals : public Reporter {
 public:
  void refuse(std::string_view, std::uint64_t line, std::string_view) override { lines.push_back(line); }
  void warn(std::string_view, std::uint64_t, std::string_view) override {}
  std::vector<std::uint64_t> lines;
};

// Of our own writing.
constexpr const char* kText =
    "# sent_id = 1\n"
    "# text = Kenya's envoy didn't sign.\n"
    "1-2\tKenya's\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tKenya\tKenya\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss\t_\t_\n"
    "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_\n"
    "3\tenvoy\tenvoy\tNOUN\tNN\tNumber=Sing\t6\tnsubj\t_\t_\n"
    "4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "4\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_\n"
    "5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_\n"
    "6\tsign\tsign\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"
    "7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_\n"
    "\n"
    "# sent_id = 2\n"
    "# text = Never again\n"
    "1\tNever\tnever\tADV\tRB\t_\t2\tadvmod\t_\t_\n"
    "2\tagain\tagain\tADV\tRB\t_\t0\troot\t_\t_\n"
    "\n";

TEST(Conllu, what_is_read_is_written_again) {
  Refusals refusals;
  ConlluDocument document;
  read_conllu(kText, "own.conllu", refusals, document);
  EXPECT_TRUE(refusals.lines.empty());
  ASSERT_EQ(document.tokens.sentences.size(), 2u);
  EXPECT_EQ(document.text, "Kenya's envoy didn't sign.\nNever again\n");
  EXPECT_EQ(document.tokens.form(TokenId(4)), "n't");
  EXPECT_EQ(document.trees.lemma[TokenId(3)], "do");
  EXPECT_EQ(document.trees.children(TokenId(5)).size(), 4u);
  std::string out;
  write_conllu(document.tokens, document.trees, out);
  EXPECT_EQ(out, kText);
}

TEST(Conllu, only_forms_are_needed) {
  Refusals refusals;
  ConlluDocument document;
  read_conllu("1\tTalks\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\tfailed\r\n", "x", refusals, document);
  EXPECT_TRUE(refusals.lines.empty());
  ASSERT_EQ(document.tokens.size(), 2u);
  EXPECT_EQ(document.tokens.form(TokenId(1)), "failed");
  EXPECT_FALSE(document.trees.head[TokenId(0)].exists());
  EXPECT_EQ(document.trees.head[TokenId(1)], TokenId(0));
}

TEST(Conllu, bad_lines_are_refused_and_the_rest_is_read) {
  Refusals refusals;
  ConlluDocument document;
  read_conllu("1\tTalks\nnonsense\nx\tlost\n1-y\tlost\n2\tfailed\n", "x", refusals, document);
  EXPECT_EQ(refusals.lines, (std::vector<std::uint64_t>{2, 3, 4}));
  EXPECT_EQ(document.tokens.size(), 2u);
}

TEST(Conllu, heads_that_make_no_tree_are_replaced_by_a_flat_one) {
  for (const char* heads : {"2 1 0", "0 0 1", "1 2 3", "9 0 1", "2 3 1"}) {
    Refusals refusals;
    ConlluDocument document;
    std::string text;
    for (int i = 0; i < 3; ++i) {
      text += std::to_string(i + 1) + "\tw\tw\tX\tX\t_\t" + std::string(1, heads[2 * i]) + "\tdep\t_\t_\n";
    }
    read_conllu(text, "x", refusals, document);
    EXPECT_FALSE(document.trees.head[TokenId(0)].exists()) << heads;
    EXPECT_EQ(document.trees.head[TokenId(1)], TokenId(0)) << heads;
    EXPECT_EQ(document.trees.head[TokenId(2)], TokenId(0)) << heads;
  }
}

TEST(Conllu, a_document_can_be_read_into_again) {
  Refusals refusals;
  ConlluDocument document;
  for (int i = 0; i < 3; ++i) {
    read_conllu(kText, "own.conllu", refusals, document);
    EXPECT_EQ(document.tokens.size(), 9u);
  }
  read_conllu("", "empty", refusals, document);
  EXPECT_EQ(document.tokens.size(), 0u);
}

}  // namespace
}  // namespace chancery::syntax
