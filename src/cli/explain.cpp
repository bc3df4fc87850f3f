// chancery explain: shows a person how a sentence was read, and why each record came out or none did.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "io/writer.h"
#include "pipeline/explain.h"
#include "pipeline/spine.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Example:\n"
    "  chancery explain --date 2024-05-17 \"Putin arrived in Beijing on Thursday.\"";

struct ExplainOptions {
  std::string date;
  std::vector<std::string> words;
  CoderOptions coder;
};

int explain(ExplainOptions options) {
  ProgressLine no_progress;
  StderrReporter reporter(no_progress);
  options.coder.reporter = &reporter;
  Document document;
  document.id = "sentence";
  document.date = options.date;
  for (const std::string& word : options.words) document.text += (document.text.empty() ? "" : " ") + word;
  repair_utf8(document.text);
  const pipeline::Resources resources = pipeline::Resources::load(options.coder);
  pipeline::Analysis analysis;
  pipeline::analyse(document, resources, options.coder, analysis);
  io::Output output("");
  try {
    output.write(pipeline::explain(resources, analysis));
    output.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_explain(CLI::App& app) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "Show how a sentence was read, and why each record came out");
  command->footer(kFooter);
  command->add_option("SENTENCE", options->words, "The sentence; several words are joined")->required();
  add_date(*command, options->date, "Day of publication, YYYY-MM-DD");
  add_actors(*command, options->coder);
  add_installation(*command, options->coder);
  return {command, [options] { return explain(*options); }};
}

}  // namespace chancery::cli
