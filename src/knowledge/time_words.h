// The words of time: weekdays, months, units, numbers (data/text/calendar.tsv and
// data/time/words.tsv). Immutable, shared by all threads.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/table.h"

namespace chancery::knowledge {

enum class TimeWordKind : std::uint8_t { None, Weekday, Month, Day, Unit, Relative, Ago, Number, Part, Before };

struct TimeWord {
  TimeWordKind kind = TimeWordKind::None;
  int value = 0;
};

class TimeWords {
 public:
  /// Reads the tables named calendar.tsv and words.tsv. Throws TableError naming file and line.
  static TimeWords load(std::span<const TableText> tables);
  /// `word` in any case, with or without the stop of an abbreviation; TimeWordKind::None for what is no word of time.
  TimeWord find(std::string_view word) const;

 private:
  boost::unordered_flat_map<std::string, TimeWord> words_;
  std::size_t longest_ = 0;
};

}  // namespace chancery::knowledge
