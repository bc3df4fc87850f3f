#include "support/golden_file.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace chancery::golden {
namespace {

constexpr const char* kFile =
    "# for the reader\n"
    "\n"
    "=== one\n"
    "date: 2024-05-17\n"
    "todo: needs the tree\n"
    "First line.\n"
    "\n"
    "Second: line.\n"
    "---\n"
    "event A | B\n"
    "none\n"
    "\n"
    "=== two\n"
    "\n"
    "note: this is text\n"
    "---\n";

TEST(GoldenFile, readsHeadersTextAndWhatIsExpected) {
  const File file = parse("x.golden", kFile);
  EXPECT_EQ(file.preamble, std::vector<std::string>{"# for the reader"});
  ASSERT_EQ(file.cases.size(), 2u);
  EXPECT_EQ(file.cases[0].name, "one");
  EXPECT_EQ(file.cases[0].line, 3u);
  EXPECT_EQ(file.cases[0].header("date"), "2024-05-17");
  EXPECT_EQ(file.cases[0].header("todo"), "needs the tree");
  EXPECT_EQ(file.cases[0].header("place"), std::nullopt);
  EXPECT_EQ(file.cases[0].text, "First line.\n\nSecond: line.");
  EXPECT_EQ(file.cases[0].expected, (std::vector<std::string>{"event A | B", "none"}));
  EXPECT_EQ(file.cases[1].text, "note: this is text");
  EXPECT_TRUE(file.cases[1].headers.empty());
  EXPECT_TRUE(file.cases[1].expected.empty());
}

TEST(GoldenFile, isWrittenAsItWasRead) { EXPECT_EQ(render(parse("x.golden", kFile)), kFile); }

TEST(GoldenFile, keepsATextThatBeginsWithAnEmptyLine) {
  const File file = parse("x.golden", "=== a\n\n\nText\n---\nx\n");
  EXPECT_EQ(file.cases[0].text, "\nText");
  EXPECT_EQ(render(file), "=== a\n\n\nText\n---\nx\n");
}

TEST(GoldenFile, namesTheLineWhereTheFormIsBroken) {
  const auto message = [](const char* bytes) {
    try {
      parse("x.golden", bytes);
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  EXPECT_EQ(message("=== a\ntext\n"), "x.golden:1: 'a' has no '---'");
  EXPECT_EQ(message("=== a\ntext\n=== b\n---\n"), "x.golden:3: a new case before '---' of 'a'");
  EXPECT_EQ(message("=== \n---\n"), "x.golden:1: a case needs a name");
}

}  // namespace
}  // namespace chancery::golden
