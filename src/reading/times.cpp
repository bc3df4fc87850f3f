// One pass over the tokens, longest form first at each. A weekday of the past is the last one up to the day of
// publication; of the future, the first one after it. A month or a day without a year is the nearest on the side that
// the tense tells. Right for "Thursday, May 16", "in February 2023", "two weeks ago"; not for feasts and anniversaries.
// Tested by: times_test.cpp.
#include "reading/times.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace chancery::reading {

using knowledge::TimeWord;
using knowledge::TimeWordKind;

namespace {

std::optional<int> number_in(std::string_view digits) {
  int value = 0;
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

RecordDate as_day(Day day) { return {format_day(day), "", DatePrecision::Day}; }
RecordDate as_year(int year) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d", year);
  return {buffer, "", DatePrecision::Year};
}
RecordDate as_month(int year, int month) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, month);
  return {buffer, "", DatePrecision::Month};
}
RecordDate as_range(Day first, Day last) { return {format_day(first), format_day(last), DatePrecision::Range}; }

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }
int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(day).month())); }

/// Month `month` shifted by `n`, as of the month of `day`.
RecordDate shifted_month(Day day, int n) {
  const int months = year_of(day) * 12 + month_of(day) - 1 + n;
  return as_month(months / 12, months % 12 + 1);
}

class TimeReader {
 public:
  TimeReader(const knowledge::TimeWords& words, const text::Tokens& tokens, std::optional<Day> published)
      : words_(words), tokens_(tokens), published_(published) {}

  void read(const text::Sentence& sentence, std::vector<TimeExpression>& out) {
    end_ = sentence.end;
    for (TokenId token = sentence.begin; token < sentence.end;) {
      TimeExpression time;
      if (read_at(token, time)) {
        // "early", "Thursday morning", "on the night of": parts of a day belong to the expression.
        if (time.begin > sentence.begin && word(time.begin - 1).kind == TimeWordKind::Part) --time.begin;
        while (time.end < end_ && word(time.end).kind == TimeWordKind::Part) ++time.end;
        token = time.end;
        out.push_back(std::move(time));
      } else {
        ++token;
      }
    }
  }

 private:
  TimeWord word(TokenId token) const { return token < end_ ? words_.find(tokens_.form(token)) : TimeWord{}; }
  bool is_form(TokenId token, std::string_view form) const { return token < end_ && tokens_.form(token) == form; }
  std::optional<int> day_number(TokenId token) const {
    if (token >= end_) return std::nullopt;
    std::string_view form = tokens_.form(token);
    for (std::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (form.size() > 2 && form.ends_with(suffix)) form.remove_suffix(2);
    }
    const auto number = number_in(form);
    return number && *number >= 1 && *number <= 31 && form.size() <= 2 ? number : std::nullopt;
  }
  std::optional<int> year_number(TokenId token) const {
    if (token >= end_ || tokens_.form(token).size() != 4) return std::nullopt;
    const auto number = number_in(tokens_.form(token));
    return number && *number >= 1800 && *number <= 2100 ? number : std::nullopt;
  }
  static bool starts_upper(std::string_view form) { return !form.empty() && form[0] >= 'A' && form[0] <= 'Z'; }

  bool finish(TimeExpression& time, TokenId begin, TokenId end, RecordDate past, RecordDate future) const {
    time = {begin, end, std::move(past), std::move(future)};
    return true;
  }

