// Tested by: near_copies_test.cpp
#include "store/near_copies.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "base/utf8.h"

namespace chancery::store {
namespace {

constexpr std::size_t kShingle = 4;
constexpr std::size_t kFewestWords = 30;
constexpr std::size_t kBands = 16;
constexpr std::size_t kBandBytes = kFingerprintBytes / kBands;
constexpr std::size_t kMostCompared = 200;  // of one band: a form letter of thousands must not make it quadratic
constexpr double kChance = 1.0 / 256;       // that two bytes are equal by chance

bool in_word(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

std::uint64_t band_key(std::string_view print, std::size_t band) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, print.data() + band * kBandBytes, kBandBytes);
  return (std::uint64_t{band} << 32) | bytes;
}

}  // namespace

std::string fingerprint(std::string_view text) {
  // Words in lower case (ASCII only: other letters are compared as they are), hashed one by one.
  std::vector<std::uint64_t> words;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(' ');
    if (in_word(c)) {
      word.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
    } else if (!word.empty()) {
      words.push_back(XXH3_64bits(word.data(), word.size()));
      word.clear();
    }
  }
  if (words.size() < kFewestWords) return {};
  std::array<std::uint64_t, kFingerprintBytes> least;
  least.fill(std::numeric_limits<std::uint64_t>::max());
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::uint64_t shingle = XXH3_64bits(words.data() + i, kShingle * sizeof words[0]);
    // 64 permutations from two independent halves of one hash.
    const std::uint64_t step = (shingle >> 32 | shingle << 32) | 1;
    for (std::uint64_t& one : least) {
      std::uint64_t mixed = shingle ^ (shingle >> 29);
      mixed *= 0x9E3779B97F4A7C15ULL;
      mixed ^= mixed >> 32;
      one = std::min(one, mixed);
      shingle += step;
    }
  }
  std::string print(kFingerprintBytes, '\0');
  for (std::size_t i = 0; i < kFingerprintBytes; ++i) {
    // The least value's high bits are all small, so the byte is taken from a hash of it.
    print[i] = static_cast<char>(XXH3_64bits(&least[i], sizeof least[i]) & 0xFF);
  }
  return print;
}

double likeness(std::string_view a, std::string_view b) {
  if (a.size() != kFingerprintBytes || b.size() != kFingerprintBytes) return 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < kFingerprintBytes; ++i) equal += a[i] == b[i] ? 1 : 0;
  const double share = static_cast<double>(equal) / kFingerprintBytes;
  return std::max(0.0, (share - kChance) / (1 - kChance));
}

std::optional<std::int32_t> NearCopies::find(std::string_view print, std::optional<std::int32_t> day) const {
  if (print.size() != kFingerprintBytes) return std::nullopt;
  std::optional<std::int32_t> earliest;
  for (std::size_t band = 0; band < kBands; ++band) {
    const auto found = bands_.find(band_key(print, band));
    if (found == bands_.end()) continue;
    const std::vector<std::uint32_t>& entries = found->second;
    const std::size_t from = entries.size() > kMostCompared ? entries.size() - kMostCompared : 0;
    for (std::size_t i = from; i < entries.size(); ++i) {
      const Entry& entry = entries_[entries[i]];
      if (entry.day.has_value() != day.has_value() || (day && std::abs(*entry.day - *day) > kCopyDays)) continue;
      if (earliest && *earliest <= entry.original) continue;
      if (likeness({entry.print.data(), entry.print.size()}, print) >= kNearCopy) earliest = entry.original;
    }
  }
  return earliest;
}

void NearCopies::add(std::int32_t document, std::string_view print, std::optional<std::int32_t> day,
                     std::optional<std::int32_t> copy_of) {
  if (print.size() != kFingerprintBytes) return;
  Entry entry{document, copy_of.value_or(document), day, {}};
  std::copy(print.begin(), print.end(), entry.print.begin());
  const auto index = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back(entry);
  for (std::size_t band = 0; band < kBands; ++band) bands_[band_key(print, band)].push_back(index);
}

}  // namespace chancery::store
