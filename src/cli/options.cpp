#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/calendar.h"

namespace chancery::cli {
namespace {

constexpr std::array<std::string_view, 6> kDocumentFields = {"id", "text", "title", "date", "url", "source"};

/// Checks are run by CLI11: an empty answer is a yes.
std::string check_day(const std::string& given) {
  return parse_day(given) ? "" : "'" + given + "' is no day of the calendar; write it as 2024-05-17";
}

std::string check_column(const std::string& given) {
  const std::size_t at = given.find('=');
  if (at == std::string::npos || at + 1 == given.size()) return "'" + given + "': write it as text=body";
  const std::string_view field = std::string_view(given).substr(0, at);
  if (std::find(kDocumentFields.begin(), kDocumentFields.end(), field) == kDocumentFields.end()) {
    return "'" + std::string(field) + "' is no field of a document; those are id, text, title, date, url and source";
  }
  return "";
}

std::string check_positive(const std::string& given) {
  const bool zero = given.find_first_not_of('0') == std::string::npos;
  return zero || given.front() == '-' ? "must be at least 1" : "";
}

void add_size(CLI::App& app, const std::string& name, std::size_t& size, const std::string& what) {
  // 1 kb is 1024 bytes, as is 1 kib.
  app.add_option(name, size, what)
      ->transform(CLI::AsSizeValue(false))
      ->check(check_positive)
      ->option_text("SIZE")
      ->group("Limits");
}

void add_count(CLI::App& app, const std::string& name, std::size_t& count, const std::string& what) {
  app.add_option(name, count, what)->check(check_positive)->option_text("N")->group("Limits");
}

}  // namespace

void add_installation(CLI::App& app, CoderOptions& options) {
  app.add_option("--data", options.data_path, "The packed tables, chancery.data")
      ->type_name("FILE")
      ->group("Installation");
  app.add_option("--model", options.model_path, "The syntax model, syntax.model")
      ->type_name("FILE")
      ->group("Installation");
  app.add_option("--places", options.places_path, "The packed places, chancery.places")
      ->type_name("FILE")
      ->group("Installation");
  app.add_option("--ontology", options.ontology_path, "A folder with the tables of a scheme of your own")
      ->type_name("DIR")
      ->group("Scheme");
}

void add_actors(CLI::App& app, CoderOptions& options) {
  app.add_option("--with", options.actors_path, "Your own tables of actors (as in data/actors), laid over ours")
      ->check([](const std::string& given) {
        std::error_code failure;
        return std::filesystem::is_directory(given, failure) ? "" : "'" + given + "' is no folder";
      })
      ->type_name("FOLDER");
}

void add_date(CLI::App& app, std::string& date, const std::string& what) {
  app.add_option("--date", date, what)->check(check_day)->type_name("YYYY-MM-DD");
}

void add_reading(CLI::App& app, io::ReadOptions& options, ReadingWords& words) {
  app.add_option("--from", words.from, "The kind of every input: txt, html, jsonl or csv; else its ending tells")
      ->check([](const std::string& given) {
        return io::format_from(given) ? "" : "'" + given + "' is no kind of input; those are txt, html, jsonl and csv";
      })
      ->type_name("KIND");
  app.add_option("--column", words.columns, "CSV: take a field of the document from another column, as in text=body")
      ->check(check_column)
      ->option_text("FIELD=NAME (any number of times)")
      ->allow_extra_args(false);
  io::Limits& limits = options.limits;
  add_size(app, "--limit-text", limits.text_bytes, "A document's text (10 MB)");
  add_size(app, "--limit-html", limits.html_bytes, "A page of HTML (32 MB)");
  add_count(app, "--limit-html-depth", limits.html_depth, "Nested elements of a page (512)");
  add_size(app, "--limit-json-line", limits.json_line_bytes, "A line of JSONL (64 MB)");
  add_size(app, "--limit-record", limits.record_bytes, "A decompressed file or row (64 MB)");
  add_count(app, "--limit-ratio", limits.compression_ratio, "How much larger than its archive a file may be (200)");
  add_size(app, "--limit-ratio-from", limits.ratio_from_bytes, "From which size on the ratio counts (10 MB)");
}

void apply(const ReadingWords& words, io::ReadOptions& options) {
  if (!words.from.empty()) options.format = io::format_from(words.from);
  for (const std::string& column : words.columns) {
    const std::size_t at = column.find('=');
    options.columns.emplace_back(column.substr(0, at), column.substr(at + 1));
  }
}

}  // namespace chancery::cli
