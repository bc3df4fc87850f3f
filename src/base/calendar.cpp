#include "base/calendar.h"

#include <charconv>
#include <cstdio>

namespace chancery {
namespace {

bool read_number(std::string_view digits, int& out) {
  for (char c : digits) {
    if (c < '0' || c > '9') return false;
  }
  return std::from_chars(digits.data(), digits.data() + digits.size(), out).ec == std::errc();
}

}  // namespace

std::optional<Day> parse_day(std::string_view iso) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (!read_number(iso.substr(0, 4), year) || !read_number(iso.substr(5, 2), month) ||
      !read_number(iso.substr(8, 2), day)) {
    return std::nullopt;
  }
  return day_of(year, month, day);
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date(day);
  char buffer[32];
  const int n = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                              static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return std::string(buffer, static_cast<std::size_t>(n));
}

std::optional<Day> day_of(int year, int month, int day_of_month) {
  if (year < 1 || year > 9999 || month < 1 || day_of_month < 1) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day_of_month)));
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::chrono::weekday weekday_of(Day day) { return std::chrono::weekday(day); }

}  // namespace chancery
