#include "knowledge/directory.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "chancery/error.h"
#include "knowledge/data_file.h"
#include "knowledge/directory_builder.h"

namespace chancery::knowledge {
namespace {

using Tables = std::vector<TableText>;

const Tables kSmall = {
    {"data/actors/states.tsv",
     "ARK\tAK\t001\t1\t1\t\t\tArkadia\tRepublic of Arkadia\nBOR\tBO\t002\t2\t2\t\t1990\tBoria\n"},
    {"data/actors/state_names.tsv", "Arkadian\tadjective\tARK\nArkadian\tperson\tARK\nPort Ark\tcapital\tARK\n"},
    {"data/actors/office_kinds.tsv",
     "head-of-state\tGOV\tpresident\talone\nhead-of-organisation\tIGO\thead\nlawmaker\tLEG\tmember\n"},
    {"data/actors/groups.tsv", "Island League\tthe Islands;IL\tIGO\t1980\n"},
    {"data/actors/group_members.tsv", "Island League\tARK;BOR\t1980\nIsland League\tBOR\t1980\t1985\n"},
    {"data/actors/name_order.tsv", "family-first\tBOR\nparticle\tvan\nbare-particle\tal\n"},
    {"data/actors/agents.tsv", "soldier\t\tMIL\npolice\t=\tCOP\tbody\nenemy of the state\tenemies of the state\tUNK\n"},
    {"data/actors/offices/one.tsv",
     "Ana van Rey\tAnna van Rey\tARK\thead-of-state\t\t\t2001\t2004-06-15\town\n"
     "Ben Al-Ott\t\tARK\thead-of-state\t\t\t2004-06-15\t\town\n"
     "Ana van Rey\t\tIsland League\thead-of-organisation\tchair\t\t2006-02\t2007\town\n"
     "Tok Li\t\tBOR\thead-of-state\t\t\t\t1990\town\n"},
};

class DirectoryTest : public testing::Test {
 protected:
  void build(const Tables& tables) {
    PackedWriter writer;
    build_directory(tables, writer);
    path_ = testing::TempDir() + "directory_test_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".data";
    std::ofstream(path_, std::ios::binary) << writer.finish(kDataMagic, kDataVersion);
    file_ = open_data(path_);
    directory_ = Directory::open(file_);
  }
  void TearDown() override {
    if (!path_.empty()) std::remove(path_.c_str());
  }
  const MeaningRow* first(std::string_view phrase, Meaning kind) const {
    for (const MeaningRow& row : directory_.find(phrase)) {
      if (row.kind == kind) return &row;
    }
    return nullptr;
  }
  PersonId person(std::string_view name) const {
    const MeaningRow* row = first(name, Meaning::Person);
    return row == nullptr ? PersonId::none() : PersonId(row->row);
  }
  std::string path_;
  PackedFile file_;
  Directory directory_;
};

std::string failure_of(const Tables& tables) {
  try {
    PackedWriter writer;
    build_directory(tables, writer);
  } catch (const TableError& error) {
    return error.what();
  }
  return "";
}

TEST_F(DirectoryTest, FindsPhrasesOfSeveralWordsAndPlurals) {
  build(kSmall);
  ASSERT_NE(first("republic of ARKADIA", Meaning::CountryName), nullptr);
  EXPECT_EQ(directory_.country(first("Port-Ark", Meaning::Capital)->country_id()).iso3, "ARK");
  EXPECT_NE(first("Arkadians", Meaning::People), nullptr);
  EXPECT_TRUE(agent_traits(*first("soldiers", Meaning::Agent)).plural);
  EXPECT_FALSE(agent_traits(*first("soldier", Meaning::Agent)).plural);
  EXPECT_TRUE(agent_traits(*first("police", Meaning::Agent)).plural);
  EXPECT_NE(first("enemies of the state", Meaning::Agent), nullptr);
  EXPECT_TRUE(directory_.find("enemies of the").empty());
  EXPECT_TRUE(directory_.find("nobody").empty());
  EXPECT_TRUE(directory_.find("").empty());
}

TEST_F(DirectoryTest, OfficesGoByTheDay) {
  build(kSmall);
  const CountryId ark = directory_.country_from("ARK");
  const auto office = directory_.office_from("head-of-state");
  const auto name_on = [&](std::string_view day) {
    const auto holder = directory_.holder(ark, office, parse_day(day));
    return holder ? std::string(directory_.person_name(*holder)) : "nobody";
  };
  EXPECT_EQ(name_on("2000-12-31"), "nobody");
  EXPECT_EQ(name_on("2001-01-01"), "Ana van Rey");
  EXPECT_EQ(name_on("2004-06-14"), "Ana van Rey");
  EXPECT_EQ(name_on("2004-06-15"), "Ben Al-Ott");
  EXPECT_EQ(name_on("2030-01-01"), "Ben Al-Ott");
  EXPECT_FALSE(directory_.holder(ark, office, std::nullopt));
  EXPECT_FALSE(directory_.holder(CountryId::none(), office, parse_day("2002-01-01")));
}

TEST_F(DirectoryTest, StandingChangesWithTheDay) {
  build(kSmall);
  const PersonId ana = person("anna van rey");
  ASSERT_TRUE(ana.exists());
  EXPECT_EQ(directory_.standing(ana, parse_day("1999-01-01")).sector, Sector::None);
  EXPECT_EQ(directory_.standing(ana, parse_day("2002-01-01")).sector, Sector::Gov);
  EXPECT_EQ(directory_.standing(ana, parse_day("2005-01-01")).sector, Sector::Eli);
  EXPECT_EQ(directory_.country(directory_.standing(ana, parse_day("2005-01-01")).country).iso3, "ARK");
  const Standing chair = directory_.standing(ana, parse_day("2007-12-31"));
  EXPECT_EQ(chair.sector, Sector::Igo);
  EXPECT_FALSE(chair.country.exists());
  EXPECT_EQ(directory_.head_of(chair.organisation, parse_day("2006-02-01")), ana);
  EXPECT_FALSE(directory_.head_of(chair.organisation, parse_day("2006-01-31")));
  EXPECT_FALSE(directory_.head_of(chair.organisation, parse_day("2008-01-01")));
}

TEST_F(DirectoryTest, FamilyNamesFollowTheOrderOfTheCountry) {
  build(kSmall);
  EXPECT_NE(first("van Rey", Meaning::Surname), nullptr);
  EXPECT_EQ(first("Rey", Meaning::Surname), nullptr);
  EXPECT_NE(first("al-Ott", Meaning::Surname), nullptr);
  EXPECT_NE(first("Ott", Meaning::Surname), nullptr);
  EXPECT_NE(first("Tok", Meaning::Surname), nullptr);
  EXPECT_EQ(first("Li", Meaning::Surname), nullptr);
}

TEST_F(DirectoryTest, PeopleAreFoundByTheLastWordOfTheFamilyName) {
  Tables tables = kSmall;
  tables.push_back({"data/actors/offices/more.tsv", "Zed Rey\t\tBOR\tlawmaker\nRey Zed\t\tBOR\tlawmaker\n"});
  build(tables);
  const auto namesakes = [&](std::string_view word) {
    std::string names;
    directory_.visit_namesakes(directory_.word(word),
                               [&](PersonId id) { names += std::string(directory_.person_name(id)) + ";"; });
    return names;
  };
  EXPECT_EQ(namesakes("rey"), "Rey Zed;Ana van Rey;");
  EXPECT_EQ(namesakes("zed"), "Zed Rey;");
  EXPECT_EQ(namesakes("tok"), "Tok Li;");
  EXPECT_EQ(namesakes("li"), "");
  EXPECT_EQ(namesakes("soldier"), "");
  EXPECT_EQ(namesakes("nobody"), "");
}

TEST_F(DirectoryTest, NamesAreKeptWholeHoweverLong) {
  Tables tables = kSmall;
  const std::string long_name = std::string(300, 'x') + " Ott", just_long = std::string(251, 'y') + " Ott";
  const std::string lines = long_name + "\t\tARK\tlawmaker\n" + just_long + "\t\tARK\tlawmaker\n";
  tables.push_back({"data/actors/offices/long.tsv", lines});
  build(tables);
  ASSERT_TRUE(person(long_name).exists());
  EXPECT_EQ(directory_.person_name(person(long_name)), long_name);
  ASSERT_TRUE(person(just_long).exists());
  EXPECT_EQ(directory_.person_name(person(just_long)), just_long);
}

TEST_F(DirectoryTest, MembersGoByTheDay) {
  build(kSmall);
  const OrganisationId league(first("Island League", Meaning::Group)->row);
  const auto members = [&](std::string_view day) {
    std::string out;
    directory_.visit_members(league, parse_day(day), [&](CountryId id) { out += directory_.country(id).iso3; });
    return out;
  };
  EXPECT_EQ(members("1979-01-01"), "");
  EXPECT_EQ(members("1985-12-31"), "ARKBORBOR");
  EXPECT_EQ(members("1986-01-01"), "ARKBOR");
}

TEST(DirectoryBuilder, NamesTheFileAndLineOfWhatIsWrong) {
  const auto with = [](std::string file, std::string_view text) {
    Tables tables = kSmall;
    tables.push_back({"data/actors/" + file, text});
    return failure_of(tables);
  };
  EXPECT_EQ(with("offices/x.tsv", "# head\nA B\t\tXXX\thead-of-state\n"),
            "data/actors/offices/x.tsv:2: 'XXX' is neither a country nor the name of an organisation");
  EXPECT_EQ(with("offices/x.tsv", "A B\t\tARK\tking-of-all\n"),
            "data/actors/offices/x.tsv:1: 'king-of-all' is not an office of office_kinds.tsv");
  EXPECT_EQ(with("offices/x.tsv", "A B\t\tARK\tlawmaker\t\t\t2001-13\n"),
            "data/actors/offices/x.tsv:1: '2001-13' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD");
  EXPECT_EQ(with("offices/x.tsv", "A B\t\tARK\tlawmaker\t\t\t2001\t1999\n"),
            "data/actors/offices/x.tsv:1: ends before it begins");
  EXPECT_EQ(with("offices/x.tsv", "A B\t\tARK\tlawmaker\t\t\t2001\nA B\t\tARK\tlawmaker\t\t\t2001\t2002\n"),
            "data/actors/offices/x.tsv:2: this holding is there twice");
  EXPECT_EQ(with("offices/x.tsv", "A B\t\tARK\tlawmaker\t\t\t1860\t1870\n"),
            "data/actors/offices/x.tsv:1: was over before 1880 or begins after 2059: the directory keeps no such days");
  EXPECT_EQ(with("offices/x.tsv", "A B\t\tARK\tlawmaker\t\t\t1860\t1890\n"), "");
  EXPECT_EQ(with("offices/x.tsv", "A B\t\tARK\tlawmaker\t\tXYZ\n"),
            "data/actors/offices/x.tsv:1: 'XYZ' is not a sector of sectors.tsv");
  EXPECT_EQ(with("unknown.tsv", "a\tb\n"), "data/actors/unknown.tsv:1: no table of actors or places has this name");
  EXPECT_EQ(with("modifiers.tsv", "quasi\tmagic\n"), "data/actors/modifiers.tsv:1: 'magic' is not an effect");
  EXPECT_EQ(with("not_actors.tsv", "-\t-\n...\n").find("data/actors/not_actors.tsv"), std::string::npos);
}

TEST_F(DirectoryTest, OneNameInTwoCountriesIsTwoPeople) {
  Tables tables = kSmall;
  tables.push_back({"data/actors/offices/same.tsv",
                    "Eva Lott\t\tARK\tlawmaker\t\t\t1990\t1995\n"
                    "Eva Lott\t\tIsland League\thead-of-organisation\t\t\t2001\t2003\n"
                    "Eva Lott\t\tBOR\tlawmaker\t\t\t1999\t2001\n"});
  build(tables);
  std::vector<PersonId> people;
  for (const MeaningRow& row : directory_.find("eva lott")) {
    if (row.kind == Meaning::Person) people.emplace_back(row.row);
  }
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(directory_.country(directory_.standing(people[0], parse_day("1992-01-01")).country).iso3, "ARK");
  EXPECT_EQ(directory_.country(directory_.standing(people[1], parse_day("2000-01-01")).country).iso3, "BOR");
  // She who led the league is the one who was in office shortly before.
  EXPECT_EQ(directory_.holding_count(people[0]), 1u);
  EXPECT_EQ(directory_.holding_count(people[1]), 2u);
}

TEST_F(DirectoryTest, AUsersTablesAreLaidOverOurs) {
  std::vector<std::string> refused;
  PackedWriter writer;
  build_directory(
      kSmall,
      {{"mine/agents.tsv", "soldier\t\tREB\nghost\t\tQQQ\n"},
       {"mine/states.tsv", "ABC\tAB\t003\t3\t3\t\t\tAbcland\n"},
       {"mine/offices/x.tsv", "Zoe Ock\t\tARK\thead-of-state\t\t\t2002\t2003\n"}},
      [&](const TableError& error) { refused.push_back(error.what()); }, writer);
  file_ = PackedFile::from_bytes(writer.finish(kDataMagic, kDataVersion), "mine", kDataMagic, kDataVersion);
  directory_ = Directory::open(file_);
  EXPECT_EQ(refused, std::vector<std::string>{"mine/agents.tsv:2: 'QQQ' is not a sector of sectors.tsv"});
  EXPECT_EQ(first("soldiers", Meaning::Agent)->sector, Sector::Reb);
  EXPECT_EQ(first("police", Meaning::Agent)->sector, Sector::Cop);
  EXPECT_TRUE(directory_.country_from("ABC").exists());
  EXPECT_EQ(directory_.country(directory_.country_from("ARK")).name, "Arkadia");
  const auto head_on = [&](std::string_view day) {
    const auto holder =
        directory_.holder(directory_.country_from("ARK"), directory_.office_from("head-of-state"), parse_day(day));
    return holder ? std::string(directory_.person_name(*holder)) : "nobody";
  };
  EXPECT_EQ(head_on("2001-06-01"), "Ana van Rey");
  EXPECT_EQ(head_on("2002-06-01"), "Zoe Ock");
  EXPECT_EQ(head_on("2004-05-01"), "Ana van Rey");
}

TEST(DirectoryBuilder, PacksTheSameBytesWhateverTheOrderOfFiles) {
  PackedWriter one, two;
  build_directory(kSmall, one);
  build_directory(Tables(kSmall.rbegin(), kSmall.rend()), two);
  EXPECT_EQ(one.finish(kDataMagic, kDataVersion), two.finish(kDataMagic, kDataVersion));
}

TEST(ShortDayTest, KeepsDaysAndMakesWhatLiesFurtherForEver) {
  const ShortDay day(10000), always(kAlways), forever(kForever), long_ago(-40000), far(40000);
  EXPECT_TRUE(day <= 10000);
  EXPECT_FALSE(day <= 9999);
  EXPECT_TRUE(day > 9999);
  EXPECT_FALSE(day > 10000);
  EXPECT_TRUE(always <= -40000);
  EXPECT_TRUE(long_ago <= -50000) << "before 1880 is always";
  EXPECT_TRUE(forever > 50000);
  EXPECT_TRUE(far.is_forever());
  EXPECT_FALSE(day.is_forever());
}

TEST_F(DirectoryTest, AnEmptyDirectoryFindsNothing) {
  build({});
  EXPECT_TRUE(directory_.find("Arkadia").empty());
  EXPECT_FALSE(directory_.country_from("ARK").exists());
}

}  // namespace
}  // namespace chancery::knowledge
