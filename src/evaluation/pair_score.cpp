// Tested by: evaluation_test.cpp, tests/contract/test_evaluate.py
#include <algorithm>
#include <set>

#include "evaluation/gold_files.h"
#include "evaluation/scores.h"

namespace chancery::evaluation {
namespace {

constexpr std::size_t kPerClass = 3;  // both, gold, found
enum Count : std::size_t { kBoth, kGold, kFound };

/// The answers of one kind: their classes lie behind one another in the tally.
struct Kind {
  std::string name;
  std::vector<std::string> classes;
  std::size_t first = 0;  // count
  std::size_t index(const std::string& name_of_class) const {
    return static_cast<std::size_t>(std::lower_bound(classes.begin(), classes.end(), name_of_class) - classes.begin());
  }
};

double macro_f1(const Kind& kind, const std::vector<double>& all, std::span<const double> sums) {
  double total = 0;
  std::size_t classes = 0;
  for (std::size_t i = 0; i < kind.classes.size(); ++i) {
    const std::size_t at = kind.first + i * kPerClass;
    if (all[at + kGold] <= 0) continue;
    ++classes;
    total += f1(ratio(sums[at + kBoth], sums[at + kFound]), ratio(sums[at + kBoth], sums[at + kGold]));
  }
  return ratio(total, static_cast<double>(classes));
}

std::string half_of(int quad) { return quad <= 2 ? "cooperation" : "conflict"; }

}  // namespace

Evaluation score_pairs(const std::vector<PairGold>& gold, const std::vector<EventType>& found) {
  std::set<std::string> roots;
  for (std::size_t i = 0; i < kEventTypeCount; ++i) roots.insert(root_of(static_cast<EventType>(i)));
  const bool has_roots = std::any_of(gold.begin(), gold.end(), [](const PairGold& row) { return !row.root.empty(); });
  std::vector<Kind> kinds;
  if (has_roots) {
    kinds.push_back({"root", {roots.begin(), roots.end()}});
    kinds.push_back({"quad", {"1", "2", "3", "4"}});
  }
  kinds.push_back({"binary", {"conflict", "cooperation"}});
  std::size_t counts = 0;
  for (Kind& kind : kinds) {
    kind.first = counts;
    counts += kind.classes.size() * kPerClass;
  }
  Tally tally(counts);
  Evaluation evaluation;
  for (std::size_t row = 0; row < gold.size(); ++row) {
    tally.begin_unit();
    const std::string root = root_of(found[row]);
    const int found_quad = quad_number(root);
    const int gold_quad = gold[row].quad != 0 ? gold[row].quad : quad_number(gold[row].root);
    const std::string half = has_roots ? half_of(gold_quad) : gold[row].conflict ? "conflict" : "cooperation";
    const auto answer = [&](const Kind& kind, const std::string& right, const std::string& given) {
      const std::size_t at = kind.first + kind.index(right) * kPerClass;
      tally.add(at + kGold);
      tally.add(kind.first + kind.index(given) * kPerClass + kFound);
      if (right == given) tally.add(at + kBoth);
    };
    if (has_roots) {
      answer(kinds[0], gold[row].root, root);
      answer(kinds[1], std::to_string(gold_quad), std::to_string(found_quad));
    }
    answer(kinds.back(), half, half_of(found_quad));
    ++evaluation.confusion[has_roots ? std::pair(gold[row].root, root) : std::pair(half, half_of(found_quad))];
  }
  evaluation.unit = "rows";
  evaluation.units = gold.size();
  evaluation.confusion_of = kinds.front().name;
  std::vector<std::string> names;
  for (const Kind& kind : kinds) names.push_back(kind.name + "_macro_f1");
  evaluation.figures = tally.figures(names, [&](std::span<const double> sums) {
    std::vector<double> values;
    for (const Kind& kind : kinds) values.push_back(macro_f1(kind, tally.sums(), sums));
    return values;
  });
  const Kind& kind = kinds.front();
  for (std::size_t i = 0; i < kind.classes.size(); ++i) {
    const double* at = tally.sums().data() + kind.first + i * kPerClass;
    const double precision = ratio(at[kBoth], at[kFound]);
    const double recall = ratio(at[kBoth], at[kGold]);
    evaluation.classes.push_back({kind.classes[i], precision, recall, f1(precision, recall),
                                  static_cast<std::uint64_t>(at[kGold]), static_cast<std::uint64_t>(at[kFound])});
  }
  return evaluation;
}

}  // namespace chancery::evaluation
