// Tested by: tests/contract/test_handing_on.py
#include "store/formats.h"

namespace chancery::store {
namespace {

// One row for each first report of a happening: its first actor, and its first recipient. Where two parties do
// something together there is no recipient; the second stands for it.
constexpr const char* kBase = R"sql(
WITH told AS (SELECT e.happening, count(*) AS reports, count(DISTINCT coalesce(d.publisher, d.source)) AS sources,
    count(DISTINCT e.doc_id) AS articles, string_agg(DISTINCT d.url, ';' ORDER BY d.url) AS urls,
    string_agg(DISTINCT coalesce(d.publisher, d.source), ';' ORDER BY coalesce(d.publisher, d.source)) AS papers,
    string_agg(DISTINCT d.id || '_' || e.sentence, ';' ORDER BY d.id || '_' || e.sentence) AS sentences
  FROM events e JOIN documents d USING (doc_id) GROUP BY e.happening),
who AS (SELECT p.event_id,
    arg_min(p.actor_id, p.position) FILTER (p.role = 'actor') AS a, arg_min(p.text, p.position) FILTER (p.role = 'actor') AS aw,
    arg_min(p.start_char, p.position) FILTER (p.role = 'actor') AS a_start,
    coalesce(arg_min(p.actor_id, p.position) FILTER (p.role = 'recipient'),
      arg_min(p.actor_id, p.position) FILTER (p.role = 'actor' AND p.position > 0 AND e.event IN ('CONSULT', 'AGREE', 'COOPERATE')))
      AS b,
    coalesce(arg_min(p.text, p.position) FILTER (p.role = 'recipient'),
      arg_min(p.text, p.position) FILTER (p.role = 'actor' AND p.position > 0 AND e.event IN ('CONSULT', 'AGREE', 'COOPERATE')))
      AS bw,
    coalesce(arg_min(p.start_char, p.position) FILTER (p.role = 'recipient'),
      arg_min(p.start_char, p.position) FILTER (p.role = 'actor' AND p.position > 0 AND e.event IN ('CONSULT', 'AGREE', 'COOPERATE')))
      AS b_start
  FROM event_actors p JOIN events e USING (event_id) GROUP BY p.event_id),
base AS (SELECT e.*, d.id AS doc, d.id || e.tag AS id, d.url, coalesce(d.publisher, d.source) AS paper, d.date AS published,
    d.title, length(d.text) AS length, a.name AS an, a.country AS ac, a.sector AS asec, w.aw, w.a_start, b.name AS bn,
    b.country AS bc, b.sector AS bsec, w.bw, w.b_start, l.name AS pn, l.country AS pc, l.lat, l.lon, l.geonames,
    t.reports, t.sources, t.articles, t.urls, t.papers, t.sentences, substring(e.cameo, 1, 2) AS root,
    ca.cameo AS acam, cb.cameo AS bcam, ca.fips AS afips, cb.fips AS bfips, cp.fips AS pfips, ca.name AS aname, cb.name AS bname,
    cp.name AS pname, ka.cameo AS arole, kb.cameo AS brole, ka.name AS akind, kb.name AS bkind
  FROM events e JOIN documents d USING (doc_id) LEFT JOIN who w USING (event_id) LEFT JOIN told t ON t.happening = e.event_id
  LEFT JOIN actors a ON a.actor_id = w.a LEFT JOIN actors b ON b.actor_id = w.b LEFT JOIN places l ON l.place_id = e.place_id
  LEFT JOIN codes ca ON ca.iso3 = a.country LEFT JOIN codes cb ON cb.iso3 = b.country LEFT JOIN codes cp ON cp.iso3 = l.country
  LEFT JOIN kinds ka ON ka.sector = a.sector LEFT JOIN kinds kb ON kb.sector = b.sector)
)sql";

std::string gdelt_actor(const std::string& p) {
  return "nullif(concat(" + p + "cam, " + p + "role), ''), upper(" + p + "n), " + p + "cam, NULL, NULL, NULL, NULL, " +
         p + "role, NULL, NULL";
}
/// The eight columns of a place: what is known of an actor is its country, of the action also the town.
std::string gdelt_country(const std::string& p) {
  return "CASE WHEN " + p + "fips IS NULL THEN 0 ELSE 1 END, " + p + "name, " + p + "fips, " + p +
         "fips, NULL, NULL, NULL, NULL";
}

std::vector<Format> make() {
  const std::string base = kBase;
  std::vector<Format> all;
  all.push_back(
      {"gdelt-events", false, false,
       "one actor and one recipient an event, no statements, no status (events that did not happen are left out), no "
       "spans, and no tone",
       base +
           "SELECT event_id, strftime(date, '%Y%m%d'), strftime(date, '%Y%m'), strftime(date, '%Y'), "
           "printf('%.4f', year(date) + (30 * month(date) + day(date)) / 365.0), " +
           gdelt_actor("a") + ", " + gdelt_actor("b") +
           ", CASE WHEN sentence <= 1 THEN 1 ELSE 0 END, cameo, substring(cameo, 1, 3), root, "
           "CASE WHEN root <= '05' THEN 1 WHEN root <= '09' THEN 2 WHEN root <= '14' THEN 3 ELSE 4 END, goldstein, "
           "reports, "
           "sources, articles, NULL, " +
           gdelt_country("a") + ", " + gdelt_country("b") +
           ", CASE WHEN pn IS NULL THEN 0 WHEN pn = pname THEN 1 ELSE 4 END, CASE WHEN pn = pname THEN pn ELSE "
           "concat_ws(', ', pn, "
           "pname) END, pfips, pfips, NULL, lat, lon, NULL, strftime(coalesce(published, date), '%Y%m%d000000'), "
           "coalesce(url, doc) FROM base WHERE happening = event_id AND date IS NOT NULL AND status IN ('actual', "
           "'alleged') "
           "ORDER BY event_id"});
  all.push_back(
      {"gdelt-mentions", false, false, "who is mentioned, and what happened: those stand in gdelt-events",
       base +
           "SELECT happening, strftime(coalesce(published, date), '%Y%m%d000000'), strftime(coalesce(published, date), "
           "'%Y%m%d000000'), CASE WHEN url IS NULL THEN 2 ELSE 1 END, paper, coalesce(url, doc), sentence + 1, "
           "coalesce(a_start, -1), coalesce(b_start, -1), trigger_start, 1, (confidence * 100)::INTEGER, length, NULL, "
           "NULL, "
           "NULL FROM base WHERE date IS NOT NULL AND status IN ('actual', 'alleged') ORDER BY event_id"});
  all.push_back(
      {"icews", true, false,
       "one source and one target an event, no statements, no status (events that did not happen are left out), no "
       "spans",
       base +
           "SELECT event_id AS \"Event ID\", strftime(date, '%Y-%m-%d') AS \"Event Date\", coalesce(an, aw, 'NA') AS "
           "\"Source "
           "Name\", coalesce(akind, 'NA') AS \"Source Sectors\", coalesce(aname, 'NA') AS \"Source Country\", "
           "coalesce(c.label, "
           "event::VARCHAR) AS \"Event Text\", cameo AS \"CAMEO Code\", goldstein AS \"Intensity\", coalesce(bn, bw, "
           "'NA') AS "
           "\"Target Name\", coalesce(bkind, 'NA') AS \"Target Sectors\", coalesce(bname, 'NA') AS \"Target Country\", "
           "doc_id AS "
           "\"Story ID\", sentence + 1 AS \"Sentence Number\", coalesce(paper, 'NA') AS \"Publisher\", coalesce(CASE "
           "WHEN pn <> "
           "pname THEN pn END, 'NA') AS \"City\", 'NA' AS \"District\", 'NA' AS \"Province\", coalesce(pname, 'NA') AS "
           "\"Country\", coalesce(lat::VARCHAR, 'NA') AS \"Latitude\", coalesce(lon::VARCHAR, 'NA') AS \"Longitude\" "
           "FROM base "
           "LEFT JOIN labels c USING (cameo) WHERE happening = event_id AND date IS NOT NULL AND status IN ('actual', "
           "'alleged') "
           "ORDER BY event_id"});
  all.push_back(
      {"polecat", true, false,
       "one actor and one recipient an event, no statements, no status, no spans, no story entities",
       base +
           "SELECT id AS \"Event ID\", strftime(date, '%Y-%m-%d') AS \"Event Date\", event AS \"Event Type\", mode AS "
           "\"Event "
           "Mode\", goldstein AS \"Intensity\", upper(quad::VARCHAR) AS \"Quad Code\", array_to_string(contexts, ';') "
           "AS "
           "\"Contexts\", an AS \"Actor Name\", ac AS \"Actor Country\", NULL AS \"Actor COW\", asec AS \"Primary "
           "Actor Sector\", "
           "asec AS \"Actor Sectors\", NULL AS \"Actor Title\", aw AS \"Actor Name Raw\", NULL AS \"Wikipedia Actor "
           "ID\", bn AS "
           "\"Recipient Name\", bc AS \"Recipient Country\", NULL AS \"Recipient COW\", bsec AS \"Primary Recipient "
           "Sector\", bsec "
           "AS \"Recipient Sectors\", NULL AS \"Recipient Title\", bw AS \"Recipient Name Raw\", NULL AS \"Wikipedia "
           "Recipient "
           "ID\", pn AS \"Placename\", CASE WHEN pn <> pname THEN pn END AS \"City\", NULL AS \"District\", NULL AS "
           "\"Province\", "
           "pc AS \"Country\", lat AS \"Latitude\", lon AS \"Longitude\", geonames AS \"GeoNames ID\", place_text AS "
           "\"Raw "
           "Placename\", NULL AS \"Feature Type\", paper AS \"Source\", strftime(published, '%Y-%m-%d') AS "
           "\"Publication Date\", "
           "NULL AS \"Story People\", NULL AS \"Story Organizations\", NULL AS \"Story Locations\", 'en' AS "
           "\"Language\", origin AS "
           "\"Version\" FROM base WHERE happening = event_id AND status IN ('actual', 'alleged') ORDER BY event_id"});
  all.push_back({"phoenix", false, false,
                 "one source and one target an event, no statements, no status (events that did not happen are left "
                 "out), no spans",
                 base + "SELECT event_id || '_1', strftime(date, '%Y%m%d'), year(date), month(date), day(date), "
                        "nullif(concat(acam, arole), "
                        "''), acam, arole, NULL, nullif(concat(bcam, brole), ''), bcam, brole, NULL, cameo, root, CASE "
                        "WHEN root <= '02' THEN "
                        "0 WHEN root <= '05' THEN 1 WHEN root <= '08' THEN 2 WHEN root <= '13' OR root = '16' THEN 3 "
                        "ELSE 4 END, goldstein, "
                        "NULL, lat, lon, pn, NULL, pc, sentences, urls, papers FROM base WHERE happening = event_id "
                        "AND date IS NOT NULL AND "
                        "status IN ('actual', 'alleged') ORDER BY event_id"});
  all.push_back(
      {"plover-json", false, true, "the spans of the words, and statements",
       "WITH parties AS (SELECT p.event_id, list({code: a.country, sector: a.sector, entity_text: p.text, "
       "identifier_text: a.name} "
       "ORDER BY p.position) FILTER (p.role = 'actor') AS actor, list({code: a.country, sector: a.sector, entity_text: "
       "p.text, "
       "identifier_text: a.name} ORDER BY p.position) FILTER (p.role = 'recipient') AS recipient FROM event_actors p "
       "JOIN actors a "
       "USING (actor_id) GROUP BY 1) SELECT d.id || e.tag AS id, TRUE AS has_event, e.date, e.date_end AS enddate, "
       "coalesce(p.actor, []) AS actor, coalesce(p.recipient, []) AS recipient, [e.event::VARCHAR] AS event, l.name AS "
       "event_loc, "
       "[e.trigger_text] AS event_text, e.quad AS quad_code, e.goldstein AS event_scale, CASE WHEN e.mode IS NULL THEN "
       "[] ELSE "
       "[e.mode] END AS mode, coalesce(e.contexts, []) AS context, d.url AS link, coalesce(d.publisher, d.source) AS "
       "cite_info, "
       "e.origin AS coder, e.status::VARCHAR AS comment FROM events e JOIN documents d USING (doc_id) LEFT JOIN "
       "parties p USING "
       "(event_id) LEFT JOIN places l ON l.place_id = e.place_id ORDER BY e.event_id"});
  return all;
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all = make();
  return all;
}

namespace {

void put_table(Database& db, const std::string& name, const std::vector<std::vector<std::string>>& rows) {
  Rows table(db, name);
  for (const std::vector<std::string>& row : rows) {
    for (const std::string& cell : row) table.text_or_null(cell);
    table.end();
  }
  table.flush();
}

}  // namespace

void put_codes(Database& db, const std::vector<std::vector<std::string>>& countries,
               const std::vector<std::vector<std::string>>& sectors,
               const std::vector<std::vector<std::string>>& labels) {
  db.run(
      "CREATE TEMP TABLE codes (iso3 VARCHAR, fips VARCHAR, cameo VARCHAR, name VARCHAR);"
      "CREATE TEMP TABLE kinds (sector VARCHAR, cameo VARCHAR, name VARCHAR);"
      "CREATE TEMP TABLE labels (cameo VARCHAR, label VARCHAR)");
  put_table(db, "temp.codes", countries);
  put_table(db, "temp.kinds", sectors);
  put_table(db, "temp.labels", labels);
}

}  // namespace chancery::store
