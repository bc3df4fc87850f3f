#include "cli/suggest.h"

#include <algorithm>
#include <cstddef>

namespace chancery::cli {
namespace {

constexpr std::size_t kLongestWord = 64;  // nobody mistypes one longer; keeps the square below small

/// Letters to insert, drop, replace or swap with their neighbour (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] =
          std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string nearest_word(std::string_view mistyped, const std::vector<std::string>& known) {
  std::string best;
  if (mistyped.size() > kLongestWord) return best;
  std::size_t best_distance = kLongestWord;
  for (const std::string& word : known) {
    const std::size_t distance = edit_distance(mistyped, word);
    if (distance < best_distance && distance * 3 <= std::max(word.size(), mistyped.size()) + 2) {
      best = word;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace chancery::cli
