// chancery parse: text or CoNLL-U in, CoNLL-U with tags, lemmas and trees out.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "chancery/document.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "io/reader.h"
#include "io/writer.h"
#include "knowledge/data_file.h"
#include "pipeline/resources.h"
#include "syntax/conllu.h"
#include "syntax/parser.h"
#include "text/tokenize.h"

namespace chancery::cli {
namespace {

/// The whole input is one text here: a treebank fits, a stream of news belongs to `chancery code`.
constexpr std::size_t kLargestInput = 256u << 20;

constexpr const char* kFooter =
    "Examples:\n"
    "  echo \"Ana Lima refused to meet the rebels.\" | chancery parse\n"
    "  chancery parse --input conllu < gold.conllu > parsed.conllu     words and sentences as given\n";

struct ParseOptions {
  std::string input = "text";
  CoderOptions coder;
};

int run_parse(const ParseOptions& options) {
  // Only what this command needs, so that it starts at once.
  const syntax::Model model =
      syntax::Model::load(pipeline::find_installed("syntax.model", options.coder.model_path, "CHANCERY_MODEL"));
  const PackedFile data =
      knowledge::open_data(pipeline::find_installed("chancery.data", options.coder.data_path, "CHANCERY_DATA"));
  const text::WordLists words = text::WordLists::load(knowledge::raw_tables(data, "text"));
  ProgressLine no_progress;
  StderrReporter reporter(no_progress);
  io::Output output("");
  io::ReadOptions reading;
  reading.format = io::Format::Txt;
  reading.limits.text_bytes = reading.limits.record_bytes = kLargestInput;
  syntax::ParserScratch scratch;
  try {
    io::read_documents({"-"}, reading, reporter, [&](const Document& document) {
      std::string written;
      if (options.input == "conllu") {
        syntax::ConlluDocument given;
        syntax::read_conllu(document.text, "stdin", reporter, given);
        syntax::parse(model, given.tokens, scratch, given.trees);
        syntax::write_conllu(given.tokens, given.trees, written);
      } else {
        text::Tokens tokens;
        syntax::Trees trees;
        text::tokenize(document.text, words, {options.coder.sentence_tokens}, tokens);
        syntax::parse(model, tokens, scratch, trees);
        syntax::write_conllu(tokens, trees, written);
      }
      output.write(written);
    });
    output.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_parse(CLI::App& app) {
  const auto options = std::make_shared<ParseOptions>();
  CLI::App* parse = app.add_subcommand("parse", "Read text or CoNLL-U, write CoNLL-U with tags, lemmas and trees");
  parse->footer(kFooter);
  parse
      ->add_option("--input", options->input, "text, or conllu, of which the words and sentence breaks are used (text)")
      ->check(CLI::IsMember({"text", "conllu"}))
      ->option_text("FORM");
  add_installation(*parse, options->coder);
  return {parse, [options] { return run_parse(*options); }};
}

}  // namespace chancery::cli
