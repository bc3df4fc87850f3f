#include "knowledge/gazetteer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "chancery/error.h"
#include "knowledge/gazetteer_builder.h"

namespace chancery::knowledge {
namespace {

/// A small gazetteer of made-up packages and tables.
class GazetteerOfTwoStates : public ::testing::Test {
 protected:
  std::vector<RawTown> known_ = {
      {"Altdorf", "AA", "01", "", "PPLC", 10.0, 20.0, 11, 900000},
      {"Altdorf", "BB", "07", "", "PPL", -30.0, 40.0, 12, 5000},
      {"Oldname", "AA", "01", "", "PPLA", 11.0, 21.0, 13, 200000},
      {"Faraway", "AA", "02", "", "PPL", 15.0, 25.0, 14, 1000},
      {"Longway", "BB", "07", "", "PPL", -31.0, 41.0, 15, 1000},
  };
  std::vector<RawTown> fresh_ = {
      {"Ältdorf", "AA", "01", "100", "", 10.001, 20.001, 0, 0},
      {"Newname", "AA", "01", "100", "", 11.0, 21.0, 0, 0},
      {"Faraway", "AA", "02", "", "", 5.0, 25.0, 0, 0},  // another one, ten degrees south
  };
  std::vector<RawRegion> regions_ = {{"AA", "01", "Upper Province"}, {"AA", "02", "Lower Province"}};
  std::vector<RawRegion> districts_ = {{"AA", "01.100", "Hillside District"},
                                       {"AA", "01.100", "Altdorf"},
                                       {"AA", "02.7", "Municipio de Riverland"},
                                       {"AA", "02.8", "Faraway"}};
  std::string exonyms_ = "Vecchia\tAltdorf\tAAA\n";
  std::string path_ = testing::TempDir() + "gazetteer_test." + std::to_string(getpid());

  ~GazetteerOfTwoStates() override { std::remove(path_.c_str()); }

