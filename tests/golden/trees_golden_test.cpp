// Golden trees: relations that must hold in news sentences, as `relation(head-number, dependent-number)`; words are
// numbered from 1 through the text of a case, the root hangs on ROOT-0. A line that does not hold is answered with
// what the parser says of that dependent.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "support/golden_file.h"
#include "syntax/parser.h"
#include "text/tokenize.h"

namespace chancery::syntax {
namespace {

std::string relation_line(const text::Tokens& tokens, const Trees& trees, TokenId token) {
  const auto name = [&](TokenId id) {
    return id.exists() ? std::string(tokens.form(id)) + "-" + std::to_string(id.index() + 1) : "ROOT-0";
  };
  return std::string(name_of(trees.deprel[token])) + "(" + name(trees.head[token]) + ", " + name(token) + ")";
}

// The dependent of "nsubj(accused-4, Russia-1)"; none where the line is not one.
TokenId dependent_of(std::string_view line) {
  const std::size_t dash = line.rfind('-');
  if (dash == std::string_view::npos || line.empty() || line.back() != ')') return TokenId::none();
  const int number = std::atoi(std::string(line.substr(dash + 1)).c_str());
  return number > 0 ? TokenId(static_cast<std::size_t>(number) - 1) : TokenId::none();
}

TEST(TreesGolden, relations_hold) {
  const text::WordLists words = text::WordLists::read_folder("data/text");
  const Model model = Model::load("models/english/syntax.model");
  ParserScratch scratch;
  text::Tokens tokens;
  Trees trees;
  golden::check_folder("tests/golden/trees", [&](const golden::Case& golden) {
    text::tokenize(golden.text, words, {}, tokens);
    parse(model, tokens, scratch, trees);
    std::vector<std::string> lines;
    for (const std::string& expected : golden.expected) {
      const TokenId token = dependent_of(expected);
      lines.push_back(token.exists() && token.index() < tokens.size() ? relation_line(tokens, trees, token)
                                                                      : "no such word: " + expected);
    }
    return lines;
  });
}

}  // namespace
}  // namespace chancery::syntax
