// chancery recode: reads the stored texts again with this version of the program.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "chancery/coder.h"
#include "cli/coding_run.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/store_options.h"
#include "cli/terminal.h"
#include "io/writer.h"
#include "pipeline/code_stream.h"
#include "store/export.h"
#include "store/ingest.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kBatch = 500;
constexpr std::size_t kMostThreads = 256;

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery recode news.db                     after an update of the program\n"
    "  chancery recode news.db --diff --dry-run    what would change, as lines that go (-) and come (+)\n"
    "\n"
    "Only documents whose records change are written, batch by batch; a kill in between leaves a whole store, and the "
    "same\n"
    "command goes on. Imported events are left as they are.";

struct RecodeOptions {
  std::string store;
  store::Resources resources;
  CoderOptions coder;
  bool diff = false;
  bool dry_run = false;
  std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
};

std::vector<std::string> lines_of(const Records& records) {
  std::string text;
  io::append_jsonl(records, text);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// The lines of `before` that `after` does not have, and the other way round.
void append_diff(const std::string& doc, const std::vector<std::string>& before, const std::vector<std::string>& after,
                 std::string& out) {
  const std::multiset<std::string> old(before.begin(), before.end());
  const std::multiset<std::string> now(after.begin(), after.end());
  out += "@ " + one_line(doc) + "\n";
  for (const std::string& line : before) {
    if (!now.contains(line)) out += "- " + line + "\n";
  }
  for (const std::string& line : after) {
    if (!old.contains(line)) out += "+ " + line + "\n";
  }
}

int run_recode(const RecodeOptions& options) {
  const auto store =
      open_store(options.store, options.resources, options.dry_run ? store::Access::Read : store::Access::Write);
  const Coder coder(options.coder);
  std::unique_ptr<store::Recode> recode;
  if (!options.dry_run) recode = std::make_unique<store::Recode>(*store, run_info("recode", options.coder));
  io::Output out("");
  std::uint64_t read = 0;
  std::uint64_t changed = 0;
  std::vector<store::StoredDocument> batch;
  const auto code_batch = [&] {
    std::size_t next = 0;
    pipeline::StreamOptions stream;
    stream.threads = options.threads;
    pipeline::code_each<Records>(
        coder, stream,
        [&](const std::function<void(Document)>& push) {
          for (const store::StoredDocument& stored : batch) push(stored.document);
        },
        [](const Document&, Records records) { return records; },
        [&](Records records) {
          store::StoredDocument& stored = batch[next++];
          ++read;
          const std::vector<std::string> before = lines_of(stored.records);
          const std::vector<std::string> after = lines_of(records);
          if (before == after) return;
          ++changed;
          if (options.diff) {
            std::string text;
            append_diff(stored.document.id, before, after, text);
            out.write(text);
          }
          if (recode) recode->add(stored.number, std::move(stored.document), std::move(records));
        });
    batch.clear();
    if (recode) recode->write_batch();
  };
  store::for_each_document(store->db(), {std::string(store::kOwnOrigin)}, true,
                           [&](const store::StoredDocument& stored) {
                             batch.push_back(stored);
                             if (batch.size() >= kBatch) code_batch();
                           });
  code_batch();
  if (recode) recode->finish();
  out.close();
  std::fputs(("chancery: " + std::to_string(changed) + " of " + std::to_string(read) + " documents " +
              (options.dry_run ? "would change" : "changed") + "\n")
                 .c_str(),
             stderr);
  return kDone;
}

}  // namespace

Command make_recode(CLI::App& app) {
  const auto options = std::make_shared<RecodeOptions>();
  CLI::App* command = app.add_subcommand("recode", "Read the texts of a store again with this version of the program");
  command->footer(kFooter);
  add_store(*command, options->store, options->resources);
  command->add_flag("--diff", options->diff, "Show which records go and come");
  command->add_flag("--dry-run", options->dry_run, "Change nothing");
  command->add_option("--threads", options->threads, "How many threads code (all cores)")
      ->check(CLI::Range(std::size_t{1}, kMostThreads))
      ->option_text("N");
  add_installation(*command, options->coder);
  return {command, [options] { return run_recode(*options); }};
}

}  // namespace chancery::cli
