#include "knowledge/ontology.h"

#include <gtest/gtest.h>

#include <string>

#include "knowledge/tables_for_test.h"

namespace chancery::knowledge {
namespace {

const Ontology& ontology() {
  static const FolderTables tables("ontology");
  static const Ontology ontology = Ontology::load(tables.tables());
  return ontology;
}

/// "REJECT meet 125", or "nothing".
std::string told(ActId act) {
  if (!act.exists() || !ontology()[act].event) return "nothing";
  const Act& known = ontology()[act];
  return std::string(name_of(*known.event)) + (known.mode.empty() ? "" : " " + known.mode) + " " + known.cameo;
}

std::string composed(std::string_view op, std::string_view act) {
  const auto operator_id = ontology().operator_named(op);
  const auto act_id = ontology().act_named(act);
  if (!operator_id || !act_id) return "unknown";
  return told(ontology().compose(*operator_id, *act_id));
}

std::string message_of(const std::vector<TableText>& tables) {
  try {
    Ontology::load(tables);
  } catch (const TableError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Ontology, ComposesTheExamplesOfTheDesign) {
  EXPECT_EQ(composed("refuse", "meet"), "REJECT meet 125");
  EXPECT_EQ(composed("demand", "release"), "REQUEST yield 1053");
  EXPECT_EQ(composed("threaten", "bomb"), "THREATEN violence 1384");
  EXPECT_EQ(composed("promise", "give-arms"), "AGREE 0332");
  EXPECT_EQ(composed("stop", "give-money"), "SANCTION discontinue 1621");
  EXPECT_EQ(composed("stop", "shell"), "RETREAT ceasefire 0871");
  EXPECT_EQ(composed("accuse-of", "kill"), "ACCUSE allege 1123");
}

TEST(Ontology, AnActGovernsByWhatItIsToCome) {
  EXPECT_EQ(composed("intend", "visit"), "AGREE 036");
  EXPECT_EQ(composed("intend", "withdraw"), "CONCEDE 0356");
  EXPECT_EQ(composed("intend", "invade"), "THREATEN territory 1382");
  EXPECT_EQ(composed("intend", "nothing"), "nothing");
}

TEST(Ontology, AsksForWhatIsNoEventByItself) {
  EXPECT_EQ(told(*ontology().act_named("make-law")), "nothing");
  EXPECT_EQ(composed("demand", "make-law"), "REQUEST change 1042");
  EXPECT_EQ(composed("request", "have-rights"), "REQUEST change 0243");
  EXPECT_EQ(composed("request", "keep-peace"), "REQUEST yield 0256");
  EXPECT_EQ(composed("promise", "hold-election"), "AGREE 0341");
  EXPECT_EQ(composed("refuse", "amend-constitution"), "REJECT change 1234");
}

TEST(Ontology, TellsWhatADemonstrationIsFor) {
  EXPECT_EQ(composed("demonstrate-for", "resign"), "PROTEST demo 1411");
  EXPECT_EQ(composed("demonstrate-for", "give-arms"), "PROTEST demo 141");
  const ActId demand = ontology().compose(*ontology().operator_named("demand"), *ontology().act_named("resign"));
  EXPECT_EQ(told(demand), "REQUEST change 1041");
  EXPECT_EQ(told(ontology().compose(*ontology().operator_named("demonstrate-for"), demand)), "PROTEST demo 1411");
  EXPECT_EQ(told(ontology().compose(*ontology().operator_named("riot-for"), {})), "PROTEST riot 145");
}

TEST(Ontology, KeepsAnActUnderALightVerb) {
  for (const char* op : {"do", "begin", "resume", "try"}) {
    EXPECT_EQ(composed(op, "strike-from-air"), "ASSAULT aerial 195") << op;
  }
}

TEST(Ontology, MakesOfAWithheldGoodAnIll) {
  EXPECT_EQ(composed("stop", "negotiate"), "SANCTION withdraw 164");
  EXPECT_EQ(composed("prevent", "demonstrate"), "COERCE restrict 172");
  EXPECT_EQ(composed("deny", "give-relief"), "COERCE withhold 172");
  EXPECT_EQ(composed("deny", "kill"), "nothing");
  EXPECT_EQ(composed("fail", "meet"), "nothing");
}

TEST(Ontology, NamesFileAndLineOfWhatIsWrong) {
  const FolderTables tables("ontology");
  EXPECT_EQ(message_of(tables.tables()), "no error");
  EXPECT_NE(message_of(tables.with("composition.tsv", "# head\nrefuse\tdance\t= reject\n"))
                .find("composition.tsv:2: 'dance' is no act and no class"),
            std::string::npos);
  EXPECT_NE(message_of(tables.with("acts.tsv", "meet\ttalk\tCHAT\t-\t040\tboth\n")).find("acts.tsv:1: 'CHAT'"),
            std::string::npos);
  EXPECT_NE(message_of(tables.with("acts.tsv", "meet\ttalk\tCONSULT\t-\t999\tboth\n")).find("acts.tsv:1: '999'"),
            std::string::npos);
  EXPECT_NE(message_of(tables.with("acts.tsv", "meet\ttalk\n")).find("acts.tsv:1: has 2 fields"), std::string::npos);
}

TEST(Ontology, TellsTheActOfOneWhoSpeaksOfAnother) {
  EXPECT_EQ(told(ontology().said(false)), "ACCUSE disapprove 111");
  EXPECT_EQ(told(ontology().said(true)), "SUPPORT 051");
  const FolderTables tables("ontology");
  EXPECT_NE(message_of(tables.with("said.tsv", "badly\tcriticise\n")).find("said.tsv:1: one speaks"),
            std::string::npos);
}

TEST(Ontology, LeavesOutWhatNamesActsThatASchemeLacks) {
  const FolderTables tables("ontology");
  const auto said = tables.with("said.tsv", "ill\tgrumble\nwell\tpraise\n");
  EXPECT_NE(message_of(said).find("said.tsv:1: there is no act 'grumble'"), std::string::npos);
  const Ontology without = Ontology::load(said, Unknown::LeaveOut);
  EXPECT_FALSE(without.said(false).exists());
  EXPECT_TRUE(without.said(true).exists());
  // Also an act that the scheme counts for another type.
  const auto general = tables.with("general.tsv", "ACCUSE\tpraise\nAID\tgrumble\nSUPPORT\tpraise\n");
  EXPECT_NE(message_of(general).find("general.tsv:1: the act is of another type"), std::string::npos);
  const Ontology few = Ontology::load(general, Unknown::LeaveOut);
  EXPECT_FALSE(few.general(EventType::Accuse).exists());
  EXPECT_FALSE(few.general(EventType::Aid).exists());
  EXPECT_TRUE(few.general(EventType::Support).exists());
}

TEST(Ontology, WantsAllItsTables) {
  const FolderTables tables("ontology");
  std::vector<TableText> few = tables.tables();
  std::erase_if(few, [](const TableText& table) { return table.file.ends_with("cameo.tsv"); });
  EXPECT_NE(message_of(few).find("cameo.tsv"), std::string::npos);
}

}  // namespace
}  // namespace chancery::knowledge
