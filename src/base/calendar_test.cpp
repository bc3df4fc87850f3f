#include "base/calendar.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

TEST(Calendar, ReadsAndWritesDays) {
  const auto day = parse_day("2024-05-17");
  ASSERT_TRUE(day);
  EXPECT_EQ(format_day(*day), "2024-05-17");
  EXPECT_EQ(weekday_of(*day), std::chrono::Friday);
}

TEST(Calendar, RefusesDaysThatAreNot) {
  for (const char* bad : {"", "2024-5-17", "2024-02-30", "2023-02-29", "2024/05/17", "20240517", "2024-05-17T00:00",
                          "0000-01-01", "+024-01-01", "2024-00-10"}) {
    EXPECT_FALSE(parse_day(bad)) << bad;
  }
  EXPECT_TRUE(parse_day("2024-02-29"));
}

}  // namespace
}  // namespace chancery
