#include "knowledge/word_forms.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::knowledge {
namespace {

WordForms with_verbs(std::initializer_list<std::string_view> verbs) {
  WordForms forms;
  for (std::string_view verb : verbs) forms.add_verb(verb);
  return forms;
}

TEST(WordForms, FollowsTheSpellingOfVerbs) {
  const WordForms forms = with_verbs({"expel", "rape", "rap", "bully", "flee", "visit", "quit", "raze", "veto", "lie",
                                      "free", "clash", "ban", "obey"});
  EXPECT_EQ(forms.lemma("expelled", "expell"), "expel");
  EXPECT_EQ(forms.lemma("expels", "expels"), "expel");
  EXPECT_EQ(forms.lemma("raped", "rap"), "rape");
  EXPECT_EQ(forms.lemma("rapped", "rapp"), "rap");
  EXPECT_EQ(forms.lemma("bullies", "bulli"), "bully");
  EXPECT_EQ(forms.lemma("bullied", "bulli"), "bully");
  EXPECT_EQ(forms.lemma("bullying", "bully"), "bully");
  EXPECT_EQ(forms.lemma("fleeing", "fle"), "flee");
  EXPECT_EQ(forms.lemma("freed", "fre"), "free");
  EXPECT_EQ(forms.lemma("visited", "visite"), "visit");
  EXPECT_EQ(forms.lemma("quitting", "quitt"), "quit");
  EXPECT_EQ(forms.lemma("razing", "raz"), "raze");
  EXPECT_EQ(forms.lemma("vetoes", "vetoe"), "veto");
  EXPECT_EQ(forms.lemma("lying", "ly"), "lie");
  EXPECT_EQ(forms.lemma("clashes", "clashe"), "clash");
  EXPECT_EQ(forms.lemma("banning", "bann"), "ban");
  EXPECT_EQ(forms.lemma("obeyed", "obeye"), "obey");
}

TEST(WordForms, KeepsAGuessThatIsPossible) {
  WordForms forms = with_verbs({"found", "lay", "lie"});
  forms.add("found", "find");
  forms.add("lay", "lie");
  EXPECT_EQ(forms.lemma("found", "find"), "find");
  EXPECT_EQ(forms.lemma("found", "found"), "found");
  EXPECT_EQ(forms.lemma("lay", "lie"), "lie");
}

TEST(WordForms, LeavesWordsThatItDoesNotKnow) {
  const WordForms forms = with_verbs({"raid", "a", ""});
  EXPECT_EQ(forms.lemma("walked", "walk"), "walk");
  EXPECT_EQ(forms.lemma("", "x"), "x");
  EXPECT_EQ(forms.lemma("\xff\xff", "y"), "y");
  const std::string endless(100000, 'd');
  EXPECT_EQ(forms.lemma(endless, "z"), "z");
}

TEST(WordForms, DoesNotMindCase) {
  WordForms forms = with_verbs({"raid"});
  forms.add_noun("embassy");
  EXPECT_EQ(forms.lemma("RAIDED", "RAIDED"), "raid");
  EXPECT_EQ(forms.lemma("Embassies", "Embassy"), "embassy");
}

}  // namespace
}  // namespace chancery::knowledge
