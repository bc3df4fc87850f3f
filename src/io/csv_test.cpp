#include <gtest/gtest.h>

#include "io/csv_rows.h"
#include "io/testing.h"

namespace chancery::io {
namespace {

std::vector<std::vector<std::string>> rows_of(std::string_view bytes, std::size_t piece = 1u << 18) {
  const auto source = bytes_in_memory(bytes, piece);
  CsvRows rows(*source, 1u << 20);
  CsvRow row;
  std::vector<std::vector<std::string>> out;
  while (rows.next(row)) {
    out.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) out.back().emplace_back(row[i]);
  }
  return out;
}

TEST(CsvRows, QuotesCommasAndLineEnds) {
  const std::string bytes = "a,b,c\r\n1,\"x, \"\"y\"\"\r\nz\",\r\n,,\n\"\",'single',a\"b\n";
  for (const std::size_t piece : {1u, 2u, 3u, 1000u}) {
    EXPECT_EQ(rows_of(bytes, piece), (std::vector<Strings>{Strings{"a", "b", "c"}, Strings{"1", "x, \"y\"\r\nz", ""},
                                                           Strings{"", "", ""}, Strings{"", "'single'", "a\"b"}}))
        << piece;
  }
}

TEST(CsvRows, EmptyLinesAreNoRowsButAnEmptyQuotedFieldIs) {
  EXPECT_EQ(rows_of("\n\r\na\n\n\"\"\nb"), (std::vector<Strings>{Strings{"a"}, Strings{""}, Strings{"b"}}));
  EXPECT_EQ(rows_of(""), (std::vector<Strings>{}));
  EXPECT_EQ(rows_of("\r"), (std::vector<Strings>{}));
  EXPECT_EQ(rows_of("a\r"), (std::vector<Strings>{Strings{"a"}}));
}

TEST(Csv, ColumnsAreFoundByNameAndCountedLinesAreThoseOfTheFile) {
  const Reading reading = read_bytes(Format::Csv,
                                     "\xEF\xBB\xBFsource,Text , other,date,id\r\n"
                                     "Wire,\"Ministers met\nin Oslo.\",x,2024-05-17,\r\n"
                                     "\r\n"
                                     "Wire,Talks ended.,x,,n2\r\n"
                                     "Wire,Third.,x,2024-05-18T10:00:00Z,\r\n");
  EXPECT_EQ(reading.ids(), (Strings{"f:2", "n2", "f:6"}));
  EXPECT_EQ(reading.texts(), (Strings{"Ministers met\nin Oslo.", "Talks ended.", "Third."}));
  EXPECT_EQ(reading.documents[0].source, "Wire");
  EXPECT_EQ(reading.documents[0].date, "2024-05-17");
  EXPECT_EQ(reading.documents[2].date, "2024-05-18");
  EXPECT_EQ(reading.reports, (Strings{}));
}

TEST(Csv, BadRowsAreRefusedOneByOne) {
  const Reading reading = read_bytes(Format::Csv,
                                     "text,id\n"
                                     "good,1\n"
                                     "ragged\n"
                                     "\"closed\" too soon,3\n"
                                     "too,many,fields\n"
                                     "good,5\n"
                                     "\"never closed,6\n");
  EXPECT_EQ(reading.ids(), (Strings{"1", "5"}));
  EXPECT_EQ(reading.reports,
            (Strings{"refuse f:3: 1 fields where the header has 2",
                     "refuse f:4: characters between a closing quote and the next comma",
                     "refuse f:5: 3 fields where the header has 2", "refuse f:7: a quote is opened and never closed"}));
}

TEST(Csv, WithoutATextColumnTheFileIsRefused) {
  EXPECT_EQ(read_bytes(Format::Csv, "body,id\na,b\n").reports,
            (Strings{"refuse f:1: no column is called text; the file is not read"}));
  EXPECT_TRUE(contain(read_bytes(Format::Csv, "text,TEXT\na,b\n").reports, {"two columns"}));
  ReadOptions options;
  options.columns = {{"text", "Body"}};
  EXPECT_EQ(read_bytes(Format::Csv, "body,id\na,b\n", options).texts(), (Strings{"a"}));
  EXPECT_EQ(read_bytes(Format::Csv, "", options).reports, (Strings{}));
}

TEST(Csv, LongRowsAndRowsOfNothingButCommasAreSkipped) {
  ReadOptions options;
  options.limits.record_bytes = 1000;
  const std::string bytes = "text\n" + std::string(5000, 'x') + "\nshort\n" + std::string(100'000, ',') + "\nlast\n";
  const Reading reading = read_bytes(Format::Csv, bytes, options);
  EXPECT_EQ(reading.texts(), (Strings{"short", "last"}));
  EXPECT_TRUE(contain(reading.reports, {"f:2: the row is longer", "f:4: the row is longer"}));
}

TEST(Csv, ARowThatTheArchiveCutsIsRefusedOnce) {
  TemporaryFolder folder;
  const std::string packed = gzipped("text\nfirst\nsecond\nthird, and this is the end of it\n");
  const Reading reading =
      read_inputs({folder.write("cut.csv.gz", std::string_view(packed).substr(0, packed.size() - 12))});
  EXPECT_EQ(reading.reports.size(), 1u);
  EXPECT_TRUE(contains(reading.reports[0], "gzip data end too early"));
  EXPECT_GE(reading.documents.size(), 1u);
}

}  // namespace
}  // namespace chancery::io
