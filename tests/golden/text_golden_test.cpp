// Golden cases of the first layer: tokens, sentences, and the heads of stories.
//
//   tokens     one line a sentence: tokens with a space between, "+" before the later words of one orthographic word
//   sentences  one line a sentence: its role, "+" where it continues the one before, the text with blanks as one space
//   datelines  what the head tells, one line each where it is known, then the sentences as above.
//              Header `date` is the document's.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/golden_file.h"
#include "text/story_head.h"
#include "text/tokenize.h"

namespace chancery::text {
namespace {

const WordLists& words() {
  static const WordLists lists = WordLists::read_folder("data/text");
  return lists;
}

std::vector<std::string> token_lines(const Tokens& tokens) {
  std::vector<std::string> lines;
  for (const Sentence& sentence : tokens.sentences) {
    std::string line;
    for (TokenId token = sentence.begin; token < sentence.end; ++token) {
      if (token != sentence.begin) line += tokens.glued_to_former[token] ? "+" : " ";
      line += tokens.form(token);
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> sentence_lines(const Tokens& tokens) {
  constexpr std::string_view kRoles[] = {"prose", "headline", "slug", "bullet"};
  std::vector<std::string> lines;
  for (const Sentence& sentence : tokens.sentences) {
    std::string line(kRoles[static_cast<std::size_t>(sentence.role)]);
    if (sentence.continues) line += "+";
    line += " ";
    for (const char c : tokens.slice(sentence.begin, sentence.end)) {
      const bool blank = c == '\n' || c == ' ' || c == '\t';
      if (!blank || line.back() != ' ') line += blank ? ' ' : c;
    }
    lines.push_back(line);
  }
  return lines;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::vector<std::string> head_lines(std::string_view text, const StoryHeadSpan& head) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& key, ByteSpan span) {
    if (span.begin < span.end) lines.push_back(key + " " + std::string(text.substr(span.begin, span.end - span.begin)));
  };
  add("place", head.place);
  add("agency", head.agency);
  add("publisher", head.publisher);
  if (head.date.year > 0 || head.date.month > 0) {
    const std::string year = head.date.year > 0 ? std::to_string(head.date.year) : "????";
    lines.push_back("date " + year + "-" + two_digits(head.date.month) + "-" + two_digits(head.date.day));
  }
  return lines;
}

TEST(GoldenTokens, are_as_written) {
  golden::check_folder("tests/golden/tokens", [](const golden::Case& golden) {
    Tokens tokens;
    tokenize(golden.text, words(), {}, tokens);
    return token_lines(tokens);
  });
}

TEST(GoldenSentences, are_as_written) {
  golden::check_folder("tests/golden/sentences", [](const golden::Case& golden) {
    TokenizeOptions options;
    if (const auto longest = golden.header("longest")) options.longest_sentence = std::stoul(*longest);
    Tokens tokens;
    tokenize(golden.text, words(), options, tokens);
    return sentence_lines(tokens);
  });
}

TEST(GoldenDatelines, are_as_written) {
  golden::check_folder("tests/golden/datelines", [](const golden::Case& golden) {
    const StoryHeadSpan head = read_story_head(golden.text, golden.header("date").value_or(""), words());
    std::vector<std::string> lines = head_lines(golden.text, head);
    TokenizeOptions options;
    options.head = &head;
    Tokens tokens;
    tokenize(golden.text, words(), options, tokens);
    for (std::string& line : sentence_lines(tokens)) lines.push_back(std::move(line));
    return lines;
  });
}

}  // namespace
}  // namespace chancery::text
