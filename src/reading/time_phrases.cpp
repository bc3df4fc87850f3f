// What is told from another day, seasons, parts of years, holidays. Tested by: times_test.cpp, tests/golden/times.
#include "reading/time_reader.h"

namespace chancery::reading {

bool TimeReader::read_phrase(TokenId token, TimeExpression& time) const {
  const TimeWord at = word(token);
  switch (at.kind) {
    case TimeWordKind::Day:
      // "NBC's “Today”": a name.
      if (starts_upper(form(token)) && token > begin_ && is_quote(token - 1) && is_quote(token + 1)) return false;
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
      if (at.value != 1) return read_in_the(token, time);
      return read_end_of(token, time) || read_onset(token, time);
    case TimeWordKind::Ago:
      return read_in_the(token, time);
    case TimeWordKind::PartYear:
      // "half a century ago"
      return at.value == 6 && word(token + 1).kind == TimeWordKind::Number && word(token + 1).value == 1 &&
             read_half(token, token, 0, time);
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
    if (kind_before(token) == TimeWordKind::Before) return finish_part(token, next, 3, form(token)[1] - '0', time);
  }
  return read_count(token, time);
}

std::optional<int> TimeReader::count_at(TokenId token) const {
  const TimeWord at = word(token);
  if (at.kind == TimeWordKind::Number) return at.value;
  const auto number = number_in(form(token));
  return number && *number <= kMaxCount ? number : std::nullopt;
}

bool TimeReader::read_count(TokenId token, TimeExpression& time) const {
  const TimeWord at = word(token);
  const bool vague = at.kind == TimeWordKind::Vague && at.value == 0;
  if (at.kind == TimeWordKind::Vague && at.value < 0 && kind(token + 1) == TimeWordKind::Unit) {
    return finish_both(time, token, token + 2, {}, NoDate::Vague);  // "recent weeks"
  }
  const auto count = count_at(token);
  if (!count && !vague) return false;
  TokenId at_unit = token + 1;
  const bool vague_too = !vague && kind(at_unit) == TimeWordKind::Vague && word(at_unit).value == 0;  // "a few"
  if (vague_too) ++at_unit;
  if (is_form(at_unit, "of")) ++at_unit;
  if (count && is_form(at_unit, "and") && kind(at_unit + 1) == TimeWordKind::Number &&
      word(at_unit + 2).kind == TimeWordKind::PartYear && word(at_unit + 2).value == 6) {
    return read_half(token, at_unit + 2, *count, time);
  }
  const TimeWord unit = unit_at(at_unit);
  if (unit.kind == TimeWordKind::Hour) {
    return kind(at_unit + 1) == TimeWordKind::Ago && read_hours(token, at_unit + 1, time);
  }
  if (unit.kind != TimeWordKind::Unit) return false;
  const TimeWord ago = word(at_unit + 1);
  const bool from_now = is_form(at_unit + 1, "from") && (is_form(at_unit + 2, "now") || is_form(at_unit + 2, "today"));
  if (ago.kind == TimeWordKind::Hence || from_now) {
    const TokenId end = at_unit + (from_now ? 3 : 2);
    if (vague || vague_too) return finish_both(time, token, end, {}, NoDate::Vague);
    return finish_both(time, token, end, from_published(*count, unit.value));
  }
  if (ago.kind == TimeWordKind::Ago) {
    // "a day earlier than planned"
    if (is_form(at_unit + 2, "than")) return finish_both(time, token, at_unit + 2, {}, NoDate::HowLong);
    if (vague || vague_too) return finish_both(time, token, at_unit + 2, {}, NoDate::Vague);
    return read_ago(token, at_unit + 1, *count, unit.value, ago.value, time);
  }
  // "within two weeks": up to then, or how long it took.
  if (count && !vague_too && kind_before(token) == TimeWordKind::Within) {
    finish_span(time, token - 1, at_unit + 1, 1, *count, unit);
    time.past = {};
    time.why = NoDate::HowLong;
    time.soon = true;
    return true;
  }
  // "in two weeks": ahead, or how long it took.
  if (!vague && !vague_too && is_before(token, "in", "In")) {
    return finish(time, token - 1, at_unit + 1, {}, from_published(*count, unit.value), NoDate::HowLong);
  }
  return false;
}

TimeWord TimeReader::unit_at(TokenId token) const {
  const TimeWord at = word(token);
  return at.kind == TimeWordKind::Century ? TimeWord{TimeWordKind::Unit, -100} : at;
}

bool TimeReader::read_half(TokenId token, TokenId half, int count, TimeExpression& time) const {
  const TokenId at = half + (count == 0 ? 2 : 1);  // "half a century", "two and a half years"
  const TimeWord unit = unit_at(at);
  if (unit.kind != TimeWordKind::Unit || unit.value >= 0 || word(at + 1).kind != TimeWordKind::Ago ||
      word(at + 1).value != -2) {
    return false;
  }
  TimeValue value = from_published(-(12 * count + 6) * -unit.value, 0);
  if (value.exists() && (count > 0 || unit.value < -1)) value = year_value(year_of(value.first));
  return finish_both(time, token, at + 2, value);
}

TimeValue TimeReader::from_published(int count, int unit) const {
  return published_ ? moved(day_value(*published_), count, unit) : TimeValue{};
}

bool TimeReader::read_ago(TokenId token, TokenId at, int count, int unit, int direction, TimeExpression& time) const {
  if (direction == -2) return finish_both(time, token, at + 1, from_published(-count, unit));
  // "two days after the vote" counts from what follows, "two days later" from what was told.
  const bool leads = (is_form(at, "after") || is_form(at, "before")) && at + 1 < end_ && is_small_word(at + 1);
  return finish_link(time, token, at + 1, leads ? TimeLink::Next : TimeLink::Former, count * direction, unit);
}

bool TimeReader::read_hours(TokenId token, TokenId ago, TimeExpression& time) const {
  if (word(ago).value == -2) {
    const auto count = count_at(token);  // "48 hours ago"
    const int back = count && word(ago - 1).value == 1 ? *count / 24 : 0;
    return finish_both(time, token, ago + 1, published_ ? day_value(*published_ - days(back)) : TimeValue{});
  }
  const bool leads = (is_form(ago, "after") || is_form(ago, "before")) && ago + 1 < end_;
  return finish_link(time, token, ago + 1, leads ? TimeLink::Next : TimeLink::Former, 0, 1);
}

bool TimeReader::read_unit(TokenId token, int unit, TimeExpression& time) const {
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

bool TimeReader::read_onset(TokenId token, TimeExpression& time) const {
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

bool TimeReader::read_end_of(TokenId token, TimeExpression& time) const {
  if (!is_form(token + 1, "of") || !is_form(token + 2, "the")) return false;
  const TimeWord unit = word(token + 3);
  if (unit.kind != TimeWordKind::Unit || unit.value == 1 || form(token + 3).ends_with('s')) return false;
  // "the end of the year-long ban", "the end of the week before"
  const TokenId end = token + 4;
  if ((is_dash(end) && is_glued(end)) || kind(end) == TimeWordKind::Ago) return false;
  if (!published_) return finish_both(time, token, end, {});
  if (unit.value == 7) return finish_both(time, token, end, range_value(monday(), monday() + days(6)));
  if (unit.value == 0 || unit.value == -1) return finish_both(time, token, end, from_published(0, unit.value));
  if (unit.value != -10) return false;
  const int decade = year_of(*published_) / 10 * 10;
  return finish_both(time, token, end, joined(year_value(decade), year_value(decade + 9)));
}

bool TimeReader::read_in_the(TokenId token, TimeExpression& time) const {
  if (!is_form(token + 1, "in") || !is_form(token + 2, "the")) return false;
  const TimeWord unit = word(token + 3);
  const TokenId end = token + 4;
  if (unit.kind != TimeWordKind::Unit || form(token + 3).ends_with('s') || kind(end) == TimeWordKind::Ago) return false;
  if (unit.value == 1) return finish_link(time, token, end, TimeLink::Former, 0, 1);
  if (!published_) return finish_both(time, token, end, {});
  if (unit.value == 7) return finish_both(time, token, end, range_value(monday(), monday() + days(6)));
  if (unit.value != 0 && unit.value != -1) return false;
  return finish_both(time, token, end, from_published(0, unit.value));
}

bool TimeReader::read_same(TokenId token, int value, TimeExpression& time) const {
  const TimeWord unit = word(token + 1);
  if (unit.kind == TimeWordKind::Night || (unit.kind == TimeWordKind::Part && value == 1)) {
    return finish_link(time, token, token + 2, TimeLink::Former, 0, 1);
  }
  if (unit.kind != TimeWordKind::Unit || form(token + 1).ends_with('s')) return false;
  return finish_link(time, token, token + 2, TimeLink::Former, 0, unit.value);
}

bool TimeReader::read_relative(TokenId token, int direction, TimeExpression& time) const {
  const TokenId after = token + 1;
  const TimeWord next = word(after);
  if (next.kind == TimeWordKind::Weekday) return read_weekday(after, next.value, direction, token, time);
  if (next.kind == TimeWordKind::Month && starts_upper(form(after))) {
    // "this September" is one of this year.
    const TimeReader reader = direction == 0 && published_ ? in_year(year_of(*published_)) : *this;
    if (!reader.read_month(after, next.value, token, time)) return false;
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
  // "the past severe winter"
  if (next.kind == TimeWordKind::None && starts_lower(form(after)) && kind(after + 1) == TimeWordKind::Season) {
    return read_season(after + 1, direction, token, time);
  }
  if (next.kind == TimeWordKind::Weekend) return read_weekend(after, direction, token, time);
  // "this fiscal year"
  if (next.kind == TimeWordKind::Part && word(after + 1).kind == TimeWordKind::Unit && word(after + 1).value == -1 &&
      !form(after + 1).ends_with('s')) {
    return finish_both(time, token, after + 2, from_published(direction, -1));
  }
  if (next.kind == TimeWordKind::Night || next.kind == TimeWordKind::Part) {
    // "last night", "this morning"; "this late stage" is none.
    if (next.kind == TimeWordKind::Part && direction != 0) return false;
    if (is_form(after, "early") || is_form(after, "late") || is_form(after, "end")) return false;
    if (!published_) return finish_both(time, token, after + 1, {});
    return finish_both(time, token, after + 1, day_value(*published_ + days(direction < 0 ? -1 : direction)));
  }
  // "the last quarter of 1986"
  if (next.kind == TimeWordKind::PartYear && direction < 0 && is_form(after + 1, "of")) {
    return read_ordinal(token, 12 / next.value, time);
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
    // "the last three months of 1986"
    if (TokenId end = after + 2;
        direction < 0 && unit.kind == TimeWordKind::Unit && unit.value == 0 && *count < 12 && is_form(end, "of")) {
      if (const auto year = year_behind(end)) {
        finish_both(time, token, end, joined(month_value(*year, 13 - *count), month_value(*year, 12)));
        time.has_year = true;
        return true;
      }
    }
    // "the last five months of her life" does not end today.
    if (is_form(after + 2, "of") && kind(after + 3) == TimeWordKind::Determiner) {
      return finish_both(time, token, after + 2, {}, NoDate::FromEvent);
    }
    return finish_span(time, token, after + 2, direction, *count, unit);
  }
  if (next.kind != TimeWordKind::Unit) return false;
  return read_relative_unit(token, direction, next.value, time);
}

bool TimeReader::read_relative_unit(TokenId token, int direction, int unit, TimeExpression& time) const {
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

bool TimeReader::finish_span(TimeExpression& time, TokenId begin, TokenId end, int direction, int count,
                             TimeWord unit) const {
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

TimeValue TimeReader::part_of_year(int year, int months, int number) const {
  return joined(month_value(year, (number - 1) * months + 1), month_value(year, number * months));
}

bool TimeReader::read_century(TokenId token, TimeExpression& time) const {
  const TimeWord at = word(token);
  const auto number = at.kind == TimeWordKind::Ordinal ? std::optional(at.value) : ordinal_number(form(token));
  if (!number || *number < 2 || *number > 22 || kind(token + 1) != TimeWordKind::Century) return false;
  finish_both(time, token, token + 2, joined(year_value(*number * 100 - 99), year_value(*number * 100)));
  time.has_year = true;
  return true;
}

bool TimeReader::read_ordinal(TokenId token, int number, TimeExpression& time) const {
  const TimeWord next = word(token + 1);
  // "the first-quarter loss"
  if (is_dash(token + 1) && is_glued(token + 1) && is_glued(token + 2) && kind(token + 2) == TimeWordKind::PartYear &&
      number * word(token + 2).value <= 12) {
    return finish_part(token, token + 3, word(token + 2).value, number < 0 ? 12 / word(token + 2).value : number, time);
  }
  if (next.kind == TimeWordKind::Anniversary) return finish_link(time, token, token + 2, TimeLink::Next, number, -1);
  if (next.kind == TimeWordKind::Century) return read_century(token, time);
  // "the first five months of 2022"
  if (const auto count = count_at(token + 1);
      count && number == 1 && *count <= 12 && kind(token + 2) == TimeWordKind::Unit && word(token + 2).value == 0) {
    TokenId end = token + 3;
    // Without a year only where it is one of those that firms report on.
    if (!year_behind(end) && !is_form(token + 3, "of") && *count != 6 && *count != 9) return false;
    return finish_part(token, token + 3, *count, 1, time);
  }
  if (next.kind != TimeWordKind::PartYear) return false;
  if (number < 0) number = 12 / next.value;  // "the final quarter"
  if (number < 1 || number * next.value > 12) return false;
  return finish_part(token, token + 2, next.value, number, time);
}

bool TimeReader::finish_part(TokenId begin, TokenId end, int months, int number, TimeExpression& time) const {
  TokenId next = end;
  if (const auto year = year_behind(next)) {
    finish_both(time, begin, next, part_of_year(*year, months, number));
    time.has_year = true;
    return true;
  }
  // "of the 20th century", "of the 1990s"
  if (TimeExpression whole; is_form(end, "of") && is_form(end + 1, "the") && months >= 3 &&
                            (read_decade(end + 2, whole) || read_century(end + 2, whole))) {
    const int years = year_of(whole.past.last) - year_of(whole.past.first) + 1, first = year_of(whole.past.first);
    finish_both(time, begin, whole.end,
                joined(year_value(first + years * (number - 1) * months / 12),
                       year_value(first + years * number * months / 12 - 1)));
    time.has_year = true;
    return true;
  }
  // "of the year"
  if (published_ && is_form(end, "of") && is_form(end + 1, "the") && word(end + 2).kind == TimeWordKind::Unit &&
      word(end + 2).value == -1 && kind(end + 3) == TimeWordKind::None) {
    return finish_both(time, begin, end + 3, part_of_year(year_of(*published_), months, number));
  }
  if (!published_ || is_form(end, "of")) return false;
  TimeValue past = part_of_year(year_of(*published_), months, number);
  TimeValue future = past;
  // "the first nine months", told in April, were those of last year.
  if (past.first > *published_ || (months > 6 && past.last > *published_)) {
    past = part_of_year(year_of(*published_) - 1, months, number);
  }
  if (future.last < *published_) future = part_of_year(year_of(*published_) + 1, months, number);
  return finish(time, begin, end, past, future);
}

bool TimeReader::read_season(TokenId token, int direction, TokenId begin, TimeExpression& time) const {
  const int month = word(token).value;
  TokenId end = token + 1;
  // "the Summer Institute": a name.
  if (begin == token && starts_upper(form(token)) && starts_upper(form(end)) && token > begin_) return false;
  // "prices fall in 2023"
  const bool verb = begin == token && is_form(end, "in") && kind_before(token) != TimeWordKind::Determiner &&
                    kind_before(token) != TimeWordKind::Before && kind_before(token) != TimeWordKind::Part;
  if (verb) return false;
  if (const auto year = year_behind(end)) {
    // "the winter of 1986-87"
    if (is_dash(end) && is_glued(end) && is_glued(end + 1) && form(end + 1).size() == 2 && number_in(form(end + 1))) {
      end = end + 2;
    }
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

bool TimeReader::read_weekend(TokenId token, int direction, TokenId begin, TimeExpression& time) const {
  if (!published_) return finish_both(time, begin, token + 1, {});
  const Day saturday = monday() + days(5);
  const bool now = *published_ >= saturday;
  Day past = now && direction >= 0 ? saturday : saturday - days(7);
  Day future = saturday;
  if (direction > 0) past = future = saturday + days(7);
  if (direction < 0) future = past;
  return finish(time, begin, token + 1, range_value(past, past + days(1)), range_value(future, future + days(1)));
}

bool TimeReader::read_holiday(TokenId token, TimeExpression& time) const {
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
    // "Johnnie Christmas": a family name.
    if (token > begin_ + 1 && starts_upper(form(token - 1)) && kind(token - 1) == TimeWordKind::None) return false;
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

}  // namespace chancery::reading
