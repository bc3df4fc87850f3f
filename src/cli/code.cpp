// chancery code: reads documents, writes records. The main job.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
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
#include "store/records_parquet.h"

namespace chancery::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostThreads = 256;
constexpr std::size_t kPageWidth = 120;  // of the brief, where it goes to no terminal

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery code story.txt --date 2024-05-17        one story, to the terminal as JSON lines\n"
    "  chancery code examples --to brief                a folder, as a page for people\n"
    "  chancery code news.jsonl.gz -o records.jsonl     a stream of any size\n"
    "  chancery code news.jsonl.gz --to parquet -o records.parquet\n"
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

/// A Parquet file cannot be written line by line: JSON lines go to a file beside it, or in the folder of temporary
/// files where standard output is asked for, and are turned into Parquet at the end.
class ParquetOutput {
 public:
  explicit ParquetOutput(std::string path) : path_(std::move(path)) {
    if (path_ == "-") path_.clear();
    std::string beginning = path_.empty() ? (fs::temp_directory_path() / "chancery").string() : path_;
    folder_ = beginning + ".XXXXXX";
    if (::mkdtemp(folder_.data()) == nullptr) {
      throw Error(beginning + ": cannot be opened for writing: " + std::generic_category().message(errno));
    }
    lines_.emplace(folder_ + "/records.jsonl");
  }
  ~ParquetOutput() {
    lines_.reset();
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  ParquetOutput(const ParquetOutput&) = delete;
  ParquetOutput& operator=(const ParquetOutput&) = delete;

  void write(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
      longest_ = std::max(longest_, end - at);
      at = end;
    }
    lines_->write(bytes);
  }
  void close() {
    lines_->close();
    const std::string made = folder_ + "/records.parquet";
    store::write_records_parquet(folder_ + "/records.jsonl", made, longest_);
    io::Output out(path_);
    std::ifstream in(made, std::ios::binary);
    std::string block(1u << 20, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
      out.write(std::string_view(block).substr(0, static_cast<std::size_t>(in.gcount())));
    }
    if (in.bad()) throw Error(made + ": cannot be read");
    out.close();
  }

 private:
  std::string path_;
  std::string folder_;
  std::optional<io::Output> lines_;
  std::size_t longest_ = 0;
};

int run_code(CodeOptions& options) {
  if (options.inputs.empty()) {
    if (is_terminal(STDIN_FILENO)) {
      say_error("name a file or a folder, or - for standard input; see `chancery code --help`");
      return kWrongUsage;
    }
    options.inputs.emplace_back("-");
  }
  if (options.to == "parquet" && (options.output.empty() || options.output == "-") && is_terminal(STDOUT_FILENO)) {
    say_error("--to parquet is not for a screen: name a file with -o");
    return kWrongUsage;
  }
  apply(options.words, options.reading);
  ProgressLine progress;
  StderrReporter reporter(progress);
  options.coder.reporter = &reporter;
  const Coder coder(options.coder);
  io::Progress read;
  const bool to_parquet = options.to == "parquet";
  std::optional<ParquetOutput> parquet;
  std::optional<io::Output> output;
  to_parquet ? static_cast<void>(parquet.emplace(options.output)) : static_cast<void>(output.emplace(options.output));
  const bool to_stdout = options.output.empty() || options.output == "-";
  // Lines on the screen and a progress line would write over each other.
  const bool show_progress = !(to_stdout && is_terminal(STDOUT_FILENO));
  try {
    if (options.to == "csv") output->write(io::csv_header());
    const pipeline::Source source = [&](const std::function<void(Document)>& push) {
      io::read_documents(options.inputs, options.reading, reporter, push, &read);
    };
    const pipeline::Sink sink = [&](std::string_view bytes) {
      to_parquet ? parquet->write(bytes) : output->write(bytes);
      if (show_progress) progress.update(read.documents, read.bytes_read, read.bytes_total);
    };
    pipeline::StreamOptions stream;
    stream.threads = options.threads;
    pipeline::code_stream(coder, stream, source, renderer(options), sink);
    to_parquet ? parquet->close() : output->close();
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
  code->add_option("--to", options->to, "What to write: jsonl, csv, parquet, or brief, a page for people (jsonl)")
      ->check(CLI::IsMember({"jsonl", "csv", "parquet", "brief"}))
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
