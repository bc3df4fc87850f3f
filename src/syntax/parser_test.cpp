#include "syntax/parser.h"

#include <atomic>
#include <chrono>
#include <sstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "syntax/counted_allocations.h"

namespace chancery::syntax {
namespace {

const Model& model() {
  static const Model loaded = Model::load("models/english/syntax.model");
  return loaded;
}

// Words apart by spaces, sentences by line ends.
struct Document {
  std::string text;
  text::Tokens tokens;
  Trees trees;

  explicit Document(std::string of) : text(std::move(of)) {
    tokens.text = text;
    std::size_t at = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line); at += line.size() + 1) {
      text::Sentence sentence;
      sentence.begin = tokens.span.end_id();
      std::size_t from = 0;
      while (from < line.size()) {
        const std::size_t to = std::min(line.find(' ', from), line.size());
        if (to > from) {
          tokens.span.push_back({static_cast<std::uint32_t>(at + from), static_cast<std::uint32_t>(at + to)});
          tokens.sentence_of.push_back(tokens.sentences.end_id());
          tokens.space_before.push_back(1);
          tokens.glued_to_former.push_back(0);
        }
        from = to + 1;
      }
      sentence.end = tokens.span.end_id();
      tokens.sentences.push_back(sentence);
    }
  }
};

void expect_sound(const Document& doc) {
  const std::size_t n = doc.tokens.size();
  ASSERT_EQ(doc.trees.head.size(), n);
  ASSERT_EQ(doc.trees.child_begin.size(), n + 1);
  for (const text::Sentence& sentence : doc.tokens.sentences) {
    std::size_t roots = 0;
    for (TokenId token = sentence.begin; token != sentence.end; ++token) {
      const TokenId head = doc.trees.head[token];
      EXPECT_EQ(doc.trees.deprel[token] == Deprel::Root, !head.exists());
      EXPECT_FALSE(doc.trees.lemma[token].empty());
      EXPECT_FALSE(doc.trees.xpos[token].empty());
      if (!head.exists()) {
        ++roots;
        continue;
      }
      ASSERT_TRUE(head >= sentence.begin && head < sentence.end && head != token);
    }
    EXPECT_EQ(roots, sentence.size() > 0 ? 1u : 0u);
    // Down from the root, every word is met once: no circle.
    std::size_t met = 0;
    std::vector<TokenId> open;
    for (TokenId token = sentence.begin; token != sentence.end; ++token) {
      if (!doc.trees.head[token].exists()) open.push_back(token);
    }
    while (!open.empty()) {
      const TokenId token = open.back();
      open.pop_back();
      ++met;
      for (const TokenId child : doc.trees.children(token)) open.push_back(child);
    }
    EXPECT_EQ(met, sentence.size());
  }
}

std::string repeat(const std::string& words, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += words;
  return all;
}

const char* const kStory =
    "The foreign ministers of Chile and Peru met in Lima on Tuesday to discuss the border .\n"
    "\" We will not sign , \" the Chilean envoy told reporters , adding that talks would resume in May .\n"
    "FLOODS KILL FORTY IN NORTHERN PROVINCE\n"
    "Police said they had arrested three men who were accused of smuggling arms .\n";

TEST(Parser, odd_sentences_give_sound_trees) {
  const std::string cases[] = {
      "",
      "\n\n\n",
      ".",
      "Yes",
      "| | | | 12 | 13 | 14 |",
      "\xFF\xFE \x80 ok",
      "https://a.example/b?c=1 https://a.example/b?c=2 https://d.example/",
      "\u4E2D\u56FD \u548C \u4FC4\u7F57\u65AF \u7B7E\u7F72 \u534F\u8BAE \u3002",
      "\u041C\u043E\u0441\u043A\u0432\u0430 \u043E\u0442\u043A\u0430\u0437\u0430\u043B\u0430\u0441\u044C .",
      std::string(100000, 'a'),
      repeat("12 34 56 | ", 200),
      repeat("very ", 251),
      repeat("a ; ", 250) + "b",
      kStory};
  ParserScratch scratch;
  for (const std::string& text : cases) {
    Document doc(text);
    parse(model(), doc.tokens, scratch, doc.trees);
    expect_sound(doc);
  }
}

