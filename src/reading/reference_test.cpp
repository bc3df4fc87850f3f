#include "reading/reference.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "knowledge/data_file.h"
#include "knowledge/reference_words.h"
#include "reading/reference_actors.h"
#include "support/small_tree.h"

namespace chancery::reading {
namespace {

using testing::SmallTree;

const PackedFile& data() {
  static const PackedFile file = [] {
    const char* build = std::getenv("CHANCERY_BUILD");
    return knowledge::open_data(std::string(build == nullptr ? "build-dev" : build) + "/chancery.data");
  }();
  return file;
}
const knowledge::Directory& directory() {
  static const knowledge::Directory opened = knowledge::Directory::open(data());
  return opened;
}
const knowledge::ReferenceWords& words() {
  static const knowledge::ReferenceWords loaded =
      knowledge::ReferenceWords::load(knowledge::raw_tables(data(), "reference"));
  return loaded;
}
const learned::LinearModel& model() {
  static const learned::LinearModel viewed =
      learned::LinearModel::view(data().section("learned.reference"), "chancery.data");
  return viewed;
}

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
  ReferenceSources sources(const SmallTree& tree, const learned::LinearModel& with) {
    return {words(), with, directory(), tree.tokens, tree.trees, day_of(2024, 5, 17)};
  }
  void resolve(const SmallTree& tree) { finder_.find(sources(tree, model()), mentions_, entities_); }
  void resolve_without_model(const SmallTree& tree) {
    const learned::LinearModel none;
    finder_.find(sources(tree, none), mentions_, entities_);
  }
  std::string_view name_of(const SmallTree& tree, const char* form) const { return mentions_.at(tree.at(form))->name; }
  EntityId entity_of(const SmallTree& tree, const char* form) const {
    return entities_.phrases[entities_.by_head[tree.at(form)]].entity;
  }

  ReferenceFinder finder_;
  Mentions mentions_;
  Entities entities_;
};

constexpr std::string_view kHe = "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs";
constexpr std::string_view kShe = "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs";
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
  resolve(tree);
  EXPECT_EQ(name_of(tree, "He"), "Xi Jinping");
  EXPECT_EQ(mentions_.at(tree.at("He"))->kind, MentionKind::Pronoun);
}

TEST_F(Reference, SheIsNoMan) {
  SmallTree tree(R"(
    Angela PROPN NNP 2 nsubj
    met VERB VBD 0 root meet
    Vladimir PROPN NNP 2 obj

    She PRON PRP 2 nsubj
    smiled VERB VBD 0 root smile
  )");
  mention(tree, "Angela", MentionKind::Person, "Angela Merkel");
  mention(tree, "Vladimir", MentionKind::Person, "Vladimir Putin");
  mention(tree, "She", MentionKind::Pronoun, "", kShe);
  resolve(tree);
  EXPECT_EQ(name_of(tree, "She"), "Angela Merkel");
  EXPECT_NE(entity_of(tree, "She"), entity_of(tree, "Vladimir"));
}

TEST_F(Reference, ItIsTheStateThatSaysSoAlsoWithoutAModel) {
  SmallTree tree(R"(
    Japan PROPN NNP 2 nsubj
    said VERB VBD 0 root say
    it PRON PRP 4 nsubj
    agreed VERB VBD 2 ccomp agree
  )");
  mention(tree, "Japan", MentionKind::Country, "Japan");
  mention(tree, "it", MentionKind::Pronoun, "", kIt);
  resolve_without_model(tree);
  EXPECT_EQ(name_of(tree, "it"), "Japan");
}

TEST_F(Reference, ItIsNoPerson) {
  SmallTree tree(R"(
    Xi PROPN NNP 2 nsubj
    said VERB VBD 0 root say
    it PRON PRP 4 nsubj
    agreed VERB VBD 2 ccomp agree
  )");
  mention(tree, "Xi", MentionKind::Person, "Xi Jinping");
  mention(tree, "it", MentionKind::Pronoun, "", kIt);
  resolve(tree);
  EXPECT_EQ(name_of(tree, "it"), "");
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

    Fog NOUN NN 2 nsubj
    fell VERB VBD 0 root fall

    Mist NOUN NN 2 nsubj
    fell VERB VBD 0 root fall

    He PRON PRP 2 nsubj
    smiled VERB VBD 0 root smile
  )");
  mention(tree, "Xi", MentionKind::Person, "Xi Jinping");
  mention(tree, "He", MentionKind::Pronoun, "", kHe);
  resolve(tree);
  EXPECT_EQ(name_of(tree, "He"), "");
}

