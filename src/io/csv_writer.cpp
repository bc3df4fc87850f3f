// Records as rows of one table. The columns and their order are part of the contract: new ones go to the end.
// Tested by: writer_test.cpp
#include <array>

#include "base/utf8.h"
#include "io/numbers.h"
#include "io/record_order.h"
#include "io/writer.h"

namespace chancery::io {
namespace {

enum class Column : std::uint8_t {
  Record,
  Id,
  Doc,
  Sentence,
  Date,
  DateEnd,
  DatePrecision,
  Event,
  Mode,
  Contexts,
  Cameo,
  Quad,
  Goldstein,
  ActorNames,
  ActorCountries,
  ActorSectors,
  RecipientNames,
  RecipientCountries,
  RecipientSectors,
  LocationName,
  LocationCountry,
  Lat,
  Lon,
  Geonames,
  Status,
  AttributionName,
  AttributionCountry,
  AttributionSector,
  AttributionCue,
  AttributionStatement,
  Trigger,
  TriggerStart,
  TriggerEnd,
  Kind,
  Content,
  ContentStart,
  ContentEnd,
  AboutNames,
  AboutCountries,
  Issues,
  Stance,
  Relation,
  Since,
  Until,
  Rule,
  Confidence,
};
constexpr std::size_t kColumnCount = static_cast<std::size_t>(Column::Confidence) + 1;

constexpr std::string_view kHeader =
    "record,id,doc,sentence,date,date_end,date_precision,event,mode,contexts,cameo,quad,goldstein,"
    "actor_names,actor_countries,actor_sectors,recipient_names,recipient_countries,recipient_sectors,"
    "location_name,location_country,lat,lon,geonames,status,"
    "attribution_name,attribution_country,attribution_sector,attribution_cue,attribution_statement,"
    "trigger,trigger_start,trigger_end,kind,content,content_start,content_end,about_names,about_countries,"
    "issues,stance,relation,since,until,rule,confidence\n";

/// The cells of one row, set in any order.
class Row {
 public:
  /// Words from a document or a table: guarded against being run as a formula.
  void text(Column column, std::string_view text) {
    std::string& cell = cells_[static_cast<std::size_t>(column)];
    cell.clear();
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
      cell.push_back('\'');
    cell.append(text);
    repair_utf8(cell);
  }
  /// A value of our own; "null" is an empty cell.
  void number(Column column, std::string number) {
    if (number != "null") cells_[static_cast<std::size_t>(column)] = std::move(number);
  }

  void append_to(std::string& out) const {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (i > 0) out.push_back(',');
      append_cell(cells_[i], out);
    }
    out.push_back('\n');
  }

 private:
  static void append_cell(std::string_view cell, std::string& out) {
    const bool plain = cell.find_first_of(",\"\r\n") == std::string_view::npos;
    if (plain && !cell.starts_with(' ') && !cell.ends_with(' ')) {
      out.append(cell);
      return;
    }
    out.push_back('"');
    for (const char c : cell) {
      if (c == '"') out.push_back('"');
      out.push_back(c);
    }
    out.push_back('"');
  }
  std::array<std::string, kColumnCount> cells_;
};

template <class Items, class Text>
std::string joined(const Items& items, Text text) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out.append("; ");
    out.append(text(items[i]));
  }
  return out;
}

void put_actors(Row& row, const std::vector<ActorReference>& actors, Column names, Column countries) {
  row.text(names, joined(actors, [](const ActorReference& actor) { return actor.name; }));
  row.text(countries, joined(actors, [](const ActorReference& actor) { return actor.country.value_or(""); }));
}
void put_actors(Row& row, const std::vector<ActorReference>& actors, Column names, Column countries, Column sectors) {
  put_actors(row, actors, names, countries);
  row.text(sectors, joined(actors, [](const ActorReference& actor) { return actor.sector.value_or(""); }));
}
void put_date(Row& row, const RecordDate& date) {
  row.text(Column::Date, date.begin);
  row.text(Column::DateEnd, date.end);
  row.text(Column::DatePrecision, name_of(date.precision));
}
void put_trigger(Row& row, const TextSpan& trigger) {
  row.text(Column::Trigger, trigger.text);
  row.number(Column::TriggerStart, std::to_string(trigger.start));
  row.number(Column::TriggerEnd, std::to_string(trigger.end));
}
template <class Record>
void put_place_in_document(Row& row, std::string_view kind, const Record& record) {
  row.text(Column::Record, kind);
  row.text(Column::Id, record.id);
  row.text(Column::Doc, record.doc);
  row.number(Column::Sentence, std::to_string(record.sentence));
}
std::string same(const std::string& item) { return item; }

