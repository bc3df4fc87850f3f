// Tested by: pair_classifier_test.cpp.
#include "coding/pair_classifier.h"

#include <algorithm>
#include <cmath>

#include "chancery/error.h"

namespace chancery::coding {

PairClassifier PairClassifier::load(const std::string& path) {
  PairClassifier classifier(PackedFile::open(path, kPairMagic, kPairVersion));
  classifier.model_ = learned::LinearModel::view(classifier.file_.section("linear"), path);
  classifier.clusters_ = learned::WordClusters::view(classifier.file_.section("clusters"), path);
  const auto classes = classifier.model_.classes();
  for (std::size_t i = 0; i < kEventTypeCount; ++i) {
    const auto at = std::find(classes.begin(), classes.end(), name_of(static_cast<EventType>(i)));
    if (at == classes.end())
      throw Error(path + ": knows no " + std::string(name_of(static_cast<EventType>(i))) +
                  "; build or install it again");
    classifier.class_of_[i] = static_cast<std::size_t>(at - classes.begin());
  }
  return classifier;
}

EventType most_probable(const std::array<float, kEventTypeCount>& scores) {
  struct Half {
    double share = 0;
    std::size_t best = kEventTypeCount;
  };
  std::array<Half, 2> halves;
  const float top = *std::max_element(scores.begin(), scores.end());
  for (std::size_t i = 0; i < kEventTypeCount; ++i) {
    const Quad quad = quad_of(static_cast<EventType>(i));
    Half& half = halves[quad == Quad::VerbalConflict || quad == Quad::MaterialConflict];
    half.share += std::exp(static_cast<double>(scores[i] - top));
    if (half.best == kEventTypeCount || scores[i] > scores[half.best]) half.best = i;
  }
  return static_cast<EventType>(halves[halves[1].share > halves[0].share].best);
}

PairAnswer PairClassifier::classify(const PairFeatures& features) const {
  std::vector<float> sums(model_.class_count());
  for (std::uint64_t feature : features.hashes) model_.add(feature, sums);
  const float scale = features.hashes.empty() ? 0 : 1 / std::sqrt(static_cast<float>(features.hashes.size()));
  PairAnswer answer;
  for (std::size_t i = 0; i < kEventTypeCount; ++i) answer.scores[i] = sums[class_of_[i]] * scale;
  answer.event = most_probable(answer.scores);
  double all = 0;
  const float own = answer.scores[static_cast<std::size_t>(answer.event)];
  for (float score : answer.scores) all += std::exp(static_cast<double>(score - own));
  answer.confidence = 1 / all;
  return answer;
}

std::vector<FeatureSay> PairClassifier::reasons(const PairFeatures& features, EventType event,
                                                std::size_t count) const {
  std::vector<FeatureSay> says;
  const std::size_t wanted = class_of_[static_cast<std::size_t>(event)];
  std::vector<float> weights(model_.class_count());
  for (std::size_t i = 0; i < features.names.size(); ++i) {
    std::fill(weights.begin(), weights.end(), 0.0F);
    model_.add(features.hashes[i], weights);
    double mean = 0;
    for (float weight : weights) mean += weight;
    mean /= static_cast<double>(weights.size());
    says.push_back({features.names[i], weights[wanted] - mean});
  }
  std::stable_sort(says.begin(), says.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
  if (says.size() > count) says.resize(count);
  while (!says.empty() && says.back().weight <= 0) says.pop_back();
  return says;
}

}  // namespace chancery::coding
