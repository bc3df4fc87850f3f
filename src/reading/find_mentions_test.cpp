#include "reading/find_mentions.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "knowledge/data_file.h"

namespace chancery::reading {
namespace {

const knowledge::Directory& directory() {
  static const PackedFile file = [] {
    const char* build = std::getenv("CHANCERY_BUILD");
    return knowledge::open_data(std::string(build == nullptr ? "build-dev" : build) + "/chancery.data");
  }();
  static const knowledge::Directory opened = knowledge::Directory::open(file);
  return opened;
}

/// Words parted by spaces, sentences by " / "; no trees.
struct Story {
  explicit Story(std::string words) : text(std::move(words)) {
    tokens.text = text;
    std::size_t begin = 0, first = 0;
    const auto end_sentence = [&] {
      if (tokens.size() == first) return;
      tokens.sentences.push_back({TokenId(first), TokenId(tokens.size()), 0, text::SentenceRole::Prose, false});
      first = tokens.size();
    };
    while (begin < text.size()) {
      std::size_t end = text.find(' ', begin);
      if (end == std::string::npos) end = text.size();
      if (text.substr(begin, end - begin) == "/") {
        end_sentence();
      } else if (end > begin) {
        tokens.span.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        tokens.sentence_of.push_back(SentenceId(tokens.sentences.size()));
        tokens.space_before.push_back(1);
        tokens.glued_to_former.push_back(0);
      }
      begin = end + 1;
    }
    end_sentence();
    find_mentions(directory(), tokens, syntax::Trees{}, parse_day("2024-05-17"), mentions);
  }
  /// "text=name country sector" of every mention but pronouns.
  std::string told() const {
    std::string out;
    for (const Mention& mention : mentions.all) {
      if (mention.kind == MentionKind::Pronoun) continue;
      if (!out.empty()) out += "; ";
      out += std::string(tokens.slice(mention.begin, mention.end)) + "=" + std::string(mention.name) + " " +
             (mention.country.empty() ? "null" : std::string(mention.country)) + " " +
             (mention.sector.empty() ? "null" : std::string(mention.sector));
    }
    return out;
  }
  std::string text;
  text::Tokens tokens;
  Mentions mentions;
};

TEST(FindMentions, CapitalsActForTheirGovernments) {
  EXPECT_EQ(Story("Moscow accused the Kremlin's critics .").told().substr(0, 17), "Moscow=Russia RUS");
  EXPECT_EQ(Story("Russian President Vladimir Putin arrived in Beijing on Thursday .").told(),
            "Russian President Vladimir Putin=Vladimir Putin RUS GOV; Beijing=China CHN GOV");
}

TEST(FindMentions, AnAppositionTellsWhoSomebodyIs) {
  const Story story("Nadia Brandt , a spokeswoman for the German army , spoke . / Brandt denied it .");
  EXPECT_EQ(story.told(), "Nadia Brandt=Nadia Brandt DEU MIL; Brandt=Nadia Brandt DEU MIL");
  ASSERT_NE(story.mentions.at(TokenId(4)), nullptr) << "the apposition belongs to the name";
  EXPECT_EQ(story.mentions.at(TokenId(4))->name, "Nadia Brandt");
}

TEST(FindMentions, TwoNationalitiesAreTwoActors) {
  EXPECT_EQ(Story("American and British warplanes struck .").told(),
            "American=American warplanes USA MIL; British warplanes=British warplanes GBR MIL");
}

TEST(FindMentions, UnknownPeopleKeepTheirNameAndNothingElse) {
  EXPECT_EQ(Story("Police met Ottmar Quill .").told(), "Police=Police null COP; Ottmar Quill=Ottmar Quill null null");
  EXPECT_EQ(Story("Yesterday it rained .").told(), "");
}

TEST(FindMentions, PhrasesThatHideANameAreNobody) {
  EXPECT_EQ(Story("They played Russian roulette and ate French fries .").told(), "");
}

TEST(FindMentions, GroupsHaveTheirMembersOfTheDay) {
  const Story story("The G7 met .");
  ASSERT_EQ(story.mentions.all.size(), 1u);
  EXPECT_EQ(story.mentions.all[MentionId(0)].members.size(), 7u);
  EXPECT_EQ(story.mentions.all[MentionId(0)].kind, MentionKind::Group);
}

TEST(FindMentions, SlugsNameNobody) {
  Story story("Moscow Moscow");
  story.tokens.sentences[SentenceId(0)].role = text::SentenceRole::Slug;
  find_mentions(directory(), story.tokens, syntax::Trees{}, std::nullopt, story.mentions);
  EXPECT_TRUE(story.mentions.all.empty());
}

TEST(FindMentions, AreOrderedAndDoNotOverlapWhateverTheText) {
  std::string long_list;
  for (int i = 0; i < 3000; ++i) long_list += "Russian , Chinese and spokesman for the president of ' 's - President ";
  for (const std::string& text : {long_list, std::string("' 's of of , ,"), std::string(4000, '-'), std::string()}) {
    const Story story(text);
    TokenId last(0);
    for (const Mention& mention : story.mentions.all) {
      EXPECT_LT(mention.begin, mention.end);
      EXPECT_GE(mention.begin, last);
      EXPECT_GE(mention.head, mention.begin);
      EXPECT_LT(mention.head, mention.end);
      last = mention.end;
    }
  }
}

}  // namespace
}  // namespace chancery::reading