  bool read_at(TokenId token, TimeExpression& time) const {
    const TimeWord at = word(token);
    const std::string_view form = tokens_.form(token);
    switch (at.kind) {
      case TimeWordKind::Weekday:
        return starts_upper(form) && read_weekday(token, at.value, 0, token, time);
      case TimeWordKind::Month:
        return starts_upper(form) && read_month(token, at.value, token, time);
      case TimeWordKind::Day:
        if (!published_) return finish(time, token, token + 1, {}, {});
        return finish(time, token, token + 1, as_day(*published_ + std::chrono::days(at.value)),
                      as_day(*published_ + std::chrono::days(at.value)));
      case TimeWordKind::Relative:
        return read_relative(token, at.value, time);
      default:
        break;
    }
    if (const auto day = day_number(token); day && word(token + 1).kind == TimeWordKind::Month) {
      return read_day_month(token, *day, time);  // 16 May 2024
    }
    if (read_ago(token, time) || read_iso(token, time)) return true;
    if (const auto year = year_number(token);
        year && token > TokenId(0) && word(token - 1).kind == TimeWordKind::Before) {
      return finish(time, token, token + 1, as_year(*year), as_year(*year));
    }
    return false;
  }

  bool read_weekday(TokenId token, int weekday, int direction, TokenId begin, TimeExpression& time) const {
    // "Thursday, May 16" and "Thursday 16 May" say more than the weekday.
    TokenId next = token + 1;
    if (is_form(next, ",")) ++next;
    if (word(next).kind == TimeWordKind::Month && day_number(next + 1))
      return read_month(next, word(next).value, begin, time);
    if (const auto day = day_number(next); day && word(next + 1).kind == TimeWordKind::Month) {
      if (!read_day_month(next, *day, time)) return false;
      time.begin = begin;
      return true;
    }
    if (!published_) return finish(time, begin, token + 1, {}, {});
    const int today = static_cast<int>(weekday_of(*published_).iso_encoding());
    const int back = (today - weekday + 7) % 7;
    Day past = *published_ - std::chrono::days(back);
    Day future = *published_ + std::chrono::days(back == 0 ? 7 : 7 - back);
    if (direction < 0 && back == 0) past -= std::chrono::days(7);
    if (direction > 0) past = future;
    if (direction < 0) future = past;
    return finish(time, begin, token + 1, as_day(past), as_day(future));
  }

  RecordDate day_without_year(int month, int day, bool future) const {
    if (!published_) return {};
    const int year = year_of(*published_);
    for (int candidate : {year, future ? year + 1 : year - 1}) {
      const auto date = day_of(candidate, month, day);
      if (date && (future ? *date >= *published_ : *date <= *published_)) return as_day(*date);
    }
    return {};
  }
  RecordDate month_without_year(int month, bool future) const {
    if (!published_) return {};
    const int now = month_of(*published_);
    const int year = year_of(*published_);
    return future ? as_month(month >= now ? year : year + 1, month) : as_month(month <= now ? year : year - 1, month);
  }

  /// A month at `token`: "May 16, 2024", "May 16", "May 2024", "May".
  bool read_month(TokenId token, int month, TokenId begin, TimeExpression& time) const {
    if (const auto day = day_number(token + 1)) {
      TokenId next = token + 2;
      if (is_form(next, ",")) ++next;
      if (const auto year = year_number(next)) {
        const auto date = day_of(*year, month, *day);
        const RecordDate resolved = date ? as_day(*date) : RecordDate{};
        return finish(time, begin, next + 1, resolved, resolved);
      }
      return finish(time, begin, token + 2, day_without_year(month, *day, false), day_without_year(month, *day, true));
    }
    TokenId next = token + 1;
    if (is_form(next, ",") || is_form(next, "of")) ++next;
    if (const auto year = year_number(next))
      return finish(time, begin, next + 1, as_month(*year, month), as_month(*year, month));
    // Alone it may be a name or a verb ("May said", "March on"): only after a preposition.
    if (begin == token && (token == TokenId(0) || word(token - 1).kind != TimeWordKind::Before)) return false;
    return finish(time, begin, token + 1, month_without_year(month, false), month_without_year(month, true));
  }

