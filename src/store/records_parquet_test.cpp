#include "store/records_parquet.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "chancery/error.h"
#include "store/database.h"

namespace chancery::store {
namespace {

namespace fs = std::filesystem;

class RecordsParquet : public ::testing::Test {
 protected:
  RecordsParquet() : folder_(fs::temp_directory_path() / ("chancery-parquet-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directory(folder_);
  }
  ~RecordsParquet() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string made(const std::string& lines, const std::string& name = "it's.parquet") {
    std::ofstream(path("lines.jsonl"), std::ios::binary) << lines;
    write_records_parquet(path("lines.jsonl"), path(name), lines.size());
    std::ifstream in(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string answer(const std::string& select) {
    Database db("", Access::Write, {}, folder_.string());
    std::string file = path("it's.parquet");
    file.insert(file.find('\''), "'");
    Result rows = db.query("SELECT (" + select + ")::VARCHAR FROM '" + file + "'");
    std::string all;
    while (rows.next()) all += std::string(rows.null(0) ? "null" : rows.text(0)) + "\n";
    return all;
  }

  fs::path folder_;
};

constexpr const char* kEvent =
    R"({"record":"event","id":"a#e1","doc":"a","sentence":0,"date":"2024-05","date_precision":"month","event":"COERCE",)"
    R"("mode":null,"contexts":["legal"],"issues":[],"cameo":"173","quad":"material-conflict","goldstein":-5.0,)"
    R"("actors":[{"text":"\"Police\"","start":0,"end":8,"name":"Police","country":null,"sector":"COP","members":["GEO","ARM"]}],)"
    R"("recipients":[],"location":{"text":"x","start":1,"end":2,"name":"X","country":null,"lat":4.5,"lon":null,"geonames":7},)"
    R"("status":"actual","attribution":{"source":{"text":"he","start":1,"end":3,"name":"He","country":"GEO","sector":null},)"
    R"("cue":"said","statement":"a#s1"},"trigger":{"text":"held","start":9,"end":13},"rule":"hold","confidence":0.90})"
    "\n";
constexpr const char* kRelation =
    R"({"record":"relation","id":"a#r1","relation":"ally","from":{"text":"A","start":0,"end":1,"name":"A","country":"AAA",)"
    R"("sector":"GOV"},"to":{"text":"B","start":2,"end":3,"name":"B","country":"BBB","sector":"GOV"},"since":"2023-02",)"
    R"("until":null,"doc":"a","sentence":1,"trigger":{"text":"ally","start":4,"end":8},"rule":"tie"})"
    "\n";

TEST_F(RecordsParquet, HasWhatTheLinesHave) {
  made(std::string(kEvent) + kRelation);
  EXPECT_EQ(answer("record"), "event\nrelation\n");
  EXPECT_EQ(answer("actors[1].name || actors[1].\"end\" || actors[1].members::VARCHAR"), "Police8[GEO, ARM]\nnull\n");
  EXPECT_EQ(answer("actors[1].text"), "\"Police\"\nnull\n");
  EXPECT_EQ(answer("date || goldstein || location.lat || location.geonames"), "2024-05-5.04.57\nnull\n");
  EXPECT_EQ(answer("attribution.source.country || attribution.statement"), "GEOa#s1\nnull\n");
  EXPECT_EQ(answer("\"from\".country || \"to\".name || since"), "null\nAAAB2023-02\n");
  EXPECT_EQ(answer("mode IS NULL AND len(recipients) = 0"), "true\nnull\n");
}

TEST_F(RecordsParquet, KeepsTheOrderOfManyLinesAndGivesTheSameBytes) {
  std::string lines;
  for (int i = 0; i < 300000; ++i) lines += R"({"record":"document","doc":")" + std::to_string(i) + "\"}\n";
  const std::string first = made(lines);
  EXPECT_EQ(first, made(lines, "again.parquet"));
  EXPECT_EQ(answer("CASE WHEN doc::INTEGER % 100000 = 1 THEN doc END").substr(0, 7), "null\n1\n");
  Database db("", Access::Write, {}, folder_.string());
  EXPECT_EQ(db.number("SELECT count(*) FROM (SELECT doc::INTEGER AS d, row_number() OVER () - 1 AS r FROM '" +
                      path("again.parquet") + "') WHERE d <> r"),
            0);
}

TEST_F(RecordsParquet, TakesALineOfAnyLength) {
  const std::string title(40u << 20, 'x');
  made(R"({"record":"document","title":")" + title + "\"}\n" + kRelation);
  EXPECT_EQ(answer("coalesce(len(title), 0)"), std::to_string(title.size()) + "\n0\n");
}

TEST_F(RecordsParquet, LeavesNothingWhereItCannotBeWritten) {
  EXPECT_THROW(write_records_parquet(path("none.jsonl"), path("out.parquet"), 0), Error);
  EXPECT_FALSE(fs::exists(path("out.parquet")));
}

}  // namespace
}  // namespace chancery::store
