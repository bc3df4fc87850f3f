// chancery-parser-states DOCUMENTS.jsonl OUT: what the parser has worked out of every word, for tagger.py.
//
// OUT.states holds for each word the bytes of its last state and its vector, OUT.words a line with the document's id,
// begin and end of the word in code points, and the number of its sentence.
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "../run_guarded.h"
#include "chancery/error.h"
#include "pipeline/resources.h"
#include "text/story_head.h"
#include "text/tokenize.h"

namespace chancery::train {
namespace {

int run(int argc, char** argv) {
  if (argc != 3) throw Error("usage: chancery-parser-states DOCUMENTS.jsonl OUT");
  std::ifstream in(argv[1]);
  if (!in) throw Error(std::string(argv[1]) + ": cannot be read");
  const std::string out = argv[2];
  std::ofstream states_file(out + ".states", std::ios::binary), words_file(out + ".words");
  const pipeline::Resources resources = pipeline::Resources::load({});
  simdjson::dom::parser json;
  text::Tokens tokens;
  syntax::ParserScratch scratch;
  syntax::Trees trees;
  std::vector<std::uint8_t> states;
  trees.parser_states = &states;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    simdjson::dom::element root;
    std::string_view id, text, date;
    if (json.parse(line).get(root) != simdjson::SUCCESS || root["id"].get(id) != simdjson::SUCCESS ||
        root["text"].get(text) != simdjson::SUCCESS) {
      throw Error(std::string(argv[1]) + ":" + std::to_string(number) + ": no document with an id and a text");
    }
    if (root["date"].get(date) != simdjson::SUCCESS) date = {};
    const text::StoryHeadSpan head = text::read_story_head(text, std::string(date), resources.words);
    text::TokenizeOptions options;
    options.head = &head;
    text::tokenize(text, resources.words, options, tokens);
    states.clear();
    syntax::parse(resources.model, tokens, scratch, trees);
    states_file.write(reinterpret_cast<const char*>(states.data()), static_cast<std::streamsize>(states.size()));
    std::vector<std::uint32_t> code_point(text.size() + 1);
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      code_point[i] = count;
      count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    }
    code_point[text.size()] = count;
    std::size_t words = 0;
    for (TokenId token(0); token < tokens.span.end_id(); ++token, ++words) {
      words_file << id << '\t' << code_point[tokens.span[token].begin] << '\t' << code_point[tokens.span[token].end]
                 << '\t' << tokens.sentence_of[token].index() << '\n';
    }
    const std::size_t width = 2 * resources.model.meta().hidden + resources.model.meta().input;
    if (words * width != states.size()) throw Error(std::string(id) + ": words that were not parsed");
  }
  if (!states_file.flush() || !words_file.flush()) throw Error(out + ": cannot be written");
  return 0;
}

}  // namespace
}  // namespace chancery::train

int main(int argc, char** argv) {
  return chancery::train::run_guarded("chancery-parser-states", chancery::train::run, argc, argv);
}
