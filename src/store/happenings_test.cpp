#include "store/happenings.h"

#include <gtest/gtest.h>

#include "store/database.h"

namespace chancery::store {
namespace {

class HappeningsTest : public ::testing::Test {
 protected:
  HappeningsTest() : db_("", Access::Write), happenings_(db_) {}
  Report report(std::string_view sentence) {
    Report one;
    one.event = ++last_;
    one.day = 1000;
    one.type = EventType::Coerce;
    one.mode = "arrest";
    one.cameo = "173";
    one.actor = 1;
    one.actor_country = "GEO";
    one.actor_sector = "COP";
    one.recipient = 2;
    one.recipient_sector = "CVL";
    one.words = sketch_of(sentence);
    return one;
  }
  Database db_;
  Happenings happenings_;
  std::int64_t last_ = 0;
};

constexpr const char* kArrest = "Police in Tbilisi arrested 12 protesters outside the parliament building on Thursday";

TEST_F(HappeningsTest, TheSameToldTwiceIsOne) {
  EXPECT_EQ(happenings_.assign(report(kArrest)), 1);
  Report other =
      report("Fifteen protesters were arrested by police outside the parliament building in Tbilisi on Thursday");
  other.recipient = 3;  // "15 protesters": another name, the same country and sector
  EXPECT_EQ(happenings_.assign(other), 1);
  Report next_day = report(kArrest);
  next_day.day = 1001;
  EXPECT_EQ(happenings_.assign(next_day), 1);
}

TEST_F(HappeningsTest, WhatDiffersIsAnother) {
  happenings_.assign(report(kArrest));
  const auto is_new = [&](Report changed) { return happenings_.assign(changed) == changed.event; };
  Report changed = report(kArrest);
  changed.day = 1003;
  EXPECT_TRUE(is_new(changed)) << "three days later";
  changed = report(kArrest);
  changed.actor_country = "ARM";
  EXPECT_TRUE(is_new(changed)) << "another country";
  changed = report(kArrest);
  changed.status = Status::Planned;
  EXPECT_TRUE(is_new(changed)) << "not yet";
  changed = report(kArrest);
  changed.type = EventType::Assault;
  EXPECT_TRUE(is_new(changed)) << "another act";
  changed = report("A court in Batumi ordered the detention of two activists who had blocked the port with lorries");
  changed.recipient = 4;
  EXPECT_TRUE(is_new(changed)) << "others elsewhere";
}

TEST_F(HappeningsTest, PlacesInTwoCountriesArePartedAndUnknownOnesFit) {
  Report here = report(kArrest);
  here.place = 1;
  here.place_country = "GEO";
  happenings_.assign(here);
  Report unknown = report(kArrest);
  EXPECT_EQ(happenings_.assign(unknown), 1);
  Report there = report(kArrest);
  there.place = 2;
  there.place_country = "AZE";
  EXPECT_EQ(happenings_.assign(there), there.event);
}

TEST(Overlap, IsTheShareOfWordsInCommon) {
  EXPECT_FALSE(overlap({}, sketch_of("parliament building")));
  EXPECT_DOUBLE_EQ(*overlap(sketch_of("the parliament building"), sketch_of("a building for PARLIAMENT")), 1.0);
  EXPECT_DOUBLE_EQ(*overlap(sketch_of("parliament building"), sketch_of("parliament garden")), 1.0 / 3);
}

}  // namespace
}  // namespace chancery::store
