#include "syntax/kernels.h"

#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace chancery::syntax {
namespace {

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> all;
  for (const auto instructions : {Instructions::Plain, Instructions::Avx2, Instructions::Vnni}) {
    if (const Kernels* kernels = kernels_for(instructions)) all.push_back(kernels);
  }
  return all;
}

std::vector<float> random_floats(std::mt19937& random, std::size_t count, float range) {
  std::uniform_real_distribution<float> uniform(-range, range);
  std::vector<float> x(count);
  for (float& value : x) value = uniform(random);
  return x;
}

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

TEST(Kernels, products_are_exact_at_the_largest_numbers) {
  for (const std::size_t columns : {1u, 16u, 40u, 64u, 80u, 100u}) {
    const std::size_t depth = 128, rows = 2 * kRowGroup, blocks = (columns + 15) / 16;
    const std::vector<std::uint8_t> input(rows * depth, 127);
    for (const int weight : {-127, 127}) {
      const std::vector<std::int8_t> weights(blocks * 16 * depth, static_cast<std::int8_t>(weight));
      for (const Kernels* kernels : all_kernels()) {
        std::vector<std::int32_t> out(rows * blocks * 16, 0);
        kernels->products(input.data(), depth, rows, weights.data(), depth, blocks, out.data(), blocks * 16);
        for (const std::int32_t sum : out) ASSERT_EQ(sum, 127 * weight * 128) << kernels->name;
      }
    }
  }
}

TEST(Kernels, every_build_gives_the_bits_of_the_plain_one) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    const std::size_t depth = 4 * (1 + random() % 64), columns = 1 + random() % 200,
                      rows = kRowGroup * (1 + random() % 5);
    QuantisedMatrix m;
    m.depth = depth;
    m.columns = columns;
    const std::size_t padded = m.blocks() * 16;
    std::vector<std::int8_t> weights(padded * depth);
    for (auto& w : weights) w = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
    std::vector<std::int32_t> start(padded);
    for (auto& s : start) s = static_cast<std::int32_t>(random() % 100000) - 50000;
    const auto scale = random_floats(random, padded, 0.01f), bias = random_floats(random, padded, 2.0f);
    m.weights = weights.data(), m.start = start.data(), m.scale = scale.data(), m.bias = bias.data();
    std::vector<std::uint8_t> input(rows * depth);
    for (auto& x : input) x = static_cast<std::uint8_t>(random() % 128);
    std::vector<float> expected(rows * padded);
    const auto kernels = all_kernels();
    kernels[0]->linear(input.data(), depth, rows, m, expected.data(), padded);
    // The plain one against the definition.
    for (std::size_t c = 0; c < columns; ++c) {
      std::int32_t sum = 0;
      for (std::size_t k = 0; k < depth; ++k) {
        sum += input[k] * weights[(c / 16) * depth * 16 + (k / 4) * 64 + (c % 16) * 4 + k % 4];
      }
      const float exact = static_cast<float>(sum + start[c]), scaled = exact * scale[c];
      ASSERT_EQ(expected[c], scaled + bias[c]);
    }
    for (const Kernels* other : kernels) {
      std::vector<float> out(rows * padded);
      other->linear(input.data(), depth, rows, m, out.data(), padded);
      ASSERT_TRUE(same_bits(out, expected)) << other->name;
    }
  }
}

TEST(Kernels, recurrence_and_rounding_give_the_same_bits) {
  std::mt19937 random(6);
  const auto kernels = all_kernels();
  for (int round = 0; round < 10; ++round) {
    const std::size_t hidden = 16 * (1 + random() % 8), words = 1 + random() % 30;
    const auto gates = random_floats(random, words * 4 * hidden, 8.0f), peep = random_floats(random, 2 * hidden, 1.0f);
    std::vector<std::vector<float>> outs;
    std::vector<std::vector<std::uint8_t>> bytes;
    for (const Kernels* k : kernels) {
      std::vector<float> state(hidden), out(words * hidden);
      Kernels::Scan scan;
      scan.gates = gates.data() + (words - 1) * 4 * hidden;  // backward
      scan.gates_step = -static_cast<std::ptrdiff_t>(4 * hidden);
      scan.skip = scan.gates + 3 * hidden;
      scan.skip_step = scan.gates_step;
      scan.peep_forget = peep.data();
      scan.peep_highway = peep.data() + hidden;
      scan.state = state.data();
      scan.out = out.data();
      scan.out_step = static_cast<std::ptrdiff_t>(hidden);
      scan.words = words;
      scan.hidden = hidden;
      k->scan(scan);
      std::vector<std::uint8_t> quantised(out.size());
      k->quantise(out.data(), out.size(), 20.0f, 64.0f, quantised.data());
      for (const std::uint8_t byte : quantised) ASSERT_LE(byte, 127);
      for (const float x : out) ASSERT_TRUE(std::isfinite(x));
      outs.push_back(out);
      bytes.push_back(quantised);
    }
    for (std::size_t i = 1; i < outs.size(); ++i) {
      EXPECT_TRUE(same_bits(outs[i], outs[0])) << kernels[i]->name;
      EXPECT_EQ(bytes[i], bytes[0]) << kernels[i]->name;
    }
  }
}

TEST(Kernels, best_of_takes_the_first_of_equals) {
  for (const Kernels* kernels : all_kernels()) {
    for (const std::size_t count : {1u, 3u, 15u, 16u, 17u, 70u}) {
      for (std::size_t at = 0; at < count; ++at) {
        std::vector<float> scores(count, -2.0f);
        scores[at] = 1.0f;
        scores[count - 1] = at == count - 1 ? 1.0f : scores[count - 1];
        EXPECT_EQ(kernels->best_of(scores.data(), count), at) << kernels->name;
        for (std::size_t k = at; k < count; ++k) scores[k] = 1.0f;
        EXPECT_EQ(kernels->best_of(scores.data(), count), at) << kernels->name;
      }
    }
  }
}

}  // namespace
}  // namespace chancery::syntax
