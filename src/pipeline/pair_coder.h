// Who does what to whom, where both are given: the work behind `chancery pair`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chancery/coder.h"
#include "coding/pair_classifier.h"
#include "pipeline/pair_reading.h"

namespace chancery::pipeline {

struct PairResult {
  EventType event = EventType::Consult;
  Status status = Status::Actual;
  double confidence = 0;
  std::string rule;  // the acts that were found between the marks, else the features that spoke most
};

/// Owns resources, model and one thread's scratch.
class PairCoder {
 public:
  /// Throws Error (which file, what to do) where the data or a model is missing or damaged.
  explicit PairCoder(const CoderOptions& options);

  /// Never fails on any text. Marks are those of marked_pair.h.
  PairResult code(std::string_view marked_sentence);
  /// The features that spoke most for the type of the last sentence.
  std::vector<coding::FeatureSay> reasons(std::size_t count);

 private:
  CoderOptions options_;
  Resources resources_;
  coding::PairClassifier classifier_;
  MarkedPair pair_;
  PairReading reading_;
  Analysis analysis_;
  coding::PairFeatures features_;
  coding::PairAnswer answer_;
};

}  // namespace chancery::pipeline