  /// "16 May 2024", "16 May"
  bool read_day_month(TokenId token, int day, TimeExpression& time) const {
    const int month = word(token + 1).value;
    TokenId next = token + 2;
    if (is_form(next, ",")) ++next;
    if (const auto year = year_number(next)) {
      const auto date = day_of(*year, month, day);
      const RecordDate resolved = date ? as_day(*date) : RecordDate{};
      return finish(time, token, next + 1, resolved, resolved);
    }
    return finish(time, token, token + 2, day_without_year(month, day, false), day_without_year(month, day, true));
  }

  /// "last week", "next month", "this year", "last Thursday", "last May"
  bool read_relative(TokenId token, int direction, TimeExpression& time) const {
    const TimeWord next = word(token + 1);
    if (next.kind == TimeWordKind::Weekday) return read_weekday(token + 1, next.value, direction, token, time);
    if (next.kind == TimeWordKind::Month && starts_upper(tokens_.form(token + 1))) {
      return read_month(token + 1, next.value, token, time);
    }
    if (next.kind != TimeWordKind::Unit) return false;
    if (!published_) return finish(time, token, token + 2, {}, {});
    RecordDate date;
    if (next.value == -1) {
      date = as_year(year_of(*published_) + direction);
    } else if (next.value == 0) {
      date = shifted_month(*published_, direction);
    } else if (next.value == 7) {
      const Day monday = *published_ - std::chrono::days(weekday_of(*published_).iso_encoding() - 1);
      const Day first = monday + std::chrono::days(7 * direction);
      date = as_range(first, first + std::chrono::days(6));
    } else {
      date = as_day(*published_ + std::chrono::days(next.value * direction));
    }
    return finish(time, token, token + 2, date, date);
  }

  /// "two days ago", "a week earlier"
  bool read_ago(TokenId token, TimeExpression& time) const {
    int count = 0;
    if (const TimeWord number = word(token); number.kind == TimeWordKind::Number)
      count = number.value;
    else if (const auto digits = number_in(tokens_.form(token)))
      count = *digits;
    else
      return false;
    const TimeWord unit = word(token + 1);
    const TimeWord ago = word(token + 2);
    if (unit.kind != TimeWordKind::Unit || ago.kind != TimeWordKind::Ago || count > 500) return false;
    // "two days earlier" counts from another event: known to be a time, but not when.
    if (!published_ || !is_form(token + 2, "ago")) return finish(time, token, token + 3, {}, {});
    RecordDate date;
    if (unit.value == -1)
      date = as_year(year_of(*published_) - count);
    else if (unit.value == 0)
      date = shifted_month(*published_, -count);
    else
      date = as_day(*published_ - std::chrono::days(unit.value * count));
    return finish(time, token, token + 3, date, date);
  }

  /// "2024-05-16", in one token or in several
  bool read_iso(TokenId token, TimeExpression& time) const {
    const std::size_t begin = tokens_.span[token].begin;
    const auto day = parse_day(tokens_.text.substr(begin, 10));
    if (!day) return false;
    TokenId last = token;
    while (last + 1 < end_ && tokens_.span[last].end < begin + 10) ++last;
    if (tokens_.span[last].end != begin + 10) return false;
    return finish(time, token, last + 1, as_day(*day), as_day(*day));
  }

  const knowledge::TimeWords& words_;
  const text::Tokens& tokens_;
  const std::optional<Day> published_;
  TokenId end_;  // of the sentence being read
};

}  // namespace

void find_times(const knowledge::TimeWords& words, const text::Tokens& tokens, std::optional<Day> published,
                std::vector<TimeExpression>& out) {
  out.clear();
  TimeReader reader(words, tokens, published);
  for (const text::Sentence& sentence : tokens.sentences) reader.read(sentence, out);
}

const TimeExpression* time_at(const std::vector<TimeExpression>& times, TokenId token) {
  const auto after = std::upper_bound(times.begin(), times.end(), token,
                                      [](TokenId t, const TimeExpression& time) { return t < time.begin; });
  if (after == times.begin()) return nullptr;
  const TimeExpression& time = *(after - 1);
  return token < time.end ? &time : nullptr;
}

}  // namespace chancery::reading
