// The first pass over the tokens of a sentence for expressions of time; times.h is the door.
//
// time_days.cpp reads days, months, years and their ranges, time_phrases.cpp what is told from another day ("two weeks
// ago").
#pragma once

#include <algorithm>
#include <array>
#include <charconv>

#include "reading/times.h"

namespace chancery::reading {

using knowledge::TimeWord;
using knowledge::TimeWordKind;
using days = std::chrono::days;

inline constexpr int kMaxCount = 500;
inline constexpr int kFirstYear = 1000;       // behind a month
inline constexpr int kFirstLoneYear = 1800;   // alone
inline constexpr int kFirstNamedYear = 1989;  // behind a name, in a text without a date
inline constexpr int kYearsAround = 3;        // how far from publication a number before a plural may be a year

inline std::optional<int> number_in(std::string_view digits) {
  int value = 0;
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

inline bool starts_upper(std::string_view form) { return !form.empty() && form[0] >= 'A' && form[0] <= 'Z'; }
inline bool starts_lower(std::string_view form) { return !form.empty() && form[0] >= 'a' && form[0] <= 'z'; }

/// "21st" to 21, also without its ending.
inline std::optional<int> ordinal_number(std::string_view form) {
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (form.size() > 2 && form.ends_with(suffix)) {
      form.remove_suffix(2);
      return number_in(form);
    }
  }
  return std::nullopt;
}

class TimeReader {
 public:
  TimeReader(const knowledge::TimeWords& words, const text::Tokens& tokens, std::optional<Day> published)
      : words_(words), tokens_(tokens), published_(published) {}

  void read(const text::Sentence& sentence, std::vector<TimeExpression>& out);

 private:
  // Words.

  TimeWord word(TokenId token) const { return token < end_ ? words_.find(tokens_.form(token)) : TimeWord{}; }
  TimeWordKind kind(TokenId token) const { return word(token).kind; }
  TimeWord word_before(TokenId token) const { return token > begin_ ? word(token - 1) : TimeWord{}; }
  TimeWordKind kind_before(TokenId token) const { return word_before(token).kind; }
  std::string_view form(TokenId token) const { return token < end_ ? tokens_.form(token) : std::string_view(); }
  bool is_form(TokenId token, std::string_view wanted) const { return form(token) == wanted; }
  bool is_before(TokenId token, std::string_view small, std::string_view capital) const;
  bool is_part(TokenId token) const;
  bool is_number_form(TokenId token) const;
  bool is_dash(TokenId token) const { return is_form(token, "-") || is_form(token, "–") || is_form(token, "—"); }

  bool is_quote(TokenId token) const {
    const std::string_view text = form(token);
    return text == "\"" || text == "“" || text == "”" || text == "''";
  }

  /// Whether no space stands before it.
  bool is_glued(TokenId token) const { return token < end_ && tokens_.space_before[token] == 0; }

  std::optional<int> day_number(TokenId token) const;
  /// The day of "March one": a word for a number with nothing behind it that it could count.
  std::optional<int> spelled_day(TokenId token) const;
  static std::optional<int> year_in(std::string_view text);
  std::optional<int> year_number(TokenId token) const { return year_in(form(token)); }
  /// The year behind a day or month: "2024", ", 2024", "of 2024", "in 1998", "last year"; moves `next` past it.
  std::optional<int> year_behind(TokenId& next) const;
  /// The year of "last year", "of this year".
  std::optional<int> told_year_behind(TokenId& next) const;

  // Results.

  /// A day or month without a year that comes soon and was last a long time ago.
  bool is_soon(const TimeExpression& time) const;
  /// A day without a year that was a short time ago and is far ahead.
  bool is_over(const TimeExpression& time) const;
  bool finish(TimeExpression& time, TokenId begin, TokenId end, TimeValue past, TimeValue future,
              NoDate why = NoDate::NoPublication) const;
  bool finish_both(TimeExpression& time, TokenId begin, TokenId end, TimeValue value,
                   NoDate why = NoDate::NoPublication) const;
  bool finish_link(TimeExpression& time, TokenId begin, TokenId end, TimeLink link, int count, int unit) const;

  bool read_at(TokenId token, TimeExpression& time);

  // Days, months and years.

  /// One date that may begin or end a range.
  bool read_simple(TokenId token, TimeExpression& time);

  /// Whether a number like 2014 is a year: by the word before it.
  bool is_year_here(TokenId token) const;
  /// Whether it goes on a list of dates of that precision: "1999, 2003 and 2007".
  bool follows_in_list(TokenId token, DatePrecision precision) const;
  /// Whether the year is near that of publication.
  bool is_around(int year) const;
  bool is_small_word(TokenId token) const;
  /// A noun in the plural right behind a number counts things.
  bool is_counted(TokenId token) const;

  bool read_weekday(TokenId token, int weekday, int direction, TokenId begin, TimeExpression& time) const;

  Day monday() const { return *published_ - days(static_cast<int>(weekday_of(*published_).iso_encoding()) - 1); }