  std::string bytes() const {
    const std::vector<TableText> tables = {
        {"data/actors/states.tsv", "AAA\tAA\t-\t-\t-\t\t\tAaland\nBBB\tBB\t-\t-\t-\t\t\tBeland\n"},
        {"data/places/countries.tsv", "AAA\t10\t20\n"},
        {"data/places/features.tsv", "Middle Sea\tMid Sea;the Middle\t-\tsea\t1\t2\n"},
        {"data/places/places.tsv", "Altdorf\tBigtown\tAAA\tcapital\t10\t20\t11\n"},
        {"data/places/regions.tsv", "AAA\tLower Province\tLow.\t3\t4\n"},
        {"data/places/exonyms.tsv", exonyms_},
        {"data/places/spellings.tsv",
         "region\tfirst\tmunicipio de\t-\t-\ntown\tending\tway\tweg\tBBB\ntown\tletter\tÄ\tAe\tAAA\n"},
        {"data/places/words.tsv", "in\tlocative\nprovince\tregion\ndistrict\tregion\n"},
        {"data/places/stop_names.tsv", "Faraway\n"},
        {"data/places/common_words.tsv", "kingdom\n"},
    };
    PackedWriter writer;
    build_gazetteer(known_, fresh_, regions_, districts_, tables, writer);
    return writer.finish(kPlacesMagic, kPlacesVersion);
  }
  Gazetteer open(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary) << bytes;
    return Gazetteer::open(path_);
  }
  static std::string show(const Gazetteer& gazetteer, std::string_view name) {
    std::string out;
    for (const std::uint32_t row : gazetteer.find_name(name)) {
      const GazetteerPlace place = gazetteer.place(GazetteerId(std::size_t{row}));
      out += (out.empty() ? "" : "; ") + std::string(place.name) + " " + std::string(place.country) + " " +
             std::to_string(place.geonames);
    }
    return out;
  }
};

TEST_F(GazetteerOfTwoStates, TheLargestIsFirst) {
  EXPECT_EQ(show(open(bytes()), "Altdorf"), "Altdorf AAA 11; Altdorf BBB 12");
}

TEST_F(GazetteerOfTwoStates, AccentsAndCapitalsDoNotCount) {
  const Gazetteer gazetteer = open(bytes());
  EXPECT_EQ(show(gazetteer, "ALTDORF"), show(gazetteer, "Ältdorf"));
}

TEST_F(GazetteerOfTwoStates, ANewNameAtTheSameSpotKeepsTheOldOne) {
  const Gazetteer gazetteer = open(bytes());
  EXPECT_EQ(show(gazetteer, "Newname"), "Newname AAA 13");
  EXPECT_EQ(show(gazetteer, "Oldname"), "Newname AAA 13");
}

TEST_F(GazetteerOfTwoStates, TheSameNameFarAwayIsAnotherPlace) {
  EXPECT_EQ(show(open(bytes()), "Faraway"), "Faraway AAA 14; Faraway AAA 0");
}

TEST_F(GazetteerOfTwoStates, OtherNamesLeadToTheTown) {
  const Gazetteer gazetteer = open(bytes());
  EXPECT_EQ(show(gazetteer, "Vecchia"), "Altdorf AAA 11");
  EXPECT_EQ(show(gazetteer, "Bigtown"), "Altdorf AAA 11");
  EXPECT_EQ(show(gazetteer, "Mid Sea"), "Middle Sea  0");
}

TEST_F(GazetteerOfTwoStates, ARegionIsFoundWithoutItsKindAndLiesAroundItsTowns) {
  const Gazetteer gazetteer = open(bytes());
  ASSERT_EQ(gazetteer.find_name("Upper").size(), 1U);
  const GazetteerPlace upper = gazetteer.place(GazetteerId(std::size_t{gazetteer.find_name("Upper").front()}));
  EXPECT_EQ(upper.name, "Upper Province");
  EXPECT_NEAR(upper.latitude, 10.5, 0.01);
  EXPECT_EQ(upper.population, 1100000U);
  const GazetteerPlace lower = gazetteer.place(GazetteerId(std::size_t{gazetteer.find_name("Low").front()}));
  EXPECT_DOUBLE_EQ(lower.latitude, 3);
}

TEST_F(GazetteerOfTwoStates, ARegionWithoutATownLiesInTheMiddleOfItsState) {
  regions_.push_back({"AA", "03", "Empty Province"});
  const Gazetteer gazetteer = open(bytes());
  const GazetteerPlace empty = gazetteer.place(GazetteerId(std::size_t{gazetteer.find_name("Empty").front()}));
  EXPECT_DOUBLE_EQ(empty.latitude, 10);
  EXPECT_DOUBLE_EQ(empty.longitude, 20);
}

TEST_F(GazetteerOfTwoStates, ARegionOnBothSidesOfTheDateLineLiesThere) {
  regions_.push_back({"AA", "04", "Date Line Province"});
  fresh_.push_back({"Lastday", "AA", "04", "", "", -19.0, 179.0, 0, 0});
  fresh_.push_back({"Firstday", "AA", "04", "", "", -19.0, -178.0, 0, 0});
  const Gazetteer gazetteer = open(bytes());
  const GazetteerPlace line = gazetteer.place(GazetteerId(std::size_t{gazetteer.find_name("Date Line").front()}));
  EXPECT_NEAR(line.longitude, -179.5, 0.01);
}

TEST_F(GazetteerOfTwoStates, ADistrictIsFoundWhereNoTownHasItsName) {
  const Gazetteer gazetteer = open(bytes());
  EXPECT_EQ(show(gazetteer, "Hillside"), "Hillside District AAA 0");
  EXPECT_EQ(gazetteer.find_name("Altdorf").size(), 2U);
}

TEST_F(GazetteerOfTwoStates, NamesAreFoundAsOthersSpellThem) {
  const Gazetteer gazetteer = open(bytes());
  // A district of which no town is known lies in the middle of its region.
  EXPECT_EQ(show(gazetteer, "Riverland"), show(gazetteer, "Municipio de Riverland"));
  EXPECT_EQ(gazetteer.find_name("Riverland").size(), 1U);
  EXPECT_EQ(gazetteer.find_name("Faraway").size(), 2U) << "a district that is called after a town is none";
  EXPECT_EQ(show(gazetteer, "Longweg"), show(gazetteer, "Longway"));
  EXPECT_EQ(show(gazetteer, "Aeltdorf"), "Altdorf AAA 11") << "a letter as it is written where there is none";
  EXPECT_TRUE(gazetteer.find_name("Faraweg").empty()) << "spelt so in the other state only";
  EXPECT_TRUE(gazetteer.is_common_word("kingdom"));
  EXPECT_TRUE(gazetteer.is_stop_name("kingdom"));
  EXPECT_FALSE(gazetteer.is_common_word("faraway"));
}

TEST_F(GazetteerOfTwoStates, StatesAreFoundByTheirCode) {
  const Gazetteer gazetteer = open(bytes());
  ASSERT_TRUE(gazetteer.country_place("AAA"));
  EXPECT_EQ(gazetteer.place(*gazetteer.country_place("AAA")).name, "Aaland");
  EXPECT_FALSE(gazetteer.country_place("BBB"));
  EXPECT_FALSE(gazetteer.country_place("ZZZ"));
}

TEST_F(GazetteerOfTwoStates, AStateReachesAsFarAsMostOfItsTowns) {
  known_ = {{"Middle", "AA", "01", "", "PPL", 10.0, 20.0, 1, 5000},
            {"Near", "AA", "01", "", "PPL", 10.0, 21.0, 2, 5000}};
  fresh_ = {};
  exonyms_ = "";
  const Gazetteer gazetteer = open(bytes());
  EXPECT_NEAR(gazetteer.reach(gazetteer.country_index("AAA")), 0, 1) << "the farther one is more than one in twenty";
  EXPECT_EQ(gazetteer.reach(gazetteer.country_index("BBB")), Gazetteer::kNoRow) << "it has no middle and no town";
}

TEST_F(GazetteerOfTwoStates, AnOtherNameThatLeadsNowhereIsToldWithItsLine) {
  exonyms_ = "Vecchia\tNowhere\tAAA\n";
  try {
    bytes();
    FAIL() << "was packed";
  } catch (const TableError& error) {
    EXPECT_STREQ(error.what(), "data/places/exonyms.tsv:1: no town of AAA has the name 'Nowhere'");
  }
}

TEST_F(GazetteerOfTwoStates, TheSameInputGivesTheSameBytes) { EXPECT_EQ(bytes(), bytes()); }

TEST_F(GazetteerOfTwoStates, ADamagedFileIsRefused) {
  const std::string whole = bytes();
  // Every byte once, in steps that reach each section; and cut at many lengths.
  for (std::size_t at = 0; at < whole.size(); at += 37) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    EXPECT_THROW(open(damaged), Error) << "byte " << at;
  }
  for (std::size_t size = 0; size < whole.size(); size += 101) {
    EXPECT_THROW(open(whole.substr(0, size)), Error) << "cut at " << size;
  }
}

TEST_F(GazetteerOfTwoStates, AMissingFileIsRefusedByName) {
  try {
    Gazetteer::open("nowhere/chancery.places");
    FAIL() << "was opened";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("nowhere/chancery.places"), std::string::npos);
  }
}

}  // namespace
}  // namespace chancery::knowledge
