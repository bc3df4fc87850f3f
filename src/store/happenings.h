// Happenings: which reports tell of the same event.
//
// A report joins an earlier one when both have the same type and mode, countries of the first actor and recipient that
// agree, days at most one apart, and no two different places; and when either the very same actors did the very same
// thing in sentences that have something in common, or actors of the same country and sector did it in sentences that
// are much alike. The first report of a happening stands for it, so chains do not drift. Sentences are compared by the
// smallest sixteen hashes of their words, from which their overlap is estimated.
// Right for: "Police in Tbilisi arrested 12 protesters" and "Georgian police detained 15 protesters in Tbilisi".
// Not for: two air strikes on one town in one day, told in the same words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/records.h"
#include "store/database.h"

namespace chancery::store {

/// The words of a sentence, as few numbers: at most kSketch, ascending.
using Sketch = std::vector<std::uint32_t>;
inline constexpr std::size_t kSketch = 16;
Sketch sketch_of(std::string_view sentence);
/// The estimated share of words in common, 0 to 1; nothing where one of the two has no words.
std::optional<double> overlap(const Sketch& a, const Sketch& b);

/// What of a report decides whether it is of the same happening.
struct Report {
  std::int64_t event = 0;
  std::int32_t day = 0;  // since 1970-01-01
  EventType type = EventType::Consult;
  Status status = Status::Actual;
  std::string mode;
  std::string cameo;
  std::int32_t actor = 0;  // the first; 0 where there is none
  std::int32_t recipient = 0;
  std::string actor_country, actor_sector;
  std::string recipient_country, recipient_sector;
  std::int32_t place = 0;  // 0 where it is not known
  std::string place_country;
  Sketch words;
};

/// Remembers the first reports of the days that were lately asked for, and reads those of others from the store.
class Happenings {
 public:
  explicit Happenings(Database& db) : db_(db) {}
  /// The first report of the happening that `report` tells of; its own number where it is the first. Reports come in
  /// order of their numbers; all earlier ones were given or are in the store.
  std::int64_t assign(const Report& report);
  /// Reads what the store has of these days and the days beside them; to be called before rows of the batch are added.
  void read(const std::vector<std::int32_t>& days);
  /// Rows of the store were changed by others: they are to be read again.
  void forget();

 private:
  /// First reports of a day, by type, mode and countries.
  using Day = std::unordered_map<std::uint64_t, std::vector<Report>>;
  void remember(const Report& report);

  Database& db_;
  std::unordered_map<std::int32_t, Day> days_;  // that were read
  std::size_t remembered_ = 0;
};

}  // namespace chancery::store
