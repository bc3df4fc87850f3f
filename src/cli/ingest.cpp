// chancery ingest: reads documents, codes them, and keeps them in a store.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "chancery/coder.h"
#include "cli/coding_run.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/store_options.h"
#include "cli/terminal.h"
#include "io/reader.h"
#include "pipeline/code_stream.h"
#include "store/ingest.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kMostThreads = 256;

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery ingest news.db news.jsonl.gz           makes news.db, or adds to it\n"
    "  chancery ingest news.db stories/ --date 2024-05-17\n"
    "\n"
    "Work is kept batch by batch, each whole: after a kill or a power cut the same command goes on where it stopped. "
    "What\n"
    "the store has already is passed over. Reports of the same happening are joined, and near copies of a story are\n"
    "marked. INPUT is as in `chancery code`.";

struct IngestOptions {
  std::string store;
  store::Resources resources;
  std::vector<std::string> inputs;
  io::ReadOptions reading;
  ReadingWords words;
  CoderOptions coder;
  std::size_t batch = 1000;
  std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
};

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// For people, to standard error: results go elsewhere.
void say_counts(const store::IngestCounts& counts) {
  std::string line = "chancery: stored " + counted(counts.documents, "document", "documents");
  if (counts.documents > 0) {
    line += ": " + counted(counts.events, "event", "events") + " (" +
            counted(counts.happenings, "new happening", "new happenings") + "), " +
            counted(counts.statements, "statement", "statements") + ", " +
            counted(counts.relations, "relation", "relations");
  }
  if (counts.copies > 0) line += "; " + counted(counts.copies, "near copy", "near copies");
  if (counts.known > 0) line += "; " + counted(counts.known, "was", "were") + " there already";
  if (counts.renamed > 0) {
    line += "; " + counted(counts.renamed, "has", "have") + " the id of another text and got ~2, ~3 behind it";
  }
  std::fputs((line + "\n").c_str(), stderr);
}

int run_ingest(IngestOptions& options) {
  if (options.inputs.empty()) {
    if (is_terminal(STDIN_FILENO)) {
      say_error("name a file or a folder, or - for standard input; see `chancery ingest --help`");
      return kWrongUsage;
    }
    options.inputs.emplace_back("-");
  }
  apply(options.words, options.reading);
  const auto store = open_store(options.store, options.resources, store::Access::Write);
  const Coder coder(options.coder);
  store::RunInfo info = run_info("ingest", options.coder);
  for (const std::string& input : options.inputs) info.options += (info.options.empty() ? "" : " ") + input;
  if (!options.reading.date.empty()) info.options += " --date " + options.reading.date;
  store::Ingest ingest(*store, info, options.batch);
  ProgressLine progress;
  StderrReporter reporter(progress);
  io::Progress read;
  const pipeline::Source source = [&](const std::function<void(Document)>& push) {
    io::read_documents(
        options.inputs, options.reading, reporter,
        [&](Document document) {
          progress.update(read.documents, read.bytes_read, read.bytes_total);
          if (ingest.wants(document)) push(std::move(document));
        },
        &read);
  };
  pipeline::StreamOptions stream;
  stream.threads = options.threads;
  pipeline::code_each<store::CodedDocument>(
      coder, stream, source,
      [](Document document, Records records) {
        std::string print = store::fingerprint(document.text);
        return store::CodedDocument{std::move(document), std::move(records), std::move(print)};
      },
      [&](store::CodedDocument coded) { ingest.add(std::move(coded)); });
  ingest.finish();
  progress.wipe();
  say_counts(ingest.counts());
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_ingest(CLI::App& app) {
  const auto options = std::make_shared<IngestOptions>();
  CLI::App* ingest = app.add_subcommand("ingest", "Read documents and keep them, with their records, in a store");
  ingest->footer(kFooter);
  add_store(*ingest, options->store, options->resources);
  ingest->add_option("INPUT", options->inputs, "Files, folders, or - for standard input")->type_name("");
  add_date(*ingest, options->reading.date, "The day of publication, where a document has none");
  ingest->add_option("--threads", options->threads, "How many threads code (all cores); what is stored is the same")
      ->check(CLI::Range(std::size_t{1}, kMostThreads))
      ->option_text("N");
  ingest->add_option("--batch", options->batch, "Documents that are kept in one transaction, at most (1000)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100000}))
      ->option_text("N")
      ->group("Limits");
  add_reading(*ingest, options->reading, options->words);
  add_installation(*ingest, options->coder);
  return {ingest, [options] { return run_ingest(*options); }};
}

}  // namespace chancery::cli
