#include "reading/time_values.h"

#include <cstdio>

namespace chancery::reading {
namespace {

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9990;

bool is_year(int year) { return year >= kFirstYear && year <= kLastYear; }

}  // namespace

TimeValue day_value(Day day) { return {day, day, DatePrecision::Day}; }

TimeValue month_value(int year, int month) {
  const int months = year * 12 + month - 1;
  if (months < 12 || !is_year(months / 12)) return {};
  const Day first = *day_of(months / 12, months % 12 + 1, 1);
  const Day next = *day_of((months + 1) / 12, (months + 1) % 12 + 1, 1);
  return {first, next - std::chrono::days(1), DatePrecision::Month};
}

TimeValue year_value(int year) {
  if (!is_year(year)) return {};
  return {*day_of(year, 1, 1), *day_of(year, 12, 31), DatePrecision::Year};
}

TimeValue range_value(Day first, Day last) {
  if (last < first || !is_year(year_of(first)) || !is_year(year_of(last))) return {};
  return {first, last, DatePrecision::Range};
}

TimeValue joined(const TimeValue& first, const TimeValue& last) {
  if (!first.exists() || !last.exists()) return {};
  return range_value(first.first, last.last);
}

Day add_months(Day day, int months) {
  const TimeValue month = month_value(year_of(day), month_of(day) + months);
  if (!month.exists()) return day;
  const Day same = month.first + std::chrono::days(day_of_month(day) - 1);
  return same > month.last ? month.last : same;
}

TimeValue moved(const TimeValue& value, int count, int unit) {
  if (!value.exists() || count > 2000 || count < -2000) return {};
  const int year = year_of(value.first);
  if (unit < 0) return year_value(year - count * unit);
  if (unit == 0) {
    if (value.precision == DatePrecision::Year) return {};
    return month_value(year, month_of(value.first) + count);
  }
  if (value.precision == DatePrecision::Range) {
    return range_value(value.first + std::chrono::days(count * unit), value.last + std::chrono::days(count * unit));
  }
  if (value.precision != DatePrecision::Day) return {};
  return day_value(value.first + std::chrono::days(count * unit));
}

RecordDate record_of(const TimeValue& value, const char* reason) {
  RecordDate date;
  date.precision = value.precision;
  char buffer[32];
  switch (value.precision) {
    case DatePrecision::None:
      date.reason = reason;
      break;
    case DatePrecision::Day:
      date.begin = format_day(value.first);
      break;
    case DatePrecision::Month:
      std::snprintf(buffer, sizeof buffer, "%04d-%02d", year_of(value.first), month_of(value.first));
      date.begin = buffer;
      break;
    case DatePrecision::Year:
      std::snprintf(buffer, sizeof buffer, "%04d", year_of(value.first));
      date.begin = buffer;
      break;
    case DatePrecision::Range:
      date.begin = format_day(value.first);
      date.end = format_day(value.last);
      break;
  }
  return date;
}

}  // namespace chancery::reading
