// One thread's scratch for one document at a time: the layers, each filled once from those before it.
//
// Cleared and reused, so that a warm loop allocates little. Views in the layers point into the document's text and
// into the resources, and live until the next `begin`.
#pragma once

#include <optional>
#include <vector>

#include "base/calendar.h"
#include "base/utf8.h"
#include "chancery/document.h"
#include "coding/judged_predicates.h"
#include "coding/predicates.h"
#include "reading/attribution.h"
#include "reading/entities.h"
#include "reading/find_topics.h"
#include "reading/mentions.h"
#include "reading/places.h"
#include "reading/reference.h"
#include "reading/times.h"
#include "syntax/parser.h"
#include "syntax/trees.h"
#include "text/story_head.h"
#include "text/tokens.h"

namespace chancery::pipeline {

struct Analysis {
  const Document* document = nullptr;
  CodePointIndex code_points;    // of the document's text, for the offsets of records
  text::StoryHeadSpan head;      // publisher, agency, place and date of the story
  std::optional<Day> published;  // from the document, else from its head
  text::Tokens tokens;
  syntax::Trees trees;
  std::vector<reading::TimeExpression> times;
  reading::Mentions mentions;
  reading::Entities entities;
  std::vector<reading::PlaceMention> places;
  std::vector<reading::Quote> quotes;
  std::vector<coding::Predicate> predicates;
  reading::SentenceTopics issues;    // by sentence
  reading::SentenceTopics contexts;  // the same, of the scheme

  syntax::ParserScratch parser;
  reading::ReferenceFinder reference_finder;
  reading::PlaceFinder place_finder;
  reading::QuoteFinder quote_finder;
  coding::PredicateFinder predicate_finder;
  coding::PredicateJudge predicate_judge;
  reading::TopicFinder topic_finder;

  /// Clears every layer; `next` must outlive the work on it.
  void begin(const Document& next) {
    document = &next;
    code_points.reset(next.text);
    head.clear();
    published = parse_day(next.date);
    tokens.clear();
    tokens.text = next.text;
    trees.clear();
    times.clear();
    mentions.clear();
    entities.clear();
    places.clear();
    quotes.clear();
    predicates.clear();
    issues.clear();
    contexts.clear();
  }
};

}  // namespace chancery::pipeline
