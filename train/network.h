// The network in floating point, with its gradients by hand.
//
// Per word: a vector of the word (pretrained, projected, plus learned) and of hashed pieces, summed; three layers of
// simple recurrent units in both directions (Lei et al. 2018); tags from the second layer, arcs and labels from the
// third (Dozat and Manning 2017, with a bias for the distance that depends on the word). The gates use the same
// rational function as the parser, so that nothing is approximated later.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <random>
#include <string>
#include <vector>

#include <Eigen/Dense>

namespace chancery::train {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

inline constexpr int kInput = 128;  // of the summed word vector
inline constexpr int kLayers = 3;
inline constexpr int kTagHidden = 128;
inline constexpr int kArcHidden = 96;
inline constexpr int kLabelHidden = 128;
inline constexpr int kDistances = 18;

/// Which bias an arc gets: signed distance head - dependent in classes.
int distance_class(int dependent, int head);

struct Parameter {
  std::string name;
  Matrix value, gradient, first, second, average;
  bool sparse = false;  // rows are touched now and then; Adam works on those only
  std::vector<int> touched;
  std::vector<std::uint8_t> is_touched;

  void touch(int row) {
    if (!is_touched[row]) is_touched[row] = 1, touched.push_back(row);
  }
};

struct Shape {
  int hidden = 128;  // units a direction
  int words = 0;     // rows of the learned word vectors; row 0: unknown
  int upos = 0, xpos = 0, feats = 0, edits = 0, labels = 0;
  int tags() const { return upos + xpos + feats + edits; }
};

/// What a batch of sentences feeds in and what should come out; sentences lie one behind the other.
struct Batch {
  std::vector<int> begin;                                 // of each sentence, and the end
  Matrix vectors;                                         // words x kVectorSize, zero where there is none
  std::vector<int> word;                                  // row of the learned vectors
  std::vector<std::uint32_t> pieces;                      // kPieceCount a word
  std::vector<int> upos, xpos, feats, edit, head, label;  // gold; head in the sentence, -1 the root; edit -1: none
};

struct Loss {
  double arc = 0, label = 0, tags = 0;
};

class Network {
 public:
  Network(const Shape& shape, std::uint32_t seed);

  /// Forward, loss and gradients of one batch; drops out.
  Loss learn(const Batch& batch, std::mt19937& random);
  /// Adam on what `learn` left, and the running average.
  void update(float rate, float decay);
  /// Forward without dropping out. Scores: arcs[sentence](dependent, head), last column the root.
  struct Output {
    Matrix tags;  // words x all tag classes
    std::vector<Matrix> arcs;
    Matrix label_dependent, label_head;
  };
  void predict(const Batch& batch, Output& output);
  /// The label of one arc from what `predict` left; head -1 for the root. Both are rows of the batch.
  int best_label(const Output& output, int dependent, int head, int distance) const;

  /// Exchanges the parameters and their running averages.
  void swap_average();
  void save(std::ostream& out) const;
  void load(std::istream& in);
  const Parameter& parameter(const std::string& name) const;
  const Shape& shape() const { return shape_; }

  // Largest inputs seen by each matrix product, for the scales of the quantised model; filled by `predict`.
  struct Range {
    std::vector<float> samples;
  };
  std::vector<Range> ranges;
  bool collect_ranges = false;

 private:
  struct Layer {
    Matrix input, mask, gates, state, output;
  };
  Parameter& add(const std::string& name, int rows, int columns, float scale, bool sparse = false);
  Parameter& get(const std::string& name) { return const_cast<Parameter&>(parameter(name)); }
  void embed(const Batch& batch);
  void run_layer(int index, const Matrix& input, const Batch& batch);
  void scan_back(int index, const Batch& batch, const Matrix& upstream, Matrix& gate_gradient, Matrix& carry_gradient);
  void sample(std::size_t which, const Matrix& m);

  Shape shape_;
  std::vector<Parameter> parameters_;
  std::mt19937 random_;
  std::int64_t step_ = 0;
  bool training_ = false;
  Matrix embedded_, embed_mask_;
  Layer layers_[kLayers];
};

}  // namespace chancery::train