  TimeValue day_in(int month, int day, std::optional<int> year, bool future) const;
  TimeValue month_in(int month, std::optional<int> year, bool future) const;
  NoDate why_not(std::optional<int> year) const;

  /// A month at `token`: "May 16, 2024", "May 16", "May 2024", "May of 2024", "May".
  bool read_month(TokenId token, int month, TokenId begin, TimeExpression& time) const;

  /// "16 May 2024", "16 May", "17th of May"
  bool read_day_month(TokenId token, int day, TokenId month, TimeExpression& time) const;

  /// "mid-May", "mid-2017", "mid-1990s"
  bool read_mid(TokenId token, std::string_view rest, TimeExpression& time) const;

  bool read_decade(TokenId token, TimeExpression& time) const { return read_decade_in(form(token), token, time); }
  /// "1990s", "1950's"
  bool read_decade_in(std::string_view text, TokenId token, TimeExpression& time) const;

  /// "2024-05-16" in one token or in several, "17/05/2024", "17.05.2024"
  bool read_figures(TokenId token, TimeExpression& time) const;

  /// From the year `first` to that of the same century which ends in the two figures of `last`; false where that is
  /// none.
  bool finish_years(TokenId begin, TokenId end, int first, std::string_view last, TimeExpression& time) const;

  /// Goes on to the end of "May 3 to 5", "between 2014 and 2016", "Monday to Wednesday".
  void read_range(TimeExpression& time);

  // Phrases.

  /// The same reader for dates of that year.
  TimeReader in_year(int year) const {
    TimeReader reader = *this;
    reader.forced_year_ = year;
    return reader;
  }

  bool read_phrase(TokenId token, TimeExpression& time) const;

  std::optional<int> count_at(TokenId token) const;

  /// "two days ago", "a few weeks later", "three years from now", "two days after the vote", "in two weeks"
  bool read_count(TokenId token, TimeExpression& time) const;

  /// The unit at `token`; a century as one of a hundred years.
  TimeWord unit_at(TokenId token) const;

  /// "two and a half years ago", "half a century ago"; `half` is the word "half".
  bool read_half(TokenId token, TokenId half, int count, TimeExpression& time) const;

  TimeValue from_published(int count, int unit) const;

  /// `at` is the word "ago", "later", "after" behind a count and a unit.
  bool read_ago(TokenId token, TokenId at, int count, int unit, int direction, TimeExpression& time) const;

  bool read_hours(TokenId token, TokenId ago, TimeExpression& time) const;

  /// "the day before yesterday", "the day after", "days ago"
  bool read_unit(TokenId token, int unit, TimeExpression& time) const;

  /// "since the onset of the conflict": from something that has no date here.
  bool read_onset(TokenId token, TimeExpression& time) const;

  /// "the end of the month"
  bool read_end_of(TokenId token, TimeExpression& time) const;

  /// "later in the year", "early in the week"
  bool read_in_the(TokenId token, TimeExpression& time) const;

  /// "the same day", "that month"
  bool read_same(TokenId token, int value, TimeExpression& time) const;

  /// "last week", "next month", "this year", "last Thursday", "last May", "the past three days", "last night"
  bool read_relative(TokenId token, int direction, TimeExpression& time) const;

  bool read_relative_unit(TokenId token, int direction, int unit, TimeExpression& time) const;

  /// From so long ago until today, or from today.
  bool finish_span(TimeExpression& time, TokenId begin, TokenId end, int direction, int count, TimeWord unit) const;

  TimeValue part_of_year(int year, int months, int number) const;

  /// That part of the year told behind it (`end`): "of 2020", "of last year", "of the year", or of the nearest one.
  bool finish_part(TokenId begin, TokenId end, int months, int number, TimeExpression& time) const;

  /// "20th century"
  bool read_century(TokenId token, TimeExpression& time) const;

  /// "first quarter of 2023", "second half of 2020", "19th century", "10th anniversary"
  bool read_ordinal(TokenId token, int number, TimeExpression& time) const;

  TimeValue season(int year, int month) const { return joined(month_value(year, month), month_value(year, month + 2)); }

  /// "the summer of 2023", "spring 2011", "last summer", "in the fall"
  bool read_season(TokenId token, int direction, TokenId begin, TimeExpression& time) const;

  bool read_weekend(TokenId token, int direction, TokenId begin, TimeExpression& time) const;

  /// "Christmas Day", "Easter Sunday 2019", "Good Friday in 1998", "the Lunar New Year"
  bool read_holiday(TokenId token, TimeExpression& time) const;

  const knowledge::TimeWords& words_;
  const text::Tokens& tokens_;
  const std::optional<Day> published_;
  TokenId begin_, end_;  // of the sentence being read
  bool range_ = false;   // reading the other end of a range: its kind is certain
  std::optional<int> forced_year_;
  TokenId last_end_ = TokenId::none();  // of the expression read last
  DatePrecision last_precision_ = DatePrecision::None;
};

}  // namespace chancery::reading
