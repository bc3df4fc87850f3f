// Tested by: tests/contract/test_store.py
#include "store/summaries.h"

#include <algorithm>

#include "base/check.h"
#include "store/conditions.h"

namespace chancery::store {
namespace {

/// Counts of `rows` by period and quad, side by side: first by both, which is quicker than four counts of every row.
/// `period` is an expression of `x.date`, `name` what its column is called.
std::string quads_by(const std::string& period, const std::string& name, const std::string& rows) {
  std::string sql = "SELECT " + name;
  for (const char* quad : {"verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"}) {
    std::string value = quad;
    std::replace(value.begin(), value.end(), '_', '-');
    sql += ", coalesce(sum(n) FILTER (quad = '" + value + "'), 0)::BIGINT AS " + quad;
  }
  return sql + ", sum(n)::BIGINT AS events, round(sum(score)::DOUBLE / sum(n), 2) AS mean_goldstein FROM (SELECT " +
         period + " AS " + name + ", x.quad, count(*) AS n, sum(x.goldstein) AS score FROM " + rows +
         " x WHERE x.date IS NOT NULL GROUP BY 1, 2) GROUP BY 1 ORDER BY 1";
}

/// Events `e` that pass the filters, parties and all.
Conditions event_conditions(const Filters& filters) {
  Conditions conditions;
  const auto by_side = [&](const std::vector<Party>& parties, const std::string& roles) {
    if (parties.empty()) return;
    Conditions some;
    add_parties(some, parties, "s.country", "s.actor_id");
    conditions.add(
        "e.event_id IN (SELECT s.event_id FROM sides s WHERE s.role IN (" + roles + ") AND " + some.sql() + ")",
        some.values());
  };
  by_side(filters.actors, "'actor', 'with'");
  by_side(filters.recipients, "'recipient', 'with'");
  for (const std::string& country : filters.countries)
    by_side({{country, country, {}}}, "'actor', 'recipient', 'with'");
  add_kinds(conditions, filters, "e", false);
  add_from_events(conditions, filters, "e");
  return conditions;
}

/// Whether nothing is asked for that a row of `sides` does not tell of itself.
bool is_plain(const Filters& filters) {
  return filters.actors.empty() && filters.recipients.empty() && filters.issues.empty() && filters.sources.empty();
}
bool is_one_country(const Filters& filters) { return is_plain(filters) && filters.countries.size() == 1; }

std::string limited(const Filters& filters) {
  return filters.limit > 0 ? " LIMIT " + std::to_string(filters.limit) : "";
}

Conditions statement_conditions(const Filters& filters) {
  Conditions conditions;
  const std::string day = "DATE '1970-01-01' + ?::INTEGER";
  if (filters.since) conditions.add("t.date >= " + day, {std::int64_t{*filters.since}});
  if (filters.until) conditions.add("t.date <= " + day, {std::int64_t{*filters.until}});
  if (!filters.issues.empty()) conditions.add("list_has_any(t.issues, ?)", {filters.issues});
  if (!filters.every_report) conditions.add("d.copy_of IS NULL");
  add_sources(conditions, filters);
  return conditions;
}

/// Statements `t` of documents `d` that one of `parties` makes.
Conditions said_by(const std::vector<Party>& parties, const Filters& filters) {
  Conditions conditions = statement_conditions(filters);
  if (!parties.empty()) {
    Conditions who;
    add_parties(who, parties, "a.country", "a.actor_id");
    conditions.add(
        "t.statement_id IN (SELECT p.statement_id FROM statement_speakers p JOIN actors a USING (actor_id) "
        "WHERE p.role = 'speaker' AND " +
            who.sql() + ")",
        who.values());
  }
  return conditions;
}

}  // namespace

Query timeline(const Filters& filters, const std::string& period) {
  // `period` is one of four words, checked on the command line; the list here keeps it so.
  std::string unit = "month";
  for (const char* known : {"day", "week", "year"}) {
    if (period == known) unit = known;
  }
  std::string rows = "events e WHERE ";
  Conditions conditions;
  if (is_one_country(filters)) {
    rows = "sides e WHERE e.new_country AND ";
    conditions.add("e.country = ?", {filters.countries.front()});
    add_kinds(conditions, filters, "e", true);
  } else {
    conditions = event_conditions(filters);
  }
  return {quads_by("date_trunc('" + unit + "', x.date)::DATE", unit,
                   "(SELECT e.date, e.quad, e.goldstein FROM " + rows + conditions.sql() + ")") +
              limited(filters),
          conditions.values()};
}

Query top(const Filters& filters, const std::string& kind) {
  const Conditions conditions = event_conditions(filters);
  const std::string picked =
      "WITH picked AS MATERIALIZED (SELECT e.event_id FROM events e WHERE " + conditions.sql() + ") ";
  Query query{"", conditions.values()};
  const std::string mean = "count(DISTINCT x.event_id) AS events, round(avg(x.goldstein), 2) AS mean_goldstein ";
  const std::string order = " GROUP BY ALL ORDER BY events DESC, 1" + limited(filters);
  if (kind == "actors" || kind == "recipients") {
    query.sql = picked + "SELECT a.name, a.country, a.sector, " + mean +
                "FROM sides x JOIN actors a USING (actor_id) WHERE x.role = '" +
                (kind == "actors" ? "actor" : "recipient") + "' AND x.event_id IN (FROM picked)" + order;
  } else if ((kind == "pairs" || kind == "countries") && is_plain(filters) && filters.countries.empty()) {
    Conditions of_sides;
    add_kinds(of_sides, filters, "x", true);
    const bool pairs = kind == "pairs";
    query.values = of_sides.values();
    query.sql = std::string("SELECT ") + (pairs ? "x.country AS actor, x.other_country AS recipient" : "x.country") +
                ", count(*) AS events, round(avg(x.goldstein), 2) AS mean_goldstein FROM sides x WHERE " +
                (pairs ? "x.new_pair AND x.role = 'actor' AND x.other_country IS NOT NULL AND x.country <> "
                         "x.other_country AND "
                       : "x.new_country AND ") +
                "x.country IS NOT NULL AND " + of_sides.sql() + order;
  } else if (kind == "pairs") {
    query.sql = picked + "SELECT x.country AS actor, x.other_country AS recipient, " + mean +
                "FROM sides x WHERE x.role = 'actor' AND x.country IS NOT NULL AND x.other_country IS NOT NULL AND "
                "x.country <> x.other_country AND x.event_id IN (FROM picked)" +
                order;
  } else if (kind == "countries") {
    query.sql = picked + "SELECT x.country, " + mean +
                "FROM sides x WHERE x.country IS NOT NULL AND x.event_id IN (FROM picked)" + order;
  } else if (kind == "types") {
    query.sql =
        "SELECT e.event::VARCHAR AS event, e.mode, count(*) AS events, round(avg(e.goldstein), 2) AS mean_goldstein "
        "FROM events e WHERE " +
        conditions.sql() + order;
  } else if (kind == "places") {
    query.sql =
        "SELECT l.name, l.country, count(*) AS events, round(avg(e.goldstein), 2) AS mean_goldstein FROM events e "
        "JOIN places l USING (place_id) WHERE " +
        conditions.sql() + order;
  } else if (kind == "sources") {
    query.sql =
        "SELECT coalesce(d.publisher, d.source) AS source, count(*) AS events, count(DISTINCT d.doc_id) AS documents "
        "FROM events e JOIN documents d USING (doc_id) WHERE " +
        conditions.sql() + order;
  } else {
    const Conditions said = said_by(filters.actors, filters);
    query.values = said.values();
    if (kind == "speakers") {
      query.sql =
          "SELECT a.name, a.country, a.sector, count(DISTINCT t.statement_id) AS statements FROM statements t "
          "JOIN documents d USING (doc_id) JOIN statement_speakers p ON p.statement_id = t.statement_id AND "
          "p.role = 'speaker' JOIN actors a USING (actor_id) WHERE " +
          said.sql();
    } else {
      CHANCERY_CHECK(kind == "issues", "the command line lets no other kind through");
      query.sql =
          "SELECT issue, count(*) AS statements, count(*) FILTER (stance = 'positive') AS positive, "
          "count(*) FILTER (stance = 'negative') AS negative FROM (SELECT unnest(t.issues) AS issue, t.stance FROM "
          "statements t JOIN documents d USING (doc_id) WHERE " +
          said.sql() + ")";
    }
    query.sql += " GROUP BY ALL ORDER BY statements DESC, 1" + limited(filters);
  }
  return query;
}

namespace {

/// The counts of a dossier, as questions of rows that count each event once.
struct Counted {
  std::string names;   // by actor: rows of `sides`
  std::string pairs;   // by the country on the other side
  std::string acts;    // what it does, and what is done to it
  std::string events;  // all
};

/// Of a whole country: `sides` says itself which rows count.
Counted count_country(const std::string& conditions) {
  const auto rows = [&](const char* flag) {
    return std::string("(SELECT * FROM sides s WHERE s.") + flag + " AND " + conditions + ")";
  };
  return {rows("new_actor"), rows("new_pair"), rows("new_side"), rows("new_country")};
}

/// Of some actors, who may stand side by side in an event.
Counted count_actors(const std::string& conditions) {
  const auto rows = [&](const std::string& columns) {
    return "(SELECT DISTINCT s.event_id, s.date, s.event, s.quad, s.goldstein" + columns + " FROM sides s WHERE " +
           conditions + ")";
  };
  const std::string side = ", CASE WHEN s.role = 'recipient' THEN s.role ELSE 'actor' END AS role";
  return {rows(", s.actor_id"), rows(side + ", s.other_country"), rows(side), rows("")};
}

}  // namespace

std::vector<DossierSection> dossier(const Party& party, const Filters& filters) {
  Conditions conditions;
  add_parties(conditions, {party}, "s.country", "s.actor_id");
  add_kinds(conditions, filters, "s", true);
  add_from_events(conditions, filters, "s");
  const Counted counted = party.country.empty() ? count_actors(conditions.sql()) : count_country(conditions.sql());
  const std::int64_t rows = filters.limit > 0 ? filters.limit : 10;
  const std::string limit = " LIMIT " + std::to_string(rows);
  const Values& values = conditions.values();
  std::vector<DossierSection> sections;

  Conditions who;
  add_parties(who, {party}, "a.country", "a.actor_id");
  sections.push_back(
      {"rows",
       "Under which names, countries and sectors it stands",
       {"SELECT a.name, a.country, a.sector, n.events, n.first, n.last FROM actors a JOIN (SELECT m.actor_id, "
        "count(*) AS events, min(m.date) AS first, max(m.date) AS last FROM " +
            counted.names + " m GROUP BY 1) n USING (actor_id) ORDER BY n.events DESC, a.name" + limit,
        values}});
  sections.push_back(
      {"offices",
       "Offices that were told of",
       {"SELECT a.name, r.trigger_text AS office, b.name AS \"of\", min(r.since) AS since, max(r.until) AS until, "
        "count(*) AS reports FROM relations r JOIN actors a ON a.actor_id = r.from_id JOIN actors b ON "
        "b.actor_id = r.to_id WHERE r.relation = 'holds-office' AND " +
            who.sql() + " GROUP BY ALL ORDER BY reports DESC, 1, 2" + limit,
        who.values()}});
  sections.push_back(
      {"deals_with",
       "Who it deals with",
       {"SELECT m.other_country AS country, count(*) FILTER (m.role <> 'recipient') AS does, count(*) FILTER (m.role = "
        "'recipient') AS is_done_to, round(avg(m.goldstein), 2) AS mean_goldstein FROM " +
            counted.pairs + " m WHERE m.other_country IS NOT NULL GROUP BY 1 ORDER BY does + is_done_to DESC, 1" +
            limit,
        values}});
  const auto acts = [&](const char* side) {
    return Query{
        "SELECT m.event::VARCHAR AS event, count(*) AS events, min(m.date) AS first, max(m.date) AS last FROM " +
            counted.acts + " m WHERE m.role " + side + " 'recipient' GROUP BY m.event ORDER BY events DESC, 1" + limit,
        values};
  };
  sections.push_back({"does", "What it does", acts("<>")});
  sections.push_back({"is_done_to", "What is done to it", acts("=")});
  sections.push_back({"years", "Year by year", {quads_by("year(x.date)", "year", counted.events), values}});
  const Conditions said = said_by({party}, filters);
  sections.push_back(
      {"said",
       "What it said on which issue, and how that changed",
       {"SELECT issue, year(date) AS year, count(*) AS statements, count(*) FILTER (stance = 'positive') AS "
        "positive, count(*) FILTER (stance = 'negative') AS negative, arg_max(content, date) AS latest FROM "
        "(SELECT unnest(t.issues) AS issue, t.date, t.stance, t.content_text AS content FROM statements t JOIN "
        "documents d USING (doc_id) WHERE " +
            said.sql() + ") GROUP BY 1, 2 ORDER BY 1, 2",
        said.values()}});
  sections.push_back(
      {"latest",
       "What it said last",
       {"SELECT t.date, t.content_text AS content, t.stance, coalesce(d.publisher, d.source) AS source FROM "
        "statements t JOIN documents d USING (doc_id) WHERE " +
            said.sql() + " ORDER BY t.date DESC NULLS LAST, t.statement_id DESC LIMIT " +
            std::to_string(std::min<std::int64_t>(rows, 5)),
        said.values()}});
  return sections;
}

}  // namespace chancery::store