void put_attribution(Row& row, const std::optional<Attribution>& attribution) {
  if (!attribution) return;
  row.text(Column::AttributionName, attribution->source.name);
  row.text(Column::AttributionCountry, attribution->source.country.value_or(""));
  row.text(Column::AttributionSector, attribution->source.sector.value_or(""));
  row.text(Column::AttributionCue, attribution->cue);
  row.text(Column::AttributionStatement, attribution->statement);
}

void fill(Row& row, const Event& event) {
  put_place_in_document(row, "event", event);
  put_date(row, event.date);
  row.text(Column::Event, name_of(event.event));
  row.text(Column::Mode, event.mode);
  row.text(Column::Contexts, joined(event.contexts, same));
  row.text(Column::Issues, joined(event.issues, same));
  row.text(Column::Cameo, event.cameo);
  row.text(Column::Quad, name_of(quad_of(event.event)));
  row.number(Column::Goldstein, fixed(event.goldstein, 1));
  put_actors(row, event.actors, Column::ActorNames, Column::ActorCountries, Column::ActorSectors);
  put_actors(row, event.recipients, Column::RecipientNames, Column::RecipientCountries, Column::RecipientSectors);
  if (event.location) {
    const Location& location = *event.location;
    row.text(Column::LocationName, location.name);
    row.text(Column::LocationCountry, location.country.value_or(""));
    if (location.latitude) row.number(Column::Lat, coordinate(*location.latitude));
    if (location.longitude) row.number(Column::Lon, coordinate(*location.longitude));
    if (location.geonames) row.number(Column::Geonames, std::to_string(*location.geonames));
  }
  row.text(Column::Status, name_of(event.status));
  put_attribution(row, event.attribution);
  put_trigger(row, event.trigger);
  row.text(Column::Rule, event.rule);
  row.number(Column::Confidence, fixed(event.confidence, 2));
}

void fill(Row& row, const Statement& statement) {
  put_place_in_document(row, "statement", statement);
  put_date(row, statement.date);
  put_actors(row, statement.speakers, Column::ActorNames, Column::ActorCountries, Column::ActorSectors);
  put_actors(row, statement.addressees, Column::RecipientNames, Column::RecipientCountries, Column::RecipientSectors);
  put_attribution(row, statement.attribution);
  put_trigger(row, statement.cue);
  row.text(Column::Kind, statement.kind);
  row.text(Column::Content, statement.content.text);
  row.number(Column::ContentStart, std::to_string(statement.content.start));
  row.number(Column::ContentEnd, std::to_string(statement.content.end));
  put_actors(row, statement.about, Column::AboutNames, Column::AboutCountries);
  row.text(Column::Issues, joined(statement.issues, same));
  row.text(Column::Stance, statement.stance);
  row.text(Column::Rule, statement.rule);
}

void fill(Row& row, const Relation& relation) {
  put_place_in_document(row, "relation", relation);
  put_actors(row, {relation.from}, Column::ActorNames, Column::ActorCountries, Column::ActorSectors);
  put_actors(row, {relation.to}, Column::RecipientNames, Column::RecipientCountries, Column::RecipientSectors);
  put_trigger(row, relation.trigger);
  row.text(Column::Relation, relation.relation);
  row.text(Column::Since, relation.since.begin);
  row.text(Column::Until, relation.until.begin);
  row.text(Column::Rule, relation.rule);
}

}  // namespace

std::string_view csv_header() { return kHeader; }

void append_csv(const Records& records, std::string& out) {
  for_each_record(records, [&](const auto& record) {
    Row row;
    fill(row, record);
    row.append_to(out);
  });
}

}  // namespace chancery::io
