// Tested by: evaluation_test.cpp, tests/contract/test_evaluate.py
#include <algorithm>
#include <set>

#include "evaluation/gold_files.h"
#include "evaluation/scores.h"

namespace chancery::evaluation {
namespace {

enum Count : std::size_t { kHit, kGoldTypes, kFoundTypes, kPairs, kGoldEvents, kCounts };

bool meets(const std::vector<ActorReference>& parties, const Spans& spans) {
  return spans.empty() || std::any_of(parties.begin(), parties.end(), [&](const ActorReference& party) {
           return std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
             return span.meets({party.span.start, party.span.end});
           });
         });
}

/// Whether the parties are those that are marked. Of an act that both do, both may stand among the actors.
bool fits(const GoldEvent& gold, const Event& found) {
  return meets(found.actors, gold.actors) &&
         (meets(found.recipients, gold.recipients) || meets(found.actors, gold.recipients));
}

}  // namespace

Evaluation score_events(const std::vector<EventDocument>& documents) {
  Tally tally(kCounts);
  Evaluation evaluation;
  std::map<std::string, std::array<double, 3>> classes;  // hit, gold, found
  for (const EventDocument& document : documents) {
    tally.begin_unit();
    std::vector<const Event*> found;
    std::set<std::string> mine, types;
    for (const Event& event : document.found) {
      if (event.status == Status::Negated) continue;
      found.push_back(&event);
      mine.insert(root_of(event.event));
    }
    for (const GoldEvent& gold : document.gold) {
      types.insert(gold.root);
      tally.add(kGoldEvents);
      bool right = false;
      std::string instead = "-";
      for (const Event* event : found) {
        if (!fits(gold, *event)) continue;
        if (root_of(event->event) == gold.root) right = true;
        if (instead == "-") instead = root_of(event->event);
      }
      if (right) tally.add(kPairs);
      ++evaluation.confusion[{gold.root, right ? gold.root : instead}];
    }
    tally.add(kGoldTypes, static_cast<double>(types.size()));
    tally.add(kFoundTypes, static_cast<double>(mine.size()));
    for (const std::string& type : types) {
      ++classes[type][1];
      if (!mine.contains(type)) continue;
      tally.add(kHit);
      ++classes[type][0];
    }
    for (const std::string& type : mine) ++classes[type][2];
  }
  evaluation.unit = "documents";
  evaluation.units = documents.size();
  evaluation.confusion_of = "types of marked pairs";
  evaluation.figures =
      tally.figures({"type_precision", "type_recall", "type_f1", "pair_recall"}, [](std::span<const double> sums) {
        const double precision = ratio(sums[kHit], sums[kFoundTypes]);
        const double recall = ratio(sums[kHit], sums[kGoldTypes]);
        return std::vector<double>{precision, recall, f1(precision, recall), ratio(sums[kPairs], sums[kGoldEvents])};
      });
  for (const auto& [name, count] : classes) {
    const double precision = ratio(count[0], count[2]);
    const double recall = ratio(count[0], count[1]);
    evaluation.classes.push_back({name, precision, recall, f1(precision, recall), static_cast<std::uint64_t>(count[1]),
                                  static_cast<std::uint64_t>(count[2])});
  }
  return evaluation;
}

}  // namespace chancery::evaluation
