// Days of the Gregorian calendar, on std::chrono.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace chancery {

using Day = std::chrono::sys_days;

/// "2024-05-17" to a day; nothing where the form or the date is not valid.
std::optional<Day> parse_day(std::string_view iso);
/// "2024-05-17"
std::string format_day(Day day);
/// The day of year, month (1 to 12) and day of month, where there is such a day.
std::optional<Day> day_of(int year, int month, int day_of_month);
std::chrono::weekday weekday_of(Day day);

}  // namespace chancery
