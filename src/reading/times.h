// When: expressions of time in the text, resolved from the day of publication and from each other.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/calendar.h"
#include "chancery/records.h"
#include "knowledge/time_words.h"
#include "reading/time_values.h"
#include "syntax/trees.h"
#include "text/tokens.h"

namespace chancery::reading {

/// Why an expression gives no date.
enum class NoDate : std::uint8_t { None, NoPublication, Vague, FromEvent, Ambiguous, HowLong, NoSuchDay };
/// In words, for records.
const char* reason_of(NoDate why);

/// From what an expression counts, where that is not the day of publication.
enum class TimeLink : std::uint8_t {
  None,
  Former,  // "two days later", "the same day": from the date told last
  Next,    // "two days after the May 3 vote", "the tenth anniversary of ...": from the one that follows
};

/// "early Thursday", "on May 16", "in February 2023", "last week", "two days ago", "from May 3 to 5".
struct TimeExpression {
  TokenId begin;
  TokenId end;       // one past the last
  TimeValue past;    // as of something that has happened
  TimeValue future;  // as of something to come ("on Thursday" is then the next one)
  NoDate why = NoDate::None;
  TimeLink link = TimeLink::None;
  int count = 0;  // how far from where `link` says, in `unit`s of data/time/words.tsv
  int unit = 0;
  bool has_year = false;
  bool over = false;         // a day without a year: a short time ago, or far ahead
  bool nearer_past = false;  // what lies behind is nearer to publication
  bool soon = false;         // nearer ahead than behind: "June 8" told on June 2
  bool to_come = false;      // by the tense of its verb; filled by `settle_times`

  const TimeValue& value() const { return to_come ? future : past; }
  RecordDate date() const { return record_of(value(), reason_of(why == NoDate::None ? NoDate::NoPublication : why)); }
};

/// Fills `out` in text order, from the tokens alone. Without a day of publication only expressions that carry their
/// year are resolved; the others stand there without a value, so that they are not taken for people.
void find_times(const knowledge::TimeWords& words, const text::Tokens& tokens, std::optional<Day> published,
                std::vector<TimeExpression>& out);

/// Second pass, with the trees: which of the two readings the tense tells, and what counts from another expression.
/// An expression that counts from the next one swallows it.
void settle_times(const knowledge::TimeWords& words, const text::Tokens& tokens, const syntax::Trees& trees,
                  std::vector<TimeExpression>& times);

/// The expression that covers `token`, or nullptr. `times` is in text order.
const TimeExpression* time_at(const std::vector<TimeExpression>& times, TokenId token);

}  // namespace chancery::reading
