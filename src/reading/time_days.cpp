// Days, months and years, and ranges of them. Tested by: times_test.cpp, tests/golden/times.
#include "reading/time_reader.h"

namespace chancery::reading {

bool TimeReader::read_simple(TokenId token, TimeExpression& time) {
  const TimeWord at = word(token);
  if (at.kind == TimeWordKind::Weekday)
    return starts_upper(form(token)) && read_weekday(token, at.value, 0, token, time);
  if (at.kind == TimeWordKind::Month) return starts_upper(form(token)) && read_month(token, at.value, token, time);
  if (const std::size_t dash = form(token).find('-'); dash != std::string_view::npos && dash > 0) {
    const TimeWord part = words_.find(form(token).substr(0, dash));
    const bool joins = part.kind == TimeWordKind::Part || (part.kind == TimeWordKind::Before && part.value == 2);
    if (joins && read_mid(token, form(token).substr(dash + 1), time)) return true;
  }
  if (const auto day = day_number(token)) {
    TokenId month = token + 1;
    if (is_form(month, "of")) ++month;
    if (kind(month) == TimeWordKind::Month) return read_day_month(token, *day, month, time);
    // "the 7th of this month"
    if (published_ && month > token + 1 && kind(month) == TimeWordKind::Relative &&
        word(month + 1).kind == TimeWordKind::Unit && word(month + 1).value == 0 && ordinal_number(form(token))) {
      const Day in = add_months(*published_, word(month).value);
      const auto date = day_of(year_of(in), month_of(in), *day);
      return finish_both(time, token, month + 2, date ? day_value(*date) : TimeValue{}, NoDate::NoSuchDay);
    }
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
  // "the 2018-2022 term", "the 2020/2021 harvest"
  if (!range_ && (is_dash(token + 1) || is_form(token + 1, "/")) && year_number(token) && year_number(token + 2) &&
      *year_number(token) < *year_number(token + 2) && is_glued(token + 1) && is_glued(token + 2)) {
    finish_both(time, token, token + 3, joined(year_value(*year_number(token)), year_value(*year_number(token + 2))));
    time.has_year = true;
    return true;
  }
  // "(2022-2018)", turned round on the way from another script
  if (!range_ && is_dash(token + 1) && is_form(token - 1, "(") && is_form(token + 3, ")") && year_number(token) &&
      year_number(token + 2) && *year_number(token) > *year_number(token + 2)) {
    finish_both(time, token, token + 3, joined(year_value(*year_number(token + 2)), year_value(*year_number(token))));
    time.has_year = true;
    return true;
  }
  // "the 1987-88 season", "(1979-83)"
  if (const auto year = year_number(token); !range_ && year && is_dash(token + 1) && is_glued(token + 1) &&
                                            is_glued(token + 2) && !(is_dash(token + 3) && is_glued(token + 3)) &&
                                            finish_years(token, token + 3, *year, form(token + 2), time)) {
    return true;
  }
  if (const auto year = year_number(token); year && is_year_here(token)) {
    finish_both(time, token, token + 1, year_value(*year));
    // "the 1986 fourth quarter"
    const TimeWord which = word(token + 1), part = word(token + 2);
    if (!range_ && which.kind == TimeWordKind::Ordinal && part.kind == TimeWordKind::PartYear && which.value > 0 &&
        which.value * part.value <= 12) {
      finish_both(time, token, token + 3, part_of_year(*year, part.value, which.value));
    }
    time.has_year = true;
    return true;
  }
  if (read_decade(token, time)) return true;
  // "in 2003's comedy"
  std::string_view text = form(token);
  if (!text.ends_with("'s") && !text.ends_with("’s")) return false;
  text.remove_suffix(text.ends_with("'s") ? 2 : std::string_view("’s").size());
  const auto year = year_in(text);
  return year && kind_before(token) == TimeWordKind::Before && finish_both(time, token, token + 1, year_value(*year));
}

bool TimeReader::is_year_here(TokenId token) const {
  if (range_) return true;
  if (token == begin_) return is_dash(token + 1) || is_form(token + 1, ",");
  // "(2013)", "(1922 - 2013)"
  if (is_form(token - 1, "(") && (is_form(token + 1, ")") || is_dash(token + 1))) return true;
  const TimeWordKind before = kind_before(token);
  // "a post-1949 record", "by end-1986"
  if (is_dash(token - 1) && is_glued(token) && is_glued(token - 1) && token > begin_ + 1) {
    const TimeWord joined_to = word(token - 2);
    if (joined_to.kind == TimeWordKind::Part || (joined_to.kind == TimeWordKind::Before && joined_to.value == 2)) {
      return true;
    }
  }
  // "Fan Expo Canada 2016", "the Code on Social Security, 2020": part of a name.
  const TokenId named = is_form(token - 1, ",") && token > begin_ + 1 ? token - 2 : token - 1;
  if (starts_upper(form(named)) && kind(named) == TimeWordKind::None && *year_number(token) % 1000 != 0 &&
      (published_ ? is_around(*year_number(token)) : *year_number(token) > kFirstNamedYear) &&
      !starts_upper(form(token + 1)) && !is_counted(token + 1)) {
    return true;
  }
  if (before == TimeWordKind::Before || before == TimeWordKind::Part || before == TimeWordKind::Season) {
    // "the end of 2015 leaves": not "of 2000 soldiers", "to 2000 people".
    if (token > begin_ + 1 && kind(token - 2) == TimeWordKind::Part && is_form(token - 1, "of")) return true;
    return !is_counted(token + 1);
  }
  if (before == TimeWordKind::Ago || before == TimeWordKind::Unit) return !is_counted(token + 1);
  if (follows_in_list(token, DatePrecision::Year)) return !is_counted(token + 1) || is_around(*year_number(token));
  // "the 2015 agreement", "its 1995 constitution": not "the 2010 protesters", which cannot be told without the tree.
  if (token + 1 >= end_) return false;
  const bool quotes = is_form(token + 1, "\"") || is_form(token + 1, "“");
  if (!is_small_word(token + 1) && !quotes) return false;
  if (before == TimeWordKind::Determiner) return true;
  // "a 2015 report"
  if (is_before(token, "a", "A") && *year_number(token) % 50 != 0) return true;
  // "record 1986 profits": between small words a number that is not round; before a plural only one of these years.
  const int year = *year_number(token);
  if (!starts_lower(form(token - 1)) || !starts_lower(form(token + 1)) || year % 10 == 0) return false;
  return !is_counted(token + 1) || is_around(year);
}

bool TimeReader::is_around(int year) const {
  return published_ && std::abs(year - year_of(*published_)) <= kYearsAround;
}

bool TimeReader::follows_in_list(TokenId token, DatePrecision precision) const {
  if (token < begin_ + 2 || last_precision_ != precision) return false;
  const bool joined_by_word = is_form(token - 1, "and") || is_form(token - 1, "or");
  if (!joined_by_word && !is_form(token - 1, ",")) return false;
  return last_end_ == token - 1 || (joined_by_word && is_form(token - 2, ",") && last_end_ == token - 2);
}

bool TimeReader::is_small_word(TokenId token) const {
  const std::string_view text = form(token);
  return !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') || starts_upper(text));
}

bool TimeReader::is_counted(TokenId token) const {
  const std::string_view text = form(token);
  return text.size() > 3 && text[0] >= 'a' && text[0] <= 'z' && text.ends_with('s') && !text.ends_with("ss") &&
         kind(token) == TimeWordKind::None;
}

bool TimeReader::read_weekday(TokenId token, int weekday, int direction, TokenId begin, TimeExpression& time) const {
  // "Sun Valley": a name.
  if (begin == token && form(token).size() == 3 && starts_upper(form(token + 1)) &&
      kind(token + 1) == TimeWordKind::None) {
    return false;
  }
  // "the Sunday Times": a name.
  if (begin == token && is_before(token, "the", "The") && starts_upper(form(token + 1)) &&
      kind(token + 1) == TimeWordKind::None) {
    return false;
  }
  // "casually on a Saturday": any of them. "Saturday Night Live": a name.
  if (begin == token && is_before(token, "a", "A")) return finish_both(time, begin, token + 1, {}, NoDate::Vague);
  if (kind(token + 1) == TimeWordKind::Night && starts_upper(form(token + 1)) && starts_upper(form(token + 2)) &&
      kind(token + 2) == TimeWordKind::None) {
    return false;
  }
  // "Thursday, May 16" and "Thursday 16 May" say more than the weekday.
  TokenId next = token + 1;
  if (is_form(next, ",") || is_form(next, "the")) ++next;
  if (kind(next) == TimeWordKind::Month && day_number(next + 1)) return read_month(next, word(next).value, begin, time);
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
  Day future = *published_ + days((7 - back) % 7);
  if (direction < 0 && back == 0) past -= days(7);
  if (direction > 0) past = future = *published_ + days(7 - back);
  if (direction < 0) future = past;
  return finish(time, begin, token + 1, day_value(past), day_value(future));
}

TimeValue TimeReader::day_in(int month, int day, std::optional<int> year, bool future) const {
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

TimeValue TimeReader::month_in(int month, std::optional<int> year, bool future) const {
  if (!year) year = forced_year_;
  if (year) return month_value(*year, month);
  if (!published_) return {};
  const int now = month_of(*published_);
  const int this_year = year_of(*published_);
  if (future) return month_value(month >= now ? this_year : this_year + 1, month);
  return month_value(month <= now ? this_year : this_year - 1, month);
}

NoDate TimeReader::why_not(std::optional<int> year) const {
  return year || published_ ? NoDate::NoSuchDay : NoDate::NoPublication;
}

bool TimeReader::read_month(TokenId token, int month, TokenId begin, TimeExpression& time) const {
  auto day = day_number(token + 1);
  if (!day) day = spelled_day(token + 1);
  if (day && !is_counted(token + 2)) {
    TokenId next = token + 2;
    const auto year = year_behind(next);
    finish(time, begin, next, day_in(month, *day, year, false), day_in(month, *day, year, true), why_not(year));
    time.has_year = year.has_value();
    return true;
  }
  TokenId next = token + 1;
  if (const auto year = year_behind(next); year && !(is_form(token + 1, "in") && is_counted(next))) {
    finish_both(time, begin, next, month_value(*year, month));
    time.has_year = true;
    return true;
  }
  // Alone it may be a name or a verb ("May said", "March on"): only after a word of time or a preposition.
  if (begin == token && !range_) {
    const TimeWordKind before = kind_before(token);
    const bool person = word(token - 1).value == 1 && form(token).size() == 3;  // "votes for May"
    const bool ranged =
        (before == TimeWordKind::Before && !person) || before == TimeWordKind::Part || before == TimeWordKind::Ago;
    // "its February talks", "the February Paris accord", "November's vote"
    const bool beside_noun = (before == TimeWordKind::Determiner || before == TimeWordKind::Same ||
                              is_before(token, "a", "A") || is_before(token, "an", "An")) &&
                             (starts_lower(form(next)) || (starts_upper(form(next)) && form(token).size() > 3));
    const bool owns = kind(next) == TimeWordKind::Determiner && is_glued(next) && form(token).size() > 3;
    const bool leads = (token == begin_ || is_quote(token - 1)) && starts_lower(form(next)) && form(token).size() > 3;
    const bool until_then = token > begin_ + 1 && is_form(token - 1, "and") && is_form(token - 2, "now");
    // "for Aug/Sept shipment"
    const bool listed = is_form(token - 1, "/") && token > begin_ + 1 && kind(token - 2) == TimeWordKind::Month;
    // "the January-March quarter", "by end-June"
    const bool opens = is_dash(next) && is_glued(next) && is_glued(next + 1) && kind(next + 1) == TimeWordKind::Month;
    const bool behind_part = token > begin_ + 1 && is_dash(token - 1) && is_glued(token) && is_glued(token - 1) &&
                             kind(token - 2) == TimeWordKind::Part;
    if (!ranged && !beside_noun && !owns && !leads && !until_then && !listed && !opens && !behind_part &&
        !follows_in_list(token, DatePrecision::Month)) {
      return false;
    }
  }
  // "in that October speech" was before.
  const TimeValue past = month_in(month, {}, false);
  const bool was = begin == token && kind_before(token) == TimeWordKind::Same;
  return finish(time, begin, token + 1, past, was ? past : month_in(month, {}, true));
}

bool TimeReader::read_day_month(TokenId token, int day, TokenId month, TimeExpression& time) const {
  TokenId next = month + 1;
  const auto year = year_behind(next);
  finish(time, token, next, day_in(word(month).value, day, year, false), day_in(word(month).value, day, year, true),
         why_not(year));
  time.has_year = year.has_value();
  return true;
}

bool TimeReader::read_mid(TokenId token, std::string_view rest, TimeExpression& time) const {
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

bool TimeReader::read_decade_in(std::string_view text, TokenId token, TimeExpression& time) const {
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
  auto year = year_in(text);
  // "the 80s", "the mid-80s"
  if (const auto number = number_in(text); text.size() == 2 && number && *number >= 20) {
    const TimeWordKind before = kind_before(token);
    if (is_before(token, "the", "The") || before == TimeWordKind::Part || form(token).size() > 3) year = 1900 + *number;
  }
  if (!year || *year % 10 != 0) return false;
  const std::string_view whole = form(token);
  const std::size_t dash = whole.find('-');
  const TimeWord part = dash == std::string_view::npos ? word_before(token) : words_.find(whole.substr(0, dash));
  int first = *year, last = *year + 9;
  if (part.kind == TimeWordKind::Part && part.value == 3) last = first + 3;
  if (part.kind == TimeWordKind::Part && part.value == 5) first = last - 2;
  if (part.kind == TimeWordKind::Part && part.value == 4) {
    first += 4;
    last = first + 2;
  }
  finish_both(time, token, end, joined(year_value(first), year_value(last)));
  time.has_year = true;
  return true;
}

bool TimeReader::read_figures(TokenId token, TimeExpression& time) const {
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
  if (text.size() == 7 && text[4] == '/') {  // "the 1986/87 season"
    if (const auto first = year_in(text.substr(0, 4));
        first && finish_years(token, token + 1, *first, text.substr(5), time))
      return true;
  }
  if (text.size() == 9 && text[4] == '/') {  // "the 2020/2021 harvest"
    const auto first = year_in(text.substr(0, 4)), last = year_in(text.substr(5));
    if (first && last && *first < *last) {
      finish_both(time, token, token + 1, joined(year_value(*first), year_value(*last)));
      time.has_year = true;
      return true;
    }
  }
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

bool TimeReader::finish_years(TokenId begin, TokenId end, int first, std::string_view last,
                              TimeExpression& time) const {
  const auto number = last.size() == 2 ? number_in(last) : std::nullopt;
  if (!number) return false;
  const int year = first - first % 100 + *number + (first % 100 == 99 ? 100 : 0);
  if (year <= first) return false;
  finish_both(time, begin, end, joined(year_value(first), year_value(year)));
  time.has_year = true;
  return true;
}

void TimeReader::read_range(TimeExpression& time) {
  if (time.link != TimeLink::None || time.end + 1 >= end_) return;
  const bool both = is_form(time.end, "and") && is_before(time.begin, "between", "Between");
  const bool to = is_form(time.end, "to") || is_form(time.end, "through") || is_form(time.end, "until") ||
                  is_form(time.end, "till");
  if (!both && !to && !is_dash(time.end)) return;
  const TokenId second = time.end + 1;
  const bool from = is_before(time.begin, "from", "From");
  // "1980-84"
  if (is_dash(time.end) && is_glued(time.end) && is_glued(second) && time.has_year &&
      time.past.precision == DatePrecision::Year &&
      finish_years(time.begin, second + 1, year_of(time.past.first), form(second), time)) {
    return;
  }
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

}  // namespace chancery::reading
