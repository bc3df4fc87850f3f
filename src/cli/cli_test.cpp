// The small parts of the command line; tests/contract runs the program as a whole.
#include <gtest/gtest.h>

#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/suggest.h"

namespace chancery::cli {
namespace {

TEST(ReportLine, hasTheFormOfTheContract) {
  EXPECT_EQ(report_line("news.jsonl", 12, "no JSON object", false), "chancery: news.jsonl:12: no JSON object\n");
  EXPECT_EQ(report_line("news.jsonl", 0, "there is no such file", false),
            "chancery: news.jsonl:0: there is no such file\n");
  EXPECT_EQ(report_line("a.txt", 1, "not UTF-8", true), "chancery: a.txt:1: warning: not UTF-8\n");
}

TEST(ReportLine, isOneLineWhateverTheFileIsCalled) {
  EXPECT_EQ(report_line("a\nb\x1b[2J", 1, "x\ry", false), "chancery: a?b?[2J:1: x?y\n");
}

TEST(NearestWord, findsTheCommandThatWasMeant) {
  const std::vector<std::string> commands = {"code", "explain", "parse", "resolve"};
  EXPECT_EQ(nearest_word("cod", commands), "code");
  EXPECT_EQ(nearest_word("ocde", commands), "code");
  EXPECT_EQ(nearest_word("explian", commands), "explain");
  EXPECT_EQ(nearest_word("resolv", commands), "resolve");
  EXPECT_EQ(nearest_word("serve-all", commands), "");
  EXPECT_EQ(nearest_word("", commands), "");
  EXPECT_EQ(nearest_word(std::string(100000, 'c'), commands), "");
}

TEST(ProgressText, tellsTheShareAndTheTimeLeft) {
  EXPECT_EQ(progress_text(1234, 45'200'000, 120'000'000, 4.0),
            "1,234 documents, 45.2 of 120.0 MB, 308 documents a second, 0:07 left");
  EXPECT_EQ(progress_text(1, 500'000, 0, 1.0), "1 document, 0.5 MB, 1 documents a second");
  EXPECT_EQ(progress_text(0, 0, 100, 0.0), "0 documents, 0.0 of 0.0 MB");
}

}  // namespace
}  // namespace chancery::cli
