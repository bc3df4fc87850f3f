#include "knowledge/reference_words.h"

#include <gtest/gtest.h>

#include "knowledge/tables_for_test.h"

namespace chancery::knowledge {
namespace {

const ReferenceWords& ours() {
  static const FolderTables tables("reference");
  static const ReferenceWords words = ReferenceWords::load(tables.tables());
  return words;
}

TEST(ReferenceWords, tellWhatNounsName) {
  EXPECT_EQ(ours().noun("spokeswoman"), NounClass::Woman);
  EXPECT_EQ(ours().noun("Ministry"), NounClass::Organisation);
  EXPECT_EQ(ours().noun("village"), NounClass::Place);
  EXPECT_EQ(ours().noun("Mr."), NounClass::Man);
  EXPECT_EQ(ours().noun("agreement"), NounClass::Unknown);
}

TEST(ReferenceWords, tellWhoseGivenNameItIs) {
  EXPECT_EQ(ours().given_name("Vladimir"), NounClass::Man);
  EXPECT_EQ(ours().given_name("Elizabeth"), NounClass::Woman);
  for (const char* state : {"Taiwan", "Russia", "China", "Jordan", "Chad"})
    EXPECT_EQ(ours().given_name(state), NounClass::Unknown) << state;
}

TEST(ReferenceWords, knowWhatPointsBack) {
  EXPECT_EQ(ours().pair("leader"), PairClass::Persons);
  EXPECT_EQ(ours().pair("country"), PairClass::States);
  EXPECT_EQ(ours().pair("treaty"), PairClass::None);
  EXPECT_TRUE(ours().is_two("both"));
  EXPECT_FALSE(ours().is_two("three"));
  EXPECT_TRUE(ours().is_latter("latter"));
  EXPECT_FALSE(ours().is_latter("former"));
}

TEST(ReferenceWords, whoIsAtHomeIsToldByKindAndSector) {
  const auto words = ReferenceWords::load({{TableText{"home.tsv", "described\tGOV\t75\t3\nperson\t-\t80\t4\n"}}});
  const auto government = words.home_rule(HomeKind::Described, "GOV");
  ASSERT_TRUE(government);
  EXPECT_FLOAT_EQ(government->share, 0.75F);
  EXPECT_FLOAT_EQ(government->least, 3);
  EXPECT_TRUE(words.home_rule(HomeKind::Person, ""));
  EXPECT_FALSE(words.home_rule(HomeKind::Person, "GOV"));
  EXPECT_FALSE(words.home_rule(HomeKind::Described, ""));
}

TEST(ReferenceWords, whatIsWrongIsToldWithItsLine) {
  const auto fault = [](const char* file, const char* line) {
    try {
      ReferenceWords::load({{TableText{std::string("data/reference/") + file, line}}});
    } catch (const TableError& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  EXPECT_EQ(fault("nouns.tsv", "# head\nqueen\twomen\n"), "data/reference/nouns.tsv:2: 'women' is no class");
  EXPECT_EQ(fault("nouns.tsv", "queen\twoman\nqueen\tman\n"), "data/reference/nouns.tsv:2: 'queen' stands twice");
  EXPECT_EQ(fault("given_names.tsv", "anna\tplace\n"), "data/reference/given_names.tsv:1: wants man or woman");
  EXPECT_EQ(fault("phrases.tsv", "side\tpair\tboth\n"),
            "data/reference/phrases.tsv:1: a pair is of persons, states or any");
  EXPECT_EQ(fault("home.tsv", "described\tGOV\t75\t3\nperson\tGOVV\t75\t3\n"),
            "data/reference/home.tsv:2: 'GOVV' is no sector of sectors.tsv");
  EXPECT_EQ(fault("home.tsv", "town\tGOV\t75\t3\n"),
            "data/reference/home.tsv:1: 'town' is none of described, person and body");
  EXPECT_EQ(fault("home.tsv", "body\t-\t0\t3\n"), "data/reference/home.tsv:1: '0' is no number from 1 to 100");
  EXPECT_EQ(fault("home.tsv", "body\t-\t80\tx\n"), "data/reference/home.tsv:1: 'x' is no number from 1 to 100");
  EXPECT_EQ(fault("home.tsv", "person\tGOV\t75\t3\nperson\tGOV\t80\t3\n"),
            "data/reference/home.tsv:2: a kind and sector stands twice");
}

}  // namespace
}  // namespace chancery::knowledge
