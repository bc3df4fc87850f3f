// Tested by: evaluation_test.cpp, tests/contract/test_evaluate.py
#include "evaluation/figures.h"

#include <algorithm>
#include <array>

namespace chancery::evaluation {
namespace {

constexpr std::size_t kDraws = 1000;

/// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t next(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }
double f1(double precision, double recall) {
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

void Tally::add(std::size_t count, double amount) {
  sums_[count] += amount;
  additions_.emplace_back(static_cast<std::uint32_t>(count), amount);
}

std::vector<Figure> Tally::figures(const std::vector<std::string>& names, const Make& make) const {
  const std::vector<double> values = make(sums_);
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < names.size(); ++i) figures.push_back({names[i], values[i], values[i], values[i]});
  if (units() == 0) return figures;
  std::vector<std::vector<double>> drawn(names.size());
  std::vector<double> sums(sums_.size());
  std::uint64_t state = 1;
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (std::size_t i = 0; i < units(); ++i) {
      const std::size_t unit = static_cast<std::size_t>(next(state) % units());
      const std::size_t end = unit + 1 < units() ? first_[unit + 1] : additions_.size();
      for (std::size_t at = first_[unit]; at < end; ++at) sums[additions_[at].first] += additions_[at].second;
    }
    const std::vector<double> again = make(sums);
    for (std::size_t i = 0; i < names.size(); ++i) drawn[i].push_back(again[i]);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::sort(drawn[i].begin(), drawn[i].end());
    figures[i].low = drawn[i][kDraws * 25 / 1000];
    figures[i].high = drawn[i][kDraws * 975 / 1000 - 1];
  }
  return figures;
}

}  // namespace chancery::evaluation
