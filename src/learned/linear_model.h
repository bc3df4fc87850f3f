// Linear models over sparse, named features: each feature has one weight for each class.
//
// A feature is the 64-bit hash of its name; what hashes are made of is the caller's. The weights lie in an
// open-addressed table that is read where it is mapped, so loading costs nothing. Models are const and shared by all
// threads. Trained by the programs of train/. Tested by: linear_model_test.cpp
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::learned {

/// The hash of a name (FNV-1a); worked out while compiling where the name is written in the code.
constexpr std::uint64_t feature(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

/// A feature made of two, in this order.
constexpr std::uint64_t joined(std::uint64_t first, std::uint64_t second) {
  std::uint64_t hash = (first ^ (second >> 29) ^ (second << 35)) * 0x9e3779b97f4a7c15u + second;
  hash ^= hash >> 32;
  return hash * 0xd6e8feb86659fd93u;
}

class LinearModel {
 public:
  /// Knows no feature: all scores are 0.
  LinearModel() = default;
  /// A view of `bytes`, which `pack_linear_model` made and which outlive the model. Throws Error naming `origin` where
  /// they are cut or of another version.
  static LinearModel view(std::string_view bytes, const std::string& origin);

  bool empty() const { return slot_count_ == 0; }
  std::size_t class_count() const { return classes_.size(); }
  std::span<const std::string_view> classes() const { return classes_; }

  bool knows(std::uint64_t feature) const { return find(feature) != kNoSlot; }
  /// The weight of a feature for a class; 0 where it is not known. Sums of weights are scores (of a logistic model, the
  /// logarithms of odds), and the summands explain them.
  float weight(std::uint64_t feature, std::size_t class_index = 0) const {
    const std::size_t slot = find(feature);
    return slot == kNoSlot ? 0.0F : static_cast<float>(weights_[slot * classes_.size() + class_index]) * scale_;
  }
  float score(std::span<const std::uint64_t> features, std::size_t class_index = 0) const {
    float sum = 0;
    for (std::uint64_t each : features) sum += weight(each, class_index);
    return sum;
  }
  /// Adds the weights for all classes; `scores` has one entry for each.
  void add(std::uint64_t feature, std::span<float> scores) const {
    const std::size_t slot = find(feature);
    if (slot == kNoSlot) return;
    for (std::size_t i = 0; i < classes_.size(); ++i) {
      scores[i] += static_cast<float>(weights_[slot * classes_.size() + i]) * scale_;
    }
  }

 private:
  static constexpr std::size_t kNoSlot = ~std::size_t{0};

  std::size_t find(std::uint64_t feature) const {
    if (slot_count_ == 0) return kNoSlot;
    const std::uint32_t key = key_of(feature);
    for (std::size_t slot = feature & (slot_count_ - 1);; slot = (slot + 1) & (slot_count_ - 1)) {
      if (keys_[slot] == key) return slot;
      if (keys_[slot] == 0) return kNoSlot;  // there is always an empty slot
    }
  }
  static std::uint32_t key_of(std::uint64_t feature) {
    const auto key = static_cast<std::uint32_t>(feature >> 32);
    return key == 0 ? 1 : key;  // 0 is an empty slot
  }
  friend std::string pack_linear_model(const std::vector<std::string>& classes,
                                       std::vector<std::pair<std::uint64_t, std::vector<float>>> weights);

  std::vector<std::string_view> classes_;
  std::size_t slot_count_ = 0;  // a power of two
  const std::uint32_t* keys_ = nullptr;
  const std::int16_t* weights_ = nullptr;  // [slot][class]
  float scale_ = 0;
};

/// The bytes of a model: for each feature one weight for each class. The same weights give the same bytes, in whatever
/// order they come. A feature that is given twice is taken once.
std::string pack_linear_model(const std::vector<std::string>& classes,
                              std::vector<std::pair<std::uint64_t, std::vector<float>>> weights);

/// A model as a file of its own: a packed file (base/packed_file.h) with this magic and the one section "linear".
inline constexpr std::string_view kLinearMagic = "CHLINEAR";
inline constexpr std::uint32_t kLinearVersion = 1;

}  // namespace chancery::learned
