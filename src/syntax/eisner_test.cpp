#include "syntax/eisner.h"

#include <functional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "syntax/kernels.h"

namespace chancery::syntax {
namespace {

struct Problem {
  std::size_t n, stride;
  std::vector<std::int32_t> arc, root;
};

Problem random_problem(std::mt19937& random, std::size_t n, std::int32_t range) {
  Problem p{n, n + random() % 3, {}, {}};
  for (std::size_t i = 0; i < p.stride * n; ++i)
    p.arc.push_back(static_cast<std::int32_t>(random() % (2 * range)) - range);
  for (std::size_t i = 0; i < n; ++i) p.root.push_back(static_cast<std::int32_t>(random() % (2 * range)) - range);
  return p;
}

std::int64_t score_of(const Problem& p, const std::vector<std::int32_t>& head) {
  std::int64_t sum = 0;
  for (std::size_t d = 0; d < p.n; ++d) {
    sum += head[d] < 0 ? p.root[d] : p.arc[static_cast<std::size_t>(head[d]) * p.stride + d];
  }
  return sum;
}

// One root, no circle, and every word between the ends of an arc is below the arc's head.
bool is_projective_tree(const std::vector<std::int32_t>& head) {
  const auto n = static_cast<std::int32_t>(head.size());
  std::int32_t roots = 0;
  const auto below = [&](std::int32_t word, std::int32_t top) {
    for (std::int32_t steps = 0; steps <= n && word >= 0; ++steps, word = head[static_cast<std::size_t>(word)]) {
      if (word == top) return true;
    }
    return false;
  };
  for (std::int32_t d = 0; d < n; ++d) {
    std::int32_t word = d, steps = 0;
    while (word >= 0 && steps <= n) word = head[static_cast<std::size_t>(word)], ++steps;
    if (word >= 0) return false;
    const std::int32_t h = head[static_cast<std::size_t>(d)];
    if (h < 0) {
      ++roots;
      continue;
    }
    for (std::int32_t k = std::min(d, h) + 1; k < std::max(d, h); ++k) {
      if (!below(k, h)) return false;
    }
  }
  return roots == 1;
}

// The slow twin: every way to give each word a head.
std::int64_t best_by_trying_all(const Problem& p) {
  std::vector<std::int32_t> head(p.n, -1);
  std::int64_t best = INT64_MIN;
  const std::function<void(std::size_t)> try_from = [&](std::size_t d) {
    if (d == p.n) {
      if (is_projective_tree(head)) best = std::max(best, score_of(p, head));
      return;
    }
    for (std::int32_t h = -1; h < static_cast<std::int32_t>(p.n); ++h) {
      if (h == static_cast<std::int32_t>(d)) continue;
      head[d] = h;
      try_from(d + 1);
    }
  };
  try_from(0);
  return best;
}

TEST(Eisner, finds_the_best_of_all_projective_trees_with_one_root) {
  std::mt19937 random(7);
  Eisner eisner;
  for (int round = 0; round < 300; ++round) {
    const Problem p = random_problem(random, 1 + random() % 6, round % 3 == 0 ? 3 : 1000);
    std::vector<std::int32_t> head(p.n, -5);
    eisner.decode(p.arc.data(), p.stride, p.root.data(), p.n, head.data());
    ASSERT_TRUE(is_projective_tree(head));
    ASSERT_EQ(score_of(p, head), best_by_trying_all(p));
  }
}

TEST(Eisner, gives_trees_for_long_sentences_with_every_build_of_the_loops) {
  std::mt19937 random(8);
  for (const std::size_t n : {17u, 100u, 250u}) {
    const Problem p = random_problem(random, n, 1 << 21);
    std::vector<std::int32_t> plain(n, -5);
    Eisner().decode(p.arc.data(), p.stride, p.root.data(), n, plain.data());
    EXPECT_TRUE(is_projective_tree(plain));
    for (const auto instructions : {Instructions::Plain, Instructions::Avx2, Instructions::Vnni}) {
      const Kernels* kernels = kernels_for(instructions);
      if (kernels == nullptr) continue;
      std::vector<std::int32_t> head(n, -5);
      Eisner(kernels->max_sum).decode(p.arc.data(), p.stride, p.root.data(), n, head.data());
      EXPECT_EQ(head, plain);
    }
  }
}

TEST(Eisner, one_word_is_the_root) {
  const std::int32_t arc = 0, root = -9;
  std::int32_t head = 5;
  Eisner().decode(&arc, 1, &root, 1, &head);
  EXPECT_EQ(head, -1);
}

}  // namespace
}  // namespace chancery::syntax
