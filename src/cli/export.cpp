// chancery export: hands on what a store holds.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.h"
#include "cli/store_options.h"
#include "cli/terminal.h"
#include "io/writer.h"
#include "store/export.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery export news.db --as jsonl -o records.jsonl    as `chancery code` writes them\n"
    "  chancery export news.db --as csv > records.csv\n";

struct ExportOptions {
  std::string store;
  store::Resources resources;
  std::string as = "jsonl";
  std::string output;
  std::vector<std::string> origins;
};

int run_export(const ExportOptions& options) {
  const auto store = open_store(options.store, options.resources);
  io::Output out(options.output);
  try {
    if (options.as == "csv") out.write(io::csv_header());
    std::string text;
    store::for_each_document(store->db(), options.origins, false, [&](const store::StoredDocument& document) {
      text.clear();
      options.as == "csv" ? io::append_csv(document.records, text) : io::append_jsonl(document.records, text);
      out.write(text);
    });
    out.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return kDone;
}

}  // namespace

Command make_export(CLI::App& app) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand("export", "Hand on what a store holds, in the forms of others");
  command->footer(kFooter);
  add_store(*command, options->store, options->resources);
  command->add_option("--as", options->as, "jsonl or csv (jsonl)")
      ->check(CLI::IsMember({"jsonl", "csv"}))
      ->option_text("FORM");
  command->add_option("-o,--output", options->output, "Write to this file, which appears when it is whole")
      ->type_name("OUT");
  command->add_option("--origin", options->origins, "Only what was coded by: chancery, gdelt, icews, polecat, phoenix")
      ->allow_extra_args(false)
      ->option_text("ORIGIN");
  return {command, [options] { return run_export(*options); }};
}

}  // namespace chancery::cli
