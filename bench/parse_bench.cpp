// Words a second of tags, lemmas and trees together, on one thread: chancery-parse-bench MODEL [SECONDS] < TEXT
//
// Text is cut into words first, which is not measured. Before anything is measured, the fastest loops of this
// processor must give the trees of the plain ones.
#include <time.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "syntax/parser.h"
#include "text/tokenize.h"

namespace {

using namespace chancery;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int run(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: chancery-parse-bench MODEL [SECONDS] < TEXT\n");
    return 2;
  }
  const double seconds = argc > 2 ? std::atof(argv[2]) : 5.0;
  const auto begin = std::chrono::steady_clock::now();
  const syntax::Model model = syntax::Model::load(argv[1]);
  const double load = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const text::WordLists words = text::WordLists::read_folder("data/text");
  text::Tokens tokens;
  text::tokenize(text, words, {}, tokens);

  syntax::Trees plain_trees;
  syntax::ParserScratch plain(*syntax::kernels_for(syntax::Instructions::Plain));
  syntax::parse(model, tokens, plain, plain_trees);
  fmt::print("{} words in {} sentences; model loaded in {:.1f} ms\n", tokens.size(), tokens.sentences.size(),
             1e3 * load);
  for (const auto instructions :
       {syntax::Instructions::Vnni, syntax::Instructions::Avx2, syntax::Instructions::Plain}) {
    const syntax::Kernels* kernels = syntax::kernels_for(instructions);
    if (kernels == nullptr || tokens.size() == 0) continue;
    syntax::ParserScratch scratch(*kernels);
    syntax::Trees trees;
    syntax::parse(model, tokens, scratch, trees);
    for (TokenId token{0}; token != tokens.span.end_id(); ++token) {
      if (trees.head[token] != plain_trees.head[token] || trees.deprel[token] != plain_trees.deprel[token] ||
          trees.lemma[token] != plain_trees.lemma[token] || trees.xpos[token] != plain_trees.xpos[token]) {
        fmt::print("{}: other trees than plain\n", kernels->name);
        return 3;
      }
    }
    const double start = processor_seconds();
    double spent = 0;
    std::size_t parsed = 0;
    while (spent < seconds) {
      syntax::parse(model, tokens, scratch, trees);
      parsed += tokens.size();
      spent = processor_seconds() - start;
    }
    fmt::print("{:<6} {:>9.0f} words a second of processor time\n", kernels->name, static_cast<double>(parsed) / spent);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "chancery-parse-bench: {}\n", error.what());
    return 3;
  }
}
