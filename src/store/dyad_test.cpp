#include "store/dyad.h"

#include <gtest/gtest.h>

namespace chancery::store {
namespace {

std::vector<DyadMonth> months_of(const std::vector<double>& scores, std::int64_t events = 20) {
  std::vector<DyadMonth> months;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    DyadMonth month;
    month.month = std::to_string(2000 + i / 12) + (i % 12 < 9 ? "-0" : "-") + std::to_string(i % 12 + 1);
    month.forth.by_quad[0] = events;
    month.forth.goldstein = scores[i] * static_cast<double>(events);
    months.push_back(month);
  }
  return months;
}

TEST(TurningPoints, ALastingChangeOfLevelIsOne) {
  std::vector<double> scores;
  for (int i = 0; i < 24; ++i) scores.push_back(2 + (i % 3) * 0.2);
  for (int i = 0; i < 24; ++i) scores.push_back(-3 + (i % 4) * 0.2);
  const auto points = turning_points(months_of(scores));
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points[0].month, "2002-01");
  EXPECT_NEAR(points[0].before, 2.2, 0.01);
  EXPECT_NEAR(points[0].after, -2.7, 0.01);
}

TEST(TurningPoints, NoiseAndASingleMonthAreNone) {
  std::vector<double> scores;
  for (int i = 0; i < 60; ++i) scores.push_back((i * 7919 % 13) / 6.0 - 1);
  EXPECT_TRUE(turning_points(months_of(scores)).empty());
  scores.assign(40, 1.0);
  scores[20] = -6;
  EXPECT_TRUE(turning_points(months_of(scores)).empty());
}

TEST(TurningPoints, AFlatOrShortSeriesHasNone) {
  EXPECT_TRUE(turning_points(months_of(std::vector<double>(36, 1.5))).empty());
  EXPECT_TRUE(turning_points(months_of({1, -1, 1, -1})).empty());
  EXPECT_TRUE(turning_points({}).empty());
}

}  // namespace
}  // namespace chancery::store
