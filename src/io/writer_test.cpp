#include "io/writer.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <clocale>
#include <limits>
#include <map>

#include "io/csv_rows.h"
#include "io/numbers.h"
#include "io/testing.h"

namespace chancery::io {
namespace {

ActorReference actor(const std::string& text, std::uint32_t start, std::string name, const std::string& country) {
  ActorReference out;
  out.span = {text, start, start + static_cast<std::uint32_t>(text.size())};
  out.name = std::move(name);
  if (!country.empty()) out.country = country;
  out.sector = "GOV";
  return out;
}

Event full_event() {
  Event event;
  event.id = "d1#e1";
  event.doc = "d1";
  event.sentence = 3;
  event.date = {"2024-05-16", "", DatePrecision::Day};
  event.event = EventType::Consult;
  event.mode = "visit";
  event.contexts = {"diplomatic"};
  event.issues = {"trade"};
  event.cameo = "042";
  event.goldstein = 1.9;
  event.actors = {actor("Orban", 4, "Viktor Orban", "HUN")};
  event.recipients = {actor("Kyiv", 30, "Ukraine", "UKR")};
  event.location = Location{{"Kyiv", 30, 34}, "Kyiv", "UKR", 50.45466, 30.5238, 703448};
  event.trigger = {"flew", 10, 14};
  event.rule = "visit.fly-to";
  event.confidence = 0.925;
  return event;
}

std::string jsonl(const Records& records) {
  std::string out;
  append_jsonl(records, out);
  return out;
}

TEST(JsonWriter, AnEventHasTheFieldsOfTheContractInItsOrder) {
  Records records;
  records.head.doc = "d1";
  records.events = {full_event()};
  EXPECT_EQ(
      jsonl(records),
      R"({"record":"document","doc":"d1","title":null,"date":null,"date_precision":null,"publisher":null,)"
      R"("agency":null,"place":null})"
      "\n"
      R"({"record":"event","id":"d1#e1","doc":"d1","sentence":3,"date":"2024-05-16","date_precision":"day",)"
      R"("event":"CONSULT","mode":"visit","contexts":["diplomatic"],"issues":["trade"],"cameo":"042","quad":"verbal-cooperation",)"
      R"("goldstein":1.9,)"
      R"("actors":[{"text":"Orban","start":4,"end":9,"name":"Viktor Orban","country":"HUN","sector":"GOV"}],)"
      R"("recipients":[{"text":"Kyiv","start":30,"end":34,"name":"Ukraine","country":"UKR","sector":"GOV"}],)"
      R"("location":{"text":"Kyiv","start":30,"end":34,"name":"Kyiv","country":"UKR","lat":50.45466,)"
      R"("lon":30.5238,"geonames":703448},"status":"actual","attribution":null,)"
      R"("trigger":{"text":"flew","start":10,"end":14},"rule":"visit.fly-to","confidence":0.93})"
      "\n");
}

TEST(JsonWriter, WhatIsNotKnownIsNullAndListsAreEmpty) {
  Records records;
  Event event = full_event();
  event.date = {};
  event.mode.clear();
  event.contexts.clear();
  event.issues.clear();
  event.location.reset();
  event.actors[0].country.reset();
  event.actors[0].sector.reset();
  event.actors[0].members = {"USA", "CAN"};
  event.attribution = Attribution{actor("officials", 50, "officials", ""), "said", "d1#s1"};
  records.events = {event};
  const std::string out = jsonl(records);
  for (const char* part :
       {R"("date":null,"date_precision":null,)", R"("mode":null,"contexts":[],"issues":[],)", R"("location":null,)",
        R"("country":null,"sector":null,"members":["USA","CAN"]})",
        R"("attribution":{"source":{"text":"officials","start":50,"end":59,"name":"officials","country":null,)",
        R"("cue":"said","statement":"d1#s1"},)"}) {
    EXPECT_TRUE(contains(out, part));
  }
}

TEST(JsonWriter, StatementsAndRelationsHaveTheFieldsOfTheContract) {
  Records records;
  Statement statement;
  statement.id = "s";
  statement.doc = "d";
  statement.kind = "direct";
  statement.speakers = {actor("She", 0, "the minister", "")};
  statement.cue = {"said", 4, 8};
  statement.content = {"no", 10, 12};
  statement.issues = {"trade"};
  statement.rule = "says";
  records.statements = {statement};
  Relation relation;
  relation.id = "r";
  relation.doc = "d";
  relation.sentence = 1;
  relation.relation = "ally";
  relation.from = actor("A", 0, "A", "");
  relation.to = actor("B", 2, "B", "");
  relation.since = {"2019", "", DatePrecision::Year};
  relation.trigger = {"ally", 5, 9};
  relation.rule = "ally-of";
  records.relations = {relation};
  const std::string out = jsonl(records);
  EXPECT_TRUE(
      contains(out, R"({"record":"statement","id":"s","doc":"d","sentence":0,"date":null,"date_precision":null,)"
                    R"("kind":"direct","speakers":[{"text":"She","start":0,"end":3,"name":"the minister",)"
                    R"("country":null,"sector":"GOV"}],"addressees":[],"cue":{"text":"said","start":4,"end":8},)"
                    R"("content":{"text":"no","start":10,"end":12},"attribution":null,"about":[],"issues":["trade"],)"
                    R"("stance":"neutral","rule":"says"})"));
  EXPECT_TRUE(contains(out, R"({"record":"relation","id":"r","relation":"ally","from":{)"));
  EXPECT_TRUE(contains(out, R"("since":"2019","until":null,"doc":"d","sentence":1,"trigger":{)"));
}

TEST(JsonWriter, RecordsStandInOrderOfSentence) {
  Records records;
  for (const std::uint32_t sentence : {5u, 1u}) {
    records.events.emplace_back().sentence = sentence;
    records.statements.emplace_back().sentence = sentence;
    records.relations.emplace_back().sentence = sentence;
  }
  std::vector<std::string> order;
  simdjson::dom::parser parser;
  std::string out = jsonl(records);
  for (const auto line : parser.parse_many(out)) {
    if (line["record"].get_string().value() == "document") continue;
    order.push_back(std::string(line["record"].get_string().value()) + std::to_string(line["sentence"].get_uint64()));
  }
  EXPECT_EQ(order, (Strings{"event1", "statement1", "relation1", "event5", "statement5", "relation5"}));
}

TEST(JsonWriter, AnyStringComesBackFromSimdjsonAsItWas) {
  std::string all;
  for (int c = 0; c < 128; ++c) all.push_back(static_cast<char>(c));
  for (const std::string& text :
       {all, std::string("quote \" backslash \\ slash / \u2028\u2029 \U0001F600 é"), std::string()}) {
    Records records;
    records.head.doc = text;
    simdjson::dom::parser parser;
    EXPECT_EQ(std::string(parser.parse(jsonl(records))["doc"].get_string().value()), text);
  }
  Records records;
  records.head.doc = "a\x01\x1F\n\xFF";
  EXPECT_TRUE(contains(jsonl(records), "\"a\\u0001\\u001f\\n\uFFFD\""));
}

TEST(Numbers, HaveOneFormWhateverTheLocale) {
  const char* old = std::setlocale(LC_ALL, nullptr);
  const std::string kept = old;
  std::setlocale(LC_ALL, "de_DE.UTF-8");
  EXPECT_EQ(fixed(1.94, 1), "1.9");
  EXPECT_EQ(fixed(-10, 1), "-10.0");
  EXPECT_EQ(fixed(-0.01, 1), "0.0");
  EXPECT_EQ(fixed(1, 2), "1.00");
  EXPECT_EQ(fixed(std::numeric_limits<double>::quiet_NaN(), 2), "null");
  EXPECT_EQ(fixed(std::numeric_limits<double>::max(), 2).size(), 312u);
  EXPECT_EQ(coordinate(39.9075), "39.9075");
  EXPECT_EQ(coordinate(-3), "-3");
  EXPECT_EQ(coordinate(100), "100");
  EXPECT_EQ(coordinate(0.000001), "0");
  EXPECT_EQ(coordinate(-0.000001), "0");
  EXPECT_EQ(coordinate(116.397234), "116.39723");
  std::setlocale(LC_ALL, kept.c_str());
}

TEST(CsvWriter, EveryRowHasTheColumnsOfTheHeaderAndReadsBack) {
  Records records;
  Event event = full_event();
  event.rule = "a \"quoted\", odd\nrule";
  event.trigger.text = "=cmd|' /C calc'!A0";
  event.goldstein = -4.5;
  event.actors.push_back(actor("Szijjarto", 40, "Peter Szijjarto", ""));
  records.events = {event};
  records.statements.emplace_back().content.text = "-1 is what they wrote";
  records.relations.emplace_back();
  std::string out(csv_header());
  append_csv(records, out);

  const auto source = bytes_in_memory(out);
  CsvRows rows(*source, 1u << 20);
  std::vector<std::map<std::string, std::string>> read;
  CsvRow header;
  ASSERT_TRUE(rows.next(header));
  for (CsvRow row; rows.next(row);) {
    ASSERT_EQ(row.size(), header.size());
    ASSERT_EQ(row.state, CsvRow::State::Good);
    read.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) read.back()[std::string(header[i])] = row[i];
  }
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0]["record"], "statement");  // of sentence 0
  EXPECT_EQ(read[0]["content"], "'-1 is what they wrote");
  EXPECT_EQ(read[1]["record"], "relation");
  EXPECT_EQ(read[2]["rule"], event.rule);
  EXPECT_EQ(read[2]["trigger"], "'" + event.trigger.text);
  EXPECT_EQ(read[2]["goldstein"], "-4.5");
  EXPECT_EQ(read[2]["actor_names"], "Viktor Orban; Peter Szijjarto");
  EXPECT_EQ(read[2]["actor_countries"], "HUN; ");
  EXPECT_EQ(read[2]["lat"], "50.45466");
  EXPECT_EQ(read[2]["confidence"], "0.93");
}

}  // namespace
}  // namespace chancery::io
