// The type of event between two marked parties: the learned part, which always answers.
//
// Multinomial logistic regression over the features of pair_features.h (models/pair has its card). Const and shared by
// all threads. The same sentence gives the same answer on every machine: sums run in one order, in single precision.
#pragma once

#include <array>
#include <string>

#include "base/packed_file.h"
#include "chancery/records.h"
#include "coding/pair_features.h"
#include "learned/linear_model.h"
#include "learned/word_clusters.h"

namespace chancery::coding {

inline constexpr std::string_view kPairMagic = "CHANPAIR";
inline constexpr std::uint32_t kPairVersion = 1;

struct PairAnswer {
  EventType event = EventType::Consult;
  double confidence = 0;  // the share of the type among all sixteen, 0 to 1
  std::array<float, kEventTypeCount> scores{};
};

/// By the logarithms of what is proportional to the probabilities: cooperation or conflict, whichever has more of them
/// in all, and of that half the type that has most.
EventType most_probable(const std::array<float, kEventTypeCount>& scores);

/// What one feature said for a type against the mean of all types.
struct FeatureSay {
  std::string name;
  double weight = 0;
};

class PairClassifier {
 public:
  /// Throws Error (which file, what to do) where the file is missing, foreign or damaged.
  static PairClassifier load(const std::string& path);

  const learned::WordClusters& clusters() const { return clusters_; }
  PairAnswer classify(const PairFeatures& features) const;
  /// The features that spoke most for `event`, the strongest first, at most `count`; needs features with names.
  std::vector<FeatureSay> reasons(const PairFeatures& features, EventType event, std::size_t count) const;

 private:
  explicit PairClassifier(PackedFile file) : file_(std::move(file)) {}

  PackedFile file_;
  learned::LinearModel model_;
  learned::WordClusters clusters_;
  std::array<std::size_t, kEventTypeCount> class_of_{};  // by event: its class in the model
};

}  // namespace chancery::coding
