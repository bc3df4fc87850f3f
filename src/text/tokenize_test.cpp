#include "text/tokenize.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "base/utf8.h"
#include "text/story_head.h"

namespace chancery::text {
namespace {

const WordLists& words() {
  static const WordLists lists = WordLists::read_folder("data/text");
  return lists;
}

/// Tokens with a space between, '+' before a glued one, " | " between sentences.
std::string show(std::string_view text, const TokenizeOptions& options = {}) {
  Tokens tokens;
  tokenize(text, words(), options, tokens);
  std::string shown;
  for (const Sentence& sentence : tokens.sentences) {
    if (!shown.empty()) shown += " | ";
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      if (token != sentence.begin) shown += tokens.glued_to_former[token] ? "+" : " ";
      shown += tokens.form(token);
    }
  }
  return shown;
}

/// What must hold of the layer whatever the bytes are.
void expect_sound(std::string_view text, const Tokens& tokens, std::size_t longest) {
  ASSERT_EQ(tokens.text, text);
  ASSERT_EQ(tokens.sentence_of.size(), tokens.size());
  ASSERT_EQ(tokens.space_before.size(), tokens.size());
  ASSERT_EQ(tokens.glued_to_former.size(), tokens.size());
  std::uint32_t at = 0;
  for (TokenId token(0); token < tokens.span.end_id(); ++token) {
    const ByteSpan span = tokens.span[token];
    ASSERT_LT(span.begin, span.end);
    ASSERT_LE(span.end, text.size());
    ASSERT_GE(span.begin, at);
    if (tokens.glued_to_former[token]) {
      ASSERT_EQ(span.begin, at) << "a glued token stands right after its former";
    }
    // Only blanks and invisible characters are left out, and plain ASCII signs never.
    for (std::uint32_t i = at; i < span.begin; ++i) {
      ASSERT_TRUE(static_cast<unsigned char>(text[i]) <= ' ' || text[i] == 0x7F ||
                  static_cast<unsigned char>(text[i]) >= 0x80)
          << "byte " << i << " is in no token";
    }
    at = span.end;
  }
  TokenId next(0);
  std::uint32_t paragraph = 0;
  for (SentenceId id(0); id < tokens.sentences.end_id(); ++id) {
    const Sentence& sentence = tokens.sentences[id];
    ASSERT_EQ(sentence.begin, next);
    ASSERT_LT(sentence.begin, sentence.end);
    ASSERT_LE(sentence.size(), longest);
    ASSERT_GE(sentence.paragraph, paragraph);
    paragraph = sentence.paragraph;
    for (TokenId token = sentence.begin; token < sentence.end; ++token) ASSERT_EQ(tokens.sentence_of[token], id);
    next = sentence.end;
  }
  ASSERT_EQ(next, tokens.span.end_id());
}

/// Reads head and tokens as the pipeline does.
void expect_read(const std::string& text, Tokens& tokens) {
  const StoryHeadSpan head = read_story_head(text, "2024-05-17", words());
  for (const ByteSpan slug : head.slugs) {
    ASSERT_LT(slug.begin, slug.end);
    ASSERT_LE(slug.end, text.size());
  }
  TokenizeOptions options;
  options.head = &head;
  tokenize(text, words(), options, tokens);
  expect_sound(text, tokens, options.longest_sentence);
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string whole;
  whole.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) whole += part;
  return whole;
}

TEST(Tokenize, parts_contractions_as_glued_words) {
  EXPECT_EQ(show("They don't know what Haroun's plans aren't."), "They do+n't know what Haroun+'s plans are+n't .");
  EXPECT_EQ(show("We cannot and won’t."), "We can+not and wo+n’t .");
}

TEST(Tokenize, gives_an_empty_text_no_sentences) {
  EXPECT_EQ(show(""), "");
  EXPECT_EQ(show(" \n\n\t \xE2\x80\x8B\xEF\xBB\xBF"), "");
}

TEST(Tokenize, keeps_abbreviations_whole_and_goes_on_after_them) {
  EXPECT_EQ(show("Gen. Ito met U.S. envoys. They left."), "Gen. Ito met U.S. envoys . | They left .");
}

TEST(Tokenize, tells_where_space_stands_before_a_token) {
  Tokens tokens;
  tokenize("It's (one).", words(), {}, tokens);
  const std::string spaces(tokens.space_before.begin(), tokens.space_before.end());
  EXPECT_EQ(spaces, std::string("\1\0\1\0\0\0", 6));
}