TEST(Parser, time_grows_linearly_with_the_length_of_a_sentence) {
  ParserScratch scratch;
  const auto seconds_for = [&](std::size_t words) {
    Document doc(repeat("the minister of trade and the envoy of peace said ", words / 10));
    const auto start = std::chrono::steady_clock::now();
    parse(model(), doc.tokens, scratch, doc.trees);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    expect_sound(doc);
    return seconds;
  };
  seconds_for(10000);
  const double once = seconds_for(10000), tenfold = seconds_for(100000);
  EXPECT_LT(tenfold, 40 * once);  // 10, and room for a machine that is busy
}

TEST(Parser, a_reader_knows_the_parts_of_a_sentence) {
  Document doc(kStory);
  ParserScratch scratch;
  parse(model(), doc.tokens, scratch, doc.trees);
  expect_sound(doc);
  const Trees& t = doc.trees;
  EXPECT_EQ(doc.tokens.form(TokenId(7)), "met");
  EXPECT_EQ(t.lemma[TokenId(7)], "meet");
  EXPECT_EQ(t.upos[TokenId(7)], Upos::Verb);
  EXPECT_FALSE(t.head[TokenId(7)].exists());
  EXPECT_EQ(t.head[TokenId(2)], TokenId(7));
  EXPECT_EQ(t.deprel[TokenId(2)], Deprel::Nsubj);
  EXPECT_EQ(t.feats[TokenId(2)], "Number=Plur");
}

TEST(Parser, every_build_of_the_loops_and_every_neighbourhood_give_the_same_trees) {
  // Sentences are parsed in batches; what stands beside one must not matter.
  ParserScratch plain(*kernels_for(Instructions::Plain));
  Document alone(kStory);
  parse(model(), alone.tokens, plain, alone.trees);
  for (const auto instructions : {Instructions::Plain, Instructions::Avx2, Instructions::Vnni}) {
    const Kernels* kernels = kernels_for(instructions);
    if (kernels == nullptr) continue;
    ParserScratch scratch(*kernels);
    Document many(repeat(kStory, 30));
    parse(model(), many.tokens, scratch, many.trees);
    const std::size_t n = alone.tokens.size();
    for (std::size_t i = 0; i < many.tokens.size(); ++i) {
      const TokenId here(i), there(i % n);
      ASSERT_EQ(many.trees.upos[here], alone.trees.upos[there]) << kernels->name;
      ASSERT_EQ(many.trees.lemma[here], alone.trees.lemma[there]) << kernels->name;
      ASSERT_EQ(many.trees.deprel[here], alone.trees.deprel[there]) << kernels->name;
      ASSERT_EQ(many.trees.head[here].exists(), alone.trees.head[there].exists());
      if (many.trees.head[here].exists()) {
        ASSERT_EQ(many.trees.head[here].index() % n, alone.trees.head[there].index());
      }
    }
  }
}

TEST(Parser, threads_share_a_model) {
  Document expected(kStory);
  ParserScratch scratch;
  parse(model(), expected.tokens, scratch, expected.trees);
  std::vector<std::thread> threads;
  std::atomic<int> different{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Document doc(kStory);
      ParserScratch own;
      for (int round = 0; round < 5; ++round) {
        parse(model(), doc.tokens, own, doc.trees);
        for (TokenId token{0}; token != doc.tokens.span.end_id(); ++token) {
          different += doc.trees.head[token] != expected.trees.head[token];
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, 0);
}

TEST(Parser, a_warm_loop_allocates_nothing) {
  if (!counts_allocations()) GTEST_SKIP() << "the sanitizer allocates as it likes";
  const long at_first = allocations_so_far();
  Document doc(repeat(kStory, 20) + repeat("a table | ", 300));
  EXPECT_GT(allocations_so_far(), at_first);  // they are counted
  ParserScratch scratch;
  parse(model(), doc.tokens, scratch, doc.trees);
  const long before = allocations_so_far();
  for (int i = 0; i < 3; ++i) parse(model(), doc.tokens, scratch, doc.trees);
  EXPECT_EQ(allocations_so_far() - before, 0);
}

}  // namespace
}  // namespace chancery::syntax
