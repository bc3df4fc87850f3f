#include "reading/reference.h"

#include <gtest/gtest.h>

#include "support/small_tree.h"

namespace chancery::reading {
namespace {

using testing::SmallTree;

/// Mentions of single words, in text order.
class Reference : public ::testing::Test {
 protected:
  void mention(SmallTree& tree, const char* form, MentionKind kind, std::string_view name,
               std::string_view feats = "_") {
    const TokenId token = tree.at(form);
    if (mentions_.covering.empty()) mentions_.covering.assign(tree.tokens.size(), MentionId::none());
    Mention made;
    made.begin = made.head = token;
    made.end = token + 1;
    made.sentence = tree.tokens.sentence_of[token];
    made.kind = kind;
    made.name = name;
    made.country = name.empty() ? "" : "XXX";
    tree.trees.feats[token] = feats;
    mentions_.covering[token] = mentions_.all.push_back(made);
  }
  std::string_view name_of(const SmallTree& tree, const char* form) const { return mentions_.at(tree.at(form))->name; }

  Mentions mentions_;
};

constexpr std::string_view kHe = "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs";
constexpr std::string_view kHim = "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs";
constexpr std::string_view kIt = "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs";

TEST_F(Reference, HeIsTheSubjectOfTheSentenceBefore) {
  SmallTree tree(R"(
    Xi PROPN NNP 2 nsubj
    met VERB VBD 0 root meet
    Putin PROPN NNP 2 obj

    He PRON PRP 2 nsubj
    smiled VERB VBD 0 root smile
  )");
  mention(tree, "Xi", MentionKind::Person, "Xi Jinping");
  mention(tree, "Putin", MentionKind::Person, "Vladimir Putin");
  mention(tree, "He", MentionKind::Pronoun, "", kHe);
  resolve_pronouns(tree.trees, mentions_);
  EXPECT_EQ(name_of(tree, "He"), "Xi Jinping");
}

TEST_F(Reference, SubjectAndObjectOfOneVerbAreTwo) {
  SmallTree tree(R"(
    Xi PROPN NNP 2 nsubj
    told VERB VBD 0 root tell
    him PRON PRP 2 obj
  )");
  mention(tree, "Xi", MentionKind::Person, "Xi Jinping");
  mention(tree, "him", MentionKind::Pronoun, "", kHim);
  resolve_pronouns(tree.trees, mentions_);
  EXPECT_EQ(name_of(tree, "him"), "");
}

TEST_F(Reference, TwoCandidatesWithoutASubjectGiveNone) {
  SmallTree tree(R"(
    Talks NOUN NNS 0 root talk
    between ADP IN 3 case
    Xi PROPN NNP 1 nmod
    and CCONJ CC 5 cc
    Putin PROPN NNP 3 conj

    He PRON PRP 2 nsubj
    smiled VERB VBD 0 root smile
  )");
  mention(tree, "Xi", MentionKind::Person, "Xi Jinping");
  mention(tree, "Putin", MentionKind::Person, "Vladimir Putin");
  mention(tree, "He", MentionKind::Pronoun, "", kHe);
  resolve_pronouns(tree.trees, mentions_);
  EXPECT_EQ(name_of(tree, "He"), "");
}

TEST_F(Reference, ItIsAStateAndNoPerson) {
  SmallTree tree(R"(
    Xi PROPN NNP 2 nsubj
    praised VERB VBD 0 root praise
    Japan PROPN NNP 2 obj

    It PRON PRP 2 nsubj
    agreed VERB VBD 0 root agree
  )");
  mention(tree, "Xi", MentionKind::Person, "Xi Jinping");
  mention(tree, "Japan", MentionKind::Country, "Japan");
  mention(tree, "It", MentionKind::Pronoun, "", kIt);
  resolve_pronouns(tree.trees, mentions_);
  EXPECT_EQ(name_of(tree, "It"), "Japan");
}

TEST_F(Reference, FarBackIsTooFar) {
  SmallTree tree(R"(
    Xi PROPN NNP 2 nsubj
    spoke VERB VBD 0 root speak

    Rain NOUN NN 2 nsubj
    fell VERB VBD 0 root fall

    Snow NOUN NN 2 nsubj
    fell VERB VBD 0 root fall

    Hail NOUN NN 2 nsubj
    fell VERB VBD 0 root fall

    Sleet NOUN NN 2 nsubj
    fell VERB VBD 0 root fall

    He PRON PRP 2 nsubj
    smiled VERB VBD 0 root smile
  )");
  mention(tree, "Xi", MentionKind::Person, "Xi Jinping");
  mention(tree, "He", MentionKind::Pronoun, "", kHe);
  resolve_pronouns(tree.trees, mentions_);
  EXPECT_EQ(name_of(tree, "He"), "");
}

}  // namespace
}  // namespace chancery::reading
