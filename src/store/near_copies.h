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

#include "store/database.h"

namespace chancery::store {

inline constexpr std::size_t kFingerprintBytes = 64;
/// Share of the wording, from which on a document is a near copy of another.
inline constexpr double kNearCopy = 0.6;
inline constexpr int kCopyDays = 4;                   // and how many days apart the two may be published
inline constexpr std::int32_t kUndatedBack = 100000;  // how many documents back, where no day is known

/// Of `text`; empty where it is too short to tell (fewer than 30 words). Any thread may call.
std::string fingerprint(std::string_view text);
/// The estimated share of wording in common, 0 to 1.
double likeness(std::string_view a, std::string_view b);

/// The fingerprints of the days that were lately asked for; those of others are read from the store. One thread at a
/// time.
class NearCopies {
 public:
  static constexpr std::size_t kMostRemembered = 300000;
  /// `db` may be null: then nothing is read, and what was added is kept. `most`: above which days may be dropped.
  explicit NearCopies(Database* db, std::size_t most = kMostRemembered) : db_(db), most_(most) {}
  /// Reads what the store has of these days and the days near them; nothing stands for "not known". To be called before
  /// documents of the batch are added; `next` is the number of its first. Days that it does not need may be dropped.
  void read(const std::vector<std::optional<std::int32_t>>& days, std::int32_t next);
  /// The earliest document that `print`, of the document numbered `document`, is a near copy of and that is within
  /// kCopyDays of `day` (days since 1970); its original where it is itself a copy. Without a day, one of the last
  /// kUndatedBack documents that has none either.
  std::optional<std::int32_t> find(std::int32_t document, std::string_view print,
                                   std::optional<std::int32_t> day) const;
  void add(std::int32_t document, std::string_view print, std::optional<std::int32_t> day,
           std::optional<std::int32_t> copy_of);
  /// Fingerprints in memory.
  std::size_t remembered() const;

 private:
  struct Entry {
    std::int32_t document;
    std::int32_t original;
    std::array<char, kFingerprintBytes> print;
  };
  /// The documents of a day, chained by what they have in each band.
  class Day {
   public:
    void add(const Entry& entry);
    void find(std::string_view print, std::int32_t after, std::optional<std::int32_t>& earliest) const;
    std::size_t size() const { return entries_.size(); }
    /// Keeps the last `count`.
    void keep(std::size_t count);

   private:
    void chain(std::uint32_t entry);
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> next_;   // by entry and band: the one before in the same chain
    std::vector<std::uint32_t> heads_;  // by hash
  };

  Database* db_;
  std::size_t most_;
  std::unordered_map<std::int32_t, Day> days_;  // those that were read, and kNoDay
};

}  // namespace chancery::store
