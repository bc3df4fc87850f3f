// The way back: rows of the tables become records again.
// Tested by: store_test.cpp
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include "store/record_rows.h"

namespace chancery::store {
namespace {

std::optional<std::string> known(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

/// Columns from `at`: words, begin and end.
TextSpan span_at(const Result& row, std::size_t at) {
  return {std::string(row.text(at)), static_cast<std::uint32_t>(row.integer(at + 1)),
          static_cast<std::uint32_t>(row.integer(at + 2))};
}

/// What `add_spans` (record_rows.cpp) wrote.
std::vector<TextSpan> spans_of(const std::vector<std::string>& told) {
  std::vector<TextSpan> spans;
  for (const std::string& one : told) {
    TextSpan span;
    char* rest = nullptr;
    span.start = static_cast<std::uint32_t>(std::strtoul(one.c_str(), &rest, 10));
    if (*rest == '-') span.end = static_cast<std::uint32_t>(std::strtoul(rest + 1, &rest, 10));
    if (*rest == ' ') span.text = rest + 1;
    spans.push_back(std::move(span));
  }
  return spans;
}

constexpr const char* kActor = "a.name, a.country, a.sector, a.members";
ActorReference actor_at(const Result& row, std::size_t at, TextSpan span) {
  return {std::move(span), std::string(row.text(at)), known(row.text(at + 1)), known(row.text(at + 2)),
          row.list(at + 3)};
}

constexpr const char* kPlace =
    "l.name, l.country, l.lat, l.lon, l.geonames, x.place_text, x.place_start, x.place_start + x.place_chars";
std::optional<Location> place_at(const Result& row, std::size_t at) {
  if (row.null(at)) return std::nullopt;
  Location place{span_at(row, at + 5), std::string(row.text(at)), known(row.text(at + 1)), std::nullopt, std::nullopt,
                 std::nullopt};
  if (!row.null(at + 2)) place.latitude = row.number(at + 2);
  if (!row.null(at + 3)) place.longitude = row.number(at + 3);
  if (!row.null(at + 4)) place.geonames = row.integer(at + 4);
  return place;
}

RecordDate date_at(const Result& row, std::size_t begin, std::size_t precision) {
  RecordDate date;
  date.precision = static_cast<DatePrecision>(row.integer(precision));
  if (!row.null(begin)) date.begin = date_text(row.integer(begin), date.precision);
  return date;
}
RecordDate range_at(const Result& row, std::size_t at) {
  RecordDate date = date_at(row, at, at + 2);
  if (!row.null(at + 1)) date.end = day_text(row.integer(at + 1));
  return date;
}

/// Where a record of the batch went.
struct Place {
  std::size_t document;
  std::size_t index;
};

}  // namespace

std::vector<StoredDocument> load_documents(Database& db, std::int32_t from, std::int32_t to,
                                           const std::vector<std::string>& origins, bool with_text) {
  const Values range = {std::int64_t{from}, std::int64_t{to}};
  std::vector<StoredDocument> documents;
  std::unordered_map<std::int64_t, std::size_t> at;
  const auto document_of = [&](std::int64_t number) -> StoredDocument* {
    const auto found = at.find(number);
    return found == at.end() ? nullptr : &documents[found->second];
  };
  {
    Values values = range;
    values.emplace_back(origins);
    Result row =
        db.query(std::string("SELECT x.doc_id, x.id, x.title, ") + (with_text ? "x.text" : "''") +
                     ", x.url, x.source, x.published, x.date, x.date_precision, x.publisher, x.agency, " + kPlace +
                     ", x.date_reason FROM documents x LEFT JOIN places l ON l.place_id = x.place_id "
                     "WHERE x.doc_id BETWEEN $1 AND $2 AND (len($3) = 0 OR x.origin IN (SELECT unnest($3))) "
                     "ORDER BY x.doc_id",
                 values);
    while (row.next()) {
      StoredDocument stored;
      stored.number = static_cast<std::int32_t>(row.integer(0));
      stored.document = {std::string(row.text(1)), std::string(row.text(3)),
                         std::string(row.text(2)), row.null(6) ? "" : day_text(row.integer(6)),
                         std::string(row.text(4)), std::string(row.text(5))};
      StoryHead& head = stored.records.head;
      head.doc = stored.document.id;
      head.title = stored.document.title;
      head.date = date_at(row, 7, 8);
      head.publisher = row.text(9);
      head.agency = row.text(10);
      head.place = place_at(row, 11);
      head.date.reason = row.text(19);
      at[stored.number] = documents.size();
      documents.push_back(std::move(stored));
    }
  }
  const std::string in_range = " WHERE x.doc_id BETWEEN $1 AND $2";
  {
    Result row = db.query("SELECT x.doc_id, x.start_char, x.start_char + x.chars FROM sentences x" + in_range +
                              " ORDER BY x.doc_id, x.sentence",
                          range);
    while (row.next()) {
      if (StoredDocument* stored = document_of(row.integer(0))) {
        stored->records.sentences.push_back(
            {static_cast<std::uint32_t>(row.integer(1)), static_cast<std::uint32_t>(row.integer(2))});
      }
    }
  }
  std::unordered_map<std::int64_t, Place> places;
  {
    Result row = db.query(
        std::string("SELECT x.event_id, x.doc_id, x.tag, x.sentence, x.date, x.date_end, x.date_precision, x.event, "
                    "x.mode, x.contexts, x.cameo, x.goldstein, x.status, x.attribution_cue, x.attribution_statement, "
                    "x.trigger_text, x.trigger_start, x.trigger_start + x.trigger_chars, x.rule, x.confidence, ") +
            kPlace + ", x.date_reason, x.issues FROM events x LEFT JOIN places l ON l.place_id = x.place_id" +
            in_range + " ORDER BY x.event_id",
        range);
    while (row.next()) {
      StoredDocument* stored = document_of(row.integer(1));
      if (stored == nullptr) continue;
      Event event;
      event.doc = stored->document.id;
      event.id = id_of(row.text(2), event.doc);
      event.sentence = static_cast<std::uint32_t>(row.integer(3));
      event.date = range_at(row, 4);
      event.event = static_cast<EventType>(row.integer(7));
      event.mode = row.text(8);
      event.contexts = row.list(9);
      event.cameo = row.text(10);
      event.goldstein = row.number(11);
      event.status = static_cast<Status>(row.integer(12));
      if (!row.null(13)) {
        event.attribution = Attribution{{}, std::string(row.text(13)), id_of(row.text(14), event.doc)};
      }
      event.trigger = span_at(row, 15);
      event.rule = row.text(18);
      event.confidence = row.number(19);
      event.location = place_at(row, 20);
      event.date.reason = row.text(28);
      event.issues = row.list(29);
      places[row.integer(0)] = {at[row.integer(1)], stored->records.events.size()};
      stored->records.events.push_back(std::move(event));
    }
  }
  {
    Result row =
        db.query(std::string("SELECT p.event_id, p.role, p.text, p.start_char, p.start_char + p.chars, ") + kActor +
                     " FROM event_actors p JOIN events x USING (event_id) JOIN actors a USING (actor_id)" + in_range +
                     " ORDER BY p.event_id, p.role, p.position",
                 range);
    while (row.next()) {
      const auto found = places.find(row.integer(0));
      if (found == places.end()) continue;
      Event& event = documents[found->second.document].records.events[found->second.index];
      ActorReference actor = actor_at(row, 5, span_at(row, 2));
      const std::int64_t role = row.integer(1);
      if (role == 2 && event.attribution) event.attribution->source = std::move(actor);
      if (role == 0) event.actors.push_back(std::move(actor));
      if (role == 1) event.recipients.push_back(std::move(actor));
    }
  }
  places.clear();
  {
    Result row = db.query(
        "SELECT x.statement_id, x.doc_id, x.tag, x.sentence, x.date, x.date_end, x.date_precision, x.kind, x.cue_text, "
        "x.cue_start, x.cue_start + x.cue_chars, x.content_text, x.content_start, x.content_start + x.content_chars, "
        "x.issues, x.stance, x.rule, "
        "x.date_reason, x.parts, x.quoted, x.attribution_cue, x.attribution_statement "
        "FROM statements x" +
            in_range + " ORDER BY x.statement_id",
        range);
    while (row.next()) {
      StoredDocument* stored = document_of(row.integer(1));
      if (stored == nullptr) continue;
      Statement statement;
      statement.doc = stored->document.id;
      statement.id = id_of(row.text(2), statement.doc);
      statement.sentence = static_cast<std::uint32_t>(row.integer(3));
      statement.date = range_at(row, 4);
      statement.date.reason = row.text(17);
      statement.kind = row.text(7);
      statement.cue = span_at(row, 8);
      statement.content = span_at(row, 11);
      statement.issues = row.list(14);
      statement.stance = row.text(15);
      statement.rule = row.text(16);
      statement.parts = spans_of(row.list(18));
      statement.quoted = spans_of(row.list(19));
      if (!row.null(20)) {
        statement.attribution = Attribution{{}, std::string(row.text(20)), id_of(row.text(21), statement.doc)};
      }
      places[row.integer(0)] = {at[row.integer(1)], stored->records.statements.size()};
      stored->records.statements.push_back(std::move(statement));
    }
  }
  {
    Result row =
        db.query(std::string("SELECT p.statement_id, p.role, p.text, p.start_char, p.start_char + p.chars, ") + kActor +
                     " FROM statement_speakers p JOIN statements x USING (statement_id) JOIN actors a USING "
                     "(actor_id)" +
                     in_range + " ORDER BY p.statement_id, p.role, p.position",
                 range);
    while (row.next()) {
      const auto found = places.find(row.integer(0));
      if (found == places.end()) continue;
      Statement& statement = documents[found->second.document].records.statements[found->second.index];
      if (row.integer(1) == 3) {
        if (statement.attribution) statement.attribution->source = actor_at(row, 5, span_at(row, 2));
        continue;
      }
      std::vector<ActorReference>* const lists[] = {&statement.speakers, &statement.addressees, &statement.about};
      lists[row.integer(1)]->push_back(actor_at(row, 5, span_at(row, 2)));
    }
  }
  Result row = db.query(
      "SELECT x.doc_id, x.tag, x.sentence, x.relation, x.from_text, x.from_start, x.from_start + x.from_chars, "
      "x.to_text, x.to_start, "
      "x.to_start + x.to_chars, x.since, x.since_precision, x.until, x.until_precision, x.trigger_text, "
      "x.trigger_start, "
      "x.trigger_start + x.trigger_chars, "
      "x.rule, a.name, a.country, a.sector, a.members, b.name, b.country, b.sector, b.members "
      "FROM relations x JOIN actors a ON a.actor_id = x.from_id JOIN actors b ON b.actor_id = x.to_id" +
          in_range + " ORDER BY x.relation_id",
      range);
  while (row.next()) {
    StoredDocument* stored = document_of(row.integer(0));
    if (stored == nullptr) continue;
    Relation relation;
    relation.doc = stored->document.id;
    relation.id = id_of(row.text(1), relation.doc);
    relation.sentence = static_cast<std::uint32_t>(row.integer(2));
    relation.relation = row.text(3);
    relation.from = actor_at(row, 18, span_at(row, 4));
    relation.to = actor_at(row, 22, span_at(row, 7));
    relation.since = date_at(row, 10, 11);
    relation.until = date_at(row, 12, 13);
    relation.trigger = span_at(row, 14);
    relation.rule = row.text(17);
    stored->records.relations.push_back(std::move(relation));
  }
  return documents;
}

}  // namespace chancery::store
