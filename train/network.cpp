#include "network.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <istream>
#include <ostream>
#include <stdexcept>

#include "data.h"
#include "syntax/features.h"
#include "syntax/model_file.h"

namespace chancery::train {
namespace {

constexpr float kInputDrop = 0.30f, kLayerDrop = 0.33f, kHiddenDrop = 0.30f;
constexpr float kTagWeight = 0.5f;

float cut_tanh(float x) {
  x = std::min(3.0f, std::max(-3.0f, x));
  const float square = x * x;
  return x * (27.0f + square) / (27.0f + 9.0f * square);
}
float gate(float x) { return 0.5f + 0.5f * cut_tanh(0.5f * x); }
float gate_slope(float x) {
  x = std::min(3.0f, std::max(-3.0f, 0.5f * x));
  const float square = x * x, a = 9.0f - square, b = 3.0f + square;
  return 0.25f * a * a / (9.0f * b * b);
}

// Cross entropy over columns [from, from + count) of one row; the gradient replaces the scores.
double cross_entropy(float* row, int count, int gold, float weight) {
  if (gold < 0) {
    std::fill(row, row + count, 0.0f);
    return 0;
  }
  const float top = *std::max_element(row, row + count);
  float sum = 0;
  const float gold_score = row[gold];
  for (int k = 0; k < count; ++k) sum += row[k] = std::exp(row[k] - top);
  for (int k = 0; k < count; ++k) row[k] *= weight / sum;
  row[gold] -= weight;
  return static_cast<double>(std::log(sum) + top - gold_score);
}

void relu(Matrix& m) { m = m.cwiseMax(0.0f); }

// Zeroes or scales entries in place; the mask is kept for the way back.
void drop(Matrix& m, Matrix& mask, float rate, std::mt19937& random) {
  mask.resize(m.rows(), m.cols());
  const auto threshold = static_cast<std::uint32_t>(rate * 4294967295.0);
  const float scale = 1.0f / (1.0f - rate);
  // A cheap generator seeded from the big one.
  std::uint64_t x = (static_cast<std::uint64_t>(random()) << 32 | random()) | 1;
  for (Eigen::Index i = 0; i < mask.size(); ++i) {
    x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    mask.data()[i] = static_cast<std::uint32_t>(x >> 32) < threshold ? 0.0f : scale;
  }
  m.array() *= mask.array();
}

// The same entries for all words of a sentence.
void drop_by_sentence(const Batch& batch, Eigen::Index columns, Matrix& mask, float rate, std::mt19937& random) {
  mask.resize(batch.begin.back(), columns);
  Matrix row(1, columns), unused;
  for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
    row.setOnes();
    drop(row, unused, rate, random);
    for (int t = batch.begin[s]; t < batch.begin[s + 1]; ++t) mask.row(t) = row;
  }
}

}  // namespace

int distance_class(int dependent, int head) { return static_cast<int>(syntax::distance_class(dependent, head)); }

Parameter& Network::add(const std::string& name, int rows, int columns, float scale, bool sparse) {
  Parameter p;
  p.name = name;
  p.sparse = sparse;
  p.value.resize(rows, columns);
  std::uniform_real_distribution<float> uniform(-scale, scale);
  for (Eigen::Index i = 0; i < p.value.size(); ++i) p.value.data()[i] = scale > 0 ? uniform(random_) : 0.0f;
  p.gradient = p.first = p.second = Matrix::Zero(rows, columns);
  p.average = p.value;
  if (sparse) p.is_touched.assign(static_cast<std::size_t>(rows), 0);
  parameters_.push_back(std::move(p));
  return parameters_.back();
}

const Parameter& Network::parameter(const std::string& name) const {
  for (const Parameter& p : parameters_) {
    if (p.name == name) return p;
  }
  throw std::logic_error("no parameter " + name);
}

