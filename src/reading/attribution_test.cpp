#include "reading/attribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "support/small_tree.h"

namespace chancery::reading {
namespace {

using testing::SmallTree;

class Attribution : public ::testing::Test {
 protected:
  Attribution() {
    const std::string acts = "agree\tagree\tAGREE\t-\t030\tone\n";
    const std::string readings = "future\tdo\npossible\tdo\nobliged\tdo\nnegated-inner\tdo\n";
    ontology_ = knowledge::Ontology::load(std::vector<TableText>{{"acts.tsv", acts},
                                                                 {"operators.tsv", "do\t-\t-\t-\tdoes it\n"},
                                                                 {"composition.tsv", "do\t*\t= operand\n"},
                                                                 {"readings.tsv", readings},
                                                                 {"cameo.tsv", "030\tExpress intent\t4.0\t-\n"}});
    const std::string cues =
        "say\tverb\tto\t0\ntell\tverb\tobj|iobj\t0\ncondemn\tverb\t-\t-\nclaim\tnoun\t-\t0\naccording_"
        "to\tpreposition\t-\t0\n";
    lexicon_ = knowledge::Lexicon::load(std::vector<TableText>{{"cues.tsv", cues}}, ontology_);
  }

  /// "kind: speakers > addressees: content" of every quote.
  std::string read(const SmallTree& tree) {
    std::vector<Quote> quotes;
    QuoteFinder().find(lexicon_, {}, tree.tokens, tree.trees, quotes);
    std::string out;
    for (const Quote& quote : quotes) {
      if (!out.empty()) out += "; ";
      out += quote.kind == QuoteKind::Direct ? "direct:" : quote.kind == QuoteKind::Mixed ? "mixed:" : "indirect:";
      out += words(tree, quote.speakers) + " >" + words(tree, quote.addressees) + ": " +
             std::string(tree.tokens.slice(quote.content_begin, quote.content_end));
    }
    return out.empty() ? "none" : out;
  }
  static std::string words(const SmallTree& tree, const Heads& heads) {
    std::string out;
    for (TokenId head : heads) out += " " + std::string(tree.tokens.form(head));
    return out;
  }

  knowledge::Ontology ontology_;
  knowledge::Lexicon lexicon_;
};

TEST_F(Attribution, ContentBehindItsCue) {
  const SmallTree tree(R"(
    Xi PROPN NNP 2 nsubj
    told VERB VBD 0 root tell
    Putin PROPN NNP 2 obj
    that SCONJ IN 6 mark
    ties NOUN NNS 6 nsubj tie
    grew VERB VBD 2 ccomp grow
    . PUNCT . 2 punct
  )");
  EXPECT_EQ(read(tree), "indirect: Xi > Putin: that ties grew");
}

TEST_F(Attribution, DirectSpeechInFrontOfItsCue) {
  const SmallTree tree(R"(
    “ PUNCT `` 4 punct
    We PRON PRP 4 nsubj
    will AUX MD 4 aux
    fight VERB VB 8 ccomp
    , PUNCT , 4 punct
    ” PUNCT '' 4 punct
    he PRON PRP 8 nsubj
    said VERB VBD 0 root say
  )");
  EXPECT_EQ(read(tree), "direct: he >: “ We will fight , ”");
}

TEST_F(Attribution, ACueThatHangsOnItsContent) {
  const SmallTree tree(R"(
    Rebels NOUN NNS 2 nsubj rebel
    fled VERB VBD 0 root flee
    , PUNCT , 5 punct
    officials NOUN NNS 5 nsubj official
    said VERB VBD 2 parataxis say
  )");
  EXPECT_EQ(read(tree), "indirect: officials >: Rebels fled");
}

TEST_F(Attribution, AccordingToASource) {
  const SmallTree tree(R"(
    Rebels NOUN NNS 2 nsubj rebel
    fled VERB VBD 0 root flee
    , PUNCT , 6 punct
    according ADP VBG 6 case
    to ADP IN 4 fixed
    police NOUN NN 2 obl
  )");
  EXPECT_EQ(read(tree), "indirect: police >: Rebels fled");
}

TEST_F(Attribution, AQuotedPartMakesItMixed) {
  const SmallTree tree(R"(
    He PRON PRP 2 nsubj
    said VERB VBD 0 root say
    ties NOUN NNS 6 nsubj tie
    were AUX VBD 6 cop be
    “ PUNCT `` 6 punct
    firm ADJ JJ 2 ccomp
    ” PUNCT '' 6 punct
    today NOUN NN 6 obl:unmarked
  )");
  EXPECT_EQ(read(tree), "mixed: He >: ties were “ firm ” today");
}

TEST_F(Attribution, WordsWithoutContentAreNone) {
  const SmallTree tree(R"(
    She PRON PRP 2 nsubj
    said VERB VBD 0 root say
    . PUNCT . 2 punct
  )");
  EXPECT_EQ(read(tree), "none");
}

TEST_F(Attribution, TheInnermostQuoteHoldsTheWord) {
  const SmallTree tree(R"(
    He PRON PRP 2 nsubj
    said VERB VBD 0 root say
    she PRON PRP 4 nsubj
    said VERB VBD 2 ccomp say
    rebels NOUN NNS 6 nsubj rebel
    fled VERB VBD 4 ccomp flee
  )");
  std::vector<Quote> quotes;
  QuoteFinder().find(lexicon_, {}, tree.tokens, tree.trees, quotes);
  ASSERT_EQ(quotes.size(), 2u);
  EXPECT_EQ(quote_around(quotes, tree.tokens, tree.at("fled")), &quotes[1]);
  EXPECT_EQ(quote_around(quotes, tree.tokens, tree.at("she")), &quotes[0]);
  EXPECT_EQ(quote_around(quotes, tree.tokens, tree.at("He")), nullptr);
}

}  // namespace
}  // namespace chancery::reading
