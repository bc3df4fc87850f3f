// chancery resolve: one phrase a line in, who it is out.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "io/byte_source.h"
#include "io/lines.h"
#include "io/writer.h"
#include "knowledge/directory.h"
#include "pipeline/resources.h"
#include "reading/resolve.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kLongestLine = 1u << 20;

constexpr const char* kFooter =
    "Examples:\n"
    "  echo \"American warplanes\" | chancery resolve\n"
    "  chancery resolve --date 2019-03-01 < names.txt > actors.jsonl\n"
    "  chancery resolve --with my-actors/ < names.txt\n";

struct ResolveOptions {
  std::string date;
  CoderOptions coder;
};

void put_or_null(std::string_view key, const std::string& value, std::string& out) {
  out += ",\"";
  out += key;
  out += "\":";
  if (value.empty()) {
    out += "null";
  } else {
    io::append_json_string(value, out);
  }
}

void append_answer(std::string_view phrase, const reading::Resolved& answer, std::string& out) {
  out += "{\"text\":";
  io::append_json_string(phrase, out);
  out += ",\"name\":";
  io::append_json_string(answer.name, out);
  put_or_null("country", answer.country, out);
  put_or_null("sector", answer.sector, out);
  if (!answer.members.empty()) {
    out += ",\"members\":[";
    for (std::size_t i = 0; i < answer.members.size(); ++i) {
      if (i > 0) out += ',';
      io::append_json_string(answer.members[i], out);
    }
    out += ']';
  }
  out += "}\n";
}

int run_resolve(ResolveOptions options) {
  ProgressLine no_progress;
  StderrReporter reporter(no_progress);
  options.coder.reporter = &reporter;
  const pipeline::DirectoryFiles files = pipeline::DirectoryFiles::load(options.coder);
  const knowledge::Directory& directory = files.directory;
  const std::optional<Day> day = parse_day(options.date);
  io::Output output("");
  const std::unique_ptr<io::ByteSource> bytes = io::to_utf8(io::open_file("-", nullptr));
  io::LineReader lines(*bytes, kLongestLine);
  bool repaired = false;
  try {
    std::string answer;
    for (io::Line line; lines.next(line);) {
      if (line.too_long) {
        reporter.refuse("stdin", line.number, "the line is longer than " + std::to_string(kLongestLine) + " bytes");
        continue;
      }
      std::string phrase(line.text);
      if (repair_utf8(phrase) > 0 && !repaired) {
        reporter.warn("stdin", line.number, "not UTF-8; what is not became U+FFFD, here and below");
        repaired = true;
      }
      answer.clear();
      append_answer(phrase, reading::resolve_phrase(directory, phrase, day), answer);
      output.write(answer);
    }
    if (bytes->fault()) reporter.refuse("stdin", 0, bytes->fault().what);
    output.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_resolve(CLI::App& app) {
  const auto options = std::make_shared<ResolveOptions>();
  CLI::App* resolve = app.add_subcommand("resolve", "Read one phrase a line, write who each is");
  resolve->footer(kFooter);
  add_date(*resolve, options->date, "The day on which offices are held; else the last that is known");
  add_actors(*resolve, options->coder);
  add_installation(*resolve, options->coder);
  return {resolve, [options] { return run_resolve(*options); }};
}

}  // namespace chancery::cli