Network::Network(const Shape& shape, std::uint32_t seed) : shape_(shape), random_(seed) {
  const int h = shape.hidden;
  const auto spread = [](int in) { return std::sqrt(3.0f / static_cast<float>(in)); };
  add("project", kVectorSize, kInput, 0.5f * spread(kVectorSize));
  add("words", shape.words, kInput, 0.1f, true);
  add("pieces", static_cast<int>(syntax::kPieceRows), kInput, 0.15f, true);
  for (int k = 0; k < kLayers; ++k) {
    const std::string n = std::to_string(k);
    const int in = k == 0 ? kInput : 2 * h, gates = k == 0 ? 4 : 3;
    add("layer" + n, in, 2 * gates * h, spread(in));
    add("bias" + n, 1, 2 * gates * h, 0.0f);
    add("peep" + n, 2, 2 * h, 0.3f);  // row 0: forget, row 1: highway
  }
  const int e = 2 * h;
  add("tag_in", e, kTagHidden, spread(e));
  add("tag_in_bias", 1, kTagHidden, 0.0f);
  add("tag_out", kTagHidden, shape.tags(), spread(kTagHidden));
  add("tag_out_bias", 1, shape.tags(), 0.0f);
  add("arc_in", e, 2 * kArcHidden, spread(e));  // dependent | head
  add("arc_in_bias", 1, 2 * kArcHidden, 0.0f);
  add("arc_root", 1, kArcHidden, 0.3f);
  add("arc", kArcHidden, kArcHidden, 0.5f * spread(kArcHidden));
  add("arc_head", kArcHidden, 1, 0.1f);
  add("distance", kArcHidden, 2 * kDistances, 0.3f * spread(kArcHidden));  // by dependent | by head
  add("distance_bias", 1, kDistances, 0.0f);
  add("label_in", e, 2 * kLabelHidden, spread(e));  // dependent | head
  add("label_root", 1, kLabelHidden, 0.1f);
  add("label_distance", kDistances, kLabelHidden, 0.1f);
  add("label_out", kLabelHidden, shape.labels, spread(kLabelHidden));
  add("label_out_bias", 1, shape.labels, 0.0f);
  ranges.resize(8);
}

void Network::embed(const Batch& batch) {
  const int n = batch.begin.back();
  embedded_.noalias() = batch.vectors * get("project").value;
  const Matrix& words = get("words").value;
  const Matrix& pieces = get("pieces").value;
  for (int t = 0; t < n; ++t) {
    embedded_.row(t) += words.row(batch.word[t]);
    for (std::size_t k = 0; k < syntax::kPieceCount; ++k) {
      embedded_.row(t) += pieces.row(batch.pieces[t * syntax::kPieceCount + k]);
    }
  }
}

void Network::run_layer(int index, const Matrix& input, const Batch& batch) {
  Layer& layer = layers_[index];
  const std::string n = std::to_string(index);
  const Matrix& bias = get("bias" + n).value;
  const Matrix& peep = get("peep" + n).value;
  const int h = shape_.hidden, gates = index == 0 ? 4 : 3, words = batch.begin.back();
  layer.gates.noalias() = input * get("layer" + n).value;
  layer.gates.rowwise() += bias.row(0);
  layer.state.resize(words, 2 * h);
  layer.output.resize(words, 2 * h);
  const std::vector<float> zero(static_cast<std::size_t>(h), 0.0f);
  for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
    for (int direction = 0; direction < 2; ++direction) {
      const int from = direction == 0 ? batch.begin[s] : batch.begin[s + 1] - 1;
      const int step = direction == 0 ? 1 : -1;
      const float* __restrict peep_f = peep.data() + direction * h;
      const float* __restrict peep_r = peep.data() + 2 * h + direction * h;
      const float* before = zero.data();
      for (int t = from; t >= batch.begin[s] && t < batch.begin[s + 1]; t += step) {
        float* __restrict g = layer.gates.row(t).data() + direction * gates * h;
        const float* __restrict skip = index == 0 ? g + 3 * h : layers_[index - 1].output.row(t).data() + direction * h;
        float* __restrict state = layer.state.row(t).data() + direction * h;
        float* __restrict output = layer.output.row(t).data() + direction * h;
        const float* __restrict c0 = before;
        for (int k = 0; k < h; ++k) {
          g[h + k] += peep_f[k] * c0[k];
          g[2 * h + k] += peep_r[k] * c0[k];
          const float f = gate(g[h + k]), r = gate(g[2 * h + k]);
          state[k] = g[k] + f * (c0[k] - g[k]);
          output[k] = skip[k] + r * (state[k] - skip[k]);
        }
        before = state;
      }
    }
  }
}

