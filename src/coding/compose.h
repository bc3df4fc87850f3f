// The last step: predicates and quotes become records, with names, dates and offsets in code points.
#pragma once

#include <optional>
#include <vector>

#include "base/calendar.h"
#include "base/utf8.h"
#include "chancery/document.h"
#include "chancery/records.h"
#include "coding/predicates.h"
#include "coding/when_where.h"
#include "reading/attribution.h"
#include "reading/mentions.h"
#include "reading/places.h"
#include "reading/times.h"

namespace chancery::coding {

/// The layers that records are made from. All are of one document and outlive the call.
struct RecordSources {
  const Document& document;
  const CodePointIndex& code_points;
  std::optional<Day> published;
  const knowledge::Ontology& ontology;
  const knowledge::Lexicon& lexicon;
  const text::Tokens& tokens;
  const syntax::Trees& trees;
  const reading::Mentions& mentions;
  const std::vector<reading::TimeExpression>& times;
  const std::vector<reading::PlaceMention>& places;
  const std::vector<reading::Quote>& quotes;
  const std::vector<Predicate>& predicates;
  text::ByteSpan dateline;  // the place in the head of the story; empty where there is none
};

/// A place as records show it.
Location location_of(const reading::PlaceMention& place, const text::Tokens& tokens, const CodePointIndex& code_points);

/// Appends events and statements to `records`, each in text order; the head of the story is left as it is.
void compose_records(const RecordSources& sources, Records& records);

}  // namespace chancery::coding
