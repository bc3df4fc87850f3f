// Tested by: word_clusters_test.cpp.
#include "learned/word_clusters.h"

#include <algorithm>
#include <cstring>

#include "chancery/error.h"
#include "learned/linear_model.h"

namespace chancery::learned {
namespace {

std::uint32_t key_of(std::uint64_t word_hash) { return static_cast<std::uint32_t>(word_hash >> 32); }

}  // namespace

WordClusters WordClusters::view(std::string_view bytes, const std::string& origin) {
  WordClusters clusters;
  if (bytes.size() % sizeof(Slot) != 0 || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(Slot) != 0) {
    throw Error(origin + ": the table of words is cut; build or install it again");
  }
  clusters.slots_ = {reinterpret_cast<const Slot*>(bytes.data()), bytes.size() / sizeof(Slot)};
  return clusters;
}

std::optional<WordCluster> WordClusters::find(std::uint64_t word_hash) const {
  const std::uint32_t key = key_of(word_hash);
  const auto at = std::lower_bound(slots_.begin(), slots_.end(), key,
                                   [](const Slot& slot, std::uint32_t k) { return slot.key < k; });
  if (at == slots_.end() || at->key != key) return std::nullopt;
  return at->cluster;
}

std::string pack_word_clusters(const std::vector<std::pair<std::string, WordCluster>>& words) {
  std::vector<std::pair<std::string, WordCluster>> sorted = words;
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<WordClusters::Slot> slots;
  for (const auto& [word, cluster] : sorted) slots.push_back({key_of(feature(word)), cluster});
  std::stable_sort(slots.begin(), slots.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  slots.erase(std::unique(slots.begin(), slots.end(), [](const auto& a, const auto& b) { return a.key == b.key; }),
              slots.end());
  std::string bytes(slots.size() * sizeof(WordClusters::Slot), '\0');
  if (!slots.empty()) std::memcpy(bytes.data(), slots.data(), bytes.size());
  return bytes;
}

}  // namespace chancery::learned
