// Tested by: near_copies_test.cpp
#include "store/near_copies.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <unordered_set>
#include <utility>

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

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

/// Where the chain of a band begins, of `size` places, a power of two.
std::size_t place_of(std::uint64_t key, std::size_t size) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32) & (size - 1);
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

void NearCopies::Day::chain(std::uint32_t entry) {
  const std::string_view print(entries_[entry].print.data(), kFingerprintBytes);
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint32_t& head = heads_[place_of(band_key(print, band), heads_.size())];
    const auto node = static_cast<std::uint32_t>(entry * kBands + band);
    next_[node] = head;
    head = node;
  }
}

void NearCopies::Day::add(const Entry& entry) {
  const auto index = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back(entry);
  next_.resize(entries_.size() * kBands, kNone);
  if (entries_.size() * kBands <= heads_.size()) {
    chain(index);
    return;
  }
  heads_.assign(std::max<std::size_t>(64, heads_.size() * 2), kNone);
  for (std::uint32_t i = 0; i <= index; ++i) chain(i);
}

void NearCopies::Day::find(std::string_view print, std::int32_t after, std::optional<std::int32_t>& earliest) const {
  if (heads_.empty()) return;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::size_t compared = 0;
    for (std::uint32_t node = heads_[place_of(band_key(print, band), heads_.size())];
         node != kNone && compared < kMostCompared; node = next_[node]) {
      if (node % kBands != band) continue;
      const Entry& entry = entries_[node / kBands];
      if (entry.document <= after) break;  // chains go from the latest to the first
      const std::string_view other(entry.print.data(), kFingerprintBytes);
      if (other.substr(band * kBandBytes, kBandBytes) != print.substr(band * kBandBytes, kBandBytes)) continue;
      ++compared;
      if (earliest && *earliest <= entry.original) continue;
      if (likeness(other, print) >= kNearCopy) earliest = entry.original;
    }
  }
}

void NearCopies::Day::keep(std::size_t count) {
  Day kept;
  for (std::size_t i = entries_.size() - std::min(count, entries_.size()); i < entries_.size(); ++i)
    kept.add(entries_[i]);
  *this = std::move(kept);
}

void NearCopies::read(const std::vector<std::optional<std::int32_t>>& days, std::int32_t next) {
  if (db_ == nullptr) return;
  std::unordered_set<std::int32_t> needed;
  for (const auto& day : days) {
    if (!day) needed.insert(kNoDay);
    for (std::int32_t near = day.value_or(0) - kCopyDays; day && near <= *day + kCopyDays; ++near) needed.insert(near);
  }
  if (remembered() > most_) {
    std::erase_if(days_, [&](const auto& day) { return !needed.contains(day.first); });
    const auto undated = days_.find(kNoDay);
    if (undated != days_.end()) undated->second.keep(kUndatedBack);
  }
  std::vector<std::int64_t> unread;
  bool undated = false;
  for (const std::int32_t day : needed) {
    if (!days_.try_emplace(day).second) continue;
    if (day == kNoDay) {
      undated = true;
    } else {
      unread.push_back(day);
    }
  }
  const auto take = [&](Result found) {
    while (found.next()) {
      add(static_cast<std::int32_t>(found.integer(0)), found.text(1),
          found.null(2) ? std::nullopt : std::optional(static_cast<std::int32_t>(found.integer(2))),
          found.null(3) ? std::nullopt : std::optional(static_cast<std::int32_t>(found.integer(3))));
    }
  };
  const std::string select = "SELECT doc_id, minhash, date, copy_of FROM documents WHERE minhash IS NOT NULL AND ";
  if (undated)
    take(db_->query(select + "date IS NULL AND doc_id >= ? ORDER BY doc_id", {std::int64_t{next} - kUndatedBack}));
  if (unread.empty()) return;
  std::sort(unread.begin(), unread.end());
  take(db_->query(select + "date IN (SELECT DATE '1970-01-01' + unnest(?)::INTEGER) ORDER BY doc_id", {unread}));
}

std::size_t NearCopies::remembered() const {
  std::size_t count = 0;
  for (const auto& [number, day] : days_) count += day.size();
  return count;
}

std::optional<std::int32_t> NearCopies::find(std::int32_t document, std::string_view print,
                                             std::optional<std::int32_t> day) const {
  if (print.size() != kFingerprintBytes) return std::nullopt;
  std::optional<std::int32_t> earliest;
  const auto look_at = [&](std::int32_t number, std::int32_t after) {
    const auto found = days_.find(number);
    if (found != days_.end()) found->second.find(print, after, earliest);
  };
  if (!day) {
    look_at(kNoDay, document - kUndatedBack - 1);
    return earliest;
  }
  for (std::int32_t near = *day - kCopyDays; near <= *day + kCopyDays; ++near) look_at(near, -1);
  return earliest;
}

void NearCopies::add(std::int32_t document, std::string_view print, std::optional<std::int32_t> day,
                     std::optional<std::int32_t> copy_of) {
  if (print.size() != kFingerprintBytes) return;
  Entry entry{document, copy_of.value_or(document), {}};
  std::copy(print.begin(), print.end(), entry.print.begin());
  days_[day.value_or(kNoDay)].add(entry);
}

}  // namespace chancery::store
