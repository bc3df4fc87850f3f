// One pass over the tokens, longest form first at each. A weekday of the past is the last one up to the day of
// publication; of the future, the first one after it. A month or a day without a year is the nearest on the side that
// the tense tells. What counts from another date ("two days later") is only marked here and reckoned by `settle_times`.
// Right for "Thursday, May 16", "between March and May 2022", "last weekend"; not for hours of the day, and not for
// "in the days of Stalin". Tested by: times_test.cpp, tests/golden/times, tests/measure/times.tsv.
#include "reading/times.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace chancery::reading {

using knowledge::TimeWord;
using knowledge::TimeWordKind;

namespace {

using days = std::chrono::days;

constexpr int kMaxCount = 500;

std::optional<int> number_in(std::string_view digits) {
  int value = 0;
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool starts_upper(std::string_view form) { return !form.empty() && form[0] >= 'A' && form[0] <= 'Z'; }

/// "21st" to 21, also without its ending.
std::optional<int> ordinal_number(std::string_view form) {
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

  void read(const text::Sentence& sentence, std::vector<TimeExpression>& out) {
    begin_ = sentence.begin;
    end_ = sentence.end;
    for (TokenId token = sentence.begin; token < sentence.end;) {
      TimeExpression time;
      if (!read_at(token, time)) {
        ++token;
        continue;
      }
      // "early", "Thursday morning", "on the night of": parts of a day belong to the expression.
      if (time.begin > sentence.begin && is_part(time.begin - 1)) --time.begin;
      while (time.end < end_ && is_part(time.end) && !is_number_form(time.end + 1)) ++time.end;
      token = time.end;
      out.push_back(time);
    }
  }

 private:
  // Words.

  TimeWord word(TokenId token) const { return token < end_ ? words_.find(tokens_.form(token)) : TimeWord{}; }
  TimeWordKind kind(TokenId token) const { return word(token).kind; }
  TimeWordKind kind_before(TokenId token) const { return token > begin_ ? kind(token - 1) : TimeWordKind::None; }
  std::string_view form(TokenId token) const { return token < end_ ? tokens_.form(token) : std::string_view(); }
  bool is_form(TokenId token, std::string_view wanted) const { return form(token) == wanted; }
  bool is_before(TokenId token, std::string_view small, std::string_view capital) const {
    return token > begin_ && (form(token - 1) == small || form(token - 1) == capital);
  }
  bool is_part(TokenId token) const {
    const TimeWord at = word(token);
    return (at.kind == TimeWordKind::Part && at.value == 0) || at.kind == TimeWordKind::Night;
  }
  bool is_number_form(TokenId token) const {
    return !form(token).empty() && form(token)[0] >= '0' && form(token)[0] <= '9';
  }
  bool is_dash(TokenId token) const { return is_form(token, "-") || is_form(token, "–") || is_form(token, "—"); }

  std::optional<int> day_number(TokenId token) const {
    const std::string_view text = form(token);
    const auto number = ordinal_number(text) ? ordinal_number(text) : text.size() <= 2 ? number_in(text) : std::nullopt;
    return number && *number >= 1 && *number <= 31 ? number : std::nullopt;
  }
  static std::optional<int> year_in(std::string_view text) {
    if (text.size() != 4) return std::nullopt;
    const auto number = number_in(text);
    return number && *number >= 1800 && *number <= 2100 ? number : std::nullopt;
  }
  std::optional<int> year_number(TokenId token) const { return year_in(form(token)); }
  /// The year behind a day or month: "2024", ", 2024", "of 2024", "in 1998"; moves `next` past it.
  std::optional<int> year_behind(TokenId& next) const {
    TokenId at = next;
    if (is_form(at, ",") || is_form(at, "of") || is_form(at, "in")) ++at;
    const auto year = year_number(at);
    // "on May 3, 2000 people": a number of something.
    if (year) next = at + 1;
    return year;
  }

  // Results.

  bool finish(TimeExpression& time, TokenId begin, TokenId end, TimeValue past, TimeValue future,
              NoDate why = NoDate::NoPublication) const {
    time = TimeExpression{};
    time.begin = begin;
    time.end = end;
    time.past = past;
    time.future = future;
    time.why = why;
    return true;
  }
  bool finish_both(TimeExpression& time, TokenId begin, TokenId end, TimeValue value,
                   NoDate why = NoDate::NoPublication) const {
    return finish(time, begin, end, value, value, why);
  }
  bool finish_link(TimeExpression& time, TokenId begin, TokenId end, TimeLink link, int count, int unit) const {
    finish_both(time, begin, end, {}, NoDate::FromEvent);
    time.link = link;
    time.count = count;
    time.unit = unit;
    return true;
  }

  bool read_at(TokenId token, TimeExpression& time) {
    if (starts_upper(form(token)) && read_holiday(token, time)) return true;
    if (!read_simple(token, time) && !read_phrase(token, time)) return false;
    read_range(time);
    return true;
  }

  // Days, months and years.

  /// One date that may begin or end a range.
  bool read_simple(TokenId token, TimeExpression& time) {
    const TimeWord at = word(token);
    if (at.kind == TimeWordKind::Weekday)
      return starts_upper(form(token)) && read_weekday(token, at.value, 0, token, time);
    if (at.kind == TimeWordKind::Month) return starts_upper(form(token)) && read_month(token, at.value, token, time);
    if (const std::string_view text = form(token); text.starts_with("mid-") || text.starts_with("Mid-")) {
      return read_mid(token, text.substr(4), time);
    }
    if (const auto day = day_number(token)) {
      TokenId month = token + 1;
      if (is_form(month, "of")) ++month;
      if (kind(month) == TimeWordKind::Month) return read_day_month(token, *day, month, time);
      // "1 and 4 March", "6-10 May": the month stands behind the second.
      TokenId second = token + 2;
      const bool both = is_form(token + 1, "and") && is_before(token, "between", "Between");
      const bool to = is_form(token + 1, "to") && is_before(token, "from", "From");
      if ((both || to || is_dash(token + 1)) && day_number(second) && kind(second + 1) == TimeWordKind::Month) {
        const int month_number = word(second + 1).value;
        TokenId next = second + 2;
        const auto year = year_behind(next);
        const auto make = [&](bool future) {
          const TimeValue last = day_in(month_number, *day_number(second), year, future);
          const TimeValue first = last.exists() ? day_in(month_number, *day, year_of(last.first), future) : last;
          return joined(first, last);
        };
        finish(time, token, next, make(false), make(true));
        time.has_year = year.has_value();
        return true;
      }
    }
    if (read_figures(token, time)) return true;
    if (const auto year = year_number(token); year && is_year_here(token)) {
      finish_both(time, token, token + 1, year_value(*year));
      time.has_year = true;
      return true;
    }
    return read_decade(token, time);
  }

  /// Whether a number like 2014 is a year: by the word before it.
  bool is_year_here(TokenId token) const {
    if (range_) return true;
    if (token == begin_) return is_dash(token + 1) || is_form(token + 1, ",");
    const TimeWordKind before = kind_before(token);
    if (before == TimeWordKind::Before || before == TimeWordKind::Part || before == TimeWordKind::Season) {
      // "to 2000 people", "of 2000 soldiers"
      return !is_counted(token + 1);
    }
    if (before == TimeWordKind::Ago || before == TimeWordKind::Unit) return !is_counted(token + 1);
    // "the 2015 agreement", "its 1995 constitution": not "the 2010 protesters", which cannot be told without the tree.
    return before == TimeWordKind::Determiner && token + 1 < end_ && is_small_word(token + 1);
  }
  bool is_small_word(TokenId token) const {
    const std::string_view text = form(token);
    return !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') || starts_upper(text));
  }
  /// A noun in the plural right behind a number counts things.
  bool is_counted(TokenId token) const {
    const std::string_view text = form(token);
    return text.size() > 3 && text[0] >= 'a' && text[0] <= 'z' && text.ends_with('s') && !text.ends_with("ss") &&
           kind(token) == TimeWordKind::None;
  }

  bool read_weekday(TokenId token, int weekday, int direction, TokenId begin, TimeExpression& time) const {
    // "the Sunday Times": a name.
    if (begin == token && is_before(token, "the", "The") && starts_upper(form(token + 1)) &&
        kind(token + 1) == TimeWordKind::None) {
      return false;
    }
    // "Thursday, May 16" and "Thursday 16 May" say more than the weekday.
    TokenId next = token + 1;
    if (is_form(next, ",") || is_form(next, "the")) ++next;
    if (kind(next) == TimeWordKind::Month && day_number(next + 1))
      return read_month(next, word(next).value, begin, time);
    if (const auto day = day_number(next)) {
      TokenId month = next + 1;
      if (is_form(month, "of")) ++month;
      if (kind(month) == TimeWordKind::Month) {
        read_day_month(next, *day, month, time);
        time.begin = begin;
        return true;
      }
    }
    if (!published_) return finish_both(time, begin, token + 1, {});
    // "Friday last week", "Monday next week"
    if (direction == 0 && kind(token + 1) == TimeWordKind::Relative && word(token + 2).kind == TimeWordKind::Unit &&
        word(token + 2).value == 7) {
      return finish_both(time, begin, token + 3, day_value(monday() + days(7 * word(token + 1).value + weekday - 1)));
    }
    const int today = static_cast<int>(weekday_of(*published_).iso_encoding());
    const int back = (today - weekday + 7) % 7;
    Day past = *published_ - days(back);
    Day future = *published_ + days(7 - back);
    if (direction < 0 && back == 0) past -= days(7);
    if (direction > 0) past = future;
    if (direction < 0) future = past;
    return finish(time, begin, token + 1, day_value(past), day_value(future));
  }

  Day monday() const { return *published_ - days(static_cast<int>(weekday_of(*published_).iso_encoding()) - 1); }

  TimeValue day_in(int month, int day, std::optional<int> year, bool future) const {
    if (!year) year = forced_year_;
    if (year) {
      const auto date = day_of(*year, month, day);
      return date ? day_value(*date) : TimeValue{};
    }
    if (!published_) return {};
    // Four years further for the 29th of February.
    for (int i = 0; i <= 4; ++i) {
      const auto date = day_of(year_of(*published_) + (future ? i : -i), month, day);
      if (date && (future ? *date >= *published_ : *date <= *published_)) return day_value(*date);
    }
    return {};
  }
  TimeValue month_in(int month, std::optional<int> year, bool future) const {
    if (!year) year = forced_year_;
    if (year) return month_value(*year, month);
    if (!published_) return {};
    const int now = month_of(*published_);
    const int this_year = year_of(*published_);
    if (future) return month_value(month >= now ? this_year : this_year + 1, month);
    return month_value(month <= now ? this_year : this_year - 1, month);
  }
  NoDate why_not(std::optional<int> year) const {
    return year || published_ ? NoDate::NoSuchDay : NoDate::NoPublication;
  }

  /// A month at `token`: "May 16, 2024", "May 16", "May 2024", "May of 2024", "May".
  bool read_month(TokenId token, int month, TokenId begin, TimeExpression& time) const {
    if (const auto day = day_number(token + 1); day && !is_counted(token + 2)) {
      TokenId next = token + 2;
      const auto year = year_behind(next);
      finish(time, begin, next, day_in(month, *day, year, false), day_in(month, *day, year, true), why_not(year));
      time.has_year = year.has_value();
      return true;
    }
    TokenId next = token + 1;
    if (const auto year = year_behind(next); year && !is_form(token + 1, "in")) {
      finish_both(time, begin, next, month_value(*year, month));
      time.has_year = true;
      return true;
    }
    // Alone it may be a name or a verb ("May said", "March on"): only after a word of time or a preposition.
    if (begin == token && !range_) {
      const TimeWordKind before = kind_before(token);
      const bool ranged = before == TimeWordKind::Before || before == TimeWordKind::Part || before == TimeWordKind::Ago;
      if (!ranged) return false;
    }
    return finish(time, begin, token + 1, month_in(month, {}, false), month_in(month, {}, true));
  }

  /// "16 May 2024", "16 May", "17th of May"
  bool read_day_month(TokenId token, int day, TokenId month, TimeExpression& time) const {
    TokenId next = month + 1;
    const auto year = year_behind(next);
    finish(time, token, next, day_in(word(month).value, day, year, false), day_in(word(month).value, day, year, true),
           why_not(year));
    time.has_year = year.has_value();
    return true;
  }

  /// "mid-May", "mid-2017", "mid-1990s"
  bool read_mid(TokenId token, std::string_view rest, TimeExpression& time) const {
    const TimeWord inner = words_.find(rest);
    if (inner.kind == TimeWordKind::Month) {
      TokenId next = token + 1;
      const auto year = year_behind(next);
      finish(time, token, next, month_in(inner.value, year, false), month_in(inner.value, year, true));
      time.has_year = year.has_value();
      return true;
    }
    if (const auto year = year_in(rest)) {
      finish_both(time, token, token + 1, year_value(*year));
      time.has_year = true;
      return true;
    }
    return read_decade_in(rest, token, time);
  }

  bool read_decade(TokenId token, TimeExpression& time) const { return read_decade_in(form(token), token, time); }
  /// "1990s", "1950's"
  bool read_decade_in(std::string_view text, TokenId token, TimeExpression& time) const {
    TokenId end = token + 1;
    if (text.ends_with("’s")) {
      text.remove_suffix(std::string_view("’s").size());
    } else if (text.ends_with("'s")) {
      text.remove_suffix(2);
    } else if (text.ends_with('s')) {
      text.remove_suffix(1);
    } else if (year_in(text) && (is_form(end, "'s") || is_form(end, "’s")) && text.back() == '0' &&
               is_before(token, "the", "The")) {
      ++end;
    } else {
      return false;
    }
    const auto year = year_in(text);
    if (!year || *year % 10 != 0) return false;
    finish_both(time, token, end, joined(year_value(*year), year_value(*year + 9)));
    time.has_year = true;
    return true;
  }

  /// "2024-05-16" in one token or in several, "17/05/2024", "17.05.2024"
  bool read_figures(TokenId token, TimeExpression& time) const {
    if (!is_number_form(token)) return false;
    const std::size_t begin = tokens_.span[token].begin;
    if (const auto day = parse_day(tokens_.text.substr(begin, 10))) {
      TokenId last = token;
      while (last + 1 < end_ && tokens_.span[last].end < begin + 10) ++last;
      if (tokens_.span[last].end == begin + 10) {
        finish_both(time, token, last + 1, day_value(*day));
        time.has_year = true;
        return true;
      }
    }
    const std::string_view text = form(token);
    for (const char sign : {'/', '.'}) {
      const std::size_t one = text.find(sign);
      if (one == std::string_view::npos || one > 2) continue;
      const std::size_t two = text.find(sign, one + 1);
      if (two == std::string_view::npos || two - one > 3 || text.size() - two != 5) continue;
      const auto a = number_in(text.substr(0, one)), b = number_in(text.substr(one + 1, two - one - 1));
      const auto year = year_in(text.substr(two + 1));
      if (!a || !b || !year) continue;
      const auto day_first = day_of(*year, *b, *a), month_first = day_of(*year, *a, *b);
      if (!day_first && !month_first) continue;
      // With stops the day always comes first; with strokes it depends on where the writer lives.
      const bool clear = sign == '.' || !day_first || !month_first || *day_first == *month_first;
      const TimeValue value = clear ? day_value(day_first ? *day_first : *month_first) : TimeValue{};
      finish_both(time, token, token + 1, value, NoDate::Ambiguous);
      time.has_year = true;
      return true;
    }
    return false;
  }

  /// Goes on to the end of "May 3 to 5", "between 2014 and 2016", "Monday to Wednesday".
  void read_range(TimeExpression& time) {
    if (time.link != TimeLink::None || time.end + 1 >= end_) return;
    const bool both = is_form(time.end, "and") && is_before(time.begin, "between", "Between");
    const bool to = is_form(time.end, "to") || is_form(time.end, "through") || is_form(time.end, "until") ||
                    is_form(time.end, "till");
    if (!both && !to && !is_dash(time.end)) return;
    const TokenId second = time.end + 1;
    const bool from = is_before(time.begin, "from", "From");
    // "February 20 to 22": the month goes for both.
    if (const auto day = day_number(second);
        day && kind(second + 1) != TimeWordKind::Month && time.past.exists() &&
        (time.past.precision == DatePrecision::Day || time.future.precision == DatePrecision::Day)) {
      TokenId next = second + 1;
      const auto year = year_behind(next);
      const auto make = [&](const TimeValue& first) {
        if (!first.exists()) return TimeValue{};
        const int in_year = year ? *year : year_of(first.first);
        const auto begin = day_of(in_year, month_of(first.first), day_of_month(first.first));
        const auto end = day_of(in_year, month_of(first.first), *day);
        return begin && end ? range_value(*begin, *end) : TimeValue{};
      };
      const TimeValue past = make(time.past), future = make(time.future);
      if (past.exists() || future.exists()) {
        time.past = past;
        time.future = future;
        time.end = next;
        time.has_year = time.has_year || year;
        return;
      }
    }
    TimeExpression last;
    range_ = true;
    const bool is_read = read_simple(second, last);
    range_ = false;
    if (!is_read || last.link != TimeLink::None) return;
    // "to" alone also leads elsewhere: "moved from May to London" has no second date, and "in 2019 to 2000 people" no
    // first.
    if (to && !from && time.past.precision != last.past.precision) return;
    if (last.has_year && !time.has_year && last.past.exists()) {
      // "between March and May 2022": the year goes for both.
      forced_year_ = year_of(last.past.first);
      TimeExpression first;
      range_ = true;
      if (read_simple(time.begin, first) && first.end == time.end) {
        first.begin = time.begin;
        time = first;
      }
      range_ = false;
      forced_year_.reset();
    }
    const auto join = [&](TimeValue first, const TimeValue& second_value) {
      if (!first.exists() || !second_value.exists()) return TimeValue{};
      if (first.first > second_value.last) {
        // "Thursday to Saturday" told on a Friday, "December 28 to January 3" told in February.
        const bool weekday = kind(time.end - 1) == TimeWordKind::Weekday;
        if (weekday) {
          first = day_value(first.first - days(7));
        } else if (!time.has_year) {
          first = {add_months(first.first, -12), add_months(first.last, -12), first.precision};
        }
      }
      return joined(first, second_value);
    };
    TimeValue future = join(time.future, last.future);
    // The end comes after the beginning, also where both lie ahead.
    if (!future.exists() && time.future.exists() && last.future.exists()) future = {};
    time.past = join(time.past, last.past);
    time.future = future;
    time.end = last.end;
    time.has_year = time.has_year || last.has_year;
    if (both && time.begin > begin_) --time.begin;
  }

  // Phrases.

  bool read_phrase(TokenId token, TimeExpression& time) const {
    const TimeWord at = word(token);
    switch (at.kind) {
      case TimeWordKind::Day:
        if (!published_) return finish_both(time, token, token + 1, {});
        return finish_both(time, token, token + 1, day_value(*published_ + days(at.value)));
      case TimeWordKind::Relative:
        return read_relative(token, at.value, time);
      case TimeWordKind::Following:
        if (kind(token + 1) == TimeWordKind::Unit) {
          return finish_link(time, token, token + 2, TimeLink::Former, at.value, word(token + 1).value);
        }
        return false;
      case TimeWordKind::Same:
        return read_same(token, at.value, time);
      case TimeWordKind::Unit:
        return read_unit(token, at.value, time);
      case TimeWordKind::Hour:
        // "hours ago", "hours later"
        if (kind(token + 1) == TimeWordKind::Ago) return read_hours(token, token + 1, time);
        return false;
      case TimeWordKind::Season:
        return read_season(token, 0, token, time);
      case TimeWordKind::Weekend:
        return read_weekend(token, 0, token, time);
      case TimeWordKind::Ordinal:
        return read_ordinal(token, at.value, time);
      case TimeWordKind::Anniversary:
        return finish_link(time, token, token + 1, TimeLink::Next, 0, 0);
      case TimeWordKind::Part:
        return at.value == 1 && read_onset(token, time);
      default:
        break;
    }
    if (const auto ordinal = ordinal_number(form(token)); ordinal && read_ordinal(token, *ordinal, time)) return true;
    if (is_form(token, "long") && word(token + 1).value == -2 && kind(token + 1) == TimeWordKind::Ago) {
      return finish_both(time, token, token + 2, {}, NoDate::Vague);
    }
    if (form(token).size() == 2 && (form(token)[0] == 'Q') && form(token)[1] >= '1' && form(token)[1] <= '4') {
      TokenId next = token + 1;
      if (const auto year = year_behind(next)) {
        return finish_both(time, token, next, part_of_year(*year, 3, form(token)[1] - '0'));
      }
    }
    return read_count(token, time);
  }

  std::optional<int> count_at(TokenId token) const {
    const TimeWord at = word(token);
    if (at.kind == TimeWordKind::Number) return at.value;
    const auto number = number_in(form(token));
    return number && *number <= kMaxCount ? number : std::nullopt;
  }

  /// "two days ago", "a few weeks later", "three years from now", "two days after the vote", "in two weeks"
  bool read_count(TokenId token, TimeExpression& time) const {
    const TimeWord at = word(token);
    const bool vague = at.kind == TimeWordKind::Vague && at.value == 0;
    if (at.kind == TimeWordKind::Vague && at.value < 0 && kind(token + 1) == TimeWordKind::Unit) {
      return finish_both(time, token, token + 2, {}, NoDate::Vague);  // "recent weeks"
    }
    const auto count = count_at(token);
    if (!count && !vague) return false;
    TokenId unit_at = token + 1;
    const bool vague_too = !vague && kind(unit_at) == TimeWordKind::Vague && word(unit_at).value == 0;  // "a few"
    if (vague_too) ++unit_at;
    if (is_form(unit_at, "of")) ++unit_at;
    const TimeWord unit = word(unit_at);
    if (unit.kind == TimeWordKind::Hour) {
      return kind(unit_at + 1) == TimeWordKind::Ago && read_hours(token, unit_at + 1, time);
    }
    if (unit.kind != TimeWordKind::Unit) return false;
    const TimeWord ago = word(unit_at + 1);
    const bool from_now =
        is_form(unit_at + 1, "from") && (is_form(unit_at + 2, "now") || is_form(unit_at + 2, "today"));
    if (ago.kind == TimeWordKind::Hence || from_now) {
      const TokenId end = unit_at + (from_now ? 3 : 2);
      if (vague || vague_too) return finish_both(time, token, end, {}, NoDate::Vague);
      return finish_both(time, token, end, from_published(*count, unit.value));
    }
    if (ago.kind == TimeWordKind::Ago) {
      if (vague || vague_too) return finish_both(time, token, unit_at + 2, {}, NoDate::Vague);
      return read_ago(token, unit_at + 1, *count, unit.value, ago.value, time);
    }
    // "in two weeks": ahead, or how long it took.
    if (!vague && !vague_too && is_before(token, "in", "In")) {
      return finish(time, token - 1, unit_at + 1, {}, from_published(*count, unit.value), NoDate::HowLong);
    }
    return false;
  }

  TimeValue from_published(int count, int unit) const {
    return published_ ? moved(day_value(*published_), count, unit) : TimeValue{};
  }

  /// `at` is the word "ago", "later", "after" behind a count and a unit.
  bool read_ago(TokenId token, TokenId at, int count, int unit, int direction, TimeExpression& time) const {
    if (direction == -2) return finish_both(time, token, at + 1, from_published(-count, unit));
    // "two days after the vote" counts from what follows, "two days later" from what was told.
    const bool leads = (is_form(at, "after") || is_form(at, "before")) && at + 1 < end_ && is_small_word(at + 1);
    return finish_link(time, token, at + 1, leads ? TimeLink::Next : TimeLink::Former, count * direction, unit);
  }

  bool read_hours(TokenId token, TokenId ago, TimeExpression& time) const {
    if (word(ago).value == -2) {
      return finish_both(time, token, ago + 1, published_ ? day_value(*published_) : TimeValue{});
    }
    const bool leads = (is_form(ago, "after") || is_form(ago, "before")) && ago + 1 < end_;
    return finish_link(time, token, ago + 1, leads ? TimeLink::Next : TimeLink::Former, 0, 1);
  }

  /// "the day before yesterday", "the day after", "days ago"
  bool read_unit(TokenId token, int unit, TimeExpression& time) const {
    const TimeWord next = word(token + 1);
    if (next.kind != TimeWordKind::Ago) return false;
    if (unit == 1 && kind(token + 2) == TimeWordKind::Day) {
      if (!published_) return finish_both(time, token, token + 3, {});
      return finish_both(time, token, token + 3, day_value(*published_ + days(word(token + 2).value + next.value)));
    }
    if (next.value == -2) return finish_both(time, token, token + 2, {}, NoDate::Vague);  // "days ago"
    if (!is_before(token, "the", "The")) return false;
    return read_ago(token, token + 1, 1, unit, next.value, time);
  }

  /// "since the onset of the conflict": from something that has no date here.
  bool read_onset(TokenId token, TimeExpression& time) const {
    if (!is_form(token + 1, "of") || !is_before(token, "the", "The") || token - 1 == begin_) return false;
    const std::string_view since = form(token - 2);
    if (since != "since" && since != "Since" && since != "until" && since != "Until") return false;
    for (TokenId next = token + 2; next < std::min(end_, token + 6); ++next) {
      const TimeWordKind k = kind(next);
      if (year_number(next) || k == TimeWordKind::Month || k == TimeWordKind::Weekday || k == TimeWordKind::Relative ||
          k == TimeWordKind::Day) {
        return false;
      }
    }
    return finish_both(time, token - 1, token + 2, {}, NoDate::FromEvent);
  }

  /// "the same day", "that month"
  bool read_same(TokenId token, int value, TimeExpression& time) const {
    const TimeWord unit = word(token + 1);
    if (unit.kind == TimeWordKind::Night || (unit.kind == TimeWordKind::Part && value == 1)) {
      return finish_link(time, token, token + 2, TimeLink::Former, 0, 1);
    }
    if (unit.kind != TimeWordKind::Unit || form(token + 1).ends_with('s')) return false;
    return finish_link(time, token, token + 2, TimeLink::Former, 0, unit.value);
  }

  /// "last week", "next month", "this year", "last Thursday", "last May", "the past three days", "last night"
  bool read_relative(TokenId token, int direction, TimeExpression& time) const {
    const TokenId after = token + 1;
    const TimeWord next = word(after);
    if (next.kind == TimeWordKind::Weekday) return read_weekday(after, next.value, direction, token, time);
    if (next.kind == TimeWordKind::Month && starts_upper(form(after))) {
      if (!read_month(after, next.value, token, time)) return false;
      if (time.past.precision == DatePrecision::Month && !time.has_year && published_) {
        // "last September" is over, "next May" is ahead.
        TimeValue value = direction > 0 ? time.future : time.past;
        if (direction != 0 && value.exists() && month_of(value.first) == month_of(*published_) &&
            year_of(value.first) == year_of(*published_)) {
          value = month_value(year_of(value.first) + direction, month_of(value.first));
        }
        if (direction != 0) time.past = time.future = value;
      }
      return true;
    }
    if (next.kind == TimeWordKind::Season) return read_season(after, direction, token, time);
    if (next.kind == TimeWordKind::Weekend) return read_weekend(after, direction, token, time);
    if (next.kind == TimeWordKind::Night || next.kind == TimeWordKind::Part) {
      // "last night", "this morning"; "this late stage" is none.
      if (next.kind == TimeWordKind::Part && direction != 0) return false;
      if (is_form(after, "early") || is_form(after, "late") || is_form(after, "end")) return false;
      if (!published_) return finish_both(time, token, after + 1, {});
      return finish_both(time, token, after + 1, day_value(*published_ + days(direction < 0 ? -1 : direction)));
    }
    if (next.kind == TimeWordKind::PartYear && next.value == 3) {
      if (!published_) return finish_both(time, token, after + 1, {});
      const int quarter = (month_of(*published_) - 1) / 3 + direction;
      const TimeValue first = month_value(year_of(*published_), quarter * 3 + 1);
      return finish_both(time, token, after + 1,
                         joined(first, month_value(year_of(first.first), month_of(first.first) + 2)));
    }
    // "the past three days", "the last 24 hours", "the next ten days", "recent weeks", "the coming days"
    const auto count = count_at(after);
    const bool vague_count = next.kind == TimeWordKind::Vague;
    if (count || vague_count) {
      const TimeWord unit = word(after + 1);
      if (unit.kind != TimeWordKind::Unit && unit.kind != TimeWordKind::Hour) return false;
      if (vague_count) return finish_both(time, token, after + 2, {}, NoDate::Vague);
      return finish_span(time, token, after + 2, direction, *count, unit);
    }
    if (next.kind != TimeWordKind::Unit) return false;
    return read_relative_unit(token, direction, next.value, time);
  }

  bool read_relative_unit(TokenId token, int direction, int unit, TimeExpression& time) const {
    const TokenId end = token + 2;
    const bool plural = form(token + 1).ends_with('s');
    if (plural) return finish_both(time, token, end, {}, NoDate::Vague);  // "the coming days"
    // "the next day" counts from what was told.
    if (unit == 1 && direction != 0) return finish_link(time, token, end, TimeLink::Former, direction, 1);
    if (is_form(token, "past") || unit == -10) {
      return finish_span(time, token, end, direction, 1, {TimeWordKind::Unit, unit});
    }
    if (is_form(token, "previous")) return finish_link(time, token, end, TimeLink::Former, direction, unit);
    if (!published_) return finish_both(time, token, end, {});
    if (unit == 7) {
      const Day first = monday() + days(7 * direction);
      return finish_both(time, token, end, range_value(first, first + days(6)));
    }
    if (unit == 1) return finish_both(time, token, end, day_value(*published_));  // "this day"
    return finish_both(time, token, end, from_published(direction, unit));
  }

  /// From so long ago until today, or from today.
  bool finish_span(TimeExpression& time, TokenId begin, TokenId end, int direction, int count, TimeWord unit) const {
    if (!published_ || direction == 0) return finish_both(time, begin, end, {}, NoDate::HowLong);
    Day other = *published_;
    const int steps = direction * count;
    if (unit.kind == TimeWordKind::Hour) {
      other += days(unit.value == 0 ? 0 : direction * ((count + 23) / 24));
    } else if (unit.value > 0) {
      other += days(steps * unit.value);
    } else {
      other = add_months(other, unit.value == 0 ? steps : -steps * unit.value * 12);
    }
    return finish_both(time, begin, end,
                       direction < 0 ? range_value(other, *published_) : range_value(*published_, other));
  }

  TimeValue part_of_year(int year, int months, int number) const {
    return joined(month_value(year, (number - 1) * months + 1), month_value(year, number * months));
  }

  /// "first quarter of 2023", "second half of 2020", "19th century", "10th anniversary"
  bool read_ordinal(TokenId token, int number, TimeExpression& time) const {
    const TimeWord next = word(token + 1);
    if (next.kind == TimeWordKind::Anniversary) return finish_link(time, token, token + 2, TimeLink::Next, number, -1);
    if (next.kind == TimeWordKind::Century && number >= 2 && number <= 22) {
      finish_both(time, token, token + 2, joined(year_value(number * 100 - 99), year_value(number * 100)));
      time.has_year = true;
      return true;
    }
    if (next.kind != TimeWordKind::PartYear || number < 1 || number * next.value > 12) return false;
    TokenId end = token + 2;
    if (const auto year = year_behind(end)) {
      finish_both(time, token, end, part_of_year(*year, next.value, number));
      time.has_year = true;
      return true;
    }
    // "of this year", "of last year"
    TokenId of = end;
    if (is_form(of, "of")) ++of;
    if (kind(of) == TimeWordKind::Relative && word(of + 1).kind == TimeWordKind::Unit && word(of + 1).value == -1) {
      if (!published_) return finish_both(time, token, of + 2, {});
      return finish_both(time, token, of + 2, part_of_year(year_of(*published_) + word(of).value, next.value, number));
    }
    if (!published_ || is_form(end, "of")) return false;
    TimeValue past = part_of_year(year_of(*published_), next.value, number);
    TimeValue future = past;
    if (past.first > *published_) past = part_of_year(year_of(*published_) - 1, next.value, number);
    if (future.last < *published_) future = part_of_year(year_of(*published_) + 1, next.value, number);
    return finish(time, token, end, past, future);
  }

  TimeValue season(int year, int month) const { return joined(month_value(year, month), month_value(year, month + 2)); }

  /// "the summer of 2023", "spring 2011", "last summer", "in the fall"
  bool read_season(TokenId token, int direction, TokenId begin, TimeExpression& time) const {
    const int month = word(token).value;
    TokenId end = token + 1;
    if (const auto year = year_behind(end)) {
      finish_both(time, begin, end, season(*year, month));
      time.has_year = true;
      return true;
    }
    // "the fall of the Wall", "spring into action": only where nothing but time is meant.
    if (begin == token) {
      const bool the = is_before(token, "the", "The") && token - 1 > begin_ && kind(token - 2) == TimeWordKind::Before;
      const bool bare =
          kind_before(token) == TimeWordKind::Before && !is_before(token, "to", "To") && !is_before(token, "of", "Of");
      const bool part = kind_before(token) == TimeWordKind::Part;
      if ((!the && !bare && !part) || is_form(token + 1, "of")) return false;
    }
    if (!published_) return finish_both(time, begin, end, {});
    TimeValue past = season(year_of(*published_), month);
    while (past.first > *published_ || (direction < 0 && past.last >= *published_)) {
      past = season(year_of(past.first) - 1, month);
    }
    TimeValue future = season(year_of(*published_) - 1, month);
    while (future.last < *published_ || (direction > 0 && future.first <= *published_)) {
      future = season(year_of(future.first) + 1, month);
    }
    if (direction < 0) future = past;
    if (direction > 0) past = future;
    return finish(time, begin, end, past, future);
  }

  bool read_weekend(TokenId token, int direction, TokenId begin, TimeExpression& time) const {
    if (!published_) return finish_both(time, begin, token + 1, {});
    const Day saturday = monday() + days(5);
    const bool now = *published_ >= saturday;
    Day past = now && direction >= 0 ? saturday : saturday - days(7);
    Day future = saturday;
    if (direction > 0) past = future = saturday + days(7);
    if (direction < 0) future = past;
    return finish(time, begin, token + 1, range_value(past, past + days(1)), range_value(future, future + days(1)));
  }

  /// "Christmas Day", "Easter Sunday 2019", "Good Friday in 1998", "the Lunar New Year"
  bool read_holiday(TokenId token, TimeExpression& time) const {
    for (const knowledge::Holiday& holiday : words_.holidays(form(token))) {
      TokenId end = token + 1;
      const auto rest = holiday.rest();
      const bool matches = std::all_of(rest.begin(), rest.end(), [&](const std::string& wanted) {
        const std::string_view text = form(end);
        ++end;
        const std::string_view plain = text == "’s" ? "'s" : text == "’" ? "'" : text;
        return plain.size() == wanted.size() &&
               std::equal(plain.begin(), plain.end(), wanted.begin(),
                          [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b; });
      });
      if (!matches || end > end_) continue;
      // "Christmas Island", "Easter Rising": a name of something else.
      if (starts_upper(form(end)) && kind(end) == TimeWordKind::None) return false;
      const auto value = [](const std::optional<knowledge::DaySpan>& days_of) {
        if (!days_of) return TimeValue{};
        return days_of->first == days_of->second ? day_value(days_of->first)
                                                 : range_value(days_of->first, days_of->second);
      };
      TokenId next = end;
      if (const auto year = year_behind(next)) {
        finish_both(time, token, next, value(holiday.in_year(*year)), NoDate::NoSuchDay);
        time.has_year = true;
        return true;
      }
      TimeValue past, future;
      if (published_) {
        const int year = year_of(*published_);
        // Some are known for one year only ("the Sept. 11 attacks").
        for (int i = 0; i <= 40 && !past.exists(); ++i) {
          const TimeValue candidate = value(holiday.in_year(year - i));
          if (candidate.exists() && candidate.first <= *published_) past = candidate;
        }
        for (int i = 0; i <= 2 && !future.exists(); ++i) {
          const TimeValue candidate = value(holiday.in_year(year + i));
          if (candidate.exists() && candidate.last >= *published_) future = candidate;
        }
      }
      return finish(time, token, end, past, future, published_ ? NoDate::NoSuchDay : NoDate::NoPublication);
    }
    return false;
  }

  const knowledge::TimeWords& words_;
  const text::Tokens& tokens_;
  const std::optional<Day> published_;
  TokenId begin_, end_;  // of the sentence being read
  bool range_ = false;   // reading the other end of a range: its kind is certain
  std::optional<int> forced_year_;
};

}  // namespace

const char* reason_of(NoDate why) {
  switch (why) {
    case NoDate::None:
      return "";
    case NoDate::NoPublication:
      return "the day of publication is not known";
    case NoDate::Vague:
      return "too vague for a date";
    case NoDate::FromEvent:
      return "counts from an event without a date";
    case NoDate::Ambiguous:
      return "day and month cannot be told apart";
    case NoDate::HowLong:
      return "says only how long";
    case NoDate::NoSuchDay:
      return "no such day is known";
  }
  return "";
}

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
