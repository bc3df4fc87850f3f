// One pass over the tokens, longest form first at each. A weekday of the past is the last one up to the day of
// publication; of the future, the first one from it on. A month or a day without a year is the nearest on the side that
// the tense tells, or soon to come where it was last a long time ago. What counts from another date ("two days later")
// is only marked here and reckoned by `settle_times`. Right for "Thursday, May 16", "between March and May 2022", "last
// weekend"; not for hours of the day, and not for "in the days of Stalin". Tested by: times_test.cpp,
// tests/golden/times, tests/measure/times.tsv.
#include "reading/times.h"

#include "reading/time_reader.h"

namespace chancery::reading {

void TimeReader::read(const text::Sentence& sentence, std::vector<TimeExpression>& out) {
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
    last_end_ = time.end;
    last_precision_ = time.past.exists() ? time.past.precision : time.future.precision;
    time.soon = time.soon || is_soon(time);
    time.over = is_over(time);
    time.nearer_past = published_ && time.past.exists() && time.future.exists() &&
                       *published_ - time.past.first < time.future.first - *published_;
    out.push_back(time);
  }
}

bool TimeReader::is_before(TokenId token, std::string_view small, std::string_view capital) const {
  return token > begin_ && (form(token - 1) == small || form(token - 1) == capital);
}

bool TimeReader::is_part(TokenId token) const {
  const TimeWord at = word(token);
  return (at.kind == TimeWordKind::Part && at.value != 1 && at.value != 2) || at.kind == TimeWordKind::Night;
}

bool TimeReader::is_number_form(TokenId token) const {
  return !form(token).empty() && form(token)[0] >= '0' && form(token)[0] <= '9';
}

std::optional<int> TimeReader::day_number(TokenId token) const {
  const std::string_view text = form(token);
  const auto number = ordinal_number(text) ? ordinal_number(text) : text.size() <= 2 ? number_in(text) : std::nullopt;
  return number && *number >= 1 && *number <= 31 ? number : std::nullopt;
}

std::optional<int> TimeReader::spelled_day(TokenId token) const {
  const TimeWord at = word(token);
  if (at.kind != TimeWordKind::Number || at.value > 31 || form(token).size() < 3) return std::nullopt;
  const TokenId next = token + 1;
  if (next >= end_ || is_dash(next) || is_form(next, "to")) return at.value;
  const std::string_view behind = form(next);
  const bool word_behind = starts_lower(behind) || starts_upper(behind) || is_number_form(next);
  return word_behind && (kind(next) != TimeWordKind::Before || is_form(next, "of")) ? std::nullopt
                                                                                    : std::optional(at.value);
}

std::optional<int> TimeReader::year_in(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  const auto number = number_in(text);
  return number && *number >= kFirstLoneYear && *number <= 2100 ? number : std::nullopt;
}

std::optional<int> TimeReader::year_behind(TokenId& next) const {
  TokenId at = next;
  if (is_form(at, ",") || is_form(at, "of") || is_form(at, "in")) ++at;
  // "of fiscal 1988"
  if (kind(at) == TimeWordKind::Part && year_number(at + 1)) ++at;
  auto year = year_number(at);
  // "8 February 1700"
  if (const auto number = number_in(form(at)); !year && number && *number >= kFirstYear && *number < kFirstLoneYear &&
                                               form(at).size() == 4 && !is_counted(at + 1)) {
    year = number;
  }
  // "on May 3, 2000 people": a number of something.
  if (!year) return told_year_behind(next);
  next = at + 1;
  return year;
}

std::optional<int> TimeReader::told_year_behind(TokenId& next) const {
  if (!published_) return std::nullopt;
  const TokenId at = is_form(next, "of") ? next + 1 : next;
  const TimeWord unit = word(at + 1);
  if (kind(at) != TimeWordKind::Relative || is_form(at, "past") || is_form(at, "previous") ||
      unit.kind != TimeWordKind::Unit || unit.value != -1 || form(at + 1).ends_with('s')) {
    return std::nullopt;
  }
  next = at + 2;
  return year_of(*published_) + word(at).value;
}

bool TimeReader::is_soon(const TimeExpression& time) const {
  constexpr days kSoon{60}, kLongAgo{270};
  return published_ && time.past.exists() && time.future.exists() && time.future.first > *published_ &&
         time.future.first - *published_ <= kSoon && *published_ - time.past.first >= kLongAgo;
}

bool TimeReader::is_over(const TimeExpression& time) const {
  constexpr days kJustOver{60}, kFarAhead{300};
  return published_ && time.past.exists() && time.future.exists() &&
         (time.past.precision == DatePrecision::Day || time.past.precision == DatePrecision::Range) &&
         *published_ - time.past.first <= kJustOver && time.future.first - *published_ >= kFarAhead;
}

bool TimeReader::finish(TimeExpression& time, TokenId begin, TokenId end, TimeValue past, TimeValue future,
                        NoDate why) const {
  time = TimeExpression{};
  time.begin = begin;
  time.end = end;
  time.past = past;
  time.future = future;
  time.why = why;
  return true;
}

bool TimeReader::finish_both(TimeExpression& time, TokenId begin, TokenId end, TimeValue value, NoDate why) const {
  return finish(time, begin, end, value, value, why);
}

bool TimeReader::finish_link(TimeExpression& time, TokenId begin, TokenId end, TimeLink link, int count,
                             int unit) const {
  finish_both(time, begin, end, {}, NoDate::FromEvent);
  time.link = link;
  time.count = count;
  time.unit = unit;
  return true;
}

bool TimeReader::read_at(TokenId token, TimeExpression& time) {
  if (kind(token) == TimeWordKind::Every) {
    TimeExpression again;
    if (token + 1 >= end_ || kind(token + 1) == TimeWordKind::Every || !read_at(token + 1, again)) return false;
    return finish_both(time, token, again.end, {}, NoDate::Vague);
  }
  if (starts_upper(form(token)) && read_holiday(token, time)) return true;
  if (!read_simple(token, time) && !read_phrase(token, time)) return false;
  read_range(time);
  return true;
}

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
