// What comes out: events, statements and relations, with the fields of the contract.
//
// Plain structs that own their strings; they outlive the document and the analysis they were read from.
// Spans are half open and count Unicode code points of the document's text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chancery {

/// Words of the document and where they stand.
struct TextSpan {
  std::string text;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

/// Somebody who acts, or to whom something is done.
struct ActorReference {
  TextSpan span;
  std::string name;                    // the resolved name; the words as written where nothing is known
  std::optional<std::string> country;  // ISO 3166-1 alpha-3
  std::optional<std::string> sector;   // primary PLOVER sector
  std::vector<std::string> members;    // countries, for groups such as "Western countries"
};

/// The sixteen PLOVER types, in the order of the codebook.
enum class EventType : std::uint8_t {
  Agree,
  Consult,
  Support,
  Concede,
  Cooperate,
  Aid,
  Retreat,
  Request,
  Accuse,
  Reject,
  Threaten,
  Protest,
  Sanction,
  Mobilize,
  Coerce,
  Assault,
};
inline constexpr std::size_t kEventTypeCount = 16;

enum class Quad : std::uint8_t { VerbalCooperation, MaterialCooperation, VerbalConflict, MaterialConflict };
enum class Status : std::uint8_t { Actual, Planned, Conditional, Negated, Alleged };
enum class DatePrecision : std::uint8_t { None, Day, Month, Year, Range };

/// As the contract spells them: "CONSULT", "verbal-cooperation", "planned", "day" ("" for DatePrecision::None).
std::string_view name_of(EventType type);
std::string_view name_of(Quad quad);
std::string_view name_of(Status status);
std::string_view name_of(DatePrecision precision);
std::optional<EventType> event_type_from(std::string_view name);
Quad quad_of(EventType type);

/// A day, month, year or range that an expression of time stands for.
struct RecordDate {
  std::string begin;  // "2024-05-16", "2023-02", "2024"; empty where there is none
  std::string end;    // last day, for a range
  DatePrecision precision = DatePrecision::None;
  std::string reason = {};  // why there is no date, where there is none
};

struct Location {
  TextSpan span;
  std::string name;
  std::optional<std::string> country;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::optional<std::int64_t> geonames;
};

/// The statement that an event stands in.
struct Attribution {
  ActorReference source;
  std::string cue;
  std::string statement;  // id of the statement
};

struct Event {
  std::string id;
  std::string doc;
  std::uint32_t sentence = 0;
  RecordDate date;
  EventType event = EventType::Consult;
  std::string mode;  // empty where the type has none
  std::vector<std::string> contexts;
  std::vector<std::string> issues;  // ids of data/issues
  std::string cameo;
  double goldstein = 0;
  std::vector<ActorReference> actors;
  std::vector<ActorReference> recipients;
  std::optional<Location> location;
  Status status = Status::Actual;
  std::optional<Attribution> attribution;
  TextSpan trigger;
  std::string rule;
  double confidence = 0;
};

struct Statement {
  std::string id;
  std::string doc;
  std::uint32_t sentence = 0;
  RecordDate date;
  std::string kind;  // direct, indirect, mixed
  std::vector<ActorReference> speakers;
  std::vector<ActorReference> addressees;
  TextSpan cue;
  TextSpan content;              // as written, with its quotation marks; from the first to the last word
  std::vector<TextSpan> parts;   // the parts of a content that its cue breaks ("…," he said, "…"); else empty
  std::vector<TextSpan> quoted;  // what stands between quotation marks in a mixed content, with the marks
  std::optional<Attribution> attribution;  // the statement that this one stands in
  std::vector<ActorReference> about;
  std::vector<std::string> issues;
  std::string stance = "neutral";  // positive, negative, neutral
  std::string rule;
};

struct Relation {
  std::string id;
  std::string doc;
  std::uint32_t sentence = 0;
  std::string relation;  // ally, rival, member, holds-office
  ActorReference from;
  ActorReference to;
  RecordDate since;
  RecordDate until;
  TextSpan trigger;
  std::string rule;
};

/// What the head of the story told: one for each document, before its other records.
struct StoryHead {
  std::string doc;
  std::string title;
  RecordDate date;
  std::string publisher;
  std::string agency;
  std::optional<Location> place;
};

/// Where a sentence stands; the `sentence` of records counts these.
struct SentenceBounds {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

/// All that was read in one document, in text order.
struct Records {
  StoryHead head;
  std::vector<SentenceBounds> sentences;
  std::vector<Event> events;
  std::vector<Statement> statements;
  std::vector<Relation> relations;
};

}  // namespace chancery
