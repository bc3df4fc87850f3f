#include "cli/brief.h"

#include <gtest/gtest.h>

#include <sstream>

namespace chancery::cli {
namespace {

ActorReference actor(const std::string& name, const char* country, const char* sector) {
  ActorReference made;
  made.name = name;
  if (country != nullptr) made.country = country;
  if (sector != nullptr) made.sector = sector;
  return made;
}

Records visit() {
  Records records;
  records.head.doc = "story.txt";
  records.head.date = {"2024-05-17", "", DatePrecision::Day};
  records.head.publisher = "The Courier";
  records.head.agency = "Wire";
  Event event;
  event.event = EventType::Consult;
  event.mode = "visit";
  event.date = {"2024-05-16", "", DatePrecision::Day};
  event.actors = {actor("Ana Lima", "BRA", "GOV")};
  event.recipients = {actor("Peru", "PER", nullptr)};
  records.events.push_back(event);
  event.event = EventType::Accuse;
  event.mode = "";
  event.status = Status::Alleged;
  event.attribution = Attribution{actor("the mayor", nullptr, "GOV"), "said", "s1"};
  records.events.push_back(event);
  return records;
}

std::string brief_of(const Records& records, std::size_t columns = 120) {
  std::string out;
  append_brief(records, {columns, false}, out);
  return out;
}

TEST(Brief, alignsTheColumnsAndLeavesOutThoseNobodyUses) {
  EXPECT_EQ(brief_of(visit()),
            "story.txt · 2024-05-17 · The Courier (Wire)\n"
            "  when        who                 what           to whom     status   said by\n"
            "  2024-05-16  Ana Lima (BRA GOV)  CONSULT visit  Peru (PER)  actual\n"
            "  2024-05-16  Ana Lima (BRA GOV)  ACCUSE         Peru (PER)  alleged  the mayor (GOV)\n"
            "\n");
}

TEST(Brief, saysThatNothingWasCoded) {
  Records records;
  records.head.doc = "empty.txt";
  EXPECT_EQ(brief_of(records), "empty.txt\n  nothing was coded\n\n");
}

TEST(Brief, staysWithinThePageHoweverLongTheNames) {
  Records records = visit();
  records.events[0].actors[0].name = std::string(500, 'x');
  records.head.title = std::string(300, 'y');
  Statement statement;
  statement.speakers = {actor("She", nullptr, nullptr)};
  statement.content.text = std::string(1000, 'z');
  records.statements.push_back(statement);
  std::istringstream lines(brief_of(records, 80));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80u) << line;
}

TEST(Brief, endsEvenWhereThePageIsOneColumnWide) { EXPECT_FALSE(brief_of(visit(), 1).empty()); }

TEST(Brief, namesTheMembersOfASmallGroupAndCountsThoseOfALargeOne) {
  Records records = visit();
  records.events.resize(1);
  records.events[0].actors[0].country = std::nullopt;
  records.events[0].actors[0].members = {"BRA", "PER"};
  EXPECT_NE(brief_of(records).find("Ana Lima (BRA+PER GOV)"), std::string::npos);
  records.events[0].actors[0].members.resize(27, "BRA");
  EXPECT_NE(brief_of(records).find("Ana Lima (27 countries GOV)"), std::string::npos);
}

TEST(Brief, writesWhoToldWhomWhat) {
  Records records;
  Statement statement;
  statement.kind = "direct";
  statement.speakers = {actor("Ana Lima", "BRA", "GOV")};
  statement.addressees = {actor("Peru", "PER", nullptr)};
  statement.content.text = "we will\n come";
  records.statements.push_back(statement);
  EXPECT_NE(brief_of(records).find("  Ana Lima (BRA GOV) -> Peru (PER): “we will come”\n"), std::string::npos);
}

TEST(Brief, letsNoEscapeSequenceOfADocumentReachTheTerminal) {
  Records records = visit();
  records.head.title =
      "\x1b]0;owned\x07 \xE2\x80\xAEtxt\xC2\x9B"
      "31m";
  records.events[0].mode = "a\x1b[31mb";
  records.events[0].actors[0].country = "B\rR";
  const std::string brief = brief_of(records);
  for (const char c : brief) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << int(c);
  EXPECT_EQ(brief.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(brief.find("\xC2\x9B"), std::string::npos);
}

TEST(Brief, coloursOnlyWhenAsked) {
  std::string out;
  append_brief(visit(), {120, true}, out);
  EXPECT_NE(out.find("\x1b[32mCONSULT visit\x1b[0m"), std::string::npos);
  EXPECT_NE(out.find("\x1b[31mACCUSE\x1b[0m"), std::string::npos);
}

TEST(FitTo, countsColumnsNotBytes) {
  EXPECT_EQ(fit_to("Zürich", 6), "Zürich");
  EXPECT_EQ(fit_to("Zürich", 5), "Züri…");
  EXPECT_EQ(fit_to("北京北京", 8), "北京北京");
  EXPECT_EQ(fit_to("北京北京", 7), "北京北…");
  EXPECT_EQ(fit_to("two words", 5), "two…");
  EXPECT_EQ(fit_to("abc", 1), "…");
  EXPECT_EQ(fit_to("abc", 0), "");
  EXPECT_EQ(fit_to("", 0), "");
}

}  // namespace
}  // namespace chancery::cli
