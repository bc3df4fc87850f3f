// Tested by: tests/contract/test_store.py
#include "store/questions.h"

#include <algorithm>
#include <array>

#include "chancery/records.h"
#include "store/conditions.h"

namespace chancery::store {
namespace {

/// Text that ILIKE finds inside others, whatever letters it has.
std::string pattern(const std::string& text) {
  std::string out = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out + "%";
}

bool is_quad(const std::string& word) {
  for (const Quad quad :
       {Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict}) {
    if (name_of(quad) == word) return true;
  }
  return false;
}

}  // namespace

void append(Values& to, const Values& more) { to.insert(to.end(), more.begin(), more.end()); }

void add_parties(Conditions& conditions, const std::vector<Party>& parties, const std::string& country,
                 const std::string& actor) {
  if (parties.empty()) return;
  std::vector<std::string> countries;
  std::vector<std::int64_t> actors;
  for (const Party& party : parties) {
    if (!party.country.empty()) countries.push_back(party.country);
    actors.insert(actors.end(), party.actors.begin(), party.actors.end());
  }
  // One country as a plain comparison: with it DuckDB skips all that lies elsewhere in the order of `sides`.
  if (countries.size() == 1 && actors.empty()) return conditions.add(country + " = ?", {countries.front()});
  if (actors.size() == 1 && countries.empty()) return conditions.add(actor + " = ?", {actors.front()});
  if (countries.empty()) return conditions.add("list_contains(?, " + actor + ")", {actors});
  if (actors.empty()) return conditions.add("list_contains(?, " + country + ")", {countries});
  conditions.add("list_contains(?, " + country + ") OR list_contains(?, " + actor + ")", {countries, actors});
}

void add_kinds(Conditions& conditions, const Filters& filters, const std::string& table, bool is_sides) {
  std::string any;
  Values values;
  for (const std::string& type : filters.types) {
    any += any.empty() ? "" : " OR ";
    values.emplace_back(type);
    if (event_type_from(type)) {
      any += table + ".event = ?::event_type";
    } else if (is_quad(type)) {
      any += table + ".quad = ?::quad";
    } else if (is_sides) {
      any += table + ".event_id IN (SELECT event_id FROM events WHERE starts_with(cameo, ?))";
    } else {
      any += "starts_with(" + table + ".cameo, ?)";
    }
  }
  if (!any.empty()) conditions.add(any, std::move(values));
  if (!filters.statuses.empty()) {
    std::string one;
    for (std::size_t i = 0; i < filters.statuses.size(); ++i) {
      one += (i == 0 ? "" : " OR ") + table + ".status = ?::status";
    }
    conditions.add(one, Values(filters.statuses.begin(), filters.statuses.end()));
  }
  if (!filters.origins.empty()) conditions.add("list_contains(?, " + table + ".origin)", {filters.origins});
  const std::string day = "DATE '1970-01-01' + ?::INTEGER";
  if (filters.since) conditions.add(table + ".date >= " + day, {std::int64_t{*filters.since}});
  if (filters.until) conditions.add(table + ".date <= " + day, {std::int64_t{*filters.until}});
  if (!filters.every_report)
    conditions.add(is_sides ? table + ".first_report" : table + ".happening = " + table + ".event_id");
}

void add_sources(Conditions& conditions, const Filters& filters) {
  std::string any;
  Values values;
  for (const std::string& source : filters.sources) {
    any += any.empty() ? "" : " OR ";
    any += "coalesce(d.publisher, d.source, '') ILIKE ? ESCAPE '\\' OR coalesce(d.url, '') ILIKE ? ESCAPE '\\'";
    values.emplace_back(pattern(source));
    values.emplace_back(pattern(source));
  }
  if (!any.empty()) conditions.add(any, std::move(values));
}

void add_from_events(Conditions& conditions, const Filters& filters, const std::string& table) {
  if (!filters.sources.empty()) {
    Conditions sources;
    add_sources(sources, filters);
    conditions.add(table + ".event_id IN (SELECT se.event_id FROM events se JOIN documents d USING (doc_id) WHERE " +
                       sources.sql() + ")",
                   sources.values());
  }
  if (!filters.issues.empty()) {
    conditions.add(table +
                       ".event_id IN (SELECT ie.event_id FROM events ie WHERE list_has_any(ie.contexts, ?) OR "
                       "list_has_any(ie.issues, ?) UNION ALL "
                       "SELECT ie.event_id FROM events ie JOIN statements t ON t.doc_id = ie.doc_id AND "
                       "t.tag = ie.attribution_statement WHERE list_has_any(t.issues, ?))",
                   {filters.issues, filters.issues, filters.issues});
  }
}

Party find_party(Database& db, const std::string& name) {
  Party party{name, "", {}};
  Result exact = db.query("SELECT actor_id FROM actors WHERE lower(name) = lower(?) ORDER BY actor_id", {name});
  while (exact.next()) party.actors.push_back(exact.integer(0));
  if (!party.actors.empty()) return party;
  Result parts =
      db.query("SELECT actor_id FROM actors WHERE ' ' || name || ' ' ILIKE ? ESCAPE '\\' ORDER BY actor_id LIMIT 500",
               {pattern(" " + name + " ")});
  while (parts.next()) party.actors.push_back(parts.integer(0));
  return party;
}

Query list_events(const Filters& filters) {
  Conditions conditions;
  if (!filters.actors.empty() || !filters.recipients.empty()) {
    // Both sides in one: who did it to whom. With one of them: on that side, whoever the other is.
    Conditions sides;
    if (!filters.actors.empty()) {
      sides.add("s.role IN ('actor', 'with')");
      add_parties(sides, filters.actors, "s.country", "s.actor_id");
      add_parties(sides, filters.recipients, "s.other_country", "s.other_id");
    } else {
      sides.add("s.role IN ('recipient', 'with')");
      add_parties(sides, filters.recipients, "s.country", "s.actor_id");
    }
    conditions.add("e.event_id IN (SELECT s.event_id FROM sides s WHERE " + sides.sql() + ")", sides.values());
  }
  for (const std::string& country : filters.countries) {
    conditions.add("e.event_id IN (SELECT s.event_id FROM sides s WHERE s.country = ?)", {country});
  }
  add_kinds(conditions, filters, "e", false);
  add_from_events(conditions, filters, "e");
  Query query;
  // The few rows that are shown are found first; names are looked up for them alone.
  query.sql =
      "WITH picked AS MATERIALIZED (SELECT e.event_id FROM events e WHERE " + conditions.sql() +
      " ORDER BY e.date DESC NULLS LAST, e.event_id DESC" +
      (filters.limit > 0 ? " LIMIT " + std::to_string(filters.limit) : "") +
      "), told AS (SELECT happening, count(*) AS reports FROM events WHERE happening IN (FROM picked) GROUP BY 1), "
      "parties AS (SELECT p.event_id, list(a.name ORDER BY p.position) FILTER (p.role = 'actor') AS actors, "
      "list(a.name ORDER BY p.position) FILTER (p.role = 'recipient') AS recipients, "
      "any_value(a.name) FILTER (p.role = 'source') AS said_by "
      "FROM event_actors p JOIN actors a USING (actor_id) WHERE p.event_id IN (FROM picked) GROUP BY 1) "
      "SELECT d.id || e.tag AS id, CASE e.date_precision WHEN 'year' THEN strftime(e.date, '%Y') WHEN 'month' THEN "
      "strftime(e.date, '%Y-%m') ELSE e.date::VARCHAR END AS date, e.event, e.mode, e.cameo, e.quad, e.goldstein, "
      "p.actors, p.recipients, l.name AS place, e.status, p.said_by, coalesce(t.reports, 1) AS reports, "
      "coalesce(d.publisher, d.source) AS source, d.url, e.confidence, e.origin "
      "FROM events e JOIN documents d USING (doc_id) LEFT JOIN parties p USING (event_id) "
      "LEFT JOIN told t ON t.happening = e.event_id LEFT JOIN places l ON l.place_id = e.place_id "
      "WHERE e.event_id IN (FROM picked) ORDER BY e.date DESC NULLS LAST, e.event_id DESC";
  query.values = conditions.values();
  return query;
}

Query list_statements(const Filters& filters) {
  Conditions conditions;
  const auto by_role = [&](const std::vector<Party>& parties, const std::string& roles) {
    if (parties.empty()) return;
    Conditions some;
    add_parties(some, parties, "a.country", "a.actor_id");
    conditions.add(
        "t.statement_id IN (SELECT p.statement_id FROM statement_speakers p JOIN actors a USING (actor_id) WHERE "
        "p.role IN (" +
            roles + ") AND " + some.sql() + ")",
        some.values());
  };
  by_role(filters.actors, "'speaker'");
  by_role(filters.recipients, "'addressee', 'about'");
  for (const std::string& country : filters.countries)
    by_role({{country, country, {}}}, "'speaker', 'addressee', 'about'");
  if (!filters.issues.empty()) conditions.add("list_has_any(t.issues, ?)", {filters.issues});
  const std::string day = "DATE '1970-01-01' + ?::INTEGER";
  if (filters.since) conditions.add("t.date >= " + day, {std::int64_t{*filters.since}});
  if (filters.until) conditions.add("t.date <= " + day, {std::int64_t{*filters.until}});
  if (!filters.origins.empty()) conditions.add("list_contains(?, d.origin)", {filters.origins});
  if (!filters.every_report) conditions.add("d.copy_of IS NULL");
  add_sources(conditions, filters);
  Query query;
  query.sql =
      "WITH picked AS MATERIALIZED (SELECT t.statement_id FROM statements t JOIN documents d USING (doc_id) WHERE " +
      conditions.sql() + " ORDER BY t.date DESC NULLS LAST, t.statement_id DESC" +
      (filters.limit > 0 ? " LIMIT " + std::to_string(filters.limit) : "") +
      "), parties AS (SELECT p.statement_id, list(a.name ORDER BY p.position) FILTER (p.role = 'speaker') AS speakers, "
      "list(a.name ORDER BY p.position) FILTER (p.role = 'addressee') AS addressees, "
      "list(a.name ORDER BY p.position) FILTER (p.role = 'about') AS about "
      "FROM statement_speakers p JOIN actors a USING (actor_id) WHERE p.statement_id IN (FROM picked) GROUP BY 1) "
      "SELECT d.id || t.tag AS id, t.date, p.speakers, p.addressees, t.cue_text AS cue, t.content_text AS content, "
      "t.kind, p.about, t.issues, t.stance, coalesce(d.publisher, d.source) AS source, d.url "
      "FROM statements t JOIN documents d USING (doc_id) LEFT JOIN parties p USING (statement_id) "
      "WHERE t.statement_id IN (FROM picked) ORDER BY t.date DESC NULLS LAST, t.statement_id DESC";
  query.values = conditions.values();
  return query;
}

void ask(Database& db, const Query& query, const std::function<void(const std::vector<Database::Column>&)>& head,
         const std::function<bool(const Cells&)>& row) {
  std::string sql = query.sql;
  while (!sql.empty() && (sql.back() == ';' || sql.back() == ' ' || sql.back() == '\n')) sql.pop_back();
  std::size_t parameters = 0;
  const std::vector<Database::Column> columns = db.describe(sql, &parameters);
  if (parameters != query.values.size()) throw SqlError("write values into the question: it has places for parameters");
  head(columns);
  // DuckDB itself turns values into words. The line break ends a comment that a question may end with.
  std::string words;
  std::string names;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string name = "c" + std::to_string(i);
    names += (i > 0 ? "," : "") + name;
    words += i > 0 ? "," : "";
    words += columns[i].kind == Database::Column::Kind::Nested ? "to_json(" + name + ")::VARCHAR" : name + "::VARCHAR";
  }
  Result result = db.stream("SELECT " + words + " FROM (" + sql + "\n) AS answer(" + names + ")", query.values);
  Cells cells(columns.size());
  while (result.next()) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i] = result.null(i) ? std::nullopt : std::optional<std::string>(result.text(i));
    }
    if (!row(cells)) return;
  }
}

}  // namespace chancery::store
