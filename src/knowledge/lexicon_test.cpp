#include "knowledge/lexicon.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "knowledge/tables_for_test.h"

namespace chancery::knowledge {
namespace {

const Ontology& ontology() {
  static const FolderTables tables("ontology");
  static const Ontology ontology = Ontology::load(tables.tables());
  return ontology;
}
const FolderTables& tables() {
  static const FolderTables tables("lexicon");
  return tables;
}
const Lexicon& lexicon() {
  static const Lexicon lexicon = Lexicon::load(tables().tables(), ontology());
  return lexicon;
}

std::string meaning(const Entry& entry) {
  return entry.op.exists() ? ontology()[entry.op].name : ontology()[entry.act].name;
}
/// The meaning of a pattern, or "none".
std::string meaning(WordClass word_class, std::string_view lemma, std::string_view pattern) {
  for (const Entry& entry : lexicon().entries(word_class, lemma)) {
    if (entry.pattern == pattern) return meaning(entry);
  }
  return "none";
}

std::string message_of(const std::string& file, std::string_view text) {
  try {
    Lexicon::load(tables().with(file, text), ontology());
  } catch (const TableError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Lexicon, LoadsTheTablesOfData) { EXPECT_GT(lexicon().entry_count(), 6000u); }

TEST(Lexicon, HasAWordForEveryActAndOperator) {
  std::set<std::string> reached;
  for (const char* file : {"verbs.tsv", "nouns.tsv", "adjectives.tsv", "constructions.tsv"}) {
    const std::size_t field = std::string_view(file).starts_with("constructions") ? 2 : 1;
    read_table({file, tables().text_of(file)}, 3, 5,
               [&](const TableLine& line) { reached.emplace(line.fields[field]); });
  }
  // What an operator is without an act ("asks") has the operator's words.
  for (OperatorId op(0); op.index() < ontology().operator_count(); ++op) {
    if (ontology()[op].bare.exists()) reached.insert(ontology()[ontology()[op].bare].name);
  }
  // Acts that only operators or other acts lead to have a blank in their name ("refuse talk").
  for (ActId act(0); act.index() < ontology().act_count(); ++act) {
    const std::string& name = ontology()[act].name;
    if (name.find(' ') == std::string::npos) {
      EXPECT_TRUE(reached.contains(name)) << name;
    }
  }
  // What grammar says has no word of its own.
  for (std::size_t i = 0; i < kReadingCount; ++i)
    reached.insert(ontology()[ontology().operator_of(static_cast<Reading>(i))].name);
  for (OperatorId op(0); op.index() < ontology().operator_count(); ++op) {
    EXPECT_TRUE(reached.contains(ontology()[op].name)) << ontology()[op].name;
  }
}

TEST(Lexicon, PutsThePatternThatSaysMoreFirst) {
  const auto entries = lexicon().entries(WordClass::Verb, "fire");
  ASSERT_GT(entries.size(), 3u);
  EXPECT_EQ(entries.back().pattern, "fire");
  const auto named = [](const Entry& entry) {
    std::size_t count = 0;
    for (const Constraint& constraint : entry.constraints) count += !constraint.lemmas.empty();
    return count;
  };
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const Entry& before = entries[i - 1];
    const Entry& entry = entries[i];
    EXPECT_GE(before.constraints.size(), entry.constraints.size()) << entry.pattern;
    if (before.constraints.size() == entry.constraints.size()) {
      EXPECT_GE(named(before), named(entry)) << entry.pattern;
    }
  }
}

TEST(Lexicon, TellsTheSensesOfAWordApart) {
  EXPECT_EQ(meaning(WordClass::Verb, "fire", "fire at"), "shoot");
  EXPECT_EQ(meaning(WordClass::Verb, "fire", "fire"), "change-leadership");
  EXPECT_EQ(meaning(WordClass::Verb, "strike", "strike for"), "strike-work-for");
  EXPECT_EQ(meaning(WordClass::Verb, "strike", "strike"), "attack");
  EXPECT_EQ(meaning(WordClass::Noun, "visit", "visit"), "visit");
}

TEST(Lexicon, AFrameThatIsWrittenOutIsAFrame) {
  const std::string verbs = "greet\tvisit\tactor=obj recipient=to|out_of|+up both=subj,with\n";
  const Lexicon small = Lexicon::load(tables().with("verbs.tsv", verbs), ontology());
  const auto entries = small.entries(WordClass::Verb, "greet");
  const auto plain = std::find_if(entries.begin(), entries.end(), [](const Entry& e) { return e.constraints.empty(); });
  ASSERT_NE(plain, entries.end());
  ASSERT_EQ(plain->frame->recipient.size(), 3u);
  EXPECT_EQ(plain->frame->actor[0].kind, SlotKind::Object);
  EXPECT_EQ(plain->frame->recipient[1].word, "out_of");
  EXPECT_EQ(plain->frame->recipient[2].kind, SlotKind::Particle);
  EXPECT_EQ(plain->frame->both.size(), 2u);
}

TEST(Lexicon, KnowsItsSmallWords) {
  EXPECT_EQ(lexicon().modality("will"), Modality::Future);
  EXPECT_EQ(lexicon().modality("table"), Modality::None);
  EXPECT_TRUE(lexicon().is_negation("never"));
  EXPECT_FALSE(lexicon().is_negation("ever"));
  EXPECT_EQ(lexicon().status_of_modifier("alleged"), Status::Alleged);
  EXPECT_FALSE(lexicon().status_of_modifier("green"));
  EXPECT_TRUE(lexicon().obliges("need"));
  EXPECT_FALSE(lexicon().obliges("must")) << "that one stands with a verb, and has none behind it";
  ASSERT_NE(lexicon().cue(WordClass::Verb, "say"), nullptr);
  ASSERT_NE(lexicon().cue(WordClass::Verb, "condemn"), nullptr);
  EXPECT_LT(lexicon().cue(WordClass::Verb, "condemn")->stance, 0);
  EXPECT_GT(lexicon().cue(WordClass::Verb, "praise")->stance, 0);
  EXPECT_EQ(lexicon().cue(WordClass::Verb, "walk"), nullptr);
  EXPECT_TRUE(lexicon().entries(WordClass::Verb, "").empty());
  EXPECT_TRUE(lexicon().entries(WordClass::Adjective, "\xff\xfe").empty());
}

TEST(Lexicon, NamesFileAndLineOfWhatIsWrong) {
  const auto says = [](const std::string& file, std::string_view text, std::string_view what) {
    const std::string message = message_of(file, text);
    EXPECT_NE(message.find(what), std::string::npos) << what << " <> " << message;
  };
  says("verbs.tsv", "# head\n\nmeet\tmete\tparties\n", "verbs.tsv:3: 'mete' is no act and no operator");
  says("verbs.tsv", "meet\tmeet\tpartys\n", "verbs.tsv:1: 'partys' is no frame");
  says("verbs.tsv", "meet\tmeet\n", "verbs.tsv:1: has 2 fields");
  says("verbs.tsv", "meet\tmeet\tactor=\n", "verbs.tsv:1: a role is written role=slot");
  says("verbs.tsv", "meet\tmeet\tchair=subj\n", "verbs.tsv:1: 'chair' is no role");
  says("verbs.tsv", "meet W1TH\tmeet\tparties\n", "verbs.tsv:1: 'W1TH' is no slot");
  says("verbs.tsv", "urge\trequest\tdoes\n", "verbs.tsv:1: an operator wants a frame with an inner act");
  says("nouns.tsv", "\tmeet\tparties\n", "nouns.tsv:1: a pattern begins with a lemma");
  says("constructions.tsv", "adverb\tmeet\tmeet\tparties\n", "constructions.tsv:1: 'adverb' is no word class");
  says("frames.tsv", "does\tactor=subj\ndoes\tactor=subj\n", "frames.tsv:2: stands twice");
  says("cues.tsv", "say\tverb\tto\t0\nsay\tverb\tto\t0\n", "cues.tsv:2: say stands twice");
  says("modals.tsv", "will\tsoon\n", "modals.tsv:1: 'soon' is no modality");
  says("modals.tsv", "have\tpossible\txcomp\n", "modals.tsv:1: a verb with an infinitive is 'obliged'");
  says("modals.tsv", "have\tobliged\tobj\n", "modals.tsv:1: the last field is 'xcomp' or missing");
  says("status.tsv", "late\tdelayed\n", "status.tsv:1: 'delayed' is no status");
}

}  // namespace
}  // namespace chancery::knowledge
