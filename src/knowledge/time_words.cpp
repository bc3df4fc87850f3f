#include "knowledge/time_words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace chancery::knowledge {
namespace {

constexpr std::array<std::string_view, 25> kKinds = {
    "none",        "weekday", "month",  "day",    "unit",       "hour",   "relative",  "following", "same",
    "ago",         "hence",   "number", "vague",  "ordinal",    "season", "part-year", "weekend",   "century",
    "anniversary", "part",    "night",  "before", "determiner", "every",  "within"};
constexpr std::array<std::string_view, 7> kTenses = {"none",    "future",    "fact",      "telling",
                                                     "lasting", "condition", "comparison"};

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

int number_in(const TableLine& line, std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    line.fail("'" + std::string(text) + "' is no number");
  }
  return value;
}

Day day_in(const TableLine& line, std::string_view text) {
  const auto day = parse_day(text);
  if (!day) line.fail("'" + std::string(text) + "' is no day");
  return *day;
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
Day western_easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 19 * l) / 433;
  const int month = (h + l - 7 * m + 90) / 25;
  const int day = (h + l - 7 * m + 33 * month + 19) % 32;
  return *day_of(year, month, day);
}

/// Easter Sunday of the Julian calendar as a day of the Gregorian (Meeus); right from 1900 to 2099.
Day eastern_easter(int year) {
  const int d = (19 * (year % 19) + 15) % 30;
  const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const int month = (d + e + 114) / 31;
  return *day_of(year, month, (d + e + 114) % 31 + 1) + std::chrono::days(13);
}

}  // namespace

void Holiday::read_rule(const TableLine& line) {
  const std::string_view rule = line.field(1), value = line.field(2);
  if (rule == "fixed") {
    rule_ = Rule::Fixed;
    if (value.size() != 5 || value[2] != '-') line.fail("'" + std::string(value) + "' is no month and day");
    month_ = number_in(line, value.substr(0, 2));
    day_ = number_in(line, value.substr(3));
    if (!day_of(2024, month_, day_)) line.fail("there is no such day");
  } else if (rule == "nth" || rule == "nth+1") {
    rule_ = rule == "nth" ? Rule::Nth : Rule::NthAfter;
    const auto parts = split_list(value, ' ');
    if (parts.size() != 3) line.fail("wants month, weekday and which one");
    month_ = number_in(line, parts[0]);
    weekday_ = number_in(line, parts[1]);
    nth_ = number_in(line, parts[2]);
    if (month_ < 1 || month_ > 12 || weekday_ < 1 || weekday_ > 7 || nth_ < -1 || nth_ == 0 || nth_ > 4) {
      line.fail("there is no such day");
    }
  } else if (rule == "easter" || rule == "orthodox") {
    rule_ = rule == "easter" ? Rule::Easter : Rule::Orthodox;
    day_ = number_in(line, value);
  } else if (rule == "dates" || rule == "ranges") {
    rule_ = Rule::Dates;
    for (const std::string_view part : split_list(value)) {
      const std::size_t dots = part.find("..");
      const Day first = day_in(line, part.substr(0, dots));
      const Day last = dots == std::string_view::npos ? first : day_in(line, part.substr(dots + 2));
      if (last < first) line.fail("'" + std::string(part) + "' ends before it begins");
      dates_.emplace_back(first, last);
    }
  } else {
    line.fail("'" + std::string(rule) + "' is no rule");
  }
}

