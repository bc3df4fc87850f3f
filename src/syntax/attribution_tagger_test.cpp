#include "syntax/attribution_tagger.h"

#include <gtest/gtest.h>

#include <string>

#include "base/mapped_file.h"
#include "chancery/error.h"
#include "syntax/parser.h"
#include "text/tokenize.h"

namespace chancery::syntax {
namespace {

const Model& model() {
  static const Model loaded = Model::load("models/english/syntax.model");
  return loaded;
}

std::string tagger_bytes() { return std::string(MappedFile::open("models/attribution/tagger.model").bytes()); }

const AttributionTagger& tagger() {
  static const AttributionTagger loaded =
      AttributionTagger::from_bytes(tagger_bytes(), "tagger.model", 2 * model().meta().hidden, model().meta().input);
  return loaded;
}

struct Read {
  text::Tokens tokens;
  Trees trees;

  Read(std::string_view text, const Kernels& kernels) {
    static const text::WordLists words = text::WordLists::read_folder("data/text");
    text::tokenize(text, words, {}, tokens);
    ParserScratch scratch(kernels);
    parse(model(), tokens, scratch, trees, &tagger());
  }
  float score(std::string_view form, AttributionTag tag) const {
    for (TokenId token(0); token < trees.attribution_tags.end_id(); ++token) {
      if (tokens.form(token) == form) return trees.attribution_tags[token].score(tag);
    }
    ADD_FAILURE() << "there is no " << form;
    return 0;
  }
};

constexpr std::string_view kStory =
    "The minister said on Monday that rebels had shelled the town of Arvenia. Farmers grow wheat in the valley.";

TEST(AttributionTagger, a_reader_sees_who_says_what) {
  const Read read(kStory, best_kernels());
  EXPECT_GT(read.score("said", AttributionTag::Cue), 0);
  EXPECT_LT(read.score("shelled", AttributionTag::Cue), 0);
  EXPECT_GT(read.score("minister", AttributionTag::Source), 0);
  EXPECT_LT(read.score("Farmers", AttributionTag::Source), 0);
  EXPECT_GT(read.score("town", AttributionTag::Content), 0);
  EXPECT_LT(read.score("wheat", AttributionTag::Content), read.score("town", AttributionTag::Content));
}

TEST(AttributionTagger, every_build_of_the_loops_gives_the_same_scores) {
  const Read plain(kStory, *kernels_for(Instructions::Plain));
  for (const Instructions instructions : {Instructions::Avx2, Instructions::Vnni}) {
    const Kernels* kernels = kernels_for(instructions);
    if (kernels == nullptr) continue;
    const Read read(kStory, *kernels);
    ASSERT_EQ(read.trees.attribution_tags.size(), plain.trees.attribution_tags.size());
    for (TokenId token(0); token < plain.trees.attribution_tags.end_id(); ++token) {
      EXPECT_EQ(read.trees.attribution_tags[token].steps, plain.trees.attribution_tags[token].steps)
          << read.tokens.form(token);
    }
  }
}

TEST(AttributionTagger, without_a_tagger_nothing_is_told) {
  static const text::WordLists words = text::WordLists::read_folder("data/text");
  text::Tokens tokens;
  text::tokenize(kStory, words, {}, tokens);
  ParserScratch scratch;
  Trees trees;
  parse(model(), tokens, scratch, trees);
  EXPECT_TRUE(trees.attribution_tags.empty());
  const AttributionTagger nothing;
  parse(model(), tokens, scratch, trees, &nothing);
  EXPECT_TRUE(trees.attribution_tags.empty());
}

TEST(AttributionTagger, one_that_was_made_for_another_parser_is_refused) {
  EXPECT_THROW(AttributionTagger::from_bytes(tagger_bytes(), "tagger.model", 64, model().meta().input), Error);
  std::string damaged = tagger_bytes();
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  EXPECT_THROW(AttributionTagger::from_bytes(damaged, "tagger.model", 2 * model().meta().hidden, model().meta().input),
               Error);
}

}  // namespace
}  // namespace chancery::syntax
