// Predicates on small trees built by hand, with the lexicon of data/; whole sentences are in tests/golden/records.
#include "coding/predicates.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/small_tree.h"

namespace chancery::coding {
namespace {

using testing::SmallTree;

std::vector<TableText> tables(const std::string& folder, std::initializer_list<const char*> names,
                              std::deque<std::string>& keep) {
  std::vector<TableText> found;
  for (const char* name : names) {
    std::ostringstream text;
    text << std::ifstream(folder + name).rdbuf();
    keep.push_back(text.str());
    found.push_back({folder + name, keep.back()});
  }
  return found;
}

class Predicates : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::deque<std::string> keep;
    ontology_ = new knowledge::Ontology(knowledge::Ontology::load(
        tables("data/ontology/", {"acts.tsv", "operators.tsv", "composition.tsv", "readings.tsv", "cameo.tsv"}, keep)));
    lexicon_ = new knowledge::Lexicon(knowledge::Lexicon::load(
        tables("data/lexicon/",
               {"frames.tsv", "verbs.tsv", "nouns.tsv", "adjectives.tsv", "constructions.tsv", "cues.tsv", "modals.tsv",
                "negations.tsv", "conditions.tsv", "locatives.tsv", "status.tsv"},
               keep),
        *ontology_));
    restraint_ = new knowledge::Restraint(knowledge::Restraint::load(
        tables("data/restraint/", {"parties.tsv", "acts.tsv", "topics.tsv"}, keep), *ontology_));
  }
  static void TearDownTestSuite() {
    delete restraint_;
    delete lexicon_;
    delete ontology_;
  }

  /// "TYPE mode cameo status: actors > recipients" of every predicate; words given in `actors` are mentions of states.
  std::string read(const SmallTree& tree, std::initializer_list<const char*> actors) {
    reading::Mentions mentions;
    mentions.covering.assign(tree.tokens.size(), reading::MentionId::none());
    for (const char* form : actors) {
      reading::Mention mention;
      mention.head = tree.at(form);
      mention.begin = mention.head;
      mention.end = mention.head + 1;
      mention.kind = reading::MentionKind::Country;
      mention.name = form;
      mention.country = "XXX";
      mentions.covering[mention.head] = mentions.all.push_back(mention);
    }
    const std::vector<reading::TimeExpression> times;
    std::vector<Predicate> found;
    finder_.find({*ontology_, *lexicon_, *restraint_, tree.tokens, tree.trees, mentions, times}, found);
    std::string out;
    for (const Predicate& predicate : found) {
      const knowledge::Act& act = (*ontology_)[predicate.act];
      if (!out.empty()) out += "; ";
      out += std::string(name_of(*act.event)) + (act.mode.empty() ? "" : " " + act.mode) + " " + act.cameo + " " +
             std::string(name_of(predicate.status)) + ":" + words(tree, predicate.actors) + " >" +
             words(tree, predicate.recipients);
    }
    return out.empty() ? "none" : out;
  }
  static std::string words(const SmallTree& tree, const reading::Heads& heads) {
    std::string out;
    for (TokenId head : heads) out += " " + std::string(tree.tokens.form(head));
    return out;
  }

  static const knowledge::Ontology* ontology_;
  static const knowledge::Lexicon* lexicon_;
  static const knowledge::Restraint* restraint_;
  PredicateFinder finder_;
};
const knowledge::Ontology* Predicates::ontology_ = nullptr;
const knowledge::Lexicon* Predicates::lexicon_ = nullptr;
const knowledge::Restraint* Predicates::restraint_ = nullptr;

TEST_F(Predicates, AnOperatorTakesItsActAndLeavesNoneBeside) {
  const SmallTree tree(R"(
    Korea PROPN NNP 2 nsubj
    refused VERB VBD 0 root refuse
    to PART TO 4 mark
    meet VERB VB 2 xcomp
    Japan PROPN NNP 4 obj
  )");
  EXPECT_EQ(read(tree, {"Korea", "Japan"}), "REJECT meet 125 actual: Korea > Japan");
}

TEST_F(Predicates, OperatorsNest) {
  const SmallTree tree(R"(
    Iran PROPN NNP 2 nsubj
    agreed VERB VBD 0 root agree
    to PART TO 4 mark
    stop VERB VB 2 xcomp
    bombing VERB VBG 4 xcomp bomb
    Iraq PROPN NNP 5 obj
  )");
  EXPECT_EQ(read(tree, {"Iran", "Iraq"}), "AGREE 0356 planned: Iran > Iraq");
}

TEST_F(Predicates, AnAccusationTellsTheActInItAsAlleged) {
  const SmallTree tree(R"(
    Ukraine PROPN NNP 2 nsubj
    accused VERB VBD 0 root accuse
    Russia PROPN NNP 2 obj
    of SCONJ IN 5 mark
    bombing VERB VBG 2 advcl bomb
    Poland PROPN NNP 5 obj
  )");
  EXPECT_EQ(read(tree, {"Ukraine", "Russia", "Poland"}),
            "ACCUSE allege 1123 actual: Ukraine > Russia; ASSAULT explosives 183 alleged: Russia > Poland");
}

TEST_F(Predicates, TheFutureOfForceIsAThreatAndOfHelpAnAgreement) {
  const SmallTree force(R"(
    Iran PROPN NNP 3 nsubj
    will AUX MD 3 aux
    bomb VERB VB 0 root
    Iraq PROPN NNP 3 obj
  )");
  EXPECT_EQ(read(force, {"Iran", "Iraq"}), "THREATEN violence 138 planned: Iran > Iraq");
  const SmallTree meeting(R"(
    Iran PROPN NNP 3 nsubj
    will AUX MD 3 aux
    meet VERB VB 0 root
    Iraq PROPN NNP 3 obj
  )");
  EXPECT_EQ(read(meeting, {"Iran", "Iraq"}), "AGREE 036 planned: Iran Iraq >");
}

TEST_F(Predicates, NegationAndConditionAreStatus) {
  const SmallTree negated(R"(
    Iran PROPN NNP 4 nsubj
    did AUX VBD 4 aux do
    not PART RB 4 advmod
    bomb VERB VB 0 root
    Iraq PROPN NNP 4 obj
  )");
  EXPECT_EQ(read(negated, {"Iran", "Iraq"}), "ASSAULT explosives 183 negated: Iran > Iraq");
  const SmallTree condition(R"(
    if SCONJ IN 3 mark
    Iran PROPN NNP 3 nsubj
    bombs VERB VBZ 7 advcl bomb
    Iraq PROPN NNP 3 obj
    markets NOUN NNS 7 nsubj market
    will AUX MD 7 aux
    fall VERB VB 0 root
  )");
  EXPECT_EQ(read(condition, {"Iran", "Iraq"}), "ASSAULT explosives 183 conditional: Iran > Iraq");
}

TEST_F(Predicates, NobodyKnownGivesNothing) {
  const SmallTree tree(R"(
    Storms NOUN NNS 2 nsubj storm
    attacked VERB VBD 0 root attack
    beaches NOUN NNS 2 obj beach
  )");
  EXPECT_EQ(read(tree, {}), "none");
}

TEST_F(Predicates, ItTakesTwoToMeet) {
  const SmallTree tree(R"(
    China PROPN NNP 2 nsubj
    met VERB VBD 0 root meet
    its PRON PRP$ 4 nmod:poss
    target NOUN NN 2 obj
  )");
  EXPECT_EQ(read(tree, {"China"}), "none");
}

}  // namespace
}  // namespace chancery::coding
