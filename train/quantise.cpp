#include "quantise.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "base/packed_file.h"
#include "chancery/error.h"
#include "syntax/features.h"
#include "syntax/model_file.h"

namespace chancery::train {
namespace {

template <class T>
std::string bytes_of(const std::vector<T>& items) {
  return std::string(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
}

// The value that all but a few activations stay below; those few are clipped.
float range_of(const Network& network, std::size_t which) {
  std::vector<float> samples = network.ranges[which].samples;
  if (samples.empty()) throw Error("no activations were seen");
  const std::size_t at = std::min(samples.size() - 1, static_cast<std::size_t>(samples.size() * 0.9999));
  std::nth_element(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(at), samples.end());
  return std::max(samples[at], 1e-3f);
}

// `weights` is inputs x columns; `inverse` and `offset` say how the input is quantised.
void add_matrix(PackedWriter& out, const std::string& name, const Matrix& weights, const Matrix& bias, float inverse,
                int offset) {
  const auto depth = static_cast<std::size_t>(weights.rows()), columns = static_cast<std::size_t>(weights.cols());
  if (depth % 4 != 0) throw Error(name + ": the inputs are not a multiple of four");
  const std::size_t blocks = (columns + 15) / 16;
  std::vector<std::int8_t> packed(blocks * depth * 16, 0);
  std::vector<std::int32_t> start(blocks * 16, 0);
  std::vector<float> scale(blocks * 16, 0.0f), biases(blocks * 16, 0.0f);
  for (std::size_t c = 0; c < columns; ++c) {
    const auto column = weights.col(static_cast<Eigen::Index>(c));
    const float unit = std::max(column.cwiseAbs().maxCoeff(), 1e-8f) / 127.0f;
    std::int32_t sum = 0;
    for (std::size_t k = 0; k < depth; ++k) {
      const auto q = static_cast<std::int32_t>(std::lrint(column(static_cast<Eigen::Index>(k)) / unit));
      packed[(c / 16) * depth * 16 + (k / 4) * 64 + (c % 16) * 4 + k % 4] =
          static_cast<std::int8_t>(std::clamp(q, -127, 127));
      sum += std::clamp(q, -127, 127);
    }
    start[c] = -offset * sum;
    scale[c] = unit / inverse;
    if (bias.size() > 0) biases[c] = bias(0, static_cast<Eigen::Index>(c));
  }
  out.add(name + ".weights", bytes_of(packed));
  out.add(name + ".columns", bytes_of(start) + bytes_of(scale) + bytes_of(biases));
}

void add_floats(PackedWriter& out, const std::string& name, const Matrix& m) {
  out.add(name,
          std::string(reinterpret_cast<const char*>(m.data()), static_cast<std::size_t>(m.size()) * sizeof(float)));
}

// Rows of bytes with a scale each.
void add_rows(PackedWriter& out, const std::string& name, const Matrix& rows) {
  std::vector<std::int8_t> bytes(static_cast<std::size_t>(rows.size()));
  std::vector<float> scales(static_cast<std::size_t>(rows.rows()));
  for (Eigen::Index r = 0; r < rows.rows(); ++r) {
    const float unit = std::max(rows.row(r).cwiseAbs().maxCoeff(), 1e-8f) / 127.0f;
    scales[static_cast<std::size_t>(r)] = unit;
    for (Eigen::Index c = 0; c < rows.cols(); ++c) {
      bytes[static_cast<std::size_t>(r * rows.cols() + c)] =
          static_cast<std::int8_t>(std::clamp<long>(std::lrint(rows(r, c) / unit), -127, 127));
    }
  }
  out.add(name + ".rows", bytes_of(bytes));
  out.add(name + ".scales", bytes_of(scales));
}

std::string names(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& name : list) all += name + "\n";
  return all;
}

std::size_t slots_for(std::size_t entries) {
  std::size_t slots = 16;
  while (slots * 3 < entries * 4) slots *= 2;
  return slots;
}

void add_words(PackedWriter& out, const Network& network, const Vocabulary& vocabulary, syntax::ModelMeta& meta) {
  const Matrix& project = network.parameter("project").value;
  const Matrix& learned = network.parameter("words").value;
  const auto entries = vocabulary.entries();
  Matrix rows = Matrix::Zero(static_cast<Eigen::Index>(entries.size()), kInput);
  meta.word_rows = static_cast<std::uint32_t>(entries.size());
  meta.word_slots = static_cast<std::uint32_t>(slots_for(entries.size()));
  std::vector<syntax::WordSlot> slots(meta.word_slots, {0, 0});
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto row = rows.row(static_cast<Eigen::Index>(i));
    if (entries[i].vector >= 0) {
      row = Eigen::Map<const Eigen::RowVectorXf>(vocabulary.vector(entries[i].vector), kVectorSize) * project;
    }
    row += learned.row(entries[i].learned);
    std::size_t slot = entries[i].key & (meta.word_slots - 1);
    while (slots[slot].row != 0) slot = (slot + 1) & (meta.word_slots - 1);
    slots[slot] = {static_cast<std::uint32_t>(entries[i].key >> 32), static_cast<std::uint32_t>(i + 1)};
  }
  out.add("words.slots", bytes_of(slots));
  add_rows(out, "words", rows);
  add_floats(out, "unknown", learned.row(0));
}

void add_lexicon(PackedWriter& out, const Vocabulary& vocabulary, syntax::ModelMeta& meta) {
  const auto lexicon = vocabulary.lexicon();
  meta.lexicon_slots = static_cast<std::uint32_t>(slots_for(lexicon.size()));
  std::vector<syntax::LexiconSlot> slots(meta.lexicon_slots, {0, 0xFFFFFFFFu});
  for (const auto& entry : lexicon) {
    std::size_t slot = entry.key & (meta.lexicon_slots - 1);
    while (slots[slot].edit != 0xFFFFFFFFu) slot = (slot + 1) & (meta.lexicon_slots - 1);
    slots[slot] = {static_cast<std::uint32_t>(entry.key >> 32), entry.edit};
  }
  out.add("lexicon", bytes_of(slots));
}

Matrix beside(const Matrix& a, const Matrix& b) {
  Matrix both(a.rows(), a.cols() + b.cols());
  both << a, b;
  return both;
}

}  // namespace