void Network::scan_back(int index, const Batch& batch, const Matrix& upstream, Matrix& gate_gradient,
                        Matrix& carry_gradient) {
  const Layer& layer = layers_[index];
  const std::string n = std::to_string(index);
  const Matrix& peep = get("peep" + n).value;
  Matrix& peep_gradient = get("peep" + n).gradient;
  const int h = shape_.hidden, gates = index == 0 ? 4 : 3;
  gate_gradient.resize(layer.gates.rows(), layer.gates.cols());
  carry_gradient.resize(layer.state.rows(), 2 * h);
  const std::vector<float> zero(static_cast<std::size_t>(h), 0.0f);
  std::vector<float> carry(static_cast<std::size_t>(h));
  for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
    for (int direction = 0; direction < 2; ++direction) {
      const int first = direction == 0 ? batch.begin[s] : batch.begin[s + 1] - 1;
      const int from = direction == 0 ? batch.begin[s + 1] - 1 : batch.begin[s];
      const int step = direction == 0 ? -1 : 1;
      const float* __restrict peep_f = peep.data() + direction * h;
      const float* __restrict peep_r = peep.data() + 2 * h + direction * h;
      float* __restrict slope_f = peep_gradient.data() + direction * h;
      float* __restrict slope_r = peep_gradient.data() + 2 * h + direction * h;
      std::fill(carry.begin(), carry.end(), 0.0f);
      float* __restrict next = carry.data();
      for (int t = from; t >= batch.begin[s] && t < batch.begin[s + 1]; t += step) {
        const float* __restrict g = layer.gates.row(t).data() + direction * gates * h;
        float* __restrict dg = gate_gradient.row(t).data() + direction * gates * h;
        const float* __restrict skip = index == 0 ? g + 3 * h : layers_[index - 1].output.row(t).data() + direction * h;
        const float* __restrict state = layer.state.row(t).data() + direction * h;
        const float* __restrict before = t == first ? zero.data() : layer.state.row(t + step).data() + direction * h;
        const float* __restrict up = upstream.row(t).data() + direction * h;
        float* __restrict dskip = index == 0 ? dg + 3 * h : carry_gradient.row(t).data() + direction * h;
        for (int k = 0; k < h; ++k) {
          const float f = gate(g[h + k]), r = gate(g[2 * h + k]);
          dskip[k] = up[k] * (1.0f - r);
          const float dr = up[k] * (state[k] - skip[k]) * gate_slope(g[2 * h + k]);
          const float dc = up[k] * r + next[k];
          const float df = dc * (before[k] - g[k]) * gate_slope(g[h + k]);
          dg[k] = dc * (1.0f - f);
          dg[h + k] = df;
          dg[2 * h + k] = dr;
          next[k] = dc * f + df * peep_f[k] + dr * peep_r[k];
          slope_f[k] += df * before[k];
          slope_r[k] += dr * before[k];
        }
      }
    }
  }
}

