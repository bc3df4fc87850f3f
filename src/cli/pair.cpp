// chancery pair: sentences with a marked actor and recipient in, the type of event between them out.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/terminal.h"
#include "io/byte_source.h"
#include "io/lines.h"
#include "io/writer.h"
#include "pipeline/pair_coder.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kLongestLine = 10u << 20;
constexpr std::string_view kColumn = "marked_sentence";

constexpr const char* kFooter =
    "The rows have a header and are parted by tabs. In the column marked_sentence, <s>...</s> marks who acts and "
    "<t>...</t>\n"
    "to whom; every row gets one of the sixteen types.\n"
    "\n"
    "Examples:\n"
    "  chancery pair pairs.tsv > coded.tsv\n"
    "  printf 'marked_sentence\\n<s>Peru</s> thanked <t>Chile</t>.\\n' | chancery pair\n";

struct PairOptions {
  std::string input = "-";
  CoderOptions coder;
};

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

/// Reads the rows and writes them with their answers.
class PairRows {
 public:
  PairRows(pipeline::PairCoder& coder, const std::string& file, Reporter& reporter, io::Output& output)
      : coder_(coder), file_(file), reporter_(reporter), output_(output) {}

  /// False where the header makes the rest senseless.
  bool take(std::string_view text, std::uint64_t line) {
    std::string repaired(text);
    if (repair_utf8(repaired) > 0 && !told_repair_) {
      told_repair_ = true;
      reporter_.warn(file_, line, "not UTF-8; what is not became U+FFFD, here and below");
    }
    if (repaired.empty()) return true;
    return headed_ ? (code(repaired, line), true) : read_header(repaired, line);
  }
  bool headed() const { return headed_; }

 private:
  bool read_header(std::string& line, std::uint64_t number) {
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    const std::vector<std::string_view> names = cells_of(line);
    const auto at = std::find(names.begin(), names.end(), kColumn);
    if (at == names.end()) {
      reporter_.refuse(file_, number,
                       "the header has no column marked_sentence; name it so, parted from others by tabs");
      return false;
    }
    column_ = static_cast<std::size_t>(at - names.begin());
    columns_ = names.size();
    headed_ = true;
    output_.write(line + "\tevent\tquad\tstatus\tconfidence\trule\n");
    return true;
  }

  void code(std::string& line, std::uint64_t number) {
    std::vector<std::string_view> cells = cells_of(line);
    if (cells.size() != columns_) {
      reporter_.refuse(file_, number, fmt::format("the row has {} columns and the header {}", cells.size(), columns_));
      return;
    }
    const pipeline::PairResult result = coder_.code(cells[column_]);
    std::string rule = result.rule;
    std::replace_if(
        rule.begin(), rule.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    output_.write(fmt::format("{}\t{}\t{}\t{}\t{:.2f}\t{}\n", line, name_of(result.event),
                              name_of(quad_of(result.event)), name_of(result.status), result.confidence, rule));
  }

  pipeline::PairCoder& coder_;
  const std::string& file_;
  Reporter& reporter_;
  io::Output& output_;
  std::size_t column_ = 0, columns_ = 0;
  bool headed_ = false, told_repair_ = false;
};

int run_pair(const PairOptions& options) {
  pipeline::PairCoder coder(options.coder);
  ProgressLine no_progress;
  StderrReporter reporter(no_progress);
  io::Output output("");
  const std::string file = options.input == "-" ? "stdin" : options.input;
  const std::unique_ptr<io::ByteSource> bytes = io::to_utf8(io::open_file(options.input, nullptr));
  io::LineReader lines(*bytes, kLongestLine);
  PairRows rows(coder, file, reporter, output);
  try {
    bool goes_on = true;
    for (io::Line line; goes_on && lines.next(line);) {
      if (line.too_long) {
        reporter.refuse(file, line.number, fmt::format("the line is longer than {} bytes", kLongestLine));
        continue;
      }
      goes_on = rows.take(line.text, line.number);
    }
    if (bytes->fault()) {
      reporter.refuse(file, 0, bytes->fault().what);
    } else if (goes_on && !rows.headed()) {
      reporter.refuse(file, 0, "there is no header; the first line names the columns, marked_sentence among them");
    }
    output.close();
  } catch (const Error&) {
    if (!output_reader_is_gone()) throw;
  }
  return reporter.refused() > 0 ? kRefusedInput : kDone;
}

}  // namespace

Command make_pair(CLI::App& app) {
  const auto options = std::make_shared<PairOptions>();
  CLI::App* pair = app.add_subcommand("pair", "Name the type of event between a marked actor and a marked recipient");
  pair->footer(kFooter);
  pair->add_option("FILE", options->input, "Rows parted by tabs, with a header; - or nothing: standard input");
  add_installation(*pair, options->coder);
  return {pair, [options] { return run_pair(*options); }};
}

}  // namespace chancery::cli
