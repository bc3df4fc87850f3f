// chancery import-actors: turns dictionaries of actors of another form into tables for `--with`.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "base/mapped_file.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "io/writer.h"
#include "knowledge/data_file.h"
#include "knowledge/import_petrarch.h"
#include "pipeline/overlay.h"
#include "pipeline/resources.h"

namespace chancery::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFooter =
    "Example:\n"
    "  chancery import-actors countries.actors.txt agents.txt --from petrarch -o my-actors\n"
    "  chancery code news/ --with my-actors\n"
    "\n"
    "The tables are those of data/actors; data/import/petrarch_codes.tsv tells what the codes become. A line that "
    "cannot\n"
    "be read is told as `chancery: FILE:LINE: what`, the rest is turned, and the exit status is 1.";

struct ImportOptions {
  std::vector<std::string> inputs;
  std::string from = "petrarch";
  std::string output;
  CoderOptions coder;
};

/// Without a folder: one table after another, for people to look at.
void print(const std::vector<knowledge::MadeTable>& tables) {
  io::Output output("");
  try {
    for (const knowledge::MadeTable& table : tables) output.write("# " + table.name + "\n" + table.text);
    output.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
}

int run_import(const ImportOptions& options) {
  ProgressLine no_progress;
  StderrReporter reporter(no_progress);
  const PackedFile data =
      knowledge::open_data(pipeline::find_installed("chancery.data", options.coder.data_path, "CHANCERY_DATA"));
  const knowledge::Directory directory = knowledge::Directory::open(data);
  std::vector<std::string> texts;
  std::vector<TableText> dictionaries;
  texts.reserve(options.inputs.size());
  for (const std::string& path : options.inputs) {
    try {
      texts.emplace_back(MappedFile::open(path).bytes());
    } catch (const Error& error) {
      reporter.refuse(path, 0, error.what());
      continue;
    }
    if (repair_utf8(texts.back()) > 0) reporter.warn(path, 0, "not UTF-8; what is not became U+FFFD");
    dictionaries.push_back({path, texts.back()});
  }
  const knowledge::Petrarch how{knowledge::raw_tables(data, "import"),
                                [&](const TableError& error) { pipeline::report(error, reporter); }};
  const auto tables = knowledge::import_petrarch(dictionaries, how, directory);
  if (options.output.empty()) print(tables);
  for (const knowledge::MadeTable& table : tables) {
    if (options.output.empty()) break;
    const fs::path path = fs::path(options.output) / table.name;
    std::error_code failure;
    fs::create_directories(path.parent_path(), failure);
    if (failure) throw Error(path.parent_path().string() + ": cannot be made: " + failure.message());
    io::Output output(path.string());
    output.write(table.text);
    output.close();
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_import_actors(CLI::App& app) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App* import = app.add_subcommand("import-actors", "Turn dictionaries of actors of another form into tables");
  import->footer(kFooter);
  import->add_option("FILE", options->inputs, "Dictionaries of actors and of agents")->required()->type_name("");
  import->add_option("--from", options->from, "The form of the dictionaries: petrarch")
      ->check(CLI::IsMember({"petrarch"}))
      ->option_text("FORM");
  import->add_option("-o,--output", options->output, "The folder to write the tables into (they are printed)")
      ->type_name("FOLDER");
  add_installation(*import, options->coder);
  return {import, [options] { return run_import(*options); }};
}

}  // namespace chancery::cli
