// Tested by: tests/contract/test_handing_on.py
#include "store/agreement.h"

#include "store/conditions.h"
#include "store/record_rows.h"

namespace chancery::store {

Query agreement(const Filters& filters, const std::string& origin) {
  Conditions conditions;
  conditions.add(
      "s.role = 'actor' AND s.date IS NOT NULL AND s.country <> s.other_country AND s.status IN ('actual', 'alleged')");
  Filters days = filters;
  days.origins.clear();
  add_kinds(conditions, days, "s", true);
  Query query;
  query.values = {std::string(kOwnOrigin), origin};
  append(query.values, conditions.values());
  query.sql =
      "WITH names AS (SELECT ?::VARCHAR AS ours, ?::VARCHAR AS theirs), "
      "seen AS (SELECT s.origin = n.ours AS own, s.date, s.country AS a, s.other_country AS b, s.quad, s.goldstein "
      "FROM "
      "sides "
      "s, names n WHERE (s.origin = n.ours OR s.origin = n.theirs) AND " +
      conditions.sql() +
      "), "
      "days AS (SELECT date FROM seen GROUP BY date HAVING bool_or(own) AND bool_or(NOT own)), "
      "cells AS (SELECT date, a, b, bool_or(own) AS ours, bool_or(NOT own) AS theirs, "
      "list_sort(list(DISTINCT quad) FILTER (own)) AS q1, list_sort(list(DISTINCT quad) FILTER (NOT own)) AS q2 "
      "FROM seen JOIN days USING (date) GROUP BY ALL), "
      "months AS (SELECT date_trunc('month', date) AS month, a, b, avg(goldstein) FILTER (own) AS g1, avg(goldstein) "
      "FILTER "
      "(NOT own) AS g2 FROM seen JOIN days USING (date) GROUP BY ALL HAVING g1 IS NOT NULL AND g2 IS NOT NULL) "
      "SELECT measure, value FROM (VALUES "
      "(1, 'days that both have', (SELECT count(*) FROM days)::DOUBLE), "
      "(2, 'cells in both', (SELECT count(*) FROM cells WHERE ours AND theirs)::DOUBLE), "
      "(3, 'cells in ours alone', (SELECT count(*) FROM cells WHERE ours AND NOT theirs)::DOUBLE), "
      "(4, 'cells in theirs alone', (SELECT count(*) FROM cells WHERE theirs AND NOT ours)::DOUBLE), "
      "(5, 'share of ours that theirs has', (SELECT round(avg(theirs::INTEGER), 3) FROM cells WHERE ours)), "
      "(6, 'share of theirs that ours has', (SELECT round(avg(ours::INTEGER), 3) FROM cells WHERE theirs)), "
      "(7, 'cells in both with a quad in common', (SELECT round(avg(list_has_any(q1, q2)::INTEGER), 3) FROM cells "
      "WHERE ours "
      "AND theirs)), "
      "(8, 'cells in both with the same quads', (SELECT round(avg((q1 = q2)::INTEGER), 3) FROM cells WHERE ours AND "
      "theirs)), "
      "(9, 'months of pairs that both have', (SELECT count(*) FROM months)::DOUBLE), "
      "(10, 'correlation of their mean scores', (SELECT round(corr(g1, g2), 3) FROM months))) m(n, measure, value) "
      "ORDER BY n";
  return query;
}

}  // namespace chancery::store
