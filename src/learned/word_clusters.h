// Words of like use: which cluster a word belongs to, in a coarse and a fine division.
//
// Made from word vectors when a model is trained and kept in the model's file; a view of it, const and shared.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::learned {

struct WordCluster {
  std::uint16_t coarse = 0;
  std::uint16_t fine = 0;
};

class WordClusters {
 public:
  /// Knows no word.
  WordClusters() = default;
  /// A view of `bytes`, which `pack_word_clusters` made and which outlive it. Throws Error naming `origin` where they
  /// are cut.
  static WordClusters view(std::string_view bytes, const std::string& origin);

  /// `word_hash` is `feature` (linear_model.h) of the word in small letters.
  std::optional<WordCluster> find(std::uint64_t word_hash) const;

 private:
  struct Slot {
    std::uint32_t key = 0;
    WordCluster cluster;
  };
  std::span<const Slot> slots_;  // sorted by key
  friend std::string pack_word_clusters(const std::vector<std::pair<std::string, WordCluster>>& words);
};

/// The bytes; of two words with one key the first in the order of the alphabet is kept.
std::string pack_word_clusters(const std::vector<std::pair<std::string, WordCluster>>& words);

}  // namespace chancery::learned
