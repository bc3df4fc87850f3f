#include "store/store.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "store/record_rows.h"

namespace chancery::store {
namespace {

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("chancery-store-" + std::to_string(::getpid()) + "-" +
                                                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::filesystem::path folder_;
};

TEST_F(StoreTest, EveryTableAndColumnHasItsComment) {
  Store store(path("a.db"), Access::Write);
  Result bare = store.db().query(
      "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL AND table_name IN "
      "(SELECT table_name FROM duckdb_tables()) UNION ALL "
      "SELECT table_name, '' FROM duckdb_tables() WHERE comment IS NULL UNION ALL "
      "SELECT view_name, '' FROM duckdb_views() WHERE NOT internal AND comment IS NULL");
  std::string missing;
  while (bare.next()) missing += std::string(bare.text(0)) + "." + std::string(bare.text(1)) + " ";
  EXPECT_EQ(missing, "");
}

TEST_F(StoreTest, EnumerationsAreInTheOrderOfTheRecords) {
  Store store(path("a.db"), Access::Write);
  const auto same = [&](const char* type, int at, std::string_view name) {
    Result row = store.db().query("SELECT enum_code(?::" + std::string(type) + ")", {std::string(name)});
    ASSERT_TRUE(row.next());
    EXPECT_EQ(row.integer(0), at) << name;
  };
  for (int i = 0; i < static_cast<int>(kEventTypeCount); ++i) same("event_type", i, name_of(static_cast<EventType>(i)));
  for (int i = 0; i < 4; ++i) same("quad", i, name_of(static_cast<Quad>(i)));
  for (int i = 0; i < 5; ++i) same("status", i, name_of(static_cast<Status>(i)));
  for (int i = 0; i < 5; ++i) same("date_precision", i, name_of(static_cast<DatePrecision>(i)));
}

TEST_F(StoreTest, RefusesAnEarlyStore) {
  { Store(path("a.db"), Access::Write).db().run("ALTER TABLE sides DROP COLUMN new_country"); }
  try {
    Store store(path("a.db"), Access::Read);
    FAIL() << "a store without the columns of today was opened";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("new store"), std::string::npos) << error.what();
  }
}

TEST_F(StoreTest, RefusesANewerStoreAndWhatIsNone) {
  { Store(path("a.db"), Access::Write).db().run("UPDATE meta SET value = '2' WHERE key = 'store_version'"); }
  try {
    Store store(path("a.db"), Access::Read);
    FAIL() << "a newer store was opened";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("newer chancery"), std::string::npos) << error.what();
  }
  { Database(path("b.db"), Access::Write).run("CREATE TABLE t (i INTEGER)"); }
  EXPECT_THROW(Store(path("b.db"), Access::Write), Error);
  EXPECT_THROW(Store(path("none.db"), Access::Read), Error);
  EXPECT_THROW(Store(folder_.string(), Access::Write), Error);
}

TEST_F(StoreTest, NothingOutsideOfTheFileIsReached) {
  Store store(path("a.db"), Access::Write);
  for (const char* sql :
       {"SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'", "COPY events TO '/tmp/chancery-leak.csv'", "ATTACH '/tmp/chancery-other.db'",
        "INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true", "SET lock_configuration = false",
        "SELECT * FROM glob('/*')"}) {
    EXPECT_THROW(store.db().query(sql), Error) << sql;
  }
  EXPECT_FALSE(std::filesystem::exists("/tmp/chancery-leak.csv"));
}

TEST_F(StoreTest, RowsComeBackAsTheyWereAppended) {
  Database db("", Access::Write);
  db.run("CREATE TABLE t (i BIGINT, d DECIMAL(3,1), s VARCHAR, l VARCHAR[], day DATE, b BOOLEAN, x DOUBLE)");
  Rows rows(db, "t");
  const std::string longer(5000, 'x');
  for (int i = 0; i < 5000; ++i) {  // more than one chunk
    rows.integer(i).number(-i % 100 / 10.0);
    i % 3 == 0 ? rows.null() : rows.text(i % 3 == 1 ? "short" : longer);
    i % 2 == 0 ? rows.null() : rows.list({"a", std::to_string(i)});
    rows.integer(19000).integer(i % 2).number(i * 0.5).end();
  }
  rows.flush();
  Result result = db.query("SELECT * FROM t ORDER BY i");
  for (int i = 0; i < 5000; ++i) {
    ASSERT_TRUE(result.next());
    ASSERT_EQ(result.integer(0), i);
    ASSERT_NEAR(result.number(1), -i % 100 / 10.0, 1e-9);
    ASSERT_EQ(result.null(2), i % 3 == 0);
    ASSERT_EQ(result.text(2), i % 3 == 0 ? "" : i % 3 == 1 ? "short" : longer);
    ASSERT_EQ(result.list(3),
              i % 2 == 0 ? std::vector<std::string>() : std::vector<std::string>({"a", std::to_string(i)}));
    ASSERT_EQ(result.integer(4), 19000);
    ASSERT_EQ(result.integer(5), i % 2);
    ASSERT_EQ(result.number(6), i * 0.5);
  }
  EXPECT_FALSE(result.next());
}

TEST(RecordRows, DatesKeepTheirPrecision) {
  EXPECT_EQ(day_number("1970-01-02"), 1);
  EXPECT_EQ(day_number("2024"), day_number("2024-01-01"));
  EXPECT_EQ(date_text(*day_number("2024"), DatePrecision::Year), "2024");
  EXPECT_EQ(date_text(*day_number("2023-02"), DatePrecision::Month), "2023-02");
  EXPECT_EQ(date_text(*day_number("1969-12-30"), DatePrecision::Day), "1969-12-30");
  EXPECT_FALSE(day_number("soon"));
}

TEST(RecordRows, QuantitiesAreNumbersInDigits) {
  EXPECT_EQ(quantity_in("12 protesters"), 12);
  EXPECT_EQ(quantity_in("some 1,200 troops"), 1200);
  EXPECT_FALSE(quantity_in("the G7 countries"));
  EXPECT_FALSE(quantity_in("protesters"));
}

}  // namespace
}  // namespace chancery::store
