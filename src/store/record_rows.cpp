// Tested by: store_test.cpp
#include "store/record_rows.h"

#include <xxhash.h>

#include "base/calendar.h"
#include "base/check.h"

namespace chancery::store {
namespace {

void add_span(Rows& rows, const TextSpan& span) {
  rows.text(span.text).integer(span.start).integer(std::int64_t{span.end} - span.start);
}

void add_day(Rows& rows, std::string_view date) { rows.integer_or_null(day_number(date)); }

template <class Record>
void add_head(Rows& rows, std::int64_t id, std::int32_t doc, const Record& record) {
  rows.integer(id).integer(doc).text(tag_of(record.id, record.doc)).integer(record.sentence);
}

/// Each as "begin-end words".
void add_spans(Rows& rows, const std::vector<TextSpan>& spans) {
  if (spans.empty()) {
    rows.null();
    return;
  }
  std::vector<std::string> told;
  for (const TextSpan& span : spans) {
    told.push_back(std::to_string(span.start) + "-" + std::to_string(span.end) + " " + span.text);
  }
  rows.list(told);
}

void add_date(Rows& rows, const RecordDate& date) {
  add_day(rows, date.begin);
  add_day(rows, date.end);
  rows.integer(static_cast<std::int64_t>(date.precision)).text_or_null(date.reason);
}

enum Side { kActor = 0, kRecipient = 1, kWith = 2 };

}  // namespace

std::optional<std::int32_t> day_number(std::string_view date) {
  if (date.empty()) return std::nullopt;
  std::string whole(date);
  if (whole.size() == 4) whole += "-01";
  if (whole.size() == 7) whole += "-01";
  const std::optional<Day> day = parse_day(whole);
  if (!day) return std::nullopt;
  return static_cast<std::int32_t>(day->time_since_epoch().count());
}

std::string day_text(std::int64_t day) { return format_day(Day(std::chrono::days(day))); }

std::string date_text(std::int64_t day, DatePrecision precision) {
  const std::string text = day_text(day);
  if (precision == DatePrecision::Year) return text.substr(0, 4);
  if (precision == DatePrecision::Month) return text.substr(0, 7);
  return text;
}

std::string tag_of(std::string_view id, std::string_view doc) {
  return id.starts_with(doc) ? std::string(id.substr(doc.size())) : "=" + std::string(id);
}

std::string id_of(std::string_view tag, std::string_view doc) {
  return tag.starts_with('=') ? std::string(tag.substr(1)) : std::string(doc) + std::string(tag);
}

std::optional<std::int32_t> quantity_in(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    std::int64_t number = 0;
    bool digits = false;
    bool other = false;
    for (const char c : words.substr(at, end - at)) {
      if (c >= '0' && c <= '9') {
        digits = true;
        number = std::min<std::int64_t>(number * 10 + (c - '0'), 2000000000);
      } else if (c != ',') {
        other = true;
      }
    }
    if (digits && !other) return static_cast<std::int32_t>(number);
    at = end + 1;
  }
  return std::nullopt;
}

void collect_names(const Records& records, std::vector<const ActorReference*>& actors,
                   std::vector<const Location*>& places) {
  const auto add = [&](const std::vector<ActorReference>& some) {
    for (const ActorReference& actor : some) actors.push_back(&actor);
  };
  if (records.head.place) places.push_back(&*records.head.place);
  for (const Event& event : records.events) {
    add(event.actors);
    add(event.recipients);
    if (event.attribution) actors.push_back(&event.attribution->source);
    if (event.location) places.push_back(&*event.location);
  }
  for (const Statement& statement : records.statements) {
    add(statement.speakers);
    add(statement.addressees);
    add(statement.about);
    if (statement.attribution) actors.push_back(&statement.attribution->source);
  }
  for (const Relation& relation : records.relations) {
    actors.push_back(&relation.from);
    actors.push_back(&relation.to);
  }
}

void add_place(Rows& rows, const std::optional<Location>& place, const Identities& identities) {
  if (!place) {
    rows.null().null().null().null();
    return;
  }
  rows.integer(identities.of(*place));
  add_span(rows, place->span);
}

RecordRows::RecordRows(Database& db, const Identities& identities)
    : identities_(identities),
      sentences_(db, "sentences"),
      events_(db, "events"),
      event_actors_(db, "event_actors"),
      sides_(db, "sides"),
      statements_(db, "statements"),
      statement_speakers_(db, "statement_speakers"),
      relations_(db, "relations") {}

void RecordRows::add_sentences(std::int32_t doc, const Records& records) {
  for (std::size_t i = 0; i < records.sentences.size(); ++i) {
    sentences_.integer(doc).integer(static_cast<std::int64_t>(i));
    const SentenceBounds& bounds = records.sentences[i];
    sentences_.integer(bounds.start).integer(std::int64_t{bounds.end} - bounds.start).end();
  }
}

void RecordRows::add_parties(Rows& rows, std::int64_t id, int role, const std::vector<ActorReference>& parties,
                             bool counted) {
  for (std::size_t i = 0; i < parties.size() && i < 65535; ++i) {
    rows.integer(id).integer(role).integer(static_cast<std::int64_t>(i)).integer(identities_.of(parties[i]));
    add_span(rows, parties[i].span);
    if (counted) rows.integer_or_null(quantity_in(parties[i].span.text));
    rows.end();
  }
}

