// The words of time: weekdays, months, units, numbers (data/text/calendar.tsv and data/time/words.tsv), days that go by
// a name (data/time/holidays.tsv), and the words that tell what is to come (data/time/tense.tsv). Immutable, shared by
// all threads.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/table.h"

namespace chancery::knowledge {

enum class TimeWordKind : std::uint8_t {
  None,
  Weekday,
  Month,
  Day,
  Unit,
  Hour,
  Relative,
  Following,
  Same,
  Ago,
  Hence,
  Number,
  Vague,
  Ordinal,
  Season,
  PartYear,
  Weekend,
  Century,
  Anniversary,
  Part,
  Night,
  Before,
  Determiner,
  Every,
  Within,
};

struct TimeWord {
  TimeWordKind kind = TimeWordKind::None;
  int value = 0;
};

enum class TenseWord : std::uint8_t { None, Future, Fact, Telling, Lasting, Condition, Comparison };

/// First and last day; the same for one day.
using DaySpan = std::pair<Day, Day>;

/// A day that goes by a name, and how it is found in a year.
class Holiday {
 public:
  /// In the year; nothing where it is not known or does not fall in it.
  std::optional<DaySpan> in_year(int year) const;
  /// The words after the first, in small letters.
  std::span<const std::string> rest() const { return rest_; }

 private:
  friend class TimeWords;
  enum class Rule : std::uint8_t { Fixed, Nth, NthAfter, Easter, Orthodox, Dates };
  void read_rule(const TableLine& line);

  std::vector<std::string> rest_;
  Rule rule_ = Rule::Fixed;
  int month_ = 0, day_ = 0, weekday_ = 0, nth_ = 0;
  std::vector<DaySpan> dates_;
};

class TimeWords {
 public:
  /// Reads the tables of these names. Throws TableError naming file and line.
  static TimeWords load(std::span<const TableText> tables);
  /// `word` in any case, with or without the stop of an abbreviation; TimeWordKind::None for what is no word of time.
  TimeWord find(std::string_view word) const;
  /// The holidays whose names begin with `word`, the longest first.
  std::span<const Holiday> holidays(std::string_view word) const;
  TenseWord tense(std::string_view lemma) const;

 private:
  boost::unordered_flat_map<std::string, TimeWord> words_;
  std::size_t longest_ = 0;
  boost::unordered_flat_map<std::string, std::vector<Holiday>> holidays_;
  boost::unordered_flat_map<std::string, TenseWord> tense_;
};

}  // namespace chancery::knowledge
