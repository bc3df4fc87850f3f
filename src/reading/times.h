// When: expressions of time in the text, resolved from the day of publication.
#pragma once

#include <optional>
#include <vector>

#include "base/calendar.h"
#include "chancery/records.h"
#include "knowledge/time_words.h"
#include "text/tokens.h"

namespace chancery::reading {

/// "early Thursday", "on May 16", "in February 2023", "last week", "two days ago".
struct TimeExpression {
  TokenId begin;
  TokenId end;        // one past the last
  RecordDate past;    // as of something that has happened
  RecordDate future;  // as of something to come ("on Thursday" is then the next one)
};

/// Fills `out` in text order, from the tokens alone. Without a day of publication only expressions that carry their
/// year are resolved; the others stand there with DatePrecision::None, so that they are not taken for people.
void find_times(const knowledge::TimeWords& words, const text::Tokens& tokens, std::optional<Day> published,
                std::vector<TimeExpression>& out);

/// The expression that covers `token`, or nullptr. `times` is in text order.
const TimeExpression* time_at(const std::vector<TimeExpression>& times, TokenId token);

}  // namespace chancery::reading
