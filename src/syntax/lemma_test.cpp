#include "syntax/lemma.h"

#include <gtest/gtest.h>

namespace chancery::syntax {
namespace {

std::string edited(const std::string& edit_text, std::string_view form) {
  LemmaEdit edit;
  EXPECT_TRUE(parse_edit(edit_text, edit)) << edit_text;
  std::string out(form.size() + kMaxLemmaGrowth, 0);
  out.resize(apply_edit(edit, form, out.data()));
  return out;
}

TEST(Lemma, the_edit_between_a_form_and_its_lemma_makes_the_lemma) {
  const struct {
    const char* form;
    const char* lemma;
  } cases[] = {{"said", "say"},
               {"The", "the"},
               {"was", "be"},
               {"n't", "not"},
               {"I", "I"},
               {"BEIJING", "Beijing"},
               {"Talks", "talk"},
               {"'s", "have"},
               {"\u00C9tats", "\u00E9tat"},
               {"caf\u00E9s", "caf\u00E9"},
               {"\u2014", "-"}};
  for (const auto& c : cases) {
    for (const bool keep_first : {false, true}) {
      EXPECT_EQ(edited(edit_between(c.form, c.lemma, keep_first), c.form), c.lemma);
    }
  }
}

TEST(Lemma, ties_are_settled_by_what_kind_of_word_it_is) {
  EXPECT_EQ(edit_between("China", "China", true), "0:0+");
  EXPECT_EQ(edit_between("said", "say", false), "1:2+y");
  EXPECT_EQ(edit_between("The", "the", false), "1:0+");
}

TEST(Lemma, an_edit_that_does_not_fit_makes_nothing) {
  EXPECT_EQ(edited("1:3+y", "is"), "");
  EXPECT_EQ(edited("1:2+", "is"), "");
  EXPECT_EQ(edited("0:1+", "caf\u00E9"), "");  // would cut a letter in two
}

TEST(Lemma, what_is_not_an_edit_is_refused) {
  LemmaEdit edit;
  for (const char* text : {"", "1", "3:1+a", "1:+a", "1:999+a", "1:2", "x:1+a", "1:1-a"}) {
    EXPECT_FALSE(parse_edit(text, edit)) << text;
  }
  EXPECT_FALSE(parse_edit("1:1+" + std::string(33, 'a'), edit));
}

TEST(Lemma, names_keep_their_case_in_the_lexicon_and_other_words_do_not) {
  EXPECT_EQ(lexicon_key("Talks", "NNS"), lexicon_key("talks", "NNS"));
  EXPECT_NE(lexicon_key("Turkey", "NNP"), lexicon_key("turkey", "NNP"));
  EXPECT_NE(lexicon_key("talks", "NNS"), lexicon_key("talks", "VBZ"));
}

}  // namespace
}  // namespace chancery::syntax
