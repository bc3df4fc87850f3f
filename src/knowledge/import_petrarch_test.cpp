#include "knowledge/import_petrarch.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "knowledge/data_file.h"
#include "knowledge/directory_builder.h"

namespace chancery::knowledge {
namespace {

const std::vector<TableText> kStates = {
    {"data/actors/states.tsv", "ARK\tAK\t001\t1\t1\t\t\tArkadia\nBOR\tBO\t002\t2\t2\t\t\tBoria\n"}};

class ImportPetrarch : public testing::Test {
 protected:
  std::vector<MadeTable> import(const std::vector<TableText>& dictionaries) {
    PackedWriter writer;
    build_directory(kStates, writer);
    const PackedFile file =
        PackedFile::from_bytes(writer.finish(kDataMagic, kDataVersion), "states", kDataMagic, kDataVersion);
    refused_.clear();
    return import_petrarch(dictionaries,
                           {{{"codes", kCodes}}, [&](const TableError& error) { refused_.push_back(error.what()); }},
                           Directory::open(file));
  }
  std::string text(const std::vector<MadeTable>& tables, std::string_view name) {
    for (const MadeTable& table : tables) {
      if (table.name == name) return table.text.substr(table.text.find('\n') + 1);
    }
    return "";
  }
  static constexpr std::string_view kCodes =
      "OLD\tBOR\t-\nGOV\t-\tGOV\nELI\t-\tELI\nMIL\t-\tMIL\nLEG\t-\tLEG\nREB\t-\tREB\nUIS\t-\tUNK\nEUR\t-\tUNK\n";
  std::vector<std::string> refused_;
};

TEST_F(ImportPetrarch, ActorsWithDatesHoldOffices) {
  const auto tables = import({{"a.txt",
                               "ANA_VAN_REY_  [ARKGOV 20010203-040615]  ; president\n"
                               "\t[ARKELI >20040615]\n"
                               "\t[OLDLEG <990101]\n"
                               "+A._VAN_REY_\n"
                               "+ANA_VAN_REY\n"
                               "\t[ARK]\n"}});
  EXPECT_EQ(refused_, std::vector<std::string>());
  EXPECT_EQ(text(tables, "offices/imported.tsv"),
            "Ana Van Rey\tA. Van Rey\tARK\trole\t\tELI\t2004-06-15\t\timported\n"
            "Ana Van Rey\tA. Van Rey\tARK\trole\t\tGOV\t2001-02-03\t2004-06-15\timported\n"
            "Ana Van Rey\tA. Van Rey\tBOR\trole\t\tLEG\t\t1999-01-01\timported\n");
}

TEST_F(ImportPetrarch, ActorsWithoutDatesAreStatesOrBodies) {
  const auto tables = import({{"a.txt",
                               "# countries\n"
                               "ARKADIAN_REPUBLIC_ [ARK]\n+ARKADY_\n"
                               "PORT_ARK_GUARD_ [ARKMIL]\n"
                               "PAG [EURMIL]\n"
                               "THE_POWERS_ [UIS]\n"}});
  EXPECT_EQ(refused_, std::vector<std::string>());
  EXPECT_EQ(text(tables, "state_names.tsv"), "Arkadian Republic;Arkady\tname\tARK\n");
  EXPECT_EQ(text(tables, "organisations/imported.tsv"),
            "PAG\t\t\t-\tMIL\nPort Ark Guard\t\t\tARK\tMIL\nThe Powers\t\t\t-\tUNK\n");
}

TEST_F(ImportPetrarch, AgentsWithPluralsAndSets) {
  const auto tables = import({{"agents.txt",
                               "!PERSON! = MAN, MEN, PERSON\n"
                               "CONGRESS!PERSON! [~LEG]\n"
                               "RANGER {RANGERS} [~MIL]\n"
                               "SHEEPSHANK {SHEEPSHANKEN} [~REB]\n"
                               "STAFF_ {} [~GOV]\n"}});
  EXPECT_EQ(refused_, std::vector<std::string>());
  EXPECT_EQ(text(tables, "agents.tsv"),
            "congressman\t\tLEG\ncongressperson\t\tLEG\nranger\t\tMIL\nsheepshank\tsheepshanken\tREB\nstaff\t=\tGOV\n");
}

TEST_F(ImportPetrarch, WhatIsWrongIsToldWithItsLineAndTheRestIsRead) {
  const auto tables = import({{"a.txt",
                               "+ORPHAN_\n"
                               "GOOD_ONE_ [ARKGOV]\n"
                               "OPEN_ [ARKGOV\n"
                               "STRANGE_ [QQQZZZ]\n"
                               "SHORT_ [AR]\n"
                               "LATE_ [ARKGOV >20011345]\n"
                               "BACK_ [ARKGOV 20020101-20010101]\n"
                               "CODELESS_\n"
                               "GOOD_ONE_ [ARKMIL]\n"
                               "NEST!BIRD!_ [~GOV]\n"
                               "WING {WINGS [~GOV]\n"}});
  const auto lines = [&] {
    std::string out;
    for (const std::string& error : refused_) out += error.substr(0, error.find(": ")) + " ";
    return out;
  }();
  EXPECT_EQ(lines,
            "a.txt:1 a.txt:3 a.txt:4 a.txt:4 a.txt:5 a.txt:5 a.txt:6 a.txt:6 a.txt:7 a.txt:7 a.txt:8 a.txt:9 "
            "a.txt:10 a.txt:11 ");
  EXPECT_EQ(text(tables, "organisations/imported.tsv"), "Good One\t\t\tARK\tGOV\n");
}

}  // namespace
}  // namespace chancery::knowledge
