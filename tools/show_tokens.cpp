// Reads text from standard input and writes its tokens as CoNLL-U, forms only: for score/syntax.py --raw, and for a
// look at what the first layer does. With --roles, one sentence a line after its role; with --speed, words a second.
//
//   show_tokens [--roles | --speed] [FOLDER OF THE TABLES] < TEXT
#include <chrono>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "text/story_head.h"
#include "text/tokenize.h"

namespace {

using namespace chancery;
using namespace chancery::text;

void write_conllu(const Tokens& tokens) {
  for (const Sentence& sentence : tokens.sentences) {
    std::size_t number = 1;
    for (TokenId token = sentence.begin; token < sentence.end; ++token, ++number) {
      const bool glued_next = token + 1 < sentence.end && tokens.glued_to_former[token + 1] != 0;
      const auto misc = [&](TokenId next) {
        return next < tokens.span.end_id() && tokens.space_before[next] == 0 ? "SpaceAfter=No" : "_";
      };
      if (glued_next && tokens.glued_to_former[token] == 0) {
        TokenId last = token + 1;
        while (last + 1 < sentence.end && tokens.glued_to_former[last + 1] != 0) ++last;
        std::cout << number << '-' << number + (last - token) << '\t' << tokens.slice(token, last + 1)
                  << "\t_\t_\t_\t_\t_\t_\t_\t" << misc(last + 1) << '\n';
      }
      const bool inside = glued_next || tokens.glued_to_former[token] != 0;
      std::cout << number << '\t' << tokens.form(token) << "\t_\t_\t_\t_\t" << (number == 1 ? "0\troot" : "1\tdep")
                << "\t_\t" << (inside ? "_" : misc(token + 1)) << '\n';
    }
    std::cout << '\n';
  }
}

void write_roles(const Tokens& tokens) {
  constexpr std::string_view kNames[] = {"prose", "headline", "slug", "bullet"};
  for (const Sentence& sentence : tokens.sentences) {
    std::cout << kNames[static_cast<std::size_t>(sentence.role)] << (sentence.continues ? "+" : "") << '\t'
              << sentence.paragraph << '\t';
    for (TokenId token = sentence.begin; token < sentence.end; ++token) std::cout << tokens.form(token) << ' ';
    std::cout << '\n';
  }
}

void write_head(std::string_view text, const StoryHeadSpan& head) {
  const auto of = [&](ByteSpan span) { return text.substr(span.begin, span.end - span.begin); };
  std::cout << "place=" << of(head.place) << " agency=" << of(head.agency) << " publisher=" << of(head.publisher)
            << " date=" << head.date.year << '-' << head.date.month << '-' << head.date.day << '\n';
}

void measure(std::string_view text, const WordLists& words) {
  Tokens tokens;
  double best = 1e9;
  for (int round = 0; round < 7; ++round) {
    const auto start = std::chrono::steady_clock::now();
    const StoryHeadSpan head = read_story_head(text, {}, words);
    TokenizeOptions options;
    options.head = &head;
    tokenize(text, words, options, tokens);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::cout << text.size() << " bytes, " << tokens.size() << " tokens, " << tokens.sentences.size() << " sentences, "
            << static_cast<long>(static_cast<double>(tokens.size()) / best) << " tokens/s (best of 7)\n";
}

}  // namespace

int main(int argument_count, char** arguments) {
  std::string folder = "data/text";
  std::string mode;
  for (int i = 1; i < argument_count; ++i) {
    const std::string argument = arguments[i];
    (argument.starts_with("--") ? mode : folder) = argument;
  }
  const WordLists words = WordLists::read_folder(folder);
  const std::string text((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  if (mode == "--speed") {
    measure(text, words);
    return 0;
  }
  const StoryHeadSpan head = read_story_head(text, {}, words);
  TokenizeOptions options;
  options.head = &head;
  Tokens tokens;
  tokenize(text, words, options, tokens);
  if (mode == "--roles") {
    write_head(text, head);
    write_roles(tokens);
  } else {
    write_conllu(tokens);
  }
  return 0;
}
