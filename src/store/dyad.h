// Two parties over time: what they do to each other, month by month, and when that turned.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "store/questions.h"

namespace chancery::store {

/// What one side did to the other in a month.
struct Doings {
  std::array<std::int64_t, 4> by_quad{};  // in the order of Quad
  double goldstein = 0;                   // the sum of the scores
  std::int64_t count() const { return by_quad[0] + by_quad[1] + by_quad[2] + by_quad[3]; }
};

struct DyadMonth {
  std::string month;  // "2024-05"
  Doings forth;       // A to B, and what they do together
  Doings back;        // B to A
  std::int64_t count() const { return forth.count() + back.count(); }
  /// Mean Goldstein score of both; 0 where nothing happened.
  double mean() const { return count() == 0 ? 0 : (forth.goldstein + back.goldstein) / static_cast<double>(count()); }
};

/// A month in which the mean score went to another level and stayed there.
struct TurningPoint {
  std::string month;
  double before = 0;  // mean score of the stretch before it
  double after = 0;   // and of the stretch that begins with it
};

struct Dyad {
  std::vector<DyadMonth> months;  // every month from the first with an event to the last
  std::vector<TurningPoint> turning_points;
  std::int64_t undated = 0;
};

/// Asks both directions. Of `filters` the parties are not used.
Dyad ask_dyad(Database& db, const Party& a, const Party& b, const Filters& filters);

/// Where the levels of `months` change: the cut into stretches of at least three months that has the least weighted
/// squares plus a price for each stretch (as the Bayesian information criterion sets it). Months count by the square
/// root of their events, so that one busy month does not decide alone.
std::vector<TurningPoint> turning_points(const std::vector<DyadMonth>& months);

}  // namespace chancery::store