Loss Network::learn(const Batch& batch, std::mt19937& random) {
  const int n = batch.begin.back(), h = shape_.hidden;
  const float unit = 1.0f / static_cast<float>(n);
  Loss loss;
  // Forward.
  embed(batch);
  drop(embedded_, embed_mask_, kInputDrop, random);
  Matrix dropped[kLayers];
  run_layer(0, embedded_, batch);
  for (int k = 1; k < kLayers; ++k) {
    drop_by_sentence(batch, 2 * h, layers_[k].mask, kLayerDrop, random);
    dropped[k] = layers_[k - 1].output.cwiseProduct(layers_[k].mask);
    run_layer(k, dropped[k], batch);
  }
  const Matrix& low = layers_[1].output;
  const Matrix& high = layers_[2].output;
  Matrix low_mask, high_mask, tag_mask, arc_mask, label_mask;
  drop_by_sentence(batch, 2 * h, low_mask, kLayerDrop, random);
  drop_by_sentence(batch, 2 * h, high_mask, kLayerDrop, random);
  const Matrix low_in = low.cwiseProduct(low_mask);
  const Matrix high_in = high.cwiseProduct(high_mask);
  Matrix low_back, high_back;

  // Tags.
  {
    Matrix hidden = low_in * get("tag_in").value;
    hidden.rowwise() += get("tag_in_bias").value.row(0);
    relu(hidden);
    drop(hidden, tag_mask, kHiddenDrop, random);
    Matrix scores = hidden * get("tag_out").value;
    scores.rowwise() += get("tag_out_bias").value.row(0);
    for (int t = 0; t < n; ++t) {
      float* row = scores.row(t).data();
      double sum = cross_entropy(row, shape_.upos, batch.upos[t], kTagWeight * unit);
      sum += cross_entropy(row += shape_.upos, shape_.xpos, batch.xpos[t], kTagWeight * unit);
      sum += cross_entropy(row += shape_.xpos, shape_.feats, batch.feats[t], kTagWeight * unit);
      sum += cross_entropy(row += shape_.feats, shape_.edits, batch.edit[t], kTagWeight * unit);
      loss.tags += sum;
    }
    get("tag_out").gradient.noalias() += hidden.transpose() * scores;
    get("tag_out_bias").gradient += scores.colwise().sum();
    Matrix back = scores * get("tag_out").value.transpose();
    back.array() *= tag_mask.array() * (hidden.array() > 0.0f).cast<float>();
    get("tag_in").gradient.noalias() += low_in.transpose() * back;
    get("tag_in_bias").gradient += back.colwise().sum();
    low_back.noalias() = back * get("tag_in").value.transpose();
    low_back.array() *= low_mask.array();
  }
  // Arcs.
  {
    Matrix hidden = high_in * get("arc_in").value;
    hidden.rowwise() += get("arc_in_bias").value.row(0);
    relu(hidden);
    drop(hidden, arc_mask, kHiddenDrop, random);
    Matrix back = Matrix::Zero(n, 2 * kArcHidden);
    const Matrix& u = get("arc").value;
    const Matrix& by_head = get("arc_head").value;
    const Matrix& distance = get("distance").value;
    const Matrix& distance_bias = get("distance_bias").value;
    for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
      const int from = batch.begin[s], length = batch.begin[s + 1] - from;
      const Matrix dependent = hidden.block(from, 0, length, kArcHidden);
      Matrix head(length + 1, kArcHidden);
      head.topRows(length) = hidden.block(from, kArcHidden, length, kArcHidden);
      head.row(length) = get("arc_root").value.row(0);
      const Matrix turned = dependent * u;
      Matrix scores = turned * head.transpose();
      const Matrix head_bias = head * by_head;
      scores.rowwise() += head_bias.col(0).transpose();
      const Matrix by_dependent = dependent * distance.leftCols(kDistances);
      const Matrix by_other = head.topRows(length) * distance.rightCols(kDistances);
      for (int d = 0; d < length; ++d) {
        for (int k = 0; k < length; ++k) {
          if (k == d) {
            scores(d, k) = -1e9f;
            continue;
          }
          const int c = distance_class(d, k);
          scores(d, k) += by_dependent(d, c) + by_other(k, c) + distance_bias(0, c);
        }
        const int gold = batch.head[from + d] < 0 ? length : batch.head[from + d];
        loss.arc += cross_entropy(scores.row(d).data(), length + 1, gold, unit);
      }
      // scores now holds the gradient.
      Matrix by_dependent_back = Matrix::Zero(length, kDistances), by_other_back = by_dependent_back;
      for (int d = 0; d < length; ++d) {
        for (int k = 0; k < length; ++k) {
          if (k == d) continue;
          const int c = distance_class(d, k);
          by_dependent_back(d, c) += scores(d, k);
          by_other_back(k, c) += scores(d, k);
        }
      }
      get("distance_bias").gradient += by_dependent_back.colwise().sum();
      get("distance").gradient.leftCols(kDistances).noalias() += dependent.transpose() * by_dependent_back;
      get("distance").gradient.rightCols(kDistances).noalias() += head.topRows(length).transpose() * by_other_back;
      const Matrix column_sum = scores.colwise().sum();
      get("arc_head").gradient.noalias() += head.transpose() * column_sum.transpose();
      const Matrix turned_back = scores * head;
      Matrix head_back = scores.transpose() * turned;
      head_back.noalias() += column_sum.transpose() * by_head.transpose();
      get("arc").gradient.noalias() += dependent.transpose() * turned_back;
      get("arc_root").gradient += head_back.row(length);
      back.block(from, 0, length, kArcHidden).noalias() =
          turned_back * u.transpose() + by_dependent_back * distance.leftCols(kDistances).transpose();
      back.block(from, kArcHidden, length, kArcHidden).noalias() =
          head_back.topRows(length) + by_other_back * distance.rightCols(kDistances).transpose();
    }
    back.array() *= arc_mask.array() * (hidden.array() > 0.0f).cast<float>();
    get("arc_in").gradient.noalias() += high_in.transpose() * back;
    get("arc_in_bias").gradient += back.colwise().sum();
    high_back.noalias() = back * get("arc_in").value.transpose();
  }
  // Labels, of the gold heads.
  {
    const Matrix both = high_in * get("label_in").value;
    Matrix hidden(n, kLabelHidden);
    const Matrix& distance = get("label_distance").value;
    for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
      for (int t = batch.begin[s]; t < batch.begin[s + 1]; ++t) {
        hidden.row(t) = both.row(t).head(kLabelHidden);
        if (batch.head[t] < 0) {
          hidden.row(t) += get("label_root").value.row(0);
        } else {
          hidden.row(t) += both.row(batch.begin[s] + batch.head[t]).tail(kLabelHidden);
          hidden.row(t) += distance.row(distance_class(t - batch.begin[s], batch.head[t]));
        }
      }
    }
    relu(hidden);
    drop(hidden, label_mask, kHiddenDrop, random);
    Matrix scores = hidden * get("label_out").value;
    scores.rowwise() += get("label_out_bias").value.row(0);
    for (int t = 0; t < n; ++t) {
      loss.label += cross_entropy(scores.row(t).data(), shape_.labels, batch.label[t], unit);
    }
    get("label_out").gradient.noalias() += hidden.transpose() * scores;
    get("label_out_bias").gradient += scores.colwise().sum();
    Matrix back = scores * get("label_out").value.transpose();
    back.array() *= label_mask.array() * (hidden.array() > 0.0f).cast<float>();
    Matrix both_back = Matrix::Zero(n, 2 * kLabelHidden);
    for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
      for (int t = batch.begin[s]; t < batch.begin[s + 1]; ++t) {
        both_back.row(t).head(kLabelHidden) = back.row(t);
        if (batch.head[t] < 0) {
          get("label_root").gradient += back.row(t);
        } else {
          both_back.row(batch.begin[s] + batch.head[t]).tail(kLabelHidden) += back.row(t);
          get("label_distance").gradient.row(distance_class(t - batch.begin[s], batch.head[t])) += back.row(t);
        }
      }
    }
    get("label_in").gradient.noalias() += high_in.transpose() * both_back;
    high_back.noalias() += both_back * get("label_in").value.transpose();
  }
  high_back.array() *= high_mask.array();

  // Down the layers.
  Matrix back = high_back, gate_back, carry;
  for (int k = kLayers - 1; k >= 0; --k) {
    const std::string name = std::to_string(k);
    scan_back(k, batch, back, gate_back, carry);
    const Matrix& input = k == 0 ? embedded_ : dropped[k];
    get("layer" + name).gradient.noalias() += input.transpose() * gate_back;
    get("bias" + name).gradient += gate_back.colwise().sum();
    back.noalias() = gate_back * get("layer" + name).value.transpose();
    if (k > 0) {
      back.array() *= layers_[k].mask.array();
      back += carry;
      if (k == 2) back += low_back;
    }
  }
  back.array() *= embed_mask_.array();
  get("project").gradient.noalias() += batch.vectors.transpose() * back;
  Parameter& words = get("words");
  Parameter& pieces = get("pieces");
  for (int t = 0; t < n; ++t) {
    words.touch(batch.word[t]);
    words.gradient.row(batch.word[t]) += back.row(t);
    for (std::size_t k = 0; k < syntax::kPieceCount; ++k) {
      const int row = static_cast<int>(batch.pieces[t * syntax::kPieceCount + k]);
      pieces.touch(row);
      pieces.gradient.row(row) += back.row(t);
    }
  }
  return loss;
}

