// Tested by: dyad_test.cpp
#include "store/dyad.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>

#include "store/conditions.h"

namespace chancery::store {
namespace {

constexpr std::size_t kShortestStretch = 3;
constexpr std::size_t kMostMonths = 2400;  // of the search for turning points, which is quadratic

std::string month_text(std::int64_t month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", static_cast<int>(month / 12), static_cast<int>(month % 12 + 1));
  return text;
}

/// Weighted sums up to each month, for the squares of any stretch in constant time.
struct Sums {
  std::vector<double> weight{0}, value{0}, square{0};
  void add(double w, double v) {
    weight.push_back(weight.back() + w);
    value.push_back(value.back() + w * v);
    square.push_back(square.back() + w * v * v);
  }
  double mean(std::size_t begin, std::size_t end) const {
    const double w = weight[end] - weight[begin];
    return w > 0 ? (value[end] - value[begin]) / w : 0;
  }
  double squares(std::size_t begin, std::size_t end) const {
    const double w = weight[end] - weight[begin];
    if (w <= 0) return 0;
    const double v = value[end] - value[begin];
    return std::max(0.0, square[end] - square[begin] - v * v / w);
  }
};

/// One direction: rows of `sides` from the side of `self`.
void add_direction(Query& query, const Party& self, const Party& other, const std::string& roles, bool forth,
                   const Filters& filters) {
  Conditions conditions;
  add_parties(conditions, {self}, "s.country", "s.actor_id");
  add_parties(conditions, {other}, "s.other_country", "s.other_id");
  conditions.add("s.role IN (" + roles + ")");
  add_kinds(conditions, filters, "s", true);
  add_from_events(conditions, filters, "s");
  if (!query.sql.empty()) query.sql += " UNION ALL ";
  // Several of a country in one event are one event of the country.
  query.sql += std::string("SELECT DISTINCT ") + (forth ? "TRUE" : "FALSE") +
               " AS forth, s.event_id, s.date, s.quad, s.goldstein FROM sides s WHERE " + conditions.sql();
  append(query.values, conditions.values());
}

}  // namespace

std::vector<TurningPoint> turning_points(const std::vector<DyadMonth>& months) {
  const std::size_t n = months.size();
  if (n < 2 * kShortestStretch || n > kMostMonths) return {};
  Sums sums;
  std::size_t filled = 0;
  for (const DyadMonth& month : months) {
    sums.add(std::sqrt(static_cast<double>(month.count())), month.mean());
    filled += month.count() > 0 ? 1 : 0;
  }
  const double all = sums.squares(0, n);
  if (filled < 2 * kShortestStretch || all <= 0) return {};
  // The noise: half the mean squared step from month to month, which a lasting change of level touches once only.
  double steps = 0;
  std::size_t step_count = 0;
  const DyadMonth* former = nullptr;
  double weights = 0;
  for (const DyadMonth& month : months) {
    if (month.count() == 0) continue;
    if (former != nullptr) {
      const double weight = std::sqrt(static_cast<double>(std::min(month.count(), former->count())));
      steps += weight * (month.mean() - former->mean()) * (month.mean() - former->mean()) / 2;
      weights += weight;
      ++step_count;
    }
    former = &month;
  }
  const double noise = step_count == 0 ? 0 : steps / static_cast<double>(step_count);
  const double price = std::max(2.5 * noise * std::log(static_cast<double>(filled)), 1e-6 + all * 0.05);
  std::vector<double> best(n + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> from(n + 1, 0);
  best[0] = -price;
  for (std::size_t end = kShortestStretch; end <= n; ++end) {
    for (std::size_t begin = 0; begin + kShortestStretch <= end; ++begin) {
      const double cost = best[begin] + sums.squares(begin, end) + price;
      if (cost < best[end] - 1e-12) {
        best[end] = cost;
        from[end] = begin;
      }
    }
  }
  std::vector<std::size_t> cuts{n};
  while (cuts.back() != 0) cuts.push_back(from[cuts.back()]);
  std::reverse(cuts.begin(), cuts.end());
  std::vector<TurningPoint> points;
  for (std::size_t i = 1; i + 1 < cuts.size(); ++i) {
    points.push_back({months[cuts[i]].month, sums.mean(cuts[i - 1], cuts[i]), sums.mean(cuts[i], cuts[i + 1])});
  }
  return points;
}

Dyad ask_dyad(Database& db, const Party& a, const Party& b, const Filters& filters) {
  Query query;
  add_direction(query, a, b, "'actor', 'with'", true, filters);
  add_direction(query, b, a, "'actor'", false, filters);
  Result rows = db.query(
      "SELECT forth, year(date) * 12 + month(date) - 1 AS month, quad, count(*), sum(goldstein)::DOUBLE "
      "FROM (" +
          query.sql + ") GROUP BY ALL ORDER BY month",
      query.values);
  Dyad dyad;
  std::map<std::int64_t, DyadMonth> months;
  while (rows.next()) {
    if (rows.null(1)) {
      dyad.undated += rows.integer(3);
      continue;
    }
    DyadMonth& month = months[rows.integer(1)];
    Doings& doings = rows.integer(0) != 0 ? month.forth : month.back;
    doings.by_quad[static_cast<std::size_t>(rows.integer(2))] += rows.integer(3);
    doings.goldstein += rows.number(4);
  }
  if (months.empty()) return dyad;
  // A wrong year in one story must not make millennia of empty months.
  const std::int64_t last = months.rbegin()->first;
  for (std::int64_t at = months.begin()->first; at <= last; ++at) {
    const auto found = months.find(at);
    if (found == months.end() && last - months.begin()->first > static_cast<std::int64_t>(kMostMonths)) {
      at = months.upper_bound(at)->first - 1;
      continue;
    }
    DyadMonth month = found == months.end() ? DyadMonth() : found->second;
    month.month = month_text(at);
    dyad.months.push_back(std::move(month));
  }
  dyad.turning_points = turning_points(dyad.months);
  return dyad;
}

}  // namespace chancery::store
