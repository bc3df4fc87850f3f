// Logistic regression on sparse features, by FTRL-proximal (McMahan et al. 2013): few weights, the same on every run.
//
// An example is a choice: some options, each a list of features, of which one is right; or a single option that is
// right or wrong. An option may be shared out: its features are those of a first part, a second part, and its own.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace chancery::train {

struct LearnerOptions {
  double alpha = 0.15;
  double beta = 1.0;
  double l1 = 0.3;
  double l2 = 0.5;
  double dense_alpha = 0.05;
  double dense_l2 = 1e-5;
  int passes = 6;
  std::uint32_t min_count = 3;  // features seen more seldom are left out
};

class Learner {
 public:
  using Hashes = std::vector<std::uint64_t>;

  /// Rows of `vectors` (of `kVectorSize` numbers), each in a place that has weights of its own.
  using Placed = std::vector<std::pair<std::uint64_t, std::uint32_t>>;
  void add_binary(const Hashes& features, bool right, const Placed& placed = {});
  void add_choice(const std::vector<Hashes>& options, std::size_t right);
  struct Pair {
    std::uint32_t first = 0, second = 0;
    Hashes own;
  };
  void add_pairs(const std::vector<Hashes>& firsts, const std::vector<Hashes>& seconds, const std::vector<Pair>& pairs,
                 std::size_t right);

  /// Trains and adds the weights that are not 0 to `out`. Tells the share of right choices in the last pass.
  void train(const LearnerOptions& options, const std::string& name, std::map<std::uint64_t, float>& out);

  static constexpr std::size_t kVectorSize = 100;
  const std::vector<float>* vectors = nullptr;
  /// After training: what the vector of a row is worth in a place.
  double worth(std::uint64_t place, std::uint32_t row) const;

 private:
  struct Example {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> lists;  // of features, as ranges of `hashes_`
    std::vector<std::array<std::uint32_t, 3>> options;           // up to three lists each; kNoList where there is none
    std::size_t right = 0;
    bool binary = false;
    Placed placed;
  };
  static constexpr std::uint32_t kNoList = 0xffffffffu;
  std::uint32_t add_list(Example& example, const Hashes& features);

  std::vector<std::uint64_t> hashes_;
  std::vector<Example> examples_;
  struct Dense {
    std::array<double, kVectorSize> weight{}, squares{};
  };
  std::map<std::uint64_t, Dense> dense_;
};

}  // namespace chancery::train
