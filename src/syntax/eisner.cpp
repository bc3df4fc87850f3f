// Tested by: eisner_test.cpp
#include "syntax/eisner.h"

#include "base/check.h"

namespace chancery::syntax {
namespace {

std::int32_t plain_max_sum(const std::int32_t* a, const std::int32_t* b, std::size_t n) {
  std::int32_t best = a[0] + b[0];
  for (std::size_t k = 1; k < n; ++k) best = a[k] + b[k] > best ? a[k] + b[k] : best;
  return best;
}

std::size_t find_sum(const std::int32_t* a, const std::int32_t* b, std::size_t n, std::int32_t sum) {
  std::size_t k = 0;
  while (k + 1 < n && a[k] + b[k] != sum) ++k;
  return k;
}

enum Kind : std::uint8_t { kRight, kLeft, kOpenRight, kOpenLeft };

}  // namespace

Eisner::Eisner(MaxSum max_sum) : max_sum_(max_sum != nullptr ? max_sum : plain_max_sum) {}

void Eisner::resize(std::size_t n) {
  if (n <= stride_) return;
  stride_ = n;
  for (auto* table : {&right_by_left_, &right_by_right_, &left_by_left_, &left_by_right_, &open_right_by_left_,
                      &open_left_by_right_}) {
    table->assign(n * n, 0);
  }
  stack_.reserve(4 * n + 4);
}

void Eisner::decode(const std::int32_t* arc, std::size_t arc_stride, const std::int32_t* root, std::size_t n,
                    std::int32_t* head) {
  CHANCERY_CHECK(n <= kMaxEisner, "longer sentences are cut into blocks, or sums could overflow");
  if (n == 0) return;
  resize(n);
  const std::size_t w = stride_;
  for (std::size_t i = 0; i < n; ++i) {
    right_by_left_[i * w + i] = right_by_right_[i * w + i] = 0;
    left_by_left_[i * w + i] = left_by_right_[i * w + i] = 0;
  }
  for (std::size_t length = 1; length < n; ++length) {
    for (std::size_t i = 0; i + length < n; ++i) {
      const std::size_t j = i + length;
      const std::int32_t inner = max_sum_(&right_by_left_[i * w + i], &left_by_right_[j * w + i + 1], length);
      open_right_by_left_[i * w + j] = inner + arc[i * arc_stride + j];
      open_left_by_right_[j * w + i] = inner + arc[j * arc_stride + i];
      const std::int32_t right = max_sum_(&open_right_by_left_[i * w + i + 1], &right_by_right_[j * w + i + 1], length);
      right_by_left_[i * w + j] = right_by_right_[j * w + i] = right;
      const std::int32_t left = max_sum_(&left_by_left_[i * w + i], &open_left_by_right_[j * w + i], length);
      left_by_left_[i * w + j] = left_by_right_[j * w + i] = left;
    }
  }
  std::size_t top = 0;
  std::int32_t best = 0;
  for (std::size_t r = 0; r < n; ++r) {
    const std::int32_t score = root[r] + left_by_left_[0 * w + r] + right_by_left_[r * w + n - 1];
    if (r == 0 || score > best) best = score, top = r;
  }
  head[top] = -1;
  // Back down: which split made each maximum is found again rather than stored.
  const auto push = [this](std::size_t i, std::size_t j, Kind kind) {
    if (i != j) stack_.push_back({static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(j), kind});
  };
  stack_.clear();
  push(0, top, kLeft);
  push(top, n - 1, kRight);
  while (!stack_.empty()) {
    const Item item = stack_.back();
    stack_.pop_back();
    const std::size_t i = item.left, j = item.right, length = j - i;
    if (item.kind == kRight) {
      const std::size_t k = i + 1 +
                            find_sum(&open_right_by_left_[i * w + i + 1], &right_by_right_[j * w + i + 1], length,
                                     right_by_left_[i * w + j]);
      push(i, k, kOpenRight);
      push(k, j, kRight);
    } else if (item.kind == kLeft) {
      const std::size_t k =
          i + find_sum(&left_by_left_[i * w + i], &open_left_by_right_[j * w + i], length, left_by_left_[i * w + j]);
      push(i, k, kLeft);
      push(k, j, kOpenLeft);
    } else {
      const bool right = item.kind == kOpenRight;
      const std::int32_t inner = right ? open_right_by_left_[i * w + j] - arc[i * arc_stride + j]
                                       : open_left_by_right_[j * w + i] - arc[j * arc_stride + i];
      const std::size_t k = i + find_sum(&right_by_left_[i * w + i], &left_by_right_[j * w + i + 1], length, inner);
      head[right ? j : i] = static_cast<std::int32_t>(right ? i : j);
      push(i, k, kRight);
      push(k + 1, j, kLeft);
    }
  }
}

}  // namespace chancery::syntax