void Network::update(float rate, float decay) {
  constexpr float kFirst = 0.9f, kSecond = 0.98f, kClip = 5.0f;
  ++step_;
  const float fix = std::sqrt(1.0f - std::pow(kSecond, static_cast<float>(step_))) /
                    (1.0f - std::pow(kFirst, static_cast<float>(step_)));
  double norm = 0;
  for (Parameter& p : parameters_) {
    if (!p.sparse) {
      norm += static_cast<double>(p.gradient.squaredNorm());
    } else {
      for (const int row : p.touched) norm += static_cast<double>(p.gradient.row(row).squaredNorm());
    }
  }
  const float shrink = norm > kClip * kClip ? static_cast<float>(kClip / std::sqrt(norm)) : 1.0f;
  const auto adam = [&](float* v, float* g, float* m, float* s, Eigen::Index count) {
    for (Eigen::Index i = 0; i < count; ++i) {
      const float slope = g[i] * shrink;
      m[i] = kFirst * m[i] + (1.0f - kFirst) * slope;
      s[i] = kSecond * s[i] + (1.0f - kSecond) * slope * slope;
      v[i] -= rate * fix * m[i] / (std::sqrt(s[i]) + 1e-8f);
      g[i] = 0.0f;
    }
  };
  // The average warms up, so that the first steps do not stay in it.
  constexpr int kAverageEvery = 4;
  const float keep = std::pow(std::min(decay, (1.0f + static_cast<float>(step_)) / (10.0f + static_cast<float>(step_))),
                              static_cast<float>(kAverageEvery));
  for (Parameter& p : parameters_) {
    if (!p.sparse) {
      adam(p.value.data(), p.gradient.data(), p.first.data(), p.second.data(), p.value.size());
    } else {
      for (const int row : p.touched) {
        adam(p.value.row(row).data(), p.gradient.row(row).data(), p.first.row(row).data(), p.second.row(row).data(),
             p.value.cols());
        p.is_touched[row] = 0;
      }
      p.touched.clear();
    }
    if (step_ % kAverageEvery == 0) p.average += (1.0f - keep) * (p.value - p.average);
  }
}

