// The judge with models of one or two weights, on small trees built by hand with the lexicon of data/.
#include "coding/event_judge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <fstream>
#include <sstream>

#include "coding/judged_predicates.h"
#include "coding/rule_text.h"
#include "support/small_tree.h"

namespace chancery::coding {
namespace {

using learned::feature;
using learned::joined;
using testing::SmallTree;

constexpr float kSure = 100;
constexpr auto kAccuse = static_cast<std::size_t>(EventType::Accuse);

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

/// A model that gives `class_index` the weight where `name` is seen, and the last class `last` in any word.
std::string model(std::size_t classes, std::size_t class_index, std::uint64_t name, float weight, float last = 0) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < classes; ++i) names.push_back(std::to_string(i));
  std::vector<float> row(classes, 0), any(classes, 0);
  row[class_index] = weight;
  any[classes - 1] = last;
  if (last == 0) return learned::pack_linear_model(names, {{name, row}});
  return learned::pack_linear_model(names, {{name, row}, {feature("all"), any}});
}

class Judge : public ::testing::Test {
 protected:
  Judge()
      : ontology_(knowledge::Ontology::load(tables(
            "data/ontology/",
            {"acts.tsv", "operators.tsv", "composition.tsv", "readings.tsv", "cameo.tsv", "general.tsv"}, keep_))),
        lexicon_(knowledge::Lexicon::load(
            tables("data/lexicon/",
                   {"frames.tsv", "verbs.tsv", "nouns.tsv", "adjectives.tsv", "constructions.tsv", "cues.tsv",
                    "modals.tsv", "negations.tsv", "conditions.tsv", "locatives.tsv", "status.tsv"},
                   keep_),
            ontology_)),
        restraint_(knowledge::Restraint::load(
            tables("data/restraint/", {"parties.tsv", "acts.tsv", "topics.tsv"}, keep_), ontology_)) {}

  /// What is told of "Korea VERB Japan", as "TYPE: actors > recipients".
  std::string read(const char* verb, const char* lemma, const std::string& triggers, const std::string& roles) {
    const SmallTree tree(std::string("Korea PROPN NNP 2 nsubj\n") + verb + " VERB VBD 0 root " + lemma +
                         "\nJapan PROPN NNP 2 obj\n");
    reading::Mentions mentions;
    mentions.covering.assign(tree.tokens.size(), reading::MentionId::none());
    for (const char* form : {"Korea", "Japan"}) {
      reading::Mention mention;
      mention.head = tree.at(form);
      mention.begin = mention.head;
      mention.end = mention.head + 1;
      mention.kind = reading::MentionKind::Country;
      mention.name = form;
      mention.country = form;
      mentions.covering[mention.head] = mentions.all.push_back(mention);
    }
    const std::vector<reading::TimeExpression> times;
    const std::vector<reading::Quote> quotes;
    const PredicateSources layers{ontology_, lexicon_, restraint_, tree.tokens, tree.trees, mentions, times};
    std::vector<Predicate> found;
    finder_.find(layers, found);
    EventJudge judge;
    if (!triggers.empty()) {
      judge =
          EventJudge::of(learned::LinearModel::view(triggers, "test"), learned::LinearModel::view(roles, "test"), {});
    }
    rejections_.clear();
    scratch_.judge({layers, quotes, finder_.topics(), judge.clusters()}, judge, {}, finder_, found, &rejections_);
    std::string out;
    for (const Predicate& predicate : found) {
      out += std::string(name_of(*ontology_[predicate.act].event)) + ":";
      for (TokenId head : predicate.actors) out += " " + std::string(tree.tokens.form(head));
      out += " >";
      for (TokenId head : predicate.recipients) out += " " + std::string(tree.tokens.form(head));
    }
    return out;
  }

  std::deque<std::string> keep_;
  knowledge::Ontology ontology_;
  knowledge::Lexicon lexicon_;
  knowledge::Restraint restraint_;
  PredicateFinder finder_;
  PredicateJudge scratch_;
  std::vector<Rejection> rejections_;
};

/// Nobody has a part: no feature is known.
std::string no_roles() { return model(kParts, 0, feature("never"), 1); }
/// The subject of the clause is the recipient of an accusation; of others nothing is known, which is enough for a part.
std::string turned_roles() {
  return model(kParts, static_cast<std::size_t>(Part::Recipient), joined(joined(feature("slot, type"), 1), kAccuse + 1),
               kSure);
}

TEST_F(Judge, WithoutAModelTheRulesStand) { EXPECT_EQ(read("accused", "accuse", "", ""), "ACCUSE: Korea > Japan"); }

TEST_F(Judge, LeavesOutWhatItIsSureIsNone) {
  EXPECT_EQ(read("accused", "accuse", model(kTriggerClasses, kNoEvent, feature("all"), kSure), no_roles()), "");
  ASSERT_EQ(rejections_.size(), 1U);
}

TEST_F(Judge, TellsWhatNoRuleKnows) {
  EXPECT_EQ(read("blorked", "blork", "", ""), "");
  const std::string triggers =
      model(kTriggerClasses, kAccuse, joined(feature("lemma"), feature("blork")), kSure, kSure / 2);
  EXPECT_EQ(read("blorked", "blork", triggers, turned_roles()), "ACCUSE: Japan > Korea");
  EXPECT_EQ(read("glimmed", "glim", triggers, turned_roles()), "");
  EXPECT_EQ(rule_text(ontology_, Predicate(), "blork"), "judge: blork") << "every record names its rule";
}

TEST_F(Judge, LeavesThePartsThatAFrameKnows) {
  const std::string triggers = model(kTriggerClasses, kNoEvent, feature("all"), -kSure);
  EXPECT_EQ(read("accused", "accuse", triggers, turned_roles()), "ACCUSE: Korea > Japan");
}

TEST_F(Judge, OddsAreOfAnyEventAgainstNone) {
  const std::string bytes = model(kTriggerClasses, kAccuse, feature("seen"), 4);
  const EventJudge judge = EventJudge::of(learned::LinearModel::view(bytes, "test"), {}, {});
  const Verdict sure = judge.judge({feature("seen")});
  EXPECT_EQ(sure.event, EventType::Accuse);
  EXPECT_NEAR(sure.odds, std::log(std::exp(4.0) + 15), 0.01);
  EXPECT_NEAR(judge.judge({feature("other")}).odds, std::log(16.0), 0.01);
}

}  // namespace
}  // namespace chancery::coding