void RecordRows::add_side(const ActorReference& self, int role, const ActorReference* other, const Event& event,
                          std::int64_t id, bool first, std::string_view origin) {
  sides_.text_or_null(self.country.value_or("")).integer(identities_.of(self)).integer(role);
  if (other == nullptr) {
    sides_.null().null();
  } else {
    sides_.text_or_null(other->country.value_or("")).integer(identities_.of(*other));
  }
  add_day(sides_, event.date.begin);
  sides_.integer(static_cast<std::int64_t>(event.event)).integer(static_cast<std::int64_t>(quad_of(event.event)));
  sides_.number(event.goldstein).integer(static_cast<std::int64_t>(event.status)).integer(id);
  sides_.integer(first ? 1 : 0);
  const std::string country = self.country.value_or("");
  const std::string side = country + (role == kRecipient ? "<" : ">");
  const auto is_new = [&](const std::string& what) {
    return met_.insert(XXH3_64bits(what.data(), what.size())).second ? 1 : 0;
  };
  sides_.integer(is_new(country)).integer(is_new(side));
  sides_.integer(is_new(side + "|" + (other == nullptr ? "" : other->country.value_or(""))));
  sides_.integer(is_new("#" + std::to_string(identities_.of(self)))).text(origin).end();
}

void RecordRows::add_event(std::int64_t id, std::int32_t doc, const Event& event, std::int64_t happening,
                           std::string_view origin) {
  Rows& rows = events_;
  add_head(rows, id, doc, event);
  add_date(rows, event.date);
  rows.integer(static_cast<std::int64_t>(event.event)).text_or_null(event.mode);
  event.contexts.empty() ? rows.null() : rows.list(event.contexts);
  event.issues.empty() ? rows.null() : rows.list(event.issues);
  rows.text(event.cameo).integer(static_cast<std::int64_t>(quad_of(event.event))).number(event.goldstein);
  add_place(rows, event.location, identities_);
  rows.integer(static_cast<std::int64_t>(event.status));
  if (event.attribution) {
    rows.text(event.attribution->cue).text(tag_of(event.attribution->statement, event.doc));
  } else {
    rows.null().null();
  }
  add_span(rows, event.trigger);
  rows.text(event.rule).number(event.confidence).integer(happening).text(origin).end();

  add_parties(event_actors_, id, 0, event.actors, true);
  add_parties(event_actors_, id, 1, event.recipients, true);
  if (event.attribution) add_parties(event_actors_, id, 2, {event.attribution->source}, true);

  met_.clear();
  const bool first = happening == id;
  const auto side = [&](const ActorReference& self, Side role, const ActorReference* other) {
    add_side(self, role, other, event, id, first, origin);
  };
  if (event.recipients.empty()) {
    // What is done together: every two of the actors, from both sides. Who acts alone has one side.
    for (const ActorReference& one : event.actors) {
      if (event.actors.size() == 1) side(one, kActor, nullptr);
      for (const ActorReference& other : event.actors) {
        if (&one != &other) side(one, kWith, &other);
      }
    }
  } else if (event.actors.empty()) {
    for (const ActorReference& one : event.recipients) side(one, kRecipient, nullptr);
  }
  for (const ActorReference& actor : event.actors) {
    for (const ActorReference& recipient : event.recipients) {
      side(actor, kActor, &recipient);
      side(recipient, kRecipient, &actor);
    }
  }
}

void RecordRows::add_statement(std::int64_t id, std::int32_t doc, const Statement& statement) {
  Rows& rows = statements_;
  add_head(rows, id, doc, statement);
  add_date(rows, statement.date);
  rows.text(statement.kind);
  add_span(rows, statement.cue);
  add_span(rows, statement.content);
  statement.issues.empty() ? rows.null() : rows.list(statement.issues);
  rows.text(statement.stance).text(statement.rule);
  add_spans(rows, statement.parts);
  add_spans(rows, statement.quoted);
  if (statement.attribution) {
    rows.text(statement.attribution->cue).text(tag_of(statement.attribution->statement, statement.doc));
  } else {
    rows.null().null();
  }
  rows.end();
  add_parties(statement_speakers_, id, 0, statement.speakers, false);
  add_parties(statement_speakers_, id, 1, statement.addressees, false);
  add_parties(statement_speakers_, id, 2, statement.about, false);
  if (statement.attribution) add_parties(statement_speakers_, id, 3, {statement.attribution->source}, false);
}

void RecordRows::add_relation(std::int64_t id, std::int32_t doc, const Relation& relation) {
  Rows& rows = relations_;
  add_head(rows, id, doc, relation);
  rows.text(relation.relation);
  for (const ActorReference* party : {&relation.from, &relation.to}) {
    rows.integer(identities_.of(*party));
    add_span(rows, party->span);
  }
  for (const RecordDate* date : {&relation.since, &relation.until}) {
    add_day(rows, date->begin);
    rows.integer(static_cast<std::int64_t>(date->precision));
  }
  add_span(rows, relation.trigger);
  rows.text(relation.rule).end();
}

void RecordRows::flush() {
  for (Rows* rows : {&sentences_, &events_, &event_actors_, &sides_, &statements_, &statement_speakers_, &relations_}) {
    rows->flush();
  }
}

}  // namespace chancery::store