void Network::sample(std::size_t which, const Matrix& m) {
  if (!collect_ranges) return;
  for (Eigen::Index i = 0; i < m.size(); i += 3) ranges[which].samples.push_back(std::fabs(m.data()[i]));
}

void Network::predict(const Batch& batch, Output& output) {
  embed(batch);
  sample(0, embedded_);
  run_layer(0, embedded_, batch);
  for (int k = 1; k < kLayers; ++k) {
    sample(static_cast<std::size_t>(k), layers_[k - 1].output);
    run_layer(k, layers_[k - 1].output, batch);
  }
  const Matrix& high = layers_[2].output;
  sample(3, high);
  Matrix hidden = layers_[1].output * get("tag_in").value;
  hidden.rowwise() += get("tag_in_bias").value.row(0);
  relu(hidden);
  sample(4, hidden);
  output.tags.noalias() = hidden * get("tag_out").value;
  output.tags.rowwise() += get("tag_out_bias").value.row(0);

  hidden.noalias() = high * get("arc_in").value;
  hidden.rowwise() += get("arc_in_bias").value.row(0);
  relu(hidden);
  sample(5, hidden);
  output.arcs.clear();
  const Matrix& distance = get("distance").value;
  const Matrix& distance_bias = get("distance_bias").value;
  for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
    const int from = batch.begin[s], length = batch.begin[s + 1] - from;
    const Matrix dependent = hidden.block(from, 0, length, kArcHidden);
    Matrix head(length + 1, kArcHidden);
    head.topRows(length) = hidden.block(from, kArcHidden, length, kArcHidden);
    head.row(length) = get("arc_root").value.row(0);
    const Matrix turned = dependent * get("arc").value;
    sample(6, turned);
    Matrix scores = turned * head.transpose();
    const Matrix head_bias = head * get("arc_head").value;
    scores.rowwise() += head_bias.col(0).transpose();
    const Matrix by_dependent = dependent * distance.leftCols(kDistances);
    const Matrix by_other = head.topRows(length) * distance.rightCols(kDistances);
    for (int d = 0; d < length; ++d) {
      for (int k = 0; k < length; ++k) {
        if (k == d) continue;
        const int c = distance_class(d, k);
        scores(d, k) += by_dependent(d, c) + by_other(k, c) + distance_bias(0, c);
      }
    }
    output.arcs.push_back(std::move(scores));
  }
  const Matrix both = high * get("label_in").value;
  output.label_dependent = both.leftCols(kLabelHidden);
  output.label_head = both.rightCols(kLabelHidden);
  // Of the labels' hidden layer only the gold arcs are looked at.
  if (collect_ranges) {
    for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s) {
      for (int t = batch.begin[s]; t < batch.begin[s + 1]; ++t) {
        if (batch.head[t] < 0) continue;
        Matrix sum = output.label_dependent.row(t) + output.label_head.row(batch.begin[s] + batch.head[t]) +
                     get("label_distance").value.row(distance_class(t - batch.begin[s], batch.head[t]));
        relu(sum);
        sample(7, sum);
      }
    }
  }
}

