// When and where an act was done: the expression of time and the place that belong to its clause.
#pragma once

#include <optional>
#include <vector>

#include "base/calendar.h"
#include "chancery/records.h"
#include "coding/predicates.h"
#include "reading/places.h"
#include "reading/times.h"

namespace chancery::coding {

/// The layers that are read; all outlive it. Cheap to make.
class WhenWhere {
 public:
  WhenWhere(const knowledge::Lexicon& lexicon, const text::Tokens& tokens, const syntax::Trees& trees,
            const std::vector<reading::TimeExpression>& times, const std::vector<reading::PlaceMention>& places,
            text::ByteSpan dateline, std::optional<Day> published)
      : lexicon_(lexicon),
        tokens_(tokens),
        trees_(trees),
        times_(times),
        places_(places),
        dateline_(dateline),
        published_(published) {}

  /// The expression of time of the clause of `token`: on it, on its objects, or on the verb that it belongs to.
  const reading::TimeExpression* time_of(TokenId token) const;
  /// The date of an act; without a word on the day that of publication, for what has been done. Says why where none.
  RecordDate date_of(const Predicate& predicate) const;
  /// The date on which something was said.
  RecordDate date_of_cue(TokenId cue) const;
  /// The place that the clause of the act names; nullptr where it names none.
  const reading::PlaceMention* place_of(const Predicate& predicate) const;
  /// The place of the dateline, or nullptr.
  const reading::PlaceMention* place_of_dateline() const;

 private:
  bool hangs_on(const reading::TimeExpression& time, TokenId clause) const;
  const reading::PlaceMention* place_below(TokenId token, int depth) const;
  bool is_locative(TokenId head) const;

  const knowledge::Lexicon& lexicon_;
  const text::Tokens& tokens_;
  const syntax::Trees& trees_;
  const std::vector<reading::TimeExpression>& times_;
  const std::vector<reading::PlaceMention>& places_;
  text::ByteSpan dateline_;
  std::optional<Day> published_;
};

}  // namespace chancery::coding
