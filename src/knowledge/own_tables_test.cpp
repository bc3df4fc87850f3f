#include "knowledge/own_tables.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "chancery/error.h"
#include "knowledge/lexicon.h"
#include "knowledge/ontology.h"
#include "knowledge/tables_for_test.h"

namespace chancery::knowledge {
namespace {

class OwnTablesTest : public testing::Test {
 protected:
  void SetUp() override {
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / ("chancery-own-" + std::string(test->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, std::string_view text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  OwnTables open() const { return OwnTables::open(folder_.string()); }

  std::filesystem::path folder_;
};

TEST_F(OwnTablesTest, tableOfTheSameNameReplacesAndOthersAreAdded) {
  write("acts.tsv", "mine");
  write("acts-more.tsv", "more");
  write("notes.txt", "no table");
  const OwnTables own = open();
  const auto tables = own.over({{"ontology/acts.tsv", "packed"}, {"ontology/cameo.tsv", "codes"}});
  ASSERT_EQ(tables.size(), 3u);
  EXPECT_EQ(tables[0].text, "mine");
  EXPECT_EQ(tables[1].text, "codes");
  EXPECT_EQ(tables[2].text, "more");
}

TEST_F(OwnTablesTest, noFolderIsToldWithItsName) {
  try {
    OwnTables::open((folder_ / "nowhere").string());
    FAIL() << "opened a folder that is not there";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("nowhere"), std::string::npos);
  }
}

TEST_F(OwnTablesTest, invalidBytesAreToldWithTheirLine) {
  write("acts.tsv", "one\n\xff\n");
  try {
    open();
    FAIL() << "took bytes that are no UTF-8";
  } catch (const TableError& error) {
    EXPECT_NE(std::string(error.what()).find("acts.tsv:2"), std::string::npos) << error.what();
  }
}

TEST_F(OwnTablesTest, actIsAddedWithItsCodeAndItsWord) {
  write("acts-own.tsv", "appeal-judgement\taccuse\tACCUSE\tallege\t115A\tone\n");
  write("cameo-own.tsv", "115A\tAppeal against a judgement\t-2.0\tlegal\n");
  write("verbs-own.tsv", "badmouth\tappeal-judgement\tdoes-y\n");
  const OwnTables own = open();
  const FolderTables ontology_tables("ontology");
  const FolderTables lexicon_tables("lexicon");
  const Ontology ontology = Ontology::load(own.over(ontology_tables.tables()));
  const auto act = ontology.act_named("appeal-judgement");
  ASSERT_TRUE(act);
  EXPECT_EQ(ontology[*act].cameo, "115A");
  // What operators make of it is what they make of its class.
  EXPECT_EQ(ontology.compose(*ontology.operator_named("promise"), *act), *act);
  const Lexicon lexicon = Lexicon::load(own.over(lexicon_tables.tables()), ontology);
  ASSERT_EQ(lexicon.entries(WordClass::Verb, "badmouth").size(), 1u);
}

TEST_F(OwnTablesTest, wordsOfActsThatTheSchemeLacksCanBeLeftOut) {
  const std::vector<TableText> words = {{"frames.tsv", "does\tactor=subj\n"}, {"verbs.tsv", "dance\tdance\tdoes\n"}};
  const Ontology ontology = Ontology::load(FolderTables("ontology").tables());
  EXPECT_THROW(Lexicon::load(words, ontology), TableError);
  const Lexicon lexicon = Lexicon::load(words, ontology, Unknown::LeaveOut);
  EXPECT_EQ(lexicon.entry_count(), 0u);
}

}  // namespace
}  // namespace chancery::knowledge
