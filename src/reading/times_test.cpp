#include "reading/times.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "text/tokenize.h"

namespace chancery::reading {
namespace {

std::string file_text(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

class Times : public ::testing::Test {
 protected:
  std::string table_ = file_text("data/time/words.tsv");
  std::string calendar_ = file_text("data/text/calendar.tsv");
  std::vector<TableText> tables_ = {{"data/time/words.tsv", table_}, {"data/text/calendar.tsv", calendar_}};
  knowledge::TimeWords words_ = knowledge::TimeWords::load(tables_);
  text::WordLists lists_ = text::WordLists::read_folder("data/text");

  /// "words => past / future" of every expression, or "none".
  std::string read(const std::string& sentence, const char* published = "2024-05-17") {
    text::Tokens tokens;
    text::tokenize(sentence, lists_, {}, tokens);
    std::vector<TimeExpression> times;
    find_times(words_, tokens, parse_day(published), times);
    std::string out;
    for (const TimeExpression& time : times) {
      if (!out.empty()) out += "; ";
      out += std::string(tokens.slice(time.begin, time.end)) + " => " + show(record_of(time.past, "")) + " / " +
             show(record_of(time.future, ""));
    }
    return out.empty() ? "none" : out;
  }
  static std::string show(const RecordDate& date) {
    if (date.precision == DatePrecision::None) return "unknown";
    return date.end.empty() ? date.begin : date.begin + ".." + date.end;
  }
};

TEST_F(Times, AWeekdayIsTheLastOneOrTheNext) {
  EXPECT_EQ(read("He arrived in Beijing early Thursday."), "early Thursday => 2024-05-16 / 2024-05-23");
  EXPECT_EQ(read("They met on Friday."), "Friday => 2024-05-17 / 2024-05-17");
  EXPECT_EQ(read("They met last Friday."), "last Friday => 2024-05-10 / 2024-05-10");
  EXPECT_EQ(read("They meet next Monday."), "next Monday => 2024-05-20 / 2024-05-20");
  EXPECT_EQ(read("Talks began Tuesday night."), "Tuesday night => 2024-05-14 / 2024-05-21");
}

TEST_F(Times, DaysAndMonthsTakeTheNearestYear) {
  EXPECT_EQ(read("It was signed on May 16."), "May 16 => 2024-05-16 / 2025-05-16");
  EXPECT_EQ(read("It was signed on December 3."), "December 3 => 2023-12-03 / 2024-12-03");
  EXPECT_EQ(read("A plan was shown in February 2023."), "February 2023 => 2023-02 / 2023-02");
  EXPECT_EQ(read("War broke out on February 24, 2022."), "February 24, 2022 => 2022-02-24 / 2022-02-24");
  EXPECT_EQ(read("The vote was held on 7 June 2016."), "7 June 2016 => 2016-06-07 / 2016-06-07");
  EXPECT_EQ(read("They met on Thursday, May 16, 2024."), "Thursday, May 16, 2024 => 2024-05-16 / 2024-05-16");
  EXPECT_EQ(read("He has ruled since 2012."), "2012 => 2012 / 2012");
  EXPECT_EQ(read("It was filed on 2024-05-16."), "2024-05-16 => 2024-05-16 / 2024-05-16");
}

TEST_F(Times, RelativeWordsCountFromPublication) {
  EXPECT_EQ(read("Envoys met yesterday."), "yesterday => 2024-05-16 / 2024-05-16");
  EXPECT_EQ(read("Talks resume next week."), "next week => 2024-05-20..2024-05-26 / 2024-05-20..2024-05-26");
  EXPECT_EQ(read("Troops left last month."), "last month => 2024-04 / 2024-04");
  EXPECT_EQ(read("He was freed two weeks ago."), "two weeks ago => 2024-05-03 / 2024-05-03");
  EXPECT_EQ(read("It fell last year.", "2024-01-02"), "last year => 2023 / 2023");
  EXPECT_EQ(read("They met last month.", "2024-01-02"), "last month => 2023-12 / 2023-12");
  // From another event, which is not known here: a time, but not when.
  EXPECT_EQ(read("Two days earlier they had met."), "Two days earlier => unknown / unknown");
}

TEST_F(Times, NamesAndVerbsAreNoMonths) {
  EXPECT_EQ(read("May said that troops may march on."), "none");
  EXPECT_EQ(read("The two may meet."), "none");
  EXPECT_EQ(read("Some 2,000 troops, 1500 of them new, left."), "none");
}

TEST_F(Times, WithoutADayOfPublicationOnlyWholeDatesAreResolved) {
  EXPECT_EQ(read("On Monday he recalled February 2023.", "no day"),
            "Monday => unknown / unknown; February 2023 => 2023-02 / 2023-02");
}

TEST_F(Times, ImpossibleDaysAreNotInvented) {
  EXPECT_EQ(read("It was dated February 30, 2023."), "February 30, 2023 => unknown / unknown");
}

}  // namespace
}  // namespace chancery::reading
