// Multinomial logistic regression; an example's features are scaled to length one, as they were when it was learned.
// Tested by: event_judge_test.cpp.
#include "coding/event_judge.h"

#include <cmath>

namespace chancery::coding {
namespace {

float length(const std::vector<std::uint64_t>& features) {
  return std::sqrt(static_cast<float>(features.empty() ? 1 : features.size()));
}

}  // namespace

EventJudge EventJudge::view(const PackedFile& file, const std::string& origin) {
  EventJudge judge;
  if (!file.has_section("learned.events")) return judge;
  judge.triggers_ = learned::LinearModel::view(file.section("learned.events"), origin);
  judge.roles_ = learned::LinearModel::view(file.section("learned.events.roles"), origin);
  judge.clusters_ = learned::WordClusters::view(file.section("learned.events.clusters"), origin);
  return judge;
}

EventJudge EventJudge::of(learned::LinearModel triggers, learned::LinearModel roles, learned::WordClusters clusters) {
  EventJudge judge;
  judge.triggers_ = std::move(triggers);
  judge.roles_ = std::move(roles);
  judge.clusters_ = clusters;
  return judge;
}

Verdict EventJudge::judge(const std::vector<std::uint64_t>& features) const {
  Verdict verdict;
  for (std::uint64_t feature : features) triggers_.add(feature, verdict.scores);
  const float scale = 1 / length(features);
  for (float& score : verdict.scores) score *= scale;
  const float none = verdict.scores[kNoEvent];
  std::size_t best = 0;
  double sum = 0;
  for (std::size_t i = 0; i < kEventTypeCount; ++i) {
    verdict.scores[i] -= none;
    sum += std::exp(static_cast<double>(verdict.scores[i]));
    if (verdict.scores[i] > verdict.scores[best]) best = i;
  }
  verdict.event = static_cast<EventType>(best);
  verdict.odds = static_cast<float>(std::log(sum));
  return verdict;
}

std::array<float, kParts> EventJudge::parts(const std::vector<std::uint64_t>& features) const {
  std::array<float, kParts> scores{};
  for (std::uint64_t feature : features) roles_.add(feature, scores);
  const float scale = 1 / length(features);
  const float none = scores[0];
  for (float& score : scores) score = (score - none) * scale;
  return scores;
}

}  // namespace chancery::coding
