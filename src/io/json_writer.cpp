// Records as JSON lines. Order of fields, escapes and the form of numbers are fixed: the same records are the same
// bytes. The tests read them back with simdjson.
// Tested by: writer_test.cpp
#include <type_traits>

#include "base/utf8.h"
#include "io/numbers.h"
#include "io/record_order.h"
#include "io/writer.h"

namespace chancery::io {
namespace {

/// Appends one JSON value after the other; knows where commas go.
class Json {
 public:
  explicit Json(std::string& out) : out_(out) {}

  void open(char bracket) {
    separate();
    out_.push_back(bracket);
    fresh_ = true;
  }
  void close(char bracket) {
    out_.push_back(bracket);
    fresh_ = false;
  }
  void key(std::string_view name) {
    separate();
    quote(name);
    out_.push_back(':');
    fresh_ = true;
  }
  void string(std::string_view text) {
    separate();
    if (is_valid_utf8(text)) {
      quote(text);
    } else {
      std::string repaired(text);
      repair_utf8(repaired);
      quote(repaired);
    }
  }
  void raw(std::string_view value) {
    separate();
    out_.append(value);
  }
  void null() { raw("null"); }

 private:
  void separate() {
    if (!fresh_) out_.push_back(',');
    fresh_ = false;
  }
  void quote(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out_.push_back('"');
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      out_.append(text, written, i - written);
      written = i + 1;
      out_.push_back('\\');
      switch (c) {
        case '"':
        case '\\':
          out_.push_back(static_cast<char>(c));
          break;
        case '\n':
          out_.push_back('n');
          break;
        case '\r':
          out_.push_back('r');
          break;
        case '\t':
          out_.push_back('t');
          break;
        default:
          out_.append("u00");
          out_.push_back(kHex[c >> 4]);
          out_.push_back(kHex[c & 15]);
      }
    }
    out_.append(text, written, text.size() - written);
    out_.push_back('"');
  }

