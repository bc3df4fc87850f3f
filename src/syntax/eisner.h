// The best projective tree with exactly one root, by Eisner's algorithm.
//
// Scores are integers, so that every machine finds the same tree. Time is cubic in the length, but the inner loops
// are maxima over contiguous sums; 25 words take some microseconds. Eisner 1996, "Three new probabilistic models for
// dependency parsing"; the single root by splitting at the root: the best left half and right half under it.
#pragma once

#include <cstdint>
#include <vector>

namespace chancery::syntax {

inline constexpr std::size_t kMaxEisner = 250;  // words

/// Work space of one thread; grows to the longest sentence and is reused.
class Eisner {
 public:
  /// max over k < n of a[k] + b[k], n > 0
  using MaxSum = std::int32_t (*)(const std::int32_t* a, const std::int32_t* b, std::size_t n);

  explicit Eisner(MaxSum max_sum = nullptr);  // nullptr: a plain loop

  /// `arc[head * stride + dependent]` for 0 <= dependent, head < n, and `root[dependent]`; |score| < 2^22.
  /// Fills head[0..n), -1 for the root. Ties are broken towards the left. n <= kMaxEisner.
  void decode(const std::int32_t* arc, std::size_t stride, const std::int32_t* root, std::size_t n, std::int32_t* head);

 private:
  struct Item {
    std::uint16_t left, right;
    std::uint8_t kind;
  };
  void resize(std::size_t n);

  MaxSum max_sum_;
  std::size_t stride_ = 0;
  // Spans [i, j]: complete or open (an arc between the ends still without its inner half), headed at the left or at
  // the right end. "by_left" is indexed [i][j], "by_right" [j][i], so that both operands of a maximum are contiguous.
  std::vector<std::int32_t> right_by_left_, right_by_right_;  // complete, head i
  std::vector<std::int32_t> left_by_left_, left_by_right_;    // complete, head j
  std::vector<std::int32_t> open_right_by_left_;              // arc i -> j
  std::vector<std::int32_t> open_left_by_right_;              // arc j -> i
  std::vector<Item> stack_;
};

}  // namespace chancery::syntax