TEST_F(Reference, EntitiesGatherNames) {
  SmallTree tree(R"(
    Barack PROPN NNP 3 nsubj
    Obama PROPN NNP 1 flat
    spoke VERB VBD 0 root speak

    Obama PROPN NNP 2 nsubj
    smiled VERB VBD 0 root smile

    Kerry PROPN NNP 2 nsubj
    left VERB VBD 0 root leave
  )");
  mention(tree, "Kerry", MentionKind::Person, "John Kerry");
  resolve(tree);
  ASSERT_EQ(entities_.phrases.size(), 3U);
  EXPECT_EQ(entities_.phrases[PhraseId(1)].antecedent, PhraseId(0));
  EXPECT_EQ(entities_.phrases[PhraseId(0)].entity, entities_.phrases[PhraseId(1)].entity);
  EXPECT_NE(entities_.phrases[PhraseId(0)].entity, entities_.phrases[PhraseId(2)].entity);
  EXPECT_EQ(entities_.all[entities_.phrases[PhraseId(0)].entity].count, 2U);
}

TEST_F(Reference, CandidatesTellHowNamesGoTogether) {
  SmallTree tree(R"(
    Atomic PROPN NNP 3 compound
    Energy PROPN NNP 3 compound
    Agency PROPN NNP 4 nsubj
    spoke VERB VBD 0 root speak

    AEA PROPN NNP 2 nsubj
    spoke VERB VBD 0 root speak

    Agency PROPN NNP 2 nsubj
    spoke VERB VBD 0 root speak

    Energy PROPN NNP 2 compound
    Community PROPN NNP 3 nsubj
    spoke VERB VBD 0 root speak
  )");
  mentions_.covering.assign(tree.tokens.size(), MentionId::none());
  resolve_without_model(tree);
  AntecedentFinder finder;
  std::vector<AntecedentFinder::Candidate> candidates;
  finder.begin(words(), tree.tokens, tree.trees, mentions_, entities_);
  std::vector<NameMatch> found;
  for (PhraseId id(0); id < entities_.phrases.end_id(); ++id) {
    finder.find_candidates(id, candidates);
    found.push_back(candidates.empty() ? NameMatch::None : candidates.front().match);
    finder.link(id, nullptr);
  }
  EXPECT_EQ(found, (std::vector<NameMatch>{NameMatch::None, NameMatch::Acronym, NameMatch::Surname, NameMatch::Some}));
}

TEST_F(Reference, PhrasesForTwoBecomeMentionsInTheirPlace) {
  SmallTree tree(R"(
    Japan PROPN NNP 4 nsubj
    and CCONJ CC 3 cc
    Peru PROPN NNP 1 conj
    met VERB VBD 0 root meet

    Both DET DT 2 det both
    sides NOUN NNS 3 nsubj side
    praised VERB VBD 0 root praise
    Chile PROPN NNP 3 obj
  )");
  mention(tree, "Japan", MentionKind::Country, "Japan");
  mention(tree, "Peru", MentionKind::Country, "Peru");
  mention(tree, "Chile", MentionKind::Country, "Chile");
  resolve(tree);
  ASSERT_EQ(mentions_.all.size(), 4U);
  const Mention& both = mentions_.all[MentionId(2)];
  EXPECT_EQ(both.begin, tree.at("Both"));
  EXPECT_EQ(mentions_.covering[tree.at("sides")], MentionId(2));
  EXPECT_EQ(mentions_.covering[tree.at("Chile")], MentionId(3));
  EXPECT_EQ(name_of(tree, "Chile"), "Chile");
  ASSERT_EQ(both.parts.size(), 2U);
  EXPECT_EQ(both.parts[0].name, "Japan");
  EXPECT_EQ(both.parts[1].name, "Peru");
}

TEST_F(Reference, SidesThatNobodyNamedAreNoMention) {
  SmallTree tree(R"(
    Japan PROPN NNP 2 nsubj
    spoke VERB VBD 0 root speak

    Both DET DT 2 det both
    sides NOUN NNS 3 nsubj side
    agreed VERB VBD 0 root agree
  )");
  mention(tree, "Japan", MentionKind::Country, "Japan");
  resolve(tree);
  EXPECT_EQ(mentions_.at(tree.at("sides")), nullptr);
}

}  // namespace
}  // namespace chancery::reading
