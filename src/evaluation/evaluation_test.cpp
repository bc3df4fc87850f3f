#include <gtest/gtest.h>

#include "evaluation/gold_files.h"
#include "evaluation/scores.h"

namespace chancery::evaluation {
namespace {

double figure(const Evaluation& evaluation, const std::string& name) {
  for (const Figure& each : evaluation.figures) {
    if (each.name == name) return each.value;
  }
  ADD_FAILURE() << "no figure " << name;
  return -1;
}

TEST(Tally, IntervalsLieAroundTheFigureAndShrinkWithMoreUnits) {
  const auto share = [](std::span<const double> sums) { return std::vector<double>{ratio(sums[0], sums[1])}; };
  const auto made_of = [&](int units) {
    Tally tally(2);
    for (int i = 0; i < units; ++i) {
      tally.begin_unit();
      tally.add(1);
      if (i % 4 != 0) tally.add(0);
    }
    return tally.figures({"share"}, share).front();
  };
  const Figure few = made_of(40), many = made_of(4000);
  EXPECT_DOUBLE_EQ(few.value, 0.75);
  EXPECT_LT(few.low, 0.75);
  EXPECT_GT(few.high, 0.75);
  // Of a share, the standard error times 1.96.
  EXPECT_NEAR(many.high - many.low, 2 * 1.96 * 0.0068, 0.004);
  EXPECT_GT(few.high - few.low, 5 * (many.high - many.low));
  EXPECT_DOUBLE_EQ(made_of(40).low, few.low) << "the same for the same";
  EXPECT_TRUE(Tally(1).figures({}, share).empty());
}

TEST(ScorePairs, MeansOverTheClassesThatAreThere) {
  const std::vector<PairGold> gold = {{"ACCUSE", 3}, {"ACCUSE", 3}, {"YIELD", 2}, {"AID", 0}};
  const Evaluation evaluation =
      score_pairs(gold, {EventType::Accuse, EventType::Reject, EventType::Retreat, EventType::Accuse});
  // ACCUSE: 1 of 2 found, 1 of 2 right; YIELD right; AID missed.
  EXPECT_NEAR(figure(evaluation, "root_macro_f1"), (0.5 + 1 + 0) / 3, 1e-12);
  // Quad 3: found 3 times, 2 right; quad 2: found once, of two.
  EXPECT_NEAR(figure(evaluation, "quad_macro_f1"), (0.8 + 2.0 / 3) / 2, 1e-12);
  EXPECT_NEAR(figure(evaluation, "binary_macro_f1"), (0.8 + 2.0 / 3) / 2, 1e-12);
  EXPECT_EQ(evaluation.confusion.at({"ACCUSE", "REJECT"}), 1u);
  const Evaluation halves = score_pairs({{"", 0, true}, {"", 0, false}}, {EventType::Assault, EventType::Protest});
  ASSERT_EQ(halves.figures.size(), 1u);
  EXPECT_NEAR(figure(halves, "binary_macro_f1"), (2.0 / 3 + 0) / 2, 1e-12);
}

Event event(EventType type, Span actor, std::optional<Span> recipient) {
  Event event;
  event.event = type;
  event.actors = {{{"", actor.begin, actor.end}, "", {}, {}, {}}};
  if (recipient) event.recipients = {{{"", recipient->begin, recipient->end}, "", {}, {}, {}}};
  return event;
}

TEST(ScoreEvents, ATypeCountsOnceInADocumentAndAPairNeedsItsParties) {
  Event negated = event(EventType::Assault, {0, 5}, Span{10, 15});
  negated.status = Status::Negated;
  const std::vector<EventDocument> documents = {
      {{{"ACCUSE", {{0, 5}}, {{10, 15}}}}, {event(EventType::Accuse, {3, 8}, Span{20, 25}), negated}},
      {{{"CONSULT", {{0, 5}}, {{10, 15}}}}, {event(EventType::Consult, {0, 15}, std::nullopt)}},
      {{{"YIELD", {{0, 5}}, {}}},
       {event(EventType::Concede, {0, 5}, Span{7, 9}), event(EventType::Retreat, {0, 5}, {})}},
      {{{"AID", {{0, 5}}, {{10, 15}}}}, {}},
  };
  const Evaluation evaluation = score_events(documents);
  EXPECT_DOUBLE_EQ(figure(evaluation, "type_precision"), 1);
  EXPECT_DOUBLE_EQ(figure(evaluation, "type_recall"), 0.75);
  EXPECT_DOUBLE_EQ(figure(evaluation, "pair_recall"), 0.5) << "of the first the recipient is another";
  EXPECT_EQ(evaluation.confusion.at({"AID", "-"}), 1u);
  EXPECT_EQ(evaluation.confusion.at({"ACCUSE", "-"}), 1u);
}

TEST(ScoreAttribution, CountsWordsSpansAndWholes) {
  AttributionDocument document;
  document.text = "Anna Müller said, it rains. \"No,\" he told us.";
  document.gold = {{{{0, 11}}, {{12, 16}}, {{18, 26}}, {{5, 11}}}};
  Statement found;
  found.speakers = {{{"Müller", 5, 11}, "", {}, {}, {}}};
  found.cue = {"said", 12, 16};
  found.content = {"it rains.", 18, 27};
  Statement invented;
  invented.speakers = {{{"he", 34, 36}, "", {}, {}, {}}};
  invented.cue = {"told", 37, 41};
  invented.content = {"No", 29, 31};
  document.found = {found, invented};
  const Evaluation evaluation = score_attribution({document});
  EXPECT_DOUBLE_EQ(figure(evaluation, "source_token_f1"), 0.5) << "one of two words, and one that is none";
  EXPECT_NEAR(figure(evaluation, "content_token_f1"), f1(2.0 / 4, 1), 1e-12) << "the full stop is a word";
  EXPECT_NEAR(figure(evaluation, "cue_span_f1"), f1(0.5, 1), 1e-12);
  EXPECT_NEAR(figure(evaluation, "whole_f1"), f1(0.5, 1), 1e-12);
}

TEST(ScoreSyntax, SubtypesAndOtherLengths) {
  const std::string gold =
      "# text = He sat.\n1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2-3\tsat.\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "2\tsat\tsit\tVERB\tVBD\t_\t0\troot\t_\t_\n3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n1\tGo\tgo\tVERB\tVB\t_"
      "\t0\troot\t_\t_\n";
  const std::string found =
      "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj:pass\t_\t_\n2\tsat\tsat\tNOUN\tVBD\t_\t0\troot\t_\t_\n3\t.\t.\tPUNCT\t.\t_"
      "\t1\tpunct\t_\t_\n"
      "\n1\tG\tg\tX\tX\t_\t0\troot\t_\t_\n2\to\to\tX\tX\t_\t1\tdep\t_\t_\n";
  const Evaluation evaluation = score_syntax(conllu_sentences(gold), conllu_sentences(found));
  EXPECT_DOUBLE_EQ(figure(evaluation, "UPOS"), 2.0 / 4);
  EXPECT_DOUBLE_EQ(figure(evaluation, "LEMMA"), 2.0 / 4);
  EXPECT_DOUBLE_EQ(figure(evaluation, "UAS"), 2.0 / 4);
  EXPECT_DOUBLE_EQ(figure(evaluation, "LAS"), 2.0 / 4);
  EXPECT_DOUBLE_EQ(figure(evaluation, "LAS_SUB"), 1.0 / 4);
  EXPECT_EQ(evaluation.confusion.at({"VERB", "NOUN"}), 1u);
}

}  // namespace
}  // namespace chancery::evaluation