int Network::best_label(const Output& output, int dependent, int head, int distance) const {
  Matrix hidden = output.label_dependent.row(dependent);
  if (head < 0)
    hidden += parameter("label_root").value;
  else
    hidden += output.label_head.row(head) + parameter("label_distance").value.row(distance);
  relu(hidden);
  Matrix scores = hidden * parameter("label_out").value + parameter("label_out_bias").value;
  Eigen::Index best = 0;
  scores.row(0).maxCoeff(&best);
  return static_cast<int>(best);
}

void Network::swap_average() {
  for (Parameter& p : parameters_) p.value.swap(p.average);
}

void Network::save(std::ostream& out) const {
  out.write(reinterpret_cast<const char*>(&step_), sizeof step_);
  for (const Parameter& p : parameters_) {
    for (const Matrix* m : {&p.value, &p.first, &p.second, &p.average}) {
      out.write(reinterpret_cast<const char*>(m->data()), static_cast<std::streamsize>(m->size() * sizeof(float)));
    }
  }
}

void Network::load(std::istream& in) {
  in.read(reinterpret_cast<char*>(&step_), sizeof step_);
  for (Parameter& p : parameters_) {
    for (Matrix* m : {&p.value, &p.first, &p.second, &p.average}) {
      in.read(reinterpret_cast<char*>(m->data()), static_cast<std::streamsize>(m->size() * sizeof(float)));
    }
  }
  if (!in) throw std::runtime_error("the saved state is cut short");
}

}  // namespace chancery::train
