#include "linear_trainer.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <unordered_map>

namespace chancery::train {
namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Examples with features as columns of a matrix, without those that are left out.
struct Rows {
  std::vector<std::uint64_t> names;  // of the columns
  std::vector<std::size_t> begin;
  std::vector<std::uint32_t> column;
  std::vector<double> value;  // by example: the same for all its features
};

Rows rows_of(const std::vector<Example>& examples, std::size_t least) {
  std::unordered_map<std::uint64_t, std::uint32_t> count;
  for (const Example& example : examples) {
    for (std::uint64_t name : example.features) ++count[name];
  }
  Rows rows;
  for (const auto& [name, n] : count) {
    if (n >= least) rows.names.push_back(name);
  }
  std::sort(rows.names.begin(), rows.names.end());
  std::unordered_map<std::uint64_t, std::uint32_t> column_of;
  for (std::size_t i = 0; i < rows.names.size(); ++i) column_of[rows.names[i]] = static_cast<std::uint32_t>(i);
  rows.begin.push_back(0);
  for (const Example& example : examples) {
    for (std::uint64_t name : example.features) {
      if (const auto found = column_of.find(name); found != column_of.end()) rows.column.push_back(found->second);
    }
    rows.begin.push_back(rows.column.size());
    rows.value.push_back(example.features.empty() ? 0 : 1 / std::sqrt(static_cast<double>(example.features.size())));
  }
  return rows;
}

class Objective {
 public:
  Objective(const std::vector<Example>& examples, const Rows& rows, std::size_t classes, double penalty)
      : examples_(examples), rows_(rows), classes_(classes), penalty_(penalty) {}

  /// The loss at `weights`, and its gradient.
  double operator()(const Vector& weights, Vector& gradient) const {
    gradient.assign(weights.size(), 0);
    double loss = 0;
    Vector scores(classes_);
    for (std::size_t e = 0; e < examples_.size(); ++e) {
      std::fill(scores.begin(), scores.end(), 0);
      for (std::size_t i = rows_.begin[e]; i < rows_.begin[e + 1]; ++i) {
        const double* row = &weights[rows_.column[i] * classes_];
        for (std::size_t c = 0; c < classes_; ++c) scores[c] += row[c];
      }
      double best = scores[0] * rows_.value[e];
      for (double& score : scores) best = std::max(best, score *= rows_.value[e]);
      double sum = 0;
      double right = 0;
      for (std::size_t c = 0; c < classes_; ++c) {
        scores[c] = std::exp(scores[c] - best);
        sum += scores[c];
        if (examples_[e].labels >> c & 1) right += scores[c];
      }
      right = std::max(right, 1e-300);
      loss += examples_[e].weight * (std::log(sum) - std::log(right));
      for (std::size_t c = 0; c < classes_; ++c) {
        const double wanted = examples_[e].labels >> c & 1 ? scores[c] / right : 0;
        scores[c] = (scores[c] / sum - wanted) * examples_[e].weight * rows_.value[e];
      }
      for (std::size_t i = rows_.begin[e]; i < rows_.begin[e + 1]; ++i) {
        double* row = &gradient[rows_.column[i] * classes_];
        for (std::size_t c = 0; c < classes_; ++c) row[c] += scores[c];
      }
    }
    loss += penalty_ / 2 * dot(weights, weights);
    for (std::size_t i = 0; i < weights.size(); ++i) gradient[i] += penalty_ * weights[i];
    return loss;
  }

 private:
  const std::vector<Example>& examples_;
  const Rows& rows_;
  std::size_t classes_;
  double penalty_;
};

/// The last steps and how the gradient changed over them; they stand for the second derivative.
class History {
 public:
  void add(Vector step, Vector change) {
    const double curvature = dot(step, change);
    if (curvature <= 1e-12) return;
    pairs_.push_back({std::move(step), std::move(change), 1 / curvature});
    if (pairs_.size() > kMost) pairs_.pop_front();
  }
  Vector direction(const Vector& gradient) const {
    Vector d = gradient;
    std::vector<double> alpha(pairs_.size());
    for (std::size_t i = pairs_.size(); i-- > 0;) {
      alpha[i] = pairs_[i].inverse * dot(pairs_[i].step, d);
      for (std::size_t k = 0; k < d.size(); ++k) d[k] -= alpha[i] * pairs_[i].change[k];
    }
    if (!pairs_.empty()) {
      const double scale = 1 / (pairs_.back().inverse * dot(pairs_.back().change, pairs_.back().change));
      for (double& x : d) x *= scale;
    }
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const double beta = pairs_[i].inverse * dot(pairs_[i].change, d);
      for (std::size_t k = 0; k < d.size(); ++k) d[k] += (alpha[i] - beta) * pairs_[i].step[k];
    }
    for (double& x : d) x = -x;
    return d;
  }

 private:
  static constexpr std::size_t kMost = 8;
  struct Pair {
    Vector step, change;
    double inverse;
  };
  std::deque<Pair> pairs_;
};

}  // namespace

LinearWeights train_linear(const std::vector<Example>& examples, std::size_t class_count,
                           const LinearOptions& options) {
  const Rows rows = rows_of(examples, options.least_examples);
  const Objective objective(examples, rows, class_count, options.penalty);
  Vector weights(rows.names.size() * class_count), gradient, next, next_gradient;
  double loss = objective(weights, gradient);
  History history;
  for (int iteration = 0; iteration < options.iterations; ++iteration) {
    const Vector direction = history.direction(gradient);
    const double slope = dot(direction, gradient);
    if (slope >= 0) break;
    double length = iteration == 0 ? 1 / std::sqrt(dot(gradient, gradient)) : 1;
    double next_loss = loss;
    bool better = false;
    for (int tries = 0; tries < 20 && !better; ++tries, length /= 2) {
      next = weights;
      for (std::size_t i = 0; i < next.size(); ++i) next[i] += length * direction[i];
      next_loss = objective(next, next_gradient);
      better = next_loss <= loss + 1e-4 * length * slope;
    }
    if (!better) break;
    Vector step(weights.size()), change(weights.size());
    for (std::size_t i = 0; i < step.size(); ++i) {
      step[i] = next[i] - weights[i];
      change[i] = next_gradient[i] - gradient[i];
    }
    history.add(std::move(step), std::move(change));
    const double gain = loss - next_loss;
    weights.swap(next);
    gradient.swap(next_gradient);
    loss = next_loss;
    if (gain < 1e-5 * std::abs(loss)) break;
  }
  LinearWeights out;
  for (std::size_t i = 0; i < rows.names.size(); ++i) {
    const auto first = weights.begin() + static_cast<std::ptrdiff_t>(i * class_count);
    out.emplace_back(rows.names[i], std::vector<float>(first, first + static_cast<std::ptrdiff_t>(class_count)));
  }
  return out;
}

}  // namespace chancery::train
