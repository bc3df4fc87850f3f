// chancery export: hands on what a store holds.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/exchange_codes.h"
#include "cli/options.h"
#include "cli/store_options.h"
#include "cli/terminal.h"
#include "io/writer.h"
#include "store/export.h"
#include "store/formats.h"

namespace chancery::cli {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  chancery export news.db --as jsonl -o records.jsonl    as `chancery code` writes them\n"
    "  chancery export news.db --as parquet -o parquet/       a folder for R, Python and the DuckDB shell\n"
    "  chancery export news.db --as gdelt-events > 2024.export.CSV\n"
    "\n"
    "jsonl and csv are the forms of `chancery code`. The forms of others have the columns of their files; what they "
    "cannot\n"
    "hold is said once. Each happening is one row of them. Parquet is a new folder: events and statements by year and "
    "month,\n"
    "the other tables as one file each.";

struct ExportOptions {
  std::string store;
  store::Resources resources;
  std::string as = "jsonl";
  std::string output;
  std::vector<std::string> origins;
  CoderOptions installation;
};

/// A cell of a file whose cells are apart by tabs.
std::string plain(std::string text) {
  for (char& c : text) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

void write_format(store::Database& db, const store::Format& format, const ExportOptions& options, io::Output& out) {
  const ExchangeCodes codes(options.installation);
  store::put_codes(db, codes.countries, codes.sectors, codes.labels);
  std::fputs(("chancery: " + format.name + " cannot hold: " + format.cannot + "\n").c_str(), stderr);
  store::Query query{format.sql, {}};
  if (!options.origins.empty()) {
    query.sql = "WITH events AS (SELECT * FROM main.events WHERE list_contains(?, origin)) " + query.sql;
    const std::size_t second = query.sql.find("WITH ", 5);
    query.sql.replace(second - 1, 6, ", ");
    query.values.emplace_back(options.origins);
  }
  if (format.json) {
    write_answer(db, query, {Form::Json, {}, ""}, out);
    return;
  }
  const auto write_line = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? "\t" : "") + cells[i];
    out.write(line + "\n");
  };
  store::ask(
      db, query,
      [&](const std::vector<store::Database::Column>& columns) {
        std::vector<std::string> names;
        for (const auto& column : columns) names.push_back(column.name);
        if (format.header) write_line(names);
      },
      [&](const store::Cells& row) {
        std::vector<std::string> cells;
        for (const auto& cell : row) cells.push_back(plain(cell.value_or("")));
        write_line(cells);
        return true;
      });
}

int run_parquet(const ExportOptions& options) {
  namespace fs = std::filesystem;
  if (options.output.empty() || options.output == "-") {
    say_error("--as parquet writes a folder: name it with -o");
    return kWrongUsage;
  }
  std::error_code error;
  const fs::path folder = fs::absolute(options.output).lexically_normal();
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    say_error(options.output + ": is there already; name a new folder");
    return kWrongUsage;
  }
  // Made beside it and renamed, so that a half-made folder never bears the name.
  fs::path making = folder;
  if (!making.has_filename()) making = making.parent_path();
  making += ".tmp";
  fs::remove_all(making, error);
  fs::create_directories(making, error);
  if (error) throw Error(making.string() + ": cannot be made: " + error.message());
  const auto store = open_store(options.store, options.resources, store::Access::Read, making.string());
  store::write_parquet(store->db(), making.string(), options.origins);
  fs::remove(folder, error);
  fs::rename(making, folder.has_filename() ? folder : folder.parent_path(), error);
  if (error) throw Error(options.output + ": cannot be put in its place: " + error.message());
  return kDone;
}

int run_export(const ExportOptions& options) {
  if (options.as == "parquet") return run_parquet(options);
  const auto store = open_store(options.store, options.resources);
  store::Database& db = store->db();
  io::Output out(options.output);
  try {
    const auto& formats = store::formats();
    const auto format =
        std::find_if(formats.begin(), formats.end(), [&](const auto& one) { return one.name == options.as; });
    if (format != formats.end()) {
      write_format(db, *format, options, out);
    } else {
      if (options.as == "csv") out.write(io::csv_header());
      std::string text;
      store::for_each_document(db, options.origins, false, [&](const store::StoredDocument& document) {
        text.clear();
        options.as == "csv" ? io::append_csv(document.records, text) : io::append_jsonl(document.records, text);
        out.write(text);
      });
    }
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
  std::set<std::string> names = {"jsonl", "csv", "parquet"};
  for (const store::Format& format : store::formats()) names.insert(format.name);
  command
      ->add_option("--as", options->as,
                   "jsonl, csv, parquet, gdelt-events, gdelt-mentions, icews, polecat, phoenix or plover-json (jsonl)")
      ->check(CLI::IsMember(names))
      ->option_text("FORM");
  command->add_option("-o,--output", options->output, "Write to this file, which appears when it is whole")
      ->type_name("OUT");
  command->add_option("--origin", options->origins, "Only what was coded by: chancery, gdelt, icews, polecat, phoenix")
      ->allow_extra_args(false)
      ->option_text("ORIGIN");
  add_installation(*command, options->installation);
  return {command, [options] { return run_export(*options); }};
}

}  // namespace chancery::cli
