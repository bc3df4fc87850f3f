// A set of hashes that only grows, at eight bytes each for those it began with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

namespace chancery::store {

class KnownHashes {
 public:
  /// What is there to begin with, in any order.
  void begin_with(std::vector<std::uint64_t> hashes) {
    sorted_ = std::move(hashes);
    std::sort(sorted_.begin(), sorted_.end());
  }
  /// Whether it was not there yet.
  bool insert(std::uint64_t hash) {
    if (std::binary_search(sorted_.begin(), sorted_.end(), hash)) return false;
    if (!added_.insert(hash).second) return false;
    if (added_.size() >= kMostLoose) settle();
    return true;
  }

 private:
  static constexpr std::size_t kMostLoose = 1u << 20;

  void settle() {
    const auto middle = static_cast<std::ptrdiff_t>(sorted_.size());
    sorted_.insert(sorted_.end(), added_.begin(), added_.end());
    std::sort(sorted_.begin() + middle, sorted_.end());
    std::inplace_merge(sorted_.begin(), sorted_.begin() + middle, sorted_.end());
    added_.clear();
  }
  std::vector<std::uint64_t> sorted_;
  std::unordered_set<std::uint64_t> added_;
};

}  // namespace chancery::store
