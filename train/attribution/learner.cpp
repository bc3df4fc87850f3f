#include "learner.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>

namespace chancery::train {

std::uint32_t Learner::add_list(Example& example, const Hashes& features) {
  const auto begin = static_cast<std::uint32_t>(hashes_.size());
  hashes_.insert(hashes_.end(), features.begin(), features.end());
  example.lists.push_back({begin, static_cast<std::uint32_t>(hashes_.size())});
  return static_cast<std::uint32_t>(example.lists.size() - 1);
}

double Learner::worth(std::uint64_t place, std::uint32_t row) const {
  const auto found = dense_.find(place);
  if (found == dense_.end()) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < kVectorSize; ++i) sum += found->second.weight[i] * (*vectors)[row * kVectorSize + i];
  return sum;
}

void Learner::add_binary(const Hashes& features, bool right, const Placed& placed) {
  Example example;
  example.placed = placed;
  for (const auto& [place, row] : placed) dense_[place];
  example.binary = true;
  example.right = right ? 1 : 0;
  example.options.push_back({add_list(example, features), kNoList, kNoList});
  examples_.push_back(std::move(example));
}

void Learner::add_choice(const std::vector<Hashes>& options, std::size_t right) {
  Example example;
  example.right = right;
  for (const Hashes& features : options) example.options.push_back({add_list(example, features), kNoList, kNoList});
  examples_.push_back(std::move(example));
}

void Learner::add_pairs(const std::vector<Hashes>& firsts, const std::vector<Hashes>& seconds,
                        const std::vector<Pair>& pairs, std::size_t right) {
  Example example;
  example.right = right;
  for (const Hashes& features : firsts) add_list(example, features);
  for (const Hashes& features : seconds) add_list(example, features);
  for (const Pair& pair : pairs) {
    example.options.push_back(
        {pair.first, static_cast<std::uint32_t>(firsts.size()) + pair.second, add_list(example, pair.own)});
  }
  examples_.push_back(std::move(example));
}

void Learner::train(const LearnerOptions& options, const std::string& name, std::map<std::uint64_t, float>& out) {
  // Dense numbers for the features that are seen often enough; 0 is "left out".
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> counts;
  for (std::uint64_t hash : hashes_) ++counts[hash];
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> numbers;
  std::vector<std::uint64_t> names{0};
  std::vector<std::uint32_t> features(hashes_.size(), 0);
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    if (counts[hashes_[i]] < options.min_count) continue;
    auto [found, fresh] = numbers.try_emplace(hashes_[i], static_cast<std::uint32_t>(names.size()));
    if (fresh) names.push_back(hashes_[i]);
    features[i] = found->second;
  }
  std::vector<double> z(names.size(), 0), n(names.size(), 0);
  std::vector<float> w(names.size(), 0);
  const auto weigh = [&](std::uint32_t f) {
    if (std::abs(z[f]) <= options.l1) return 0.0F;
    const double sign = z[f] < 0 ? -1 : 1;
    return static_cast<float>(-(z[f] - sign * options.l1) /
                              ((options.beta + std::sqrt(n[f])) / options.alpha + options.l2));
  };
  const auto update = [&](std::uint32_t f, double gradient) {
    if (f == 0) return;
    const double sigma = (std::sqrt(n[f] + gradient * gradient) - std::sqrt(n[f])) / options.alpha;
    z[f] += gradient - sigma * w[f];
    n[f] += gradient * gradient;
    w[f] = weigh(f);
  };
  std::vector<std::size_t> order(examples_.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937 random(7);
  std::vector<double> list_scores, list_gradients, scores;
  std::size_t right_choices = 0;
  for (int pass = 0; pass < options.passes; ++pass) {
    // Written out: std::shuffle may differ from library to library.
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    right_choices = 0;
    for (std::size_t index : order) {
      const Example& example = examples_[index];
      list_scores.assign(example.lists.size(), 0);
      for (std::size_t l = 0; l < example.lists.size(); ++l) {
        for (std::uint32_t i = example.lists[l].first; i < example.lists[l].second; ++i)
          list_scores[l] += w[features[i]];
      }
      scores.assign(example.options.size(), 0);
      for (std::size_t o = 0; o < example.options.size(); ++o) {
        for (std::uint32_t list : example.options[o]) {
          if (list != kNoList) scores[o] += list_scores[list];
        }
      }
      list_gradients.assign(example.lists.size(), 0);
      if (example.binary) {
        for (const auto& [place, row] : example.placed) scores[0] += worth(place, row);
        const double p = 1 / (1 + std::exp(-scores[0]));
        right_choices += (p > 0.5) == (example.right == 1);
        list_gradients[0] = p - static_cast<double>(example.right);
        for (const auto& [place, row] : example.placed) {
          Dense& dense = dense_[place];
          for (std::size_t i = 0; i < kVectorSize; ++i) {
            const double gradient =
                list_gradients[0] * (*vectors)[row * kVectorSize + i] + options.dense_l2 * dense.weight[i];
            dense.squares[i] += gradient * gradient;
            dense.weight[i] -= options.dense_alpha * gradient / (1e-4 + std::sqrt(dense.squares[i]));
          }
        }
      } else {
        const std::size_t best =
            static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
        right_choices += best == example.right;
        const double top = scores[best];
        double sum = 0;
        for (double& s : scores) sum += s = std::exp(s - top);
        for (std::size_t o = 0; o < scores.size(); ++o) {
          const double gradient = scores[o] / sum - (o == example.right ? 1 : 0);
          for (std::uint32_t list : example.options[o]) {
            if (list != kNoList) list_gradients[list] += gradient;
          }
        }
      }
      for (std::size_t l = 0; l < example.lists.size(); ++l) {
        if (std::abs(list_gradients[l]) < 1e-4) continue;
        for (std::uint32_t i = example.lists[l].first; i < example.lists[l].second; ++i)
          update(features[i], list_gradients[l]);
      }
    }
  }
  std::size_t kept = 0;
  for (std::uint32_t f = 1; f < names.size(); ++f) {
    if (std::abs(w[f]) < 0.03F) continue;
    out[names[f]] = w[f];
    ++kept;
  }
  std::fprintf(stderr, "%s: %zu examples, %.4f right in the last pass, %zu of %zu features kept\n", name.c_str(),
               examples_.size(),
               examples_.empty() ? 0.0 : static_cast<double>(right_choices) / static_cast<double>(examples_.size()),
               kept, counts.size());
}

}  // namespace chancery::train