std::optional<DaySpan> Holiday::in_year(int year) const {
  if (year < 1583 || year > 4000) return std::nullopt;
  const auto one = [](Day day) { return DaySpan{day, day}; };
  switch (rule_) {
    case Rule::Fixed:
      if (const auto day = day_of(year, month_, day_)) return one(*day);
      return std::nullopt;
    case Rule::Nth:
    case Rule::NthAfter: {
      const Day first = *day_of(year, month_, 1);
      const int ahead = (weekday_ - static_cast<int>(weekday_of(first).iso_encoding()) + 7) % 7;
      Day day = first + std::chrono::days(ahead + 7 * (std::max(nth_, 1) - 1));
      if (nth_ < 0) {
        while (std::chrono::year_month_day(day + std::chrono::days(7)).month() ==
               std::chrono::month(static_cast<unsigned>(month_))) {
          day += std::chrono::days(7);
        }
      }
      return one(day + std::chrono::days(rule_ == Rule::NthAfter ? 1 : 0));
    }
    case Rule::Easter:
      return one(western_easter(year) + std::chrono::days(day_));
    case Rule::Orthodox:
      if (year < 1900 || year > 2099) return std::nullopt;
      return one(eastern_easter(year) + std::chrono::days(day_));
    case Rule::Dates:
      for (const DaySpan& span : dates_) {
        if (static_cast<int>(std::chrono::year_month_day(span.first).year()) == year) return span;
      }
      return std::nullopt;
  }
  return std::nullopt;
}

TimeWords TimeWords::load(std::span<const TableText> tables) {
  TimeWords words;
  for (const TableText& table : tables) {
    const std::string_view name = std::string_view(table.file).substr(table.file.find_last_of('/') + 1);
    if (name == "words.tsv" || name == "calendar.tsv") {
      read_table(table, 3, 3, [&](const TableLine& line) {
        const auto kind = std::find(kKinds.begin() + 1, kKinds.end(), line.field(1));
        if (kind == kKinds.end()) line.fail("'" + std::string(line.field(1)) + "' is no kind of time word");
        const TimeWord word{static_cast<TimeWordKind>(kind - kKinds.begin()), number_in(line, line.fields[2])};
        if (!words.words_.emplace(lower_case(line.field(0)), word).second) line.fail("stands twice");
        words.longest_ = std::max(words.longest_, line.field(0).size() + 1);
      });
    } else if (name == "holidays.tsv") {
      read_table(table, 3, 3, [&](const TableLine& line) {
        Holiday holiday;
        // The tokens of the reader: "New", "Year", "'s", "Eve".
        std::string name_text = lower_case(line.field(0));
        for (std::size_t at = 0; (at = name_text.find("'s ", at)) != std::string::npos; at += 4) {
          name_text.insert(at, " ");
        }
        for (std::size_t at = 0; (at = name_text.find('-', at)) != std::string::npos; at += 3) {
          name_text.replace(at, 1, " - ");
        }
        const auto parts = split_list(name_text, ' ');
        for (std::size_t i = 1; i < parts.size(); ++i) holiday.rest_.emplace_back(parts[i]);
        holiday.read_rule(line);
        words.holidays_[std::string(parts.front())].push_back(std::move(holiday));
      });
    } else if (name == "tense.tsv") {
      read_table(table, 2, 2, [&](const TableLine& line) {
        const auto kind = std::find(kTenses.begin() + 1, kTenses.end(), line.field(1));
        if (kind == kTenses.end()) line.fail("'" + std::string(line.field(1)) + "' is no kind of tense");
        if (!words.tense_.emplace(line.field(0), static_cast<TenseWord>(kind - kTenses.begin())).second) {
          line.fail("stands twice");
        }
      });
    }
  }
  if (words.words_.empty()) throw TableError("the words of time lack their tables");
  for (auto& [first, holidays] : words.holidays_) {
    std::stable_sort(holidays.begin(), holidays.end(),
                     [](const Holiday& a, const Holiday& b) { return a.rest().size() > b.rest().size(); });
  }
  return words;
}

TimeWord TimeWords::find(std::string_view word) const {
  // All words are short: their lower-case form fits into the string's own bytes, so nothing is allocated.
  if (word.empty() || word.size() > longest_) return {};
  if (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
  const auto found = words_.find(lower_case(word));
  return found == words_.end() ? TimeWord{} : found->second;
}

std::span<const Holiday> TimeWords::holidays(std::string_view word) const {
  if (word.size() > 15) return {};
  const auto found = holidays_.find(lower_case(word));
  if (found == holidays_.end()) return {};
  return found->second;
}

TenseWord TimeWords::tense(std::string_view lemma) const {
  if (lemma.size() > 15) return TenseWord::None;
  const auto found = tense_.find(std::string(lemma));
  return found == tense_.end() ? TenseWord::None : found->second;
}

}  // namespace chancery::knowledge
