// chancery code: reads documents, writes records. The main job.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "chancery/coder.h"
#include "cli/brief.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "io/reader.h"
#include "io/writer.h"
#include "pipeline/code_stream.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kMostThreads = 256;
constexpr std::size_t kPageWidth = 120;  // of the brief, where it goes to no terminal

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery code story.txt --date 2024-05-17        one story, to the terminal as JSON lines\n"
    "  chancery code examples --to brief                a folder, as a page for people\n"
    "  chancery code news.jsonl.gz -o records.jsonl     a stream of any size\n"
    "  chancery code news.csv --column text=body --column date=published --to csv\n"
    "  zcat pages.gz | chancery code - --from html\n"
    "\n"
    "INPUT is a file, a folder, or - for standard input (also without any INPUT). Kinds by ending: .txt .html .jsonl\n"
    ".csv, each also .gz or .zst. What cannot be read is told as `chancery: FILE:LINE: what`, the rest is coded, and\n"
    "the exit status is 1.";

struct CodeOptions {
  std::vector<std::string> inputs;
  io::ReadOptions reading;
  ReadingWords words;
  CoderOptions coder;
  std::string to = "jsonl";
  std::string output;
  std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
};

pipeline::Render renderer(const CodeOptions& options) {
  if (options.to == "csv") {
    return [](const Document&, const Records& records, std::string& out) { io::append_csv(records, out); };
  }
  if (options.to == "brief") {
    const bool to_screen = options.output.empty() || options.output == "-";
    const BriefStyle style{columns_of(to_screen ? STDOUT_FILENO : -1, kPageWidth),
                           to_screen && wants_colour(STDOUT_FILENO)};
    return [style](const Document&, const Records& records, std::string& out) { append_brief(records, style, out); };
  }
  return [](const Document&, const Records& records, std::string& out) { io::append_jsonl(records, out); };
}

int run_code(CodeOptions& options) {
  if (options.inputs.empty()) {
    if (is_terminal(STDIN_FILENO)) {
      say_error("name a file or a folder, or - for standard input; see `chancery code --help`");
      return kWrongUsage;
    }
    options.inputs.emplace_back("-");
  }
  apply(options.words, options.reading);
  ProgressLine progress;
  StderrReporter reporter(progress);
  options.coder.reporter = &reporter;
  const Coder coder(options.coder);
  io::Progress read;
  io::Output output(options.output);
  const bool to_stdout = options.output.empty() || options.output == "-";
  // Lines on the screen and a progress line would write over each other.
  const bool show_progress = !(to_stdout && is_terminal(STDOUT_FILENO));
  try {
    if (options.to == "csv") output.write(io::csv_header());
    const pipeline::Source source = [&](const std::function<void(Document)>& push) {
      io::read_documents(options.inputs, options.reading, reporter, push, &read);
    };
    const pipeline::Sink sink = [&](std::string_view bytes) {
      output.write(bytes);
      if (show_progress) progress.update(read.documents, read.bytes_read, read.bytes_total);
    };
    pipeline::StreamOptions stream;
    stream.threads = options.threads;
    pipeline::code_stream(coder, stream, source, renderer(options), sink);
    output.close();
  } catch (const Error&) {
    // `chancery code … | head` is no fault: whoever wanted the rest has left.
    if (!to_stdout || !output_reader_is_gone()) throw;
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_code(CLI::App& app) {
  const auto options = std::make_shared<CodeOptions>();
  CLI::App* code = app.add_subcommand("code", "Read documents, write records of events, statements and relations");
  code->footer(kFooter);
  code->add_option("INPUT", options->inputs, "Files, folders, or - for standard input")->type_name("");
  add_date(*code, options->reading.date, "The day of publication, where a document has none");
  code->add_option("--to", options->to, "What to write: jsonl, csv, or brief, a page for people (jsonl)")
      ->check(CLI::IsMember({"jsonl", "csv", "brief"}))
      ->option_text("FORM");
  code->add_option("-o,--output", options->output, "Write to this file, which appears when it is whole")
      ->type_name("OUT");
  code->add_option("--threads", options->threads, "How many threads code (all cores); the output is the same")
      ->check(CLI::Range(std::size_t{1}, kMostThreads))
      ->option_text("N");
  add_reading(*code, options->reading, options->words);
  code->add_option("--limit-sentence", options->coder.sentence_tokens, "Tokens, above which a sentence is split (250)")
      ->check(CLI::Range(std::size_t{8}, std::size_t{100000}))
      ->option_text("N")
      ->group("Limits");
  add_actors(*code, options->coder);
  add_installation(*code, options->coder);
  return {code, [options] { return run_code(*options); }};
}

}  // namespace chancery::cli
