// A stretch of days with the precision at which it was told, and the arithmetic on it.
#pragma once

#include <optional>

#include "base/calendar.h"
#include "chancery/records.h"

namespace chancery::reading {

/// Empty (precision None) where there is no date.
struct TimeValue {
  Day first{};
  Day last{};
  DatePrecision precision = DatePrecision::None;

  bool exists() const { return precision != DatePrecision::None; }
};

inline int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }
inline int month_of(Day day) {
  return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(day).month()));
}
inline int day_of_month(Day day) {
  return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(day).day()));
}

TimeValue day_value(Day day);
TimeValue month_value(int year, int month);  // month 13 is January of the next year, 0 December of the one before
TimeValue year_value(int year);
TimeValue range_value(Day first, Day last);

/// From the first day of the one to the last of the other; nothing where that is no stretch.
TimeValue joined(const TimeValue& first, const TimeValue& last);
/// `day` moved by months: the last of the month where there is no such day.
Day add_months(Day day, int months);
/// `value` moved by `count` units (days of a unit; 0 a month, -1 a year, -10 ten years, as in data/time/words.tsv), at
/// the precision of the unit: "two days after", "a month after", "three years after". Nothing where `value` is vaguer.
TimeValue moved(const TimeValue& value, int count, int unit);

/// As records show it; `reason` only where there is no date.
RecordDate record_of(const TimeValue& value, const char* reason);

}  // namespace chancery::reading