TEST(Tokenize, keeps_offsets_true_through_blanks_of_all_kinds) {
  const std::string text = "\xEF\xBB\xBF  Ito\xC2\xA0met\r\n\r\nM\xC3\xBCller\xE2\x80\xAF.";
  Tokens tokens;
  tokenize(text, words(), {}, tokens);
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_EQ(tokens.span[TokenId(0)], (ByteSpan{5, 8}));
  EXPECT_EQ(tokens.form(TokenId(2)), "M\xC3\xBCller");
  EXPECT_EQ(tokens.sentences.size(), 2u);
  EXPECT_EQ(tokens.sentences[SentenceId(1)].paragraph, 1u);
}

TEST(Tokenize, starts_anew_with_each_document) {
  Tokens tokens;
  tokenize("One. Two. Three. ‘An open quotation", words(), {}, tokens);
  tokenize("The miners' union.", words(), {}, tokens);
  EXPECT_EQ(tokens.sentences.size(), 1u);
  EXPECT_TRUE(tokens.glued_to_former[TokenId(2)]);
}

TEST(Tokenize, keeps_the_slugs_of_a_head_apart) {
  const std::string text = "OSLO, May 17 (Reuters) - The envoys met.";
  Tokens tokens;
  expect_read(text, tokens);
  ASSERT_EQ(tokens.sentences.size(), 2u);
  EXPECT_EQ(tokens.sentences[SentenceId(0)].role, SentenceRole::Slug);
  EXPECT_EQ(tokens.sentences[SentenceId(1)].role, SentenceRole::Prose);
  EXPECT_EQ(tokens.form(tokens.sentences[SentenceId(1)].begin), "The");
}

TEST(Tokenize, cuts_words_without_end) {
  Tokens tokens;
  expect_read(repeat("x", 1 << 20), tokens);
  EXPECT_GT(tokens.size(), 1000u);
  for (const ByteSpan span : tokens.span) EXPECT_LE(span.end - span.begin, 600u);
}

TEST(Tokenize, reads_any_bytes) {
  std::mt19937 random(20240517);
  const std::string alphabet = "aA1 .,'\"-/:@&$#!?()\n\r\t\xE2\x80\x99\x9C\xC3\xA9\xFF\xF0";
  Tokens tokens;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t size = random() % 200;
    const bool any = round % 3 == 0;
    for (std::size_t i = 0; i < size; ++i) {
      text += any ? static_cast<char>(random() % 256) : alphabet[random() % alphabet.size()];
    }
    expect_read(text, tokens);
    if (HasFatalFailure()) FAIL() << "round " << round;
    std::string repaired = text;
    repair_utf8(repaired);
    expect_read(repaired, tokens);
    if (HasFatalFailure()) FAIL() << "round " << round << ", repaired";
  }
}

TEST(Tokenize, parts_words_as_their_characters_do) {
  // In valid text no token begins or ends within a character.
  std::mt19937 random(7);
  const std::string_view pieces[] = {"é",  "’",    "“",     "—",      "a",    ".", " ",
                                     "北", "U.S.", "don’t", "\u00AD", "👍🏽", "-", "co-"};
  Tokens tokens;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += pieces[random() % std::size(pieces)];
    tokenize(text, words(), {}, tokens);
    for (TokenId token(0); token < tokens.span.end_id(); ++token) {
      ASSERT_TRUE(is_valid_utf8(tokens.form(token))) << text;
    }
  }
}

/// Each of these once made some tokenizer take quadratic time; 20 times the bytes must not take 100 times as long.
TEST(Tokenize, takes_linear_time_on_hostile_texts) {
  const std::string_view parts[] = {
      ",",       "\"",   "'",   "''",   "(",    "x.",   "a.b.", "a-",     "1-",      "1,",   "1:",       "/",   "//",
      "http://", "@",    "a@",  "a@b.", "...",  "!?",   ". ",   "- ",     "\n",      "\n- ", "[",        "[a",  "s' ",
      "‘s",      "a’",   "A. ", "co-",  "U.S.", "x’s’", "é",    "\u00AD", "a\u00AD", "\xFF", "\xE2\x80", "(A ", "/A",
      "A/",      "May ", "A, ", "” ",   ".” ",  "? ",   "x_",   "#a",     ".1",      "&A",   "Inc. "};
  Tokens tokens;
  const auto seconds = [&](const std::string& text) {
    const auto start = std::chrono::steady_clock::now();
    expect_read(text, tokens);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  for (const std::string_view part : parts) {
    const double small = seconds(repeat(part, 5000));
    const double large = seconds(repeat(part, 100000));
    if (HasFatalFailure()) FAIL() << "part " << part;
    EXPECT_LT(large, 100 * small + 0.5) << "part " << part;
  }
}

}  // namespace
}  // namespace chancery::text
