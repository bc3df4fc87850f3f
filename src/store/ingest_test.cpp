#include "store/ingest.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "store/record_rows.h"

namespace chancery::store {
namespace {

ActorReference actor(const std::string& name, const std::string& country, const std::string& sector) {
  return {{name, 0, 4}, name, country, sector, {}};
}

CodedDocument arrest(const std::string& id, const std::string& whom) {
  CodedDocument coded;
  coded.document = {id, "Police in Tbilisi arrested " + whom + " outside the parliament building", "", "2024-05-17", "",
                    id};
  Event event;
  event.id = id + "#e1";
  event.doc = id;
  event.date = {"2024-05-17", "", DatePrecision::Day};
  event.event = EventType::Coerce;
  event.mode = "arrest";
  event.contexts = {"repression", "legal"};
  event.cameo = "173";
  event.goldstein = -5.0;
  event.actors = {actor("Police", "GEO", "COP")};
  event.recipients = {actor(whom, "GEO", "CVL")};
  event.location = Location{{"Tbilisi", 10, 17}, "Tbilisi", "GEO", 41.69411, 44.83368, 611717};
  event.attribution = Attribution{actor("ministry", "GEO", "GOV"), "said", id + "#s1"};
  event.trigger = {"arrested", 18, 26};
  event.rule = "arrest";
  event.confidence = 0.87;
  coded.records.head.doc = id;
  coded.records.head.date = event.date;
  coded.records.head.publisher = id;
  coded.records.sentences = {{0, 60}};
  coded.records.events = {event};
  Relation relation;
  relation.id = id + "#r1";
  relation.doc = id;
  relation.relation = "holds-office";
  relation.from = actor("Ana Lima", "GEO", "GOV");
  relation.to = actor("Georgia", "GEO", "GOV");
  relation.since = {"2023-02", "", DatePrecision::Month};
  relation.trigger = {"minister", 1, 9};
  coded.records.relations = {relation};
  return coded;
}

class IngestTest : public ::testing::Test {
 protected:
  IngestTest()
      : path_((std::filesystem::temp_directory_path() / ("chancery-ingest-" + std::to_string(::getpid()))).string()) {
    TearDown();
    store_ = std::make_unique<Store>(path_, Access::Write);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove(path_);
    std::filesystem::remove(path_ + ".wal");
  }
  void ingest(const std::vector<CodedDocument>& documents) {
    Ingest ingest(*store_, {"ingest", "test", "", "", "", "chancery"});
    for (CodedDocument coded : documents) {
      if (ingest.wants(coded.document)) ingest.add(std::move(coded));
    }
    ingest.finish();
  }
  std::string path_;
  std::unique_ptr<Store> store_;
};

TEST_F(IngestTest, EveryFieldComesBack) {
  const CodedDocument given = arrest("a", "12 protesters");
  ingest({given});
  const auto loaded = load_documents(store_->db(), 1, 1);
  ASSERT_EQ(loaded.size(), 1u);
  EXPECT_EQ(loaded[0].document.text, given.document.text);
  const Event& event = loaded[0].records.events.at(0);
  EXPECT_EQ(event.contexts, given.records.events[0].contexts);
  EXPECT_EQ(event.attribution->statement, "a#s1");
  EXPECT_EQ(event.attribution->source.name, "ministry");
  EXPECT_DOUBLE_EQ(*event.location->latitude, 41.69411);
  EXPECT_EQ(event.location->geonames, 611717);
  EXPECT_NEAR(event.confidence, 0.87, 1e-9);
  const Relation& relation = loaded[0].records.relations.at(0);
  EXPECT_EQ(relation.since.begin, "2023-02");
  EXPECT_EQ(relation.until.begin, "");
  EXPECT_EQ(relation.from.name, "Ana Lima");
  EXPECT_EQ(loaded[0].records.sentences.at(0).end, 60u);
}

TEST_F(IngestTest, ReportsOfOneHappeningAreJoinedAcrossRuns) {
  ingest({arrest("a", "12 protesters")});
  ingest({arrest("b", "15 protesters")});
  EXPECT_EQ(store_->db().number("SELECT count(DISTINCT happening) FROM events"), 1);
  EXPECT_EQ(store_->db().number("SELECT reports FROM happenings"), 2);
  EXPECT_EQ(store_->db().number("SELECT count(*) FROM conflicts WHERE what = 'quantity of recipient'"), 2);
}

TEST_F(IngestTest, WhereTheFirstReportGoesTheNextStandsForTheHappening) {
  ingest({arrest("a", "12 protesters"), arrest("b", "15 protesters"), arrest("c", "16 protesters")});
  Recode recode(*store_, {"recode", "test", "", "", "", "chancery"});
  CodedDocument changed = arrest("a", "12 protesters");
  changed.records.events.clear();
  recode.add(1, changed.document, changed.records);
  recode.finish();
  Database& db = store_->db();
  EXPECT_EQ(db.number("SELECT count(*) FROM events"), 2);
  EXPECT_EQ(db.number("SELECT count(DISTINCT happening) FROM events"), 1);
  EXPECT_EQ(db.number("SELECT min(happening) FROM events"), 2);
  EXPECT_EQ(db.number("SELECT count(DISTINCT event_id) FROM sides WHERE first_report"), 1);
  EXPECT_EQ(db.number("SELECT count(*) FROM event_actors ANTI JOIN events USING (event_id)"), 0);
}

TEST_F(IngestTest, MarkedRowsOfSidesCountEveryEventOnce) {
  // All ways in which parties of three countries, and of none, can stand on two sides.
  const std::vector<ActorReference> who = {actor("Ana", "GEO", "GOV"),
                                           actor("Beka", "GEO", "CVL"),
                                           actor("Davit", "ARM", "GOV"),
                                           actor("Ece", "TUR", "MIL"),
                                           {{"rebels", 0, 6}, "rebels", std::nullopt, std::nullopt, {}}};
  std::vector<CodedDocument> all;
  for (unsigned actors = 0; actors < 32; ++actors) {
    CodedDocument coded = arrest("doc" + std::to_string(actors), "x");
    const Event pattern = coded.records.events.front();
    coded.records.events.clear();
    for (unsigned recipients = actors % 5; recipients < 32; recipients += 5) {
      Event event = pattern;
      event.actors.clear();
      event.recipients.clear();
      for (unsigned i = 0; i < who.size(); ++i) {
        if ((actors >> i & 1u) != 0) event.actors.push_back(who[i]);
        if ((recipients >> i & 1u) != 0) event.recipients.push_back(who[i]);
      }
      coded.records.events.push_back(event);
    }
    all.push_back(coded);
  }
  ingest(all);
  Database& db = store_->db();
  const auto differing = [&](const std::string& by, const std::string& flag) {
    return db.number("SELECT count(*) FROM (SELECT count(*) FILTER (" + flag +
                     ") AS marked, count(DISTINCT event_id) AS events FROM (SELECT *, role = 'recipient' AS below FROM "
                     "sides) GROUP BY " +
                     by + ") WHERE marked <> events");
  };
  EXPECT_GT(db.number("SELECT count(*) - count(DISTINCT event_id) FROM sides"), 100);
  EXPECT_EQ(differing("country", "new_country"), 0);
  EXPECT_EQ(differing("country, below", "new_side"), 0);
  EXPECT_EQ(differing("country, below, other_country", "new_pair"), 0);
  EXPECT_EQ(differing("actor_id", "new_actor"), 0);
}

}  // namespace
}  // namespace chancery::store
