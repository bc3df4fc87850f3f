#include "reading/arguments.h"

#include <gtest/gtest.h>

#include "support/small_tree.h"

namespace chancery::reading {
namespace {

using knowledge::Slot;
using knowledge::SlotKind;
using testing::SmallTree;

constexpr Slot kSubject{SlotKind::Subject, {}};
constexpr Slot kObject{SlotKind::Object, {}};

/// The words that fill a slot of a predicate, parted by spaces.
std::string filled(const SmallTree& tree, std::string_view predicate, Slot slot) {
  const Clauses clauses{tree.tokens, tree.trees};
  std::string out;
  for (TokenId head : clauses.fill(tree.at(predicate), slot)) {
    out += (out.empty() ? "" : " ") + std::string(tree.tokens.form(head));
  }
  return out;
}

TEST(Arguments, TheAgentOfAPassiveIsTheLogicalSubject) {
  const SmallTree tree(R"(
    Activists NOUN NNS 3 nsubj:pass activist
    were AUX VBD 3 aux:pass be
    arrested VERB VBN 0 root arrest
    by ADP IN 5 case
    police NOUN NN 3 obl:agent
  )");
  EXPECT_EQ(filled(tree, "arrested", kSubject), "police");
  EXPECT_EQ(filled(tree, "arrested", kObject), "Activists");
}

TEST(Arguments, CoordinatedSubjectsAndTheSecondVerbOfACoordination) {
  const SmallTree tree(R"(
    China PROPN NNP 4 nsubj
    and CCONJ CC 3 cc
    Russia PROPN NNP 1 conj
    met VERB VBD 0 root meet
    and CCONJ CC 6 cc
    signed VERB VBD 4 conj sign
    a DET DT 8 det
    treaty NOUN NN 6 obj
  )");
  EXPECT_EQ(filled(tree, "met", kSubject), "China Russia");
  EXPECT_EQ(filled(tree, "signed", kSubject), "China Russia");
  EXPECT_EQ(filled(tree, "met", kObject), "");
}

TEST(Arguments, AnInfinitiveIsDoneByTheObjectOrElseByTheSubject) {
  const SmallTree urged(R"(
    France PROPN NNP 2 nsubj
    urged VERB VBD 0 root urge
    Iran PROPN NNP 2 obj
    to PART TO 5 mark
    stop VERB VB 2 xcomp
  )");
  EXPECT_EQ(filled(urged, "stop", kSubject), "Iran");
  const SmallTree agreed(R"(
    France PROPN NNP 2 nsubj
    agreed VERB VBD 0 root agree
    to PART TO 4 mark
    stop VERB VB 2 xcomp
  )");
  EXPECT_EQ(filled(agreed, "stop", kSubject), "France");
}

TEST(Arguments, ARelativePronounStandsForItsNoun) {
  const SmallTree tree(R"(
    Rebels NOUN NNS 6 nsubj rebel
    who PRON WP 3 nsubj
    seized VERB VBD 1 acl:relcl seize
    the DET DT 5 det
    town NOUN NN 3 obj
    left VERB VBD 0 root leave
  )");
  EXPECT_EQ(filled(tree, "seized", kSubject), "Rebels");
  EXPECT_EQ(filled(tree, "seized", kObject), "town");
}

TEST(Arguments, TheObjectOfAClauseWithoutAPronounIsTheNounBeforeIt) {
  const SmallTree tree(R"(
    the DET DT 2 det
    town NOUN NN 0 root
    rebels NOUN NNS 4 nsubj rebel
    seized VERB VBD 2 acl:relcl seize
  )");
  EXPECT_EQ(filled(tree, "seized", kSubject), "rebels");
  EXPECT_EQ(filled(tree, "seized", kObject), "town");
}

TEST(Arguments, AParticipleAfterItsNoun) {
  const SmallTree tree(R"(
    plan NOUN NN 5 nsubj:pass
    proposed VERB VBN 1 acl propose
    by ADP IN 4 case
    China PROPN NNP 2 obl:agent
    rejected VERB VBN 0 root reject
  )");
  EXPECT_EQ(filled(tree, "proposed", kSubject), "China");
  EXPECT_EQ(filled(tree, "proposed", kObject), "plan");
}

TEST(Arguments, APhraseOnTheObjectFillsThePrepositionOfTheVerb) {
  const SmallTree tree(R"(
    Britain PROPN NNP 2 nsubj
    imposed VERB VBD 0 root impose
    sanctions NOUN NNS 2 obj sanction
    on ADP IN 5 case
    Iran PROPN NNP 3 nmod
  )");
  EXPECT_EQ(filled(tree, "imposed", {SlotKind::Preposition, "on"}), "Iran");
  EXPECT_EQ(filled(tree, "sanctions", {SlotKind::Preposition, "on"}), "Iran");
  EXPECT_EQ(filled(tree, "imposed", {SlotKind::Preposition, "in"}), "");
}

TEST(Arguments, PrepositionsOfTwoWords) {
  const SmallTree tree(R"(
    Troops NOUN NNS 2 nsubj troop
    pulled VERB VBD 0 root pull
    out ADP IN 5 case
    of ADP IN 3 fixed
    Kherson PROPN NNP 2 obl
  )");
  EXPECT_EQ(filled(tree, "pulled", {SlotKind::Preposition, "out_of"}), "Kherson");
  EXPECT_EQ(filled(tree, "pulled", {SlotKind::Preposition, "of"}), "");
}

TEST(Arguments, ThePossessorOfADecisionDoesWhatIsDecided) {
  const SmallTree tree(R"(
    China PROPN NNP 3 nmod:poss
    's PART POS 1 case
    decision NOUN NN 6 nsubj
    to PART TO 5 mark
    withdraw VERB VB 3 acl
    surprised VERB VBD 0 root surprise
    Japan PROPN NNP 6 obj
  )");
  EXPECT_EQ(filled(tree, "withdraw", kSubject), "China");
}

}  // namespace
}  // namespace chancery::reading
