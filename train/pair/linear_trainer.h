// Trains a linear model over sparse features: multinomial logistic regression with a quadratic penalty.
//
// The weights are found by L-BFGS (Nocedal 1980; Liu and Nocedal 1989) on the whole data, in double precision and in a
// fixed order, so that the same examples give the same model on the same kind of machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chancery::train {

struct Example {
  std::vector<std::uint64_t> features;  // hashes of names; each counts 1 / sqrt(how many there are)
  std::uint32_t labels = 0;             // a bit for each class that is right; several where only so much is known
  double weight = 1;
};

struct LinearOptions {
  double penalty = 1;              // of half the sum of the squared weights
  int iterations = 120;            // at most
  std::size_t least_examples = 2;  // a feature that fewer examples have is left out
};

using LinearWeights = std::vector<std::pair<std::uint64_t, std::vector<float>>>;

/// The weights of every feature that is kept, one for each class.
LinearWeights train_linear(const std::vector<Example>& examples, std::size_t class_count, const LinearOptions& options);

}  // namespace chancery::train