void write_model(const Network& network, const Vocabulary& vocabulary, const std::string& path) {
  const Shape& shape = network.shape();
  const auto value = [&](const std::string& name) -> const Matrix& { return network.parameter(name).value; };
  syntax::ModelMeta meta = {};
  meta.input = kInput;
  meta.hidden = static_cast<std::uint32_t>(shape.hidden);
  meta.tag_hidden = kTagHidden;
  meta.arc_hidden = kArcHidden;
  meta.label_hidden = kLabelHidden;
  meta.distances = kDistances;
  meta.upos = static_cast<std::uint32_t>(shape.upos);
  meta.xpos = static_cast<std::uint32_t>(shape.xpos);
  meta.feats = static_cast<std::uint32_t>(shape.feats);
  meta.edits = static_cast<std::uint32_t>(vocabulary.edits.size());
  meta.edit_classes = static_cast<std::uint32_t>(shape.edits);
  meta.labels = static_cast<std::uint32_t>(shape.labels);
  meta.piece_rows = syntax::kPieceRows;
  meta.embedded = 63.0f / range_of(network, 0);
  meta.low[0] = 63.0f / range_of(network, 1);
  meta.low[1] = 63.0f / range_of(network, 2);
  meta.high = 63.0f / range_of(network, 3);
  meta.tag_hidden_inverse = 127.0f / range_of(network, 4);
  meta.arc_inverse = 127.0f / range_of(network, 5);
  meta.turned_inverse = 127.0f / range_of(network, 6);
  meta.label_inverse = 127.0f / range_of(network, 7);
  for (std::size_t i = 0; i < network.ranges.size(); ++i) std::printf("range %zu: %g\n", i, range_of(network, i));

  PackedWriter out;
  out.add("xpos", names(vocabulary.xpos));
  out.add("feats", names(vocabulary.feats));
  out.add("edits", names(vocabulary.edits));
  add_words(out, network, vocabulary, meta);
  add_rows(out, "pieces", value("pieces"));
  add_lexicon(out, vocabulary, meta);
  const float inputs[] = {meta.embedded, meta.low[0], meta.low[1]};
  for (int k = 0; k < kLayers; ++k) {
    const std::string n = std::to_string(k);
    add_matrix(out, "layer" + n, value("layer" + n), value("bias" + n), inputs[k], 64);
    add_floats(out, "peep" + n, value("peep" + n));
  }
  add_matrix(out, "tag_in", value("tag_in"), value("tag_in_bias"), meta.low[1], 64);
  add_matrix(out, "tag_out", value("tag_out"), value("tag_out_bias"), meta.tag_hidden_inverse, 0);
  const Matrix no_bias = Matrix::Zero(1, 2 * kLabelHidden);
  add_matrix(out, "parser_in", beside(value("arc_in"), value("label_in")), beside(value("arc_in_bias"), no_bias),
             meta.high, 64);
  const Matrix& distance = value("distance");
  const Matrix root = value("arc") * value("arc_root").transpose();
  add_matrix(out, "dependent", beside(beside(value("arc"), root), distance.leftCols(kDistances)), Matrix(),
             meta.arc_inverse, 0);
  add_matrix(out, "head", beside(value("arc_head"), distance.rightCols(kDistances)), Matrix(), meta.arc_inverse, 0);
  add_floats(out, "distance_bias", value("distance_bias"));
  add_floats(out, "label_root", value("label_root"));
  add_floats(out, "label_distance", value("label_distance"));
  add_matrix(out, "label_out", value("label_out"), value("label_out_bias"), meta.label_inverse, 0);
  out.add("meta", std::string(reinterpret_cast<const char*>(&meta), sizeof meta));
  std::ofstream file(path, std::ios::binary);
  const std::string all = out.finish(syntax::kModelMagic, syntax::kModelVersion);
  file.write(all.data(), static_cast<std::streamsize>(all.size()));
  if (!file.flush()) throw Error(path + ": cannot be written");
  std::printf("%s: %zu bytes\n", path.c_str(), all.size());
}

}  // namespace chancery::train
