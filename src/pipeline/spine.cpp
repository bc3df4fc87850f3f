#include "pipeline/spine.h"

#include "coding/compose.h"
#include "coding/relations.h"
#include "coding/topic_fields.h"
#include "reading/find_mentions.h"
#include "reading/home.h"
#include "reading/lemmas.h"
#include "reading/reference_speakers.h"
#include "text/tokenize.h"

namespace chancery::pipeline {
namespace {

/// The day of publication as far as the head tells it: a month or a year alone resolves no weekday.
std::optional<Day> day_of_head(const text::HeadDate& date) { return day_of(date.year, date.month, date.day); }

RecordDate publication_date(const Analysis& analysis) {
  if (analysis.published) return {format_day(*analysis.published), "", DatePrecision::Day};
  return {};
}

StoryHead story_head(const Analysis& analysis) {
  const Document& document = *analysis.document;
  const auto words = [&](text::ByteSpan at) { return document.text.substr(at.begin, at.end - at.begin); };
  StoryHead head;
  head.doc = document.id;
  head.title = document.title;
  head.date = publication_date(analysis);
  head.publisher = document.source.empty() ? words(analysis.head.publisher) : document.source;
  head.agency = words(analysis.head.agency);
  for (const reading::PlaceMention& place : analysis.places) {
    const std::uint32_t begin = analysis.tokens.span[place.begin].begin;
    if (begin < analysis.head.place.begin || begin >= analysis.head.place.end) continue;
    head.place = coding::location_of(place, analysis.tokens, analysis.code_points);
    break;
  }
  return head;
}

std::vector<SentenceBounds> sentence_bounds(const Analysis& analysis) {
  std::vector<SentenceBounds> bounds;
  bounds.reserve(analysis.tokens.sentences.size());
  for (const text::Sentence& sentence : analysis.tokens.sentences) {
    if (sentence.size() == 0) {
      bounds.push_back({});
      continue;
    }
    bounds.push_back({analysis.code_points.at(analysis.tokens.span[sentence.begin].begin),
                      analysis.code_points.at(analysis.tokens.span[sentence.end - 1].end)});
  }
  return bounds;
}

}  // namespace

void find_predicates(const Resources& resources, Analysis& analysis, std::vector<coding::Rejection>* rejections) {
  const coding::PredicateSources layers{resources.ontology, resources.lexicon, resources.restraint, analysis.tokens,
                                        analysis.trees,     analysis.mentions, analysis.times,      &analysis.quotes};
  analysis.predicate_finder.find(layers, analysis.predicates, rejections);
  analysis.predicate_judge.judge(
      {layers, analysis.quotes, analysis.predicate_finder.topics(), resources.judge.clusters()}, resources.judge, {},
      analysis.predicate_finder, analysis.predicates, rejections);
}

void analyse(const Document& document, const Resources& resources, const CoderOptions& options, Analysis& analysis) {
  analysis.begin(document);
  analysis.head = text::read_story_head(document.text, document.date, resources.words);
  if (!analysis.published) analysis.published = day_of_head(analysis.head.date);
  text::tokenize(document.text, resources.words, {options.sentence_tokens, &analysis.head}, analysis.tokens);
  syntax::parse(resources.model, analysis.tokens, analysis.parser, analysis.trees, &resources.attribution_tagger);
  reading::mend_lemmas(resources.lexicon, analysis.tokens, analysis.trees);
  reading::find_times(resources.time_words, analysis.tokens, analysis.published, analysis.times);
  reading::settle_times(resources.time_words, analysis.tokens, analysis.trees, analysis.times);
  reading::find_mentions(resources.directory, analysis.tokens, analysis.trees, analysis.published, analysis.mentions);
  analysis.reference_finder.find({resources.reference_words, resources.reference, resources.directory, analysis.tokens,
                                  analysis.trees, analysis.published},
                                 analysis.mentions, analysis.entities);
  analysis.place_finder.find({resources.directory, resources.gazetteer, analysis.tokens, analysis.trees,
                              analysis.mentions, analysis.head, analysis.times},
                             analysis.places);
  reading::settle_home({resources.reference_words, analysis.tokens, analysis.trees, analysis.places},
                       analysis.mentions);
  analysis.quote_finder.find(resources.lexicon, resources.attribution, analysis.tokens, analysis.trees,
                             analysis.quotes);
  reading::settle_first_persons(analysis.quotes, analysis.tokens, analysis.entities, analysis.mentions);
  find_predicates(resources, analysis);
  analysis.topic_finder.find(resources.issues, analysis.tokens, analysis.trees, analysis.issues);
  analysis.topic_finder.find(resources.contexts, analysis.tokens, analysis.trees, analysis.contexts);
}

Records compose(const Resources& resources, const Analysis& analysis) {
  Records records;
  records.head = story_head(analysis);
  records.sentences = sentence_bounds(analysis);
  coding::compose_records({*analysis.document, analysis.code_points, analysis.published, resources.ontology,
                           resources.lexicon, analysis.tokens, analysis.trees, analysis.mentions, analysis.times,
                           analysis.places, analysis.quotes, analysis.predicates, analysis.head.place},
                          records);
  coding::add_relations({*analysis.document, analysis.code_points, analysis.published, resources.relation_words,
                         resources.lexicon, resources.directory, analysis.tokens, analysis.trees, analysis.mentions,
                         analysis.entities, analysis.times, analysis.predicate_finder.topics()},
                        records);
  coding::add_topics({resources.issues, resources.contexts, analysis.issues, analysis.contexts}, records);
  return records;
}

}  // namespace chancery::pipeline
