#include "knowledge/restraint.h"

#include <gtest/gtest.h>

#include "knowledge/tables_for_test.h"

namespace chancery::knowledge {
namespace {

TEST(Restraint, tablesOfTheDataLoad) {
  const Ontology ontology = Ontology::load(FolderTables("ontology").tables());
  const FolderTables tables("restraint");
  const Restraint restraint = Restraint::load(tables.tables(), ontology);
  read_table({"acts.tsv", tables.text_of("acts.tsv")}, 1, 1, [&](const TableLine& line) {
    const auto act = ontology.act_named(line.field(0));
    ASSERT_TRUE(act) << line.field(0) << " is no act";
    EXPECT_TRUE(restraint.is_political_alone(*act));
  });
  EXPECT_TRUE(restraint.is_political(EventType::Consult, "GOV"));
  EXPECT_FALSE(restraint.is_political(EventType::Consult, "BUS"));
  EXPECT_TRUE(restraint.is_political(EventType::Protest, "LAB"));
  EXPECT_FALSE(restraint.is_political(EventType::Assault, ""));
  const auto* word = restraint.word("goalkeeper");
  ASSERT_NE(word, nullptr);
  EXPECT_EQ(restraint.topics()[word->topic].name, "sport");
  EXPECT_EQ(restraint.word("parliament"), nullptr);
}

TEST(Restraint, unknownTopicsAndSectorsAreToldWithTheirLine) {
  const std::vector<TableText> topics = {{"topics.tsv", "=sport\t3\toffice\nviolin\tmusic\t3\n"}};
  try {
    Restraint::load(topics, {});
    FAIL() << "took a topic that is none";
  } catch (const TableError& error) {
    EXPECT_NE(std::string(error.what()).find("topics.tsv:2"), std::string::npos) << error.what();
  }
  const std::vector<TableText> parties = {{"parties.tsv", "*\tGOV;XYZ\n"}};
  EXPECT_THROW(Restraint::load(parties, {}), TableError);
}

}  // namespace
}  // namespace chancery::knowledge