  std::string& out_;
  bool fresh_ = true;  // nothing stands before the next value that a comma would part it from
};

void put(Json& json, std::string_view name, std::string_view text) {
  json.key(name);
  json.string(text);
}
void put_or_null(Json& json, std::string_view name, std::string_view text) {
  json.key(name);
  text.empty() ? json.null() : json.string(text);
}
template <class Number>
  requires std::is_integral_v<Number>
void put_number(Json& json, std::string_view name, Number number) {
  json.key(name);
  json.raw(std::to_string(number));
}
void put_strings(Json& json, std::string_view name, const std::vector<std::string>& items) {
  json.key(name);
  json.open('[');
  for (const std::string& item : items) json.string(item);
  json.close(']');
}

void put_span_fields(Json& json, const TextSpan& span) {
  put(json, "text", span.text);
  put_number(json, "start", span.start);
  put_number(json, "end", span.end);
}
void put_span(Json& json, std::string_view name, const TextSpan& span) {
  json.key(name);
  json.open('{');
  put_span_fields(json, span);
  json.close('}');
}

void put_spans(Json& json, std::string_view name, const std::vector<TextSpan>& spans) {
  json.key(name);
  json.open('[');
  for (const TextSpan& span : spans) {
    json.open('{');
    put_span_fields(json, span);
    json.close('}');
  }
  json.close(']');
}

void actor(Json& json, const ActorReference& actor) {
  json.open('{');
  put_span_fields(json, actor.span);
  put(json, "name", actor.name);
  put_or_null(json, "country", actor.country.value_or(""));
  put_or_null(json, "sector", actor.sector.value_or(""));
  if (!actor.members.empty()) put_strings(json, "members", actor.members);
  json.close('}');
}
void put_actor(Json& json, std::string_view name, const ActorReference& reference) {
  json.key(name);
  actor(json, reference);
}
void put_actors(Json& json, std::string_view name, const std::vector<ActorReference>& actors) {
  json.key(name);
  json.open('[');
  for (const ActorReference& reference : actors) actor(json, reference);
  json.close(']');
}

void put_location(Json& json, std::string_view name, const std::optional<Location>& location) {
  json.key(name);
  if (!location) return json.null();
  json.open('{');
  put_span_fields(json, location->span);
  put(json, "name", location->name);
  put_or_null(json, "country", location->country.value_or(""));
  json.key("lat");
  location->latitude ? json.raw(coordinate(*location->latitude)) : json.null();
  json.key("lon");
  location->longitude ? json.raw(coordinate(*location->longitude)) : json.null();
  json.key("geonames");
  location->geonames ? json.raw(std::to_string(*location->geonames)) : json.null();
  json.close('}');
}

void put_date(Json& json, const RecordDate& date) {
  put_or_null(json, "date", date.begin);
  if (!date.end.empty()) put(json, "date_end", date.end);
  put_or_null(json, "date_precision", name_of(date.precision));
  if (date.begin.empty() && !date.reason.empty()) put(json, "date_reason", date.reason);
}

void put_attribution(Json& json, const std::optional<Attribution>& attribution) {
  json.key("attribution");
  if (!attribution) return json.null();
  json.open('{');
  put_actor(json, "source", attribution->source);
  put(json, "cue", attribution->cue);
  put(json, "statement", attribution->statement);
  json.close('}');
}

template <class Record>
void put_place_in_document(Json& json, std::string_view kind, const Record& record) {
  put(json, "record", kind);
  put(json, "id", record.id);
  put(json, "doc", record.doc);
  put_number(json, "sentence", record.sentence);
}

void write(Json& json, const Event& event) {
  put_place_in_document(json, "event", event);
  put_date(json, event.date);
  put(json, "event", name_of(event.event));
  put_or_null(json, "mode", event.mode);
  put_strings(json, "contexts", event.contexts);
  put_strings(json, "issues", event.issues);
  put(json, "cameo", event.cameo);
  put(json, "quad", name_of(quad_of(event.event)));
  json.key("goldstein");
  json.raw(fixed(event.goldstein, 1));
  put_actors(json, "actors", event.actors);
  put_actors(json, "recipients", event.recipients);
  put_location(json, "location", event.location);
  put(json, "status", name_of(event.status));
  put_attribution(json, event.attribution);
  put_span(json, "trigger", event.trigger);
  put(json, "rule", event.rule);
  json.key("confidence");
  json.raw(fixed(event.confidence, 2));
}

void write(Json& json, const Statement& statement) {
  put_place_in_document(json, "statement", statement);
  put_date(json, statement.date);
  put(json, "kind", statement.kind);
  put_actors(json, "speakers", statement.speakers);
  put_actors(json, "addressees", statement.addressees);
  put_span(json, "cue", statement.cue);
  put_span(json, "content", statement.content);
  if (!statement.parts.empty()) put_spans(json, "parts", statement.parts);
  if (!statement.quoted.empty()) put_spans(json, "quoted", statement.quoted);
  put_attribution(json, statement.attribution);
  put_actors(json, "about", statement.about);
  put_strings(json, "issues", statement.issues);
  put(json, "stance", statement.stance);
  put(json, "rule", statement.rule);
}

void write(Json& json, const Relation& relation) {
  put(json, "record", "relation");
  put(json, "id", relation.id);
  put(json, "relation", relation.relation);
  put_actor(json, "from", relation.from);
  put_actor(json, "to", relation.to);
  put_or_null(json, "since", relation.since.begin);
  put_or_null(json, "until", relation.until.begin);
  put(json, "doc", relation.doc);
  put_number(json, "sentence", relation.sentence);
  put_span(json, "trigger", relation.trigger);
  put(json, "rule", relation.rule);
}

void write(Json& json, const StoryHead& head) {
  put(json, "record", "document");
  put(json, "doc", head.doc);
  put_or_null(json, "title", head.title);
  put_date(json, head.date);
  put_or_null(json, "publisher", head.publisher);
  put_or_null(json, "agency", head.agency);
  put_location(json, "place", head.place);
}

template <class Record>
void append_line(const Record& record, std::string& out) {
  Json json(out);
  json.open('{');
  write(json, record);
  json.close('}');
  out.push_back('\n');
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) { Json(out).string(text); }

void append_jsonl(const Records& records, std::string& out) {
  append_line(records.head, out);
  for_each_record(records, [&](const auto& record) { append_line(record, out); });
}

}  // namespace chancery::io
