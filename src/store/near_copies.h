// Near copies: the same agency report, printed here with another headline and there without its last paragraphs.
//
// A document's fingerprint is a MinHash of its shingles of four words: 64 numbers of one byte, of which the share that
// two documents have in common estimates how much of their wording is the same (Broder 1997; one byte each after Li and
// König 2010). Those that have all of four numbers in common in one of sixteen bands are compared.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery::store {

inline constexpr std::size_t kFingerprintBytes = 64;
/// Share of the wording, from which on a document is a near copy of another.
inline constexpr double kNearCopy = 0.6;
inline constexpr int kCopyDays = 4;  // and how many days apart the two may be published

/// Of `text`; empty where it is too short to tell (fewer than 30 words). Any thread may call.
std::string fingerprint(std::string_view text);
/// The estimated share of wording in common, 0 to 1.
double likeness(std::string_view a, std::string_view b);

/// All fingerprints so far, in order of their documents. One thread at a time.
class NearCopies {
 public:
  /// The earliest document that `print` is a near copy of and that is within kCopyDays of `day` (days since 1970;
  /// nothing where it is not known, which is near to unknown days only); its original where it is itself a copy.
  std::optional<std::int32_t> find(std::string_view print, std::optional<std::int32_t> day) const;
  void add(std::int32_t document, std::string_view print, std::optional<std::int32_t> day,
           std::optional<std::int32_t> copy_of);

 private:
  struct Entry {
    std::int32_t document;
    std::int32_t original;
    std::optional<std::int32_t> day;
    std::array<char, kFingerprintBytes> print;
  };
  std::vector<Entry> entries_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> bands_;
};

}  // namespace chancery::store
